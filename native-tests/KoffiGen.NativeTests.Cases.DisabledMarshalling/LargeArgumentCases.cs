namespace KoffiGen.NativeTests;

/// <summary>Arguments and results that are so large that only assemblies without runtime marshalling can pass them.</summary>
public static partial class LargeArgumentCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiImport("uint32_t SumBlock64(int factor, struct Block64 block)")]
    [KoffiImport("struct Block64 MakeBlock64(uint8_t first, uint8_t last)")]
    [KoffiDefine("struct Block64 { uint8_t bytes[65536]; };")]
    internal static partial class Native;

    [NativeCase]
    public static void An_argument_of_any_size_reaches_C()
    {
        Native.Block64 block = default;
        Span<byte> bytes = block.bytes;
        bytes[1] = 5;
        bytes[^1] = 6;
        Check.Equal(33u, Native.SumBlock64(3, block));
    }

    [NativeCase]
    public static void A_result_of_any_size_is_returned()
    {
        Native.Block64 made = Native.MakeBlock64(3, 4);
        ReadOnlySpan<byte> bytes = made.bytes;
        Check.Equal((3, 4, 65536), (bytes[0], bytes[^1], bytes.Length));
    }
}
