namespace KoffiGen.NativeTests;

/// <summary>Memory that ends at an inaccessible page: any access beyond it ends the process.</summary>
[KoffiLibrary("koffigen_test")]
internal static unsafe partial class GuardedMemory
{
    [KoffiImport("void *AllocateBeforeGuard(size_t size)")]
    private static partial nint Allocate(nuint size);

    /// <summary>Returns memory that is not zero and ends with the last byte of its page. It is never freed.</summary>
    public static Span<T> Get<T>(int length)
        where T : unmanaged
    {
        Span<T> memory = new((void*)Allocate((nuint)length * (nuint)sizeof(T)), length);
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(memory).Fill(0xEE);
        return memory;
    }

    /// <summary>Returns such memory with these values.</summary>
    public static Span<T> Get<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Span<T> memory = Get<T>(values.Length);
        values.CopyTo(memory);
        return memory;
    }
}
