namespace KoffiGen.NativeTests;

/// <summary>Memory that ends at a page which nobody may touch: a byte written or read beyond it ends the process.</summary>
[KoffiLibrary("koffigen_test")]
internal static unsafe partial class GuardedMemory
{
    [KoffiImport("void *AllocateBeforeGuard(size_t size)")]
    private static partial nint Allocate(nuint size);

    /// <summary>Memory that is not zero, and whose last byte is the last of its page. It is never freed.</summary>
    public static Span<T> Get<T>(int length)
        where T : unmanaged
    {
        Span<T> memory = new((void*)Allocate((nuint)length * (nuint)sizeof(T)), length);
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(memory).Fill(0xEE);
        return memory;
    }

    /// <summary>The same with these values.</summary>
    public static Span<T> Get<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Span<T> memory = Get<T>(values.Length);
        values.CopyTo(memory);
        return memory;
    }
}
