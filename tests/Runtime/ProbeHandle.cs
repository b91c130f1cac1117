namespace KoffiGen.Tests.Runtime;

/// <summary>A handle that counts how often its pointer is freed.</summary>
internal sealed class ProbeHandle : KoffiHandle
{
    /// <summary>Gets the counter, which outlives a finalized handle.</summary>
    public int[] Counter { get; } = new int[1];

    public int Released => Volatile.Read(ref Counter[0]);

    public static ProbeHandle Open()
    {
        ProbeHandle handle = new();
        handle.Initialize(42);
        return handle;
    }

    protected override bool ReleaseHandle()
    {
        Interlocked.Increment(ref Counter[0]);
        return true;
    }
}
