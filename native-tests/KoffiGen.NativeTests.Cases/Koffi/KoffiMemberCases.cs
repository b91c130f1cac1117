using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

/// <summary>Structs of Koffi's sync program with arrays, nested structs and text as members.</summary>
public static partial class KoffiMemberCases
{
    private const string Letters = "__Hello123456789++++foobarFOOBAR!__";

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef struct Float3 { float a; float b[2]; } Float3;
            typedef struct Double3 { double a; struct { double b, c; } s; } Double3;
            typedef struct BFG
            {
                int8_t a;
                _Alignas(8) short e;
                int64_t b;
                signed char c;
                const char *d;
                struct { float f; double g; } inner;
            } BFG;
            typedef struct __attribute__((packed)) PackedBFG
            {
                int8_t a;
                int64_t b;
                signed char c;
                const char *d;
                short e;
                struct __attribute__((packed)) { float f; double g; } inner;
            } PackedBFG;
            typedef PackedBFG AliasBFG;
            typedef struct FixedBytes { int8_t buf[64]; } FixedBytes;
            typedef struct FixedString { char buf[64]; } FixedString;
            typedef struct FixedUnits { int16_t buf[64]; } FixedUnits;
            typedef struct FixedWide { char16_t buf[64]; } FixedWide;
            typedef struct IntContainer { int values[16]; int len; } IntContainer;
            typedef struct BigText { char text[262145]; } BigText;
            """
    )]
    [KoffiImport("Float3 PackFloat3(float a, float b, float c, _Out_ Float3 *out)")]
    [KoffiImport("Float3 ThroughFloat3(Float3 value)")]
    [KoffiImport("Double3 PackDouble3(double a, double b, double c, _Out_ Double3 *out)")]
    [KoffiImport("Double3 ThroughDouble3(Double3 value)")]
    [KoffiImport("BFG __stdcall MakeBFG(_Out_ BFG *out, int x, double y, str text)")]
    [KoffiImport("AliasBFG __fastcall MakePackedBFG(int x, double y, _Out_ PackedBFG *out, str text)")]
    [KoffiImport("size_t SizeOfBFG(void)")]
    [KoffiImport("size_t SizeOfPackedBFG(void)")]
    [KoffiImport("FixedBytes ReturnFixedStr(FixedBytes value)", MethodName = "ReturnFixedBytes")]
    [KoffiImport("FixedString ReturnFixedStr(FixedString value)")]
    [KoffiImport("FixedUnits ReturnFixedWide(FixedUnits value)", MethodName = "ReturnFixedUnits")]
    [KoffiImport("FixedWide ReturnFixedWide(FixedWide value)")]
    [KoffiImport("IntContainer ArrayToStruct(const int *values, int len)")]
    [KoffiImport("void ReverseBigTextInPlace(_Inout_ BigText *text)")]
    internal static partial class Native;

    [NativeCase]
    public static void Arrays_and_nested_structs_of_floating_point_numbers_are_passed_by_value()
    {
        Native.Float3 three = Native.ThroughFloat3(Native.PackFloat3(20, 30, 40, out Native.Float3 written));
        Check.Equal((20f, 30f, 40f), (three.a, three.b[0], three.b[1]));
        Check.Equal((20f, 30f, 40f), (written.a, written.b[0], written.b[1]));
        Native.Double3 wide = Native.ThroughDouble3(Native.PackDouble3(0.5, 10, 5, out Native.Double3 copy));
        Check.Equal((0.5, 10.0, 5.0), (wide.a, wide.s.b, wide.s.c));
        Check.Equal((0.5, 10.0, 5.0), (copy.a, copy.s.b, copy.s.c));
    }

    [NativeCase]
    public static void A_struct_with_an_aligned_member_text_and_a_nested_struct()
    {
        Check.Equal(Native.SizeOfBFG(), (nuint)Native.BFG.Layout.Size);
        Native.BFG bfg = Native.MakeBFG(out Native.BFG written, 2, 7, Letters);
        Check.Equal((2, 4L, -25, 54), (bfg.a, bfg.b, bfg.c, bfg.e));
        Check.Equal(($"X/{Letters}/X", 14f, 5.0), (bfg.d.ToString(), bfg.inner.f, bfg.inner.g));
        Check.Equal((bfg.a, bfg.b, bfg.c, bfg.e), (written.a, written.b, written.c, written.e));
        Check.Equal((bfg.d, bfg.inner.f, bfg.inner.g), (written.d, written.inner.f, written.inner.g));
    }

    [NativeCase]
    public static void A_packed_struct_that_is_returned_by_another_name()
    {
        Check.Equal((Native.SizeOfPackedBFG(), 1), ((nuint)Native.PackedBFG.Layout.Size, Native.PackedBFG.Layout.Alignment));
        Native.PackedBFG bfg = Native.MakePackedBFG(2, 7, out Native.PackedBFG written, Letters);
        Check.Equal((2, 4L, -25, 54), (bfg.a, bfg.b, bfg.c, bfg.e));
        Check.Equal(($"X/{Letters}/X", 14f, 5.0), (bfg.d.ToString(), bfg.inner.f, bfg.inner.g));
        Check.Equal((bfg.a, bfg.b, bfg.c, bfg.e), (written.a, written.b, written.c, written.e));
        Check.Equal((bfg.d, bfg.inner.f, bfg.inner.g), (written.d, written.inner.f, written.inner.g));
    }

    [NativeCase]
    public static void A_character_array_is_text_or_numbers_as_declared()
    {
        Native.FixedString text = Native.ReturnFixedStr(new Native.FixedString { bufString = "Hello!" });
        Check.Equal("Hello!", text.bufString);
        Native.FixedBytes bytes = default;
        "Hello!"u8.CopyTo(MemoryMarshal.AsBytes((Span<sbyte>)bytes.buf));
        bytes = Native.ReturnFixedBytes(bytes);
        Check.Sequence<sbyte>([72, 101, 108, 108, 111, 33, 0, 0], ((Span<sbyte>)bytes.buf)[..8]);

        Native.FixedWide wide = Native.ReturnFixedWide(new Native.FixedWide { bufString = "Hello é!" });
        Check.Equal("Hello é!", wide.bufString);
        Native.FixedUnits units = default;
        ((Span<short>)[72, 101, 33]).CopyTo(units.buf);
        units = Native.ReturnFixedUnits(units);
        Check.Sequence<short>([72, 101, 33, 0], ((Span<short>)units.buf)[..4]);
    }

    [NativeCase]
    public static void C_copies_an_array_into_a_struct()
    {
        Check.Equal(0, Native.ArrayToStruct([5, 7, 8, 4], 0).len);
        foreach (int len in (int[])[2, 3, 4])
        {
            Native.IntContainer container = Native.ArrayToStruct([8, 454, 6, 3, 45], len);
            Check.Equal(len, container.len);
            int[] expected = new int[16];
            ((Span<int>)[8, 454, 6, 3, 45])[..len].CopyTo(expected);
            Check.Sequence<int>(expected, container.values);
        }
    }

    [NativeCase]
    public static void A_struct_of_a_quarter_of_a_megabyte_is_used_in_place()
    {
        const int Repeats = 20165;
        string text = string.Concat(Enumerable.Repeat("hello!foo!bar", Repeats));
        using KoffiMemory<Native.BigText> memory = Koffi.Alloc<Native.BigText>(1);
        memory[0].textString = text[..262144];
        Native.ReverseBigTextInPlace(ref memory[0]);
        Check.Equal(string.Concat(text[..262144].Reverse()), memory[0].textString);
    }
}
