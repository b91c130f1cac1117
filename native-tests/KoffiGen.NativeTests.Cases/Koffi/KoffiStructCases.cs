namespace KoffiGen.NativeTests;

/// <summary>Structs of Koffi's sync program.</summary>
public static partial class KoffiStructCases
{
    private const short Short = 0x7BCD;
    private const int Int = 0x4EADBEEF;
    private const long Long = 0x0123456789ABCDEF;

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            opaque OpaqueStruct;
            struct OpaqueStruct { int a, b, c, d; };

            typedef struct EndianInts
            {
                int16_le_t i16le; int16_be_t i16be; uint16_le_t u16le; uint16_be_t u16be;
                int32_le_t i32le; int32_be_t i32be; uint32_le_t u32le; uint32_be_t u32be;
                int64_le_t i64le; int64_be_t i64be; uint64_le_t u64le; uint64_be_t u64be;
            } EndianInts;

            typedef struct StrStruct { const char *str; const char16_t *str16; } StrStruct;
            """
    )]
    [KoffiImport("void FillOpaqueStruct(unsigned int value, _Out_ OpaqueStruct *opaque)")]
    internal static partial class Native
    {
        [KoffiImport("void CopyEndianInts1(EndianInts ints, _Out_ uint8_t *image)")]
        public static partial void CopyEndianInts(EndianInts ints, Span<byte> image);

        [KoffiImport("void ExpectedEndianImage(_Out_ uint8_t *image)")]
        public static partial void ExpectedImage(Span<byte> image);
    }

    [NativeCase]
    public static void An_opaque_type_that_is_completed_later_is_a_struct()
    {
        Native.FillOpaqueStruct(0xFB422708, out Native.OpaqueStruct filled);
        Check.Equal((0xFB, 0x42, 0x27, 0x08), (filled.a, filled.b, filled.c, filled.d));
    }

    [NativeCase]
    public static void Endian_members_have_their_bytes_in_order()
    {
        Native.EndianInts ints = new()
        {
            i16le = Short,
            i16be = Short,
            u16le = (ushort)Short,
            u16be = (ushort)Short,
            i32le = Int,
            i32be = Int,
            u32le = Int,
            u32be = Int,
            i64le = Long,
            i64be = Long,
            u64le = Long,
            u64be = Long,
        };
        Span<byte> image = stackalloc byte[56];
        Span<byte> expected = stackalloc byte[56];
        Native.CopyEndianInts(ints, image);
        Native.ExpectedImage(expected);
        Check.Sequence<byte>(expected, image);
    }

    [NativeCase]
    public static void Members_that_are_not_set_are_zero()
    {
        Span<byte> image = stackalloc byte[56];
        Native.CopyEndianInts(new Native.EndianInts { i16be = 1, u64be = 2 }, image);
        Span<byte> expected = stackalloc byte[56];
        expected.Clear();
        expected[3] = 1;
        expected[55] = 2;
        Check.Sequence<byte>(expected, image);
    }
}
