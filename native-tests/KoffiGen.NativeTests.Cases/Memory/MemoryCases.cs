using System.Runtime.CompilerServices;

namespace KoffiGen.NativeTests;

/// <summary>Memory that C# allocates: C reads and writes it in place and may take ownership of it, and nothing is leaked.</summary>
public static class MemoryCases
{
    private const int Large = 4 << 20;

    [NativeCase]
    public static void Disposed_memory_leaves_the_heap()
    {
        long before = Allocations.HeapBytes();
        for (int round = 0; round < 64; round++)
        {
            using KoffiMemory<byte> memory = Koffi.Alloc<byte>(Large);
            memory[Large - 1] = 1;
            memory.Dispose();
        }

        CheckHeap(before);
    }

    [NativeCase]
    public static void Forgotten_memory_leaves_the_heap()
    {
        long before = Allocations.HeapBytes();
        Forget(64);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        CheckHeap(before);
    }

    [NativeCase]
    public static void C_frees_detached_memory()
    {
        long before = Allocations.HeapBytes();
        for (int round = 0; round < 64; round++)
        {
            Koffi.Free(Koffi.Alloc<byte>(Large).Detach().Address);
        }

        CheckHeap(before);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(int count)
    {
        for (int round = 0; round < count; round++)
        {
            Koffi.Alloc<byte>(Large).Value = 1;
        }
    }

    /// <summary>Checks the heap of the C runtime. Other threads use it as well, but for less than one of these blocks.</summary>
    private static void CheckHeap(long before)
    {
        if (before >= 0)
        {
            Check.True(Allocations.HeapBytes() - before < Large);
        }
    }
}
