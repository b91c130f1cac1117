namespace KoffiGen.NativeTests;

/// <summary>Arrays of Koffi's sync program, whose length is in another member.</summary>
public static partial class KoffiArrayCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef struct VariableArray { int len; int values[] __counted_by(len); } VariableArray;
            typedef struct DynamicArray { int len; int *ptr __counted_by(len); } DynamicArray;
            typedef struct BufferInfo { int len; int _; uint8_t *ptr __counted_by(len); } BufferInfo;
            """
    )]
    [KoffiImport("void InitDynamicArray(_Inout_ DynamicArray *array, int start, int step)")]
    [KoffiImport("void GetBufferInfo(_Out_ BufferInfo *info)")]
    internal static partial class Native
    {
        [KoffiImport("void InitVariableArray(_Inout_ VariableArray *array, int len, int start, int step)")]
        public static partial void InitVariableArray(nint array, int len, int start, int step);

        [KoffiImport("int SumVariableArray(const VariableArray *array)")]
        public static partial int SumVariableArray(nint array);
    }

    [NativeCase]
    public static void A_flexible_array_has_as_many_elements_as_its_struct_states()
    {
        foreach ((int start, int step, int[] expected) in ((int, int, int[])[])[(2, 3, []), (4, 3, [4, 7]), (3, 8, [3, 11, 19, 27, 35])])
        {
            using KoffiMemory<Native.VariableArray> memory = Native.VariableArray.Allocate(expected.Length);
            Check.Equal(expected.Length, memory.Pointer.Value.len);
            Native.InitVariableArray(memory.Address, expected.Length, start, step);
            Check.Sequence<int>(expected, memory.values);
            Check.Equal(expected.Sum(), Native.SumVariableArray(memory.Address));
        }
    }

    [NativeCase]
    public static void A_counted_pointer_has_as_many_elements_as_its_struct_states()
    {
        foreach ((int start, int step, int[] expected) in ((int, int, int[])[])[(2, 3, []), (4, 3, [4, 7]), (3, 8, [3, 11, 19, 27, 35])])
        {
            using KoffiMemory<int> values = Koffi.Alloc<int>(Math.Max(expected.Length, 1));
            Native.DynamicArray array = new() { len = expected.Length, ptr = values.Pointer };
            Native.InitDynamicArray(ref array, start, step);
            Check.Sequence<int>(expected, array.ptrSpan);
        }
    }

    [NativeCase]
    public static void A_counted_pointer_is_a_view_of_native_memory()
    {
        Native.GetBufferInfo(out Native.BufferInfo info);
        Check.Sequence<byte>([1, 2, 3, 5, 8, 13], info.ptrSpan);
    }
}
