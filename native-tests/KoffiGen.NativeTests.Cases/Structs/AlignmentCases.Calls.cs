using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

public static partial class AlignmentCases
{
    [NativeCase]
    public static void Owned_memory_is_always_aligned()
    {
        for (int round = 1; round < 50; round++)
        {
            using KoffiMemory<Native.Vec128> memory = Koffi.Alloc<Native.Vec128>(round);
            memory[round - 1].v[0] = round;
            Check.Equal(round, Native.SumMemory(memory));
        }

        Check.Equal(0, Native.SumMemory(null));
        Check.Equal(0, Native.TakeMisaligned());
    }

    [NativeCase]
    public static void Array_parameters_have_the_alignment_of_their_type()
    {
        using KoffiMemory<int> memory = Koffi.Alloc<int>(4, 16);
        (memory[0], memory[1]) = (3, 4);
        Check.Equal(7, Native.SumPair16(memory.Span[..2]));
        Check.Equal("pair", Check.Throws<ArgumentException>(() => Native.SumPair16(memory.Span[1..3])).ParamName);
    }

    [NativeCase]
    public static void Variables_of_a_call_are_aligned_at_any_depth_of_the_stack()
    {
        for (int depth = 0; depth < Depths; depth++)
        {
            AtDepth(
                depth,
                static () =>
                {
                    bool flag = false;
                    Check.Equal(1, Native.Toggle(ref flag));
                    Check.True(flag);
                    Check.Equal(1, Native.First(out Native.Label.Managed label));
                    Check.Equal("first", label.text);
                    Check.Equal(1, Native.Next(ref label));
                    Check.Equal((2L, "next"), (label.id, label.text));
                    Check.Equal(8, Native.Count(in label, 1));
                    Check.Equal(11, Native.Count([label, new Native.Label.Managed { id = 3, text = "x" }]));
                    Native.Fill(out Native.Vec128 local, 1);
                    Check.Equal(1, Native.Scale(ref local, 2));
                    Check.Equal(20, Native.Sum(in local, 1));
                }
            );
        }

        Check.Equal(0, Native.TakeMisaligned());
    }

    [NativeCase]
    public static void Instructions_for_aligned_memory_do_not_fault()
    {
        using KoffiMemory<Native.Lanes> lanes = Koffi.Alloc<Native.Lanes>(3);
        lanes[2].v.AsSpan().Fill(1);
        Check.Equal(16f, Native.ScaleLanes(lanes.Span, 2));
        Check.Sequence<float>([2, 2, 2, 2, 2, 2, 2, 2], lanes[2].v.AsReadOnlySpan());
    }

    [NativeCase]
    public static void Calls_through_function_pointers_are_aligned()
    {
        nint library = NativeLibrary.Load("koffigen_test", typeof(AlignmentCases).Assembly, null);
        Native.Scaler32Pointer scale = new(NativeLibrary.GetExport(library, "Scale32"));
        using KoffiMemory<byte> memory = Koffi.Alloc<byte>(256, 128);
        CheckScale(memory, 72, (ref Native.Vec32 vec) => scale.Invoke(ref vec, 3));
        CheckScale(memory, 72, (ref Native.Vec32 vec) => ((Native.Scaler32)scale!)(ref vec, 3));
    }

    [NativeCase]
    public static async Task Calls_on_other_threads_are_aligned()
    {
        (int result, Native.Vec32 vec) = await Native.Fill32Async(1);
        Check.Equal(1, result);
        for (int round = 0; round < 20; round++)
        {
            (result, vec) = await Native.Scale32Async(vec, 1);
            Check.Equal(1, result);
        }

        Check.Sequence<int>([1, 2, 3, 4], vec.v.AsReadOnlySpan());
        using KoffiMemory<Native.Vec32> memory = Koffi.Alloc<Native.Vec32>(2);
        memory[1] = vec;
        Check.Equal(10, await Native.SumOwnedAsync(memory));
        Native.Vec32[] array = new Native.Vec32[5];
        for (int start = 0; start < 4; start++)
        {
            try
            {
                Check.Equal(0, await Native.Sum32Async(array.AsMemory(start)));
            }
            catch (ArgumentException refused)
            {
                Check.Equal("vecs", refused.ParamName);
            }
        }

        Check.Equal(0, Native.TakeMisaligned());
    }
}
