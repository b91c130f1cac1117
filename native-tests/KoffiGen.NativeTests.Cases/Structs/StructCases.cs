namespace KoffiGen.NativeTests;

/// <summary>Structs by value and behind pointers.</summary>
public static partial class StructCases
{
    /// <summary>A hand-written struct with members that the runtime would convert.</summary>
    public struct OwnMixed
    {
        public bool On;
        public char Letter;
        public int Number;
    }

    public struct OwnPack3
    {
        public int A,
            B,
            C;
    }

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef struct Pack1 { int a; } Pack1;
            typedef struct Pack2 { int a, b; } Pack2;
            typedef struct Pack3 { int a, b, c; } Pack3;
            typedef struct Float1 { float f; } Float1;
            typedef struct Float2 { float a, b; } Float2;
            typedef struct Double2 { double a, b; } Double2;
            typedef struct FloatInt { float f; int i; } FloatInt;
            typedef struct IntFloat { int i; float f; } IntFloat;
            typedef struct IJK1 { int8_t i, j, k; } IJK1;
            typedef struct IJK4 { int32_t i, j, k; } IJK4;
            typedef struct IJK8 { int64_t i, j, k; } IJK8;
            typedef struct SingleU32 { uint32_t v; } SingleU32;
            typedef struct SingleU64 { uint64_t v; } SingleU64;
            typedef struct SingleI64 { int64_t v; } SingleI64;
            typedef struct Mixed { bool on; char16_t letter; int32_t number; } Mixed;
            """
    )]
    [KoffiImport("void FillPack1(int a, _Out_ Pack1 *p)")]
    [KoffiImport("Pack1 RetPack1(int a)")]
    [KoffiImport("void __fastcall AddPack1(int a, _Inout_ Pack1 *p)")]
    [KoffiImport("void FillPack2(int a, int b, _Out_ Pack2 *p)")]
    [KoffiImport("struct Pack2 RetPack2(int a, int b)")]
    [KoffiImport("void __fastcall AddPack2(int a, int b, _Inout_ Pack2 *p)")]
    [KoffiImport("FillPack3", "void", "int", "int", "int", "_Out_ Pack3 *")]
    [KoffiImport("RetPack3", "Pack3", "int", "int", "int")]
    [KoffiImport("AddPack3", "void", "int", "int", "int", "_Inout_ Pack3 *", Convention = "__fastcall")]
    [KoffiImport("int64_t SumPack3(const Pack3 *packs, int count)")]
    [KoffiImport("Float1 PackFloat1(float f, _Out_ Float1 *out)")]
    [KoffiImport("Float1 ThroughFloat1(Float1 value)")]
    [KoffiImport("Float2 PackFloat2(float a, float b, _Out_ Float2 *out)")]
    [KoffiImport("Float2 ThroughFloat2(Float2 value)")]
    [KoffiImport("Double2 PackDouble2(double a, double b, _Out_ Double2 *out)")]
    [KoffiImport("Double2 ThroughDouble2(Double2 value)")]
    [KoffiImport("IntFloat ReverseFloatInt(FloatInt value)")]
    [KoffiImport("FloatInt ReverseIntFloat(IntFloat value)")]
    [KoffiImport("IJK1 RotateIJK1(IJK1 value)")]
    [KoffiImport("IJK4 RotateIJK4(IJK4 value)")]
    [KoffiImport("IJK8 RotateIJK8(IJK8 value)")]
    [KoffiImport("uint32_t ThroughUInt32UU(uint32_t value)")]
    [KoffiImport("SingleU32 ThroughUInt32SS(SingleU32 value)")]
    [KoffiImport("uint32_t ThroughUInt32SU(SingleU32 value)")]
    [KoffiImport("SingleU32 ThroughUInt32US(uint32_t value)")]
    [KoffiImport("uint64_t ThroughUInt64SU(SingleU64 value)")]
    [KoffiImport("SingleU64 ThroughUInt64US(uint64_t value)")]
    [KoffiImport("int64_t ThroughInt64SI(SingleI64 value)")]
    [KoffiImport("SingleI64 ThroughInt64IS(int64_t value)")]
    [KoffiImport("Mixed InvertMixed(Mixed value)")]
    [KoffiImport("void InvertMixedInPlace(_Inout_ Mixed *value)")]
    [KoffiImport("int SizeOfMixed(void)")]
    [KoffiImport("int OffsetOfMixedNumber(void)")]
    [KoffiImport("Pack3 *BorrowPack3(void)")]
    internal static partial class Native
    {
        [KoffiImport("Mixed InvertMixed(Mixed value)")]
        public static partial OwnMixed InvertOwn(OwnMixed value);

        [KoffiImport("void FillMixed(_Out_ Mixed *value)")]
        public static partial void FillMixed(out Mixed value);

        [KoffiImport("Pack3 *!(kt_free) MakePack3(int a, int b, int c)")]
        public static partial Pack3 MakePack3(int a, int b, int c);

        [KoffiImport("Pack3 RetPack3(int a, int b, int c)")]
        public static partial OwnPack3 RetOwnPack3(int a, int b, int c);

        [KoffiImport("void FillPack3(int a, int b, int c, _Out_ Pack3 *p)")]
        public static partial void FillOwnPack3(int a, int b, int c, out OwnPack3 p);

        [KoffiImport("int64_t SumPack3(const Pack3 *packs, int count)")]
        public static partial long SumOne(in OwnPack3 pack, int count);

        [KoffiImport("int64_t SumPack3(const void *packs, int count)")]
        public static partial long SumMemory(ReadOnlySpan<OwnPack3> packs, int count);
    }

    [NativeCase]
    public static void Structs_of_one_to_three_integers_are_passed_by_value()
    {
        Native.FillPack1(777, out Native.Pack1 one);
        Check.Equal(777, one.a);
        Check.Equal(6, Native.RetPack1(6).a);
        Native.AddPack1(6, ref one);
        Check.Equal(783, one.a);

        Native.FillPack2(123, 456, out Native.Pack2 two);
        Check.Equal((123, 456), (two.a, two.b));
        Check.Equal(9, Native.RetPack2(6, 9).b);
        Native.AddPack2(6, 9, ref two);
        Check.Equal((129, 465), (two.a, two.b));

        Native.FillPack3(1, 2, 3, out Native.Pack3 three);
        Check.Equal((1, 2, 3), (three.a, three.b, three.c));
        Check.Equal(-12, Native.RetPack3(6, 9, -12).c);
        Native.AddPack3(6, 9, -12, ref three);
        Check.Equal((7, 11, -9), (three.a, three.b, three.c));
    }

    [NativeCase]
    public static void Structs_of_floating_point_numbers_are_passed_by_value()
    {
        Check.Equal(2f, Native.PackFloat1(2, out Native.Float1 one).f);
        Check.Equal(2f, Native.ThroughFloat1(one).f);
        Native.Float2 two = Native.PackFloat2(1.5f, 3, out Native.Float2 written);
        Check.Equal((1.5f, 3f), (two.a, two.b));
        Check.Equal((1.5f, 3f), (written.a, written.b));
        Check.Equal(3f, Native.ThroughFloat2(new Native.Float2 { a = 1, b = 3 }).b);
        Native.Double2 wide = Native.PackDouble2(1, 2, out Native.Double2 copy);
        Check.Equal((1.0, 2.0), (wide.a, wide.b));
        Check.Equal(2.0, Native.ThroughDouble2(copy).b);
    }

    [NativeCase]
    public static void Structs_of_mixed_register_classes_are_passed_by_value()
    {
        Native.IntFloat reversed = Native.ReverseFloatInt(new Native.FloatInt { f = 2, i = 4 });
        Check.Equal((2, 4f), (reversed.i, reversed.f));
        Native.FloatInt back = Native.ReverseIntFloat(new Native.IntFloat { i = 4, f = 2 });
        Check.Equal((4f, 2), (back.f, back.i));
    }
}
