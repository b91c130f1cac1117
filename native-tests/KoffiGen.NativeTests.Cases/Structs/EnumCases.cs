namespace KoffiGen.NativeTests;

/// <summary>Generated enums.</summary>
public static partial class EnumCases
{
    public enum OwnEnum
    {
        A = 0,
        B = 42,
    }

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef enum Enum1 { Enum1_A, Enum1_B = 42 } Enum1;
            enum Enum2 { Enum2_A = -1, Enum2_B = 2147483647 };
            """
    )]
    [KoffiImport("int ReturnEnumValue(Enum1 value)")]
    [KoffiImport("Enum1 NextEnum1(enum Enum1 value)")]
    [KoffiImport("enum Enum2 ThroughEnum2(enum Enum2 value)")]
    [KoffiImport("void PutEnum1(_Out_ Enum1 *value, int to)")]
    [KoffiImport("int SizeOfEnum1(void)")]
    internal static partial class Native
    {
        [KoffiImport("Enum1 NextEnum1(Enum1 value)")]
        public static partial OwnEnum NextOwn(OwnEnum value);

        [KoffiImport("Enum1 NextEnum1(Enum1 value)")]
        public static partial int NextNumber(int value);
    }

    [NativeCase]
    public static void Enumerators_have_the_values_of_C()
    {
        Check.Equal(0, Native.ReturnEnumValue(Native.Enum1.Enum1_A));
        Check.Equal(42, Native.ReturnEnumValue(Native.Enum1.Enum1_B));
        Check.Equal(Native.SizeOfEnum1(), sizeof(Native.Enum1));
    }

    [NativeCase]
    public static void Enums_are_passed_and_returned()
    {
        Check.Equal(Native.Enum1.Enum1_B, Native.NextEnum1(Native.Enum1.Enum1_A));
        Check.Equal(Native.Enum2.Enum2_A, Native.ThroughEnum2(Native.Enum2.Enum2_A));
        Check.Equal(Native.Enum2.Enum2_B, Native.ThroughEnum2(Native.Enum2.Enum2_B));
        Native.PutEnum1(out Native.Enum1 value, 42);
        Check.Equal(Native.Enum1.Enum1_B, value);
    }

    [NativeCase]
    public static void An_enum_of_the_user_represents_a_C_enum()
    {
        Check.Equal(OwnEnum.B, Native.NextOwn(OwnEnum.A));
        Check.Equal(42, Native.NextNumber(0));
    }
}
