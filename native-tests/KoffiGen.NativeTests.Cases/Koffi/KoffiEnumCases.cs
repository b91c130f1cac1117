namespace KoffiGen.NativeTests;

/// <summary>Enums of Koffi's sync program that do not fit an int, and enums with an explicit underlying type.</summary>
public static partial class KoffiEnumCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef enum Enum1 { Enum1_A = 0, Enum1_B = 42 } Enum1;
            typedef enum Enum2 { Enum2_A = -1, Enum2_B = 2147483647 } Enum2;
            typedef enum Enum3 { Enum3_A = -1, Enum3_B = 2147483648 } Enum3;
            typedef enum Enum4 { Enum4_A = 0, Enum4_B = 2147483648 } Enum4;
            typedef enum Enum5 { Enum5_A = 0, Enum5_B = 9223372036854775808u } Enum5;
            enum Wide : uint64_t { Wide_A = 5 };
            enum Plain : int { Plain_A = 5 };
            enum Narrow : short { Narrow_A = -5 };
            """
    )]
    [KoffiImport("str GetEnumPrimitive1(void)")]
    [KoffiImport("str GetEnumPrimitive2(void)")]
    [KoffiImport("str GetEnumPrimitive3(void)")]
    [KoffiImport("str GetEnumPrimitive4(void)")]
    [KoffiImport("str GetEnumPrimitive5(void)")]
    [KoffiImport("Enum3 ThroughEnum3(Enum3 value)")]
    [KoffiImport("Enum4 ThroughEnum4(Enum4 value)")]
    [KoffiImport("Enum5 ThroughEnum5(Enum5 value)")]
    internal static partial class Native;

    [NativeCase]
    public static void An_enum_is_stored_as_C_stores_it()
    {
        // The values of the first enum fit the default underlying type of C#, too. MSVC has the same default.
        Check.Equal("Int32", TypeOf<Native.Enum1>());
        Check.True(Native.GetEnumPrimitive1() == "UInt32" || OperatingSystem.IsWindows());
        Check.Equal(Native.GetEnumPrimitive2(), TypeOf<Native.Enum2>());
    }

    [NativeCase(NativePlatforms.Unix, "Compilers for Windows store every enum as an int.")]
    public static void An_enum_with_values_beyond_int_is_stored_as_C_stores_it()
    {
        Check.Equal(Native.GetEnumPrimitive3(), TypeOf<Native.Enum3>());
        Check.Equal(Native.GetEnumPrimitive4(), TypeOf<Native.Enum4>());
        Check.Equal(Native.GetEnumPrimitive5(), TypeOf<Native.Enum5>());
        Check.Equal(Native.Enum3.Enum3_B, Native.ThroughEnum3(Native.Enum3.Enum3_B));
        Check.Equal(Native.Enum4.Enum4_B, Native.ThroughEnum4(Native.Enum4.Enum4_B));
        Check.Equal(Native.Enum5.Enum5_B, Native.ThroughEnum5(Native.Enum5.Enum5_B));
        Check.Equal(0x8000000000000000, (ulong)Native.Enum5.Enum5_B);
    }

    [NativeCase]
    public static void The_declared_type_of_an_enum_is_its_type()
    {
        Check.Equal("UInt64", TypeOf<Native.Wide>());
        Check.Equal("Int32", TypeOf<Native.Plain>());
        Check.Equal("Int16", TypeOf<Native.Narrow>());
        Check.Equal(-5, (int)Native.Narrow.Narrow_A);
    }

    private static string TypeOf<T>()
        where T : struct, Enum => Enum.GetUnderlyingType(typeof(T)).Name;
}
