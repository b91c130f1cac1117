using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

/// <summary>A C function with a <c>void *</c> parameter, and every C# type that it accepts.</summary>
public static unsafe partial class VoidPointerCases
{
    private const string Weigh = "int64_t WeighMemory(const void *memory, int size)";
    private const string Change = "int64_t ChangeMemory(_Inout_ void *memory, int size)";
    private const string Fill = "void FillBytes(_Out_ void *memory, size_t size, int value)";

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("opaque Box !(CloseBox); opaque Crate;")]
    [KoffiImport(Weigh)]
    [KoffiImport("int64_t ChangeMemory(void *memory, int size)")]
    [KoffiImport("Box *! NewBox(const char *name)")]
    [KoffiImport("Crate *ParentOf(Box *box)")]
    [KoffiImport("const char *BoxName(Box *box)", MethodName = "NameOf")]
    internal static partial class Native
    {
        [KoffiImport(Weigh)]
        public static partial long WeighAddress(nint memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighSpan<T>(ReadOnlySpan<T> memory, int size)
            where T : unmanaged;

        [KoffiImport(Weigh)]
        public static partial long WeighIn<T>(in T memory, int size)
            where T : unmanaged;

        [KoffiImport(Weigh)]
        public static partial long WeighStruct(in Sample memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighArray(short[]? memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighStructs(Sample[] memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighText(string? memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighPointer(int* memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighAnything(void* memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighMemory(KoffiMemory<ushort>? memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighTyped(Pointer<Sample> memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighUtf8(Utf8Pointer memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighValue(Box memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighOther(Crate memory, int size);

        [KoffiImport(Weigh)]
        public static partial long WeighHandle(BoxHandle? memory, int size);

        [KoffiImport(Change)]
        public static partial long ChangeSpan<T>(Span<T> memory, int size)
            where T : unmanaged;

        [KoffiImport(Change)]
        public static partial long ChangeRef<T>(ref T memory, int size)
            where T : unmanaged;

        [KoffiImport(Change)]
        public static partial long ChangeStruct(ref Sample memory, int size);

        [KoffiImport(Change)]
        public static partial long ChangeArray(uint[]? memory, int size);

        [KoffiImport(Fill)]
        public static partial void FillOut<T>(out T memory, nuint size, int value)
            where T : unmanaged;

        [KoffiImport(Fill)]
        public static partial void FillNumber(out ulong memory, nuint size, int value);

        [KoffiImport("int CallMemory(void *memory, int argument)")]
        public static partial int Call(delegate* unmanaged[Cdecl]<int, int> memory, int argument);
    }

    public struct Sample
    {
        public byte First;
        public int Second;
    }

    [NativeCase]
    public static void A_void_pointer_accepts_an_address()
    {
        int value = 0x04030201;
        Check.Equal(30L, Native.WeighAddress((nint)(&value), 4));
        Check.Equal(30L, Native.WeighPointer(&value, 4));
        Check.Equal(30L, Native.WeighAnything(&value, 4));
        Check.Equal(-1L, Native.WeighAddress(0, 4));
        Check.Equal(-1L, Native.WeighPointer(null, 4));
    }

    [NativeCase]
    public static void A_void_pointer_accepts_a_span_of_any_type()
    {
        Check.Equal(30L, Native.WeighSpan<byte>([1, 2, 3, 4], 4));
        Check.Equal(30L, Native.WeighSpan<short>([0x0201, 0x0403], 4));
        Check.Equal(-1L, Native.WeighSpan<double>(default, 4));
        Check.Equal(30L, Native.WeighMemory([0x04030201u], 4));
        Span<ushort> changed = [0x0201, 0x0403];
        Check.Equal(30L, Native.ChangeSpan(changed, 4));
        Check.Sequence<ushort>([0x0402, 0x0806], changed);
        Check.Equal(60L, Native.ChangeMemory(changed, 4));
        Check.Sequence<ushort>([0x0603, 0x0C09], changed);
    }

    [NativeCase]
    public static void A_void_pointer_accepts_one_variable()
    {
        ulong value = 0x0807060504030201;
        Check.Equal(204L, Native.WeighIn(in value, 8));
        Check.Equal(204L, Native.ChangeRef(ref value, 8));
        Check.Equal(0x100E0C0A08060402UL, value);
        Native.FillOut(out int number, 4, 5);
        Check.Equal(0x05050505, number);
        Native.FillNumber(out ulong large, 4, 5);
        Check.Equal(0x05050505UL, large);
        Native.FillOut(out Sample sample, 8, 2);
        Check.Equal(0x02020202, sample.Second);
    }

    [NativeCase]
    public static void A_void_pointer_accepts_a_struct()
    {
        Sample sample = new() { First = 1, Second = 0x04030201 };
        long expected = 1 + (5 * 1) + (6 * 2) + (7 * 3) + (8 * 4);
        Sample[] two = [default, sample];
        two[0].First = 3;
        Check.Equal(expected, Native.WeighStruct(in sample, 8));
        Check.Equal(3L, Native.WeighStructs(two, 8));
        Check.Equal(expected, Native.WeighTyped(new Pointer<Sample>(&sample), 8));
        Check.Equal(expected, Native.ChangeStruct(ref sample, 8));
        Check.Equal((byte)2, sample.First);
        Check.Equal(0x0C0A0806, sample.Second);
    }

    [NativeCase]
    public static void A_void_pointer_accepts_an_array()
    {
        Check.Equal(30L, Native.WeighArray([0x0201, 0x0403], 4));
        Check.Equal(-1L, Native.WeighArray(null, 4));
        uint[] numbers = [0x04030201];
        Native.ChangeArray(numbers, 4);
        Check.Equal(0x08060402u, numbers[0]);
    }

    [NativeCase]
    public static void Text()
    {
        long expected = 'a' + (2 * 0xC3) + (3 * 0xA9);
        Check.Equal(expected, Native.WeighText("aé", 4));
        Check.Equal(-1L, Native.WeighText(null, 4));
        fixed (byte* text = "a\u00e9"u8)
        {
            Check.Equal(expected, Native.WeighUtf8(new Utf8Pointer(text), 4));
        }

        using KoffiMemory<byte> owned = Koffi.AllocUtf8("aé");
        Check.Equal(expected, Native.WeighAddress(owned.Address, 4));
    }

    [NativeCase]
    public static void A_void_pointer_accepts_owned_memory()
    {
        using KoffiMemory<ushort> memory = Koffi.Alloc<ushort>(2);
        (memory[0], memory[1]) = (0x0201, 0x0403);
        Check.Equal(30L, Native.WeighMemory(memory, 4));
        Check.Equal(-1L, Native.WeighMemory(null, 4));
    }

    [NativeCase]
    public static void A_void_pointer_accepts_a_handle()
    {
        using Native.BoxHandle box = Native.NewBox("abc");
        long expected = 'a' + (2 * 'b') + (3 * 'c');
        Check.Equal(expected, Native.WeighHandle(box, 4));
        Check.Equal(expected, Native.WeighValue(box.Value, 4));
        Check.Equal(expected, Native.WeighOther((Native.Crate)box.Value.Value, 4));
        Check.Equal(-1L, Native.WeighHandle(null, 4));
        Check.Equal(-1L, Native.WeighOther(default, 4));
        box.Dispose();
        Check.Throws<ObjectDisposedException>(() => Native.WeighHandle(box, 4));
    }

    [NativeCase]
    public static void A_void_pointer_accepts_a_function_pointer() => Check.Equal(42, Native.Call(&Twice, 21));

    [NativeCase]
    public static void Arguments_for_a_void_pointer_allocate_nothing() =>
        Check.DoesNotAllocate(static () =>
        {
            long value = 3;
            Native.WeighIn(in value, 8);
            Native.ChangeRef(ref value, 8);
            Native.WeighSpan<byte>([1], 1);
            Native.WeighText("text", 4);
            Native.FillNumber(out _, 8, 0);
            Native.WeighTyped(default, 0);
        });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Twice(int value) => 2 * value;
}
