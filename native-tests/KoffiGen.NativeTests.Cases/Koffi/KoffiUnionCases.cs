namespace KoffiGen.NativeTests;

/// <summary>Koffi's union program: unions by value and behind pointers.</summary>
public static partial class KoffiUnionCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef union { float f; } SingleU;
            typedef union DualU { double d; uint64_t u; } DualU;
            typedef union MultiU
            {
                double d;
                float f2[2];
                uint64_t u;
                uint8_t raw[8];
                struct { short a; char b, c; int d; } st;
            } MultiU;
            """
    )]
    [KoffiImport("SingleU MakeSingleU(float f)")]
    [KoffiImport("void MakeSingleUIndirect(float f, _Out_ SingleU *out)")]
    [KoffiImport("DualU MakeDualU(double d)")]
    [KoffiImport("void MakeDualUIndirect(double d, _Out_ DualU *out)")]
    [KoffiImport("MultiU MakeMultiU(float a, float b)")]
    [KoffiImport("void MakeMultiUIndirect(float a, float b, _Out_ MultiU *out)")]
    [KoffiImport("float GetMultiDouble(MultiU value)")]
    [KoffiImport("float GetMultiUnsigned(MultiU value)")]
    internal static partial class Native;

    [NativeCase]
    public static void A_union_of_one_is_its_member()
    {
        Check.Equal(-2f, Native.MakeSingleU(-2).f);
        Native.MakeSingleUIndirect(42, out Native.SingleU single);
        Check.Equal(42f, single.f);
    }

    [NativeCase]
    public static void A_union_of_a_number_and_its_bits()
    {
        Native.DualU dual = Native.MakeDualU(-2);
        Check.Equal((-2.0, 13835058055282163712ul), (dual.d, dual.u));
        Native.MakeDualUIndirect(42, out dual);
        Check.Equal((42.0, 4631107791820423168ul), (dual.d, dual.u));
    }

    [NativeCase]
    public static void Members_of_every_kind_share_memory()
    {
        Native.MultiU multi = Native.MakeMultiU(12, 5);
        Check.Equal(4656722015795806208ul, multi.u);
        Check.Sequence<float>([12, 5], multi.f2);
        Check.Sequence<byte>([0, 0, 64, 65, 0, 0, 160, 64], multi.raw);
        Check.Equal((0, 64, 65, 1084227584), (multi.st.a, multi.st.b, multi.st.c, multi.st.d));

        Native.MakeMultiUIndirect(1, 3, out multi);
        Check.Equal(4629700418002223104ul, multi.u);
        Check.Sequence<float>([1, 3], multi.f2);
        Check.Sequence<byte>([0, 0, 128, 63, 0, 0, 64, 64], multi.raw);
        Check.Equal((0, -128, 63, 1077936128), (multi.st.a, multi.st.b, multi.st.c, multi.st.d));
    }

    [NativeCase]
    public static void A_union_is_passed_by_value_whatever_member_was_set()
    {
        Native.MultiU multi = default;
        multi.f2[0] = 5;
        multi.f2[1] = -4;
        Check.Equal((float)0xC080000040A00000, Native.GetMultiUnsigned(multi));
        Check.Equal((float)BitConverter.UInt64BitsToDouble(0xC080000040A00000), Native.GetMultiDouble(multi));
        Check.Equal(450f, Native.GetMultiDouble(new Native.MultiU { d = 450 }));
        Check.Equal((float)BitConverter.DoubleToUInt64Bits(450), Native.GetMultiUnsigned(new Native.MultiU { d = 450 }));
        Check.Equal(
            (0f, 18f),
            (Native.GetMultiDouble(new Native.MultiU { u = 18 }), Native.GetMultiUnsigned(new Native.MultiU { u = 18 }))
        );
    }
}
