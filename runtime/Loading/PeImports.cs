using System.Buffers.Binary;
using System.Text;

namespace KoffiGen;

/// <summary>
/// An entry of an import table: the name of the module, and the offset of the slot that contains the address of the function.
/// </summary>
internal readonly record struct PeImport(string Module, int SlotOffset);

/// <summary>
/// Reads the import table of a loaded Windows image, where offsets are relative to its start. Every access is checked, because the image of
/// a packer can contain any values.
/// </summary>
internal static class PeImports
{
    private const int DescriptorSize = 20;

    /// <summary>Returns the size of the image in memory, or 0 if the headers are not valid.</summary>
    internal static int SizeOf(ReadOnlySpan<byte> headers) =>
        TryHeader(headers, out int optional, out _) && TryInt32(headers, optional + 56, out int size) && size > 0 ? size : 0;

    /// <summary>Finds the module that an image imports a function from.</summary>
    internal static PeImport? Find(ReadOnlySpan<byte> image, ReadOnlySpan<byte> function)
    {
        if (!TryHeader(image, out int optional, out bool wide))
        {
            return null;
        }

        int directories = optional + (wide ? 112 : 96);
        if (
            !TryInt32(image, directories - 4, out int count)
            || count < 2
            || !TryInt32(image, directories + 8, out int imports)
            || imports <= 0
        )
        {
            return null;
        }

        for (int descriptor = imports; ; descriptor = Next(descriptor, DescriptorSize))
        {
            if (
                !TryInt32(image, descriptor, out int names)
                || !TryInt32(image, Next(descriptor, 12), out int module)
                || !TryInt32(image, Next(descriptor, 16), out int slots)
                || slots <= 0
            )
            {
                return null;
            }

            // Without a separate name table, the loader has overwritten the names with addresses.
            if (
                names > 0
                && FindSlot(image, function, names, wide) is var index and >= 0
                && TryText(image, module, out ReadOnlySpan<byte> name)
            )
            {
                return new PeImport(Encoding.Latin1.GetString(name), Next(slots, index * (wide ? 8 : 4)));
            }
        }
    }

    private static int FindSlot(ReadOnlySpan<byte> image, ReadOnlySpan<byte> function, int names, bool wide)
    {
        int size = wide ? 8 : 4;
        for (int index = 0, entry = names; ; index++, entry = Next(entry, size))
        {
            if (!TryInt32(image, entry, out int hint))
            {
                return -1;
            }

            int high = 0;
            if (wide && !TryInt32(image, Next(entry, 4), out high))
            {
                return -1;
            }

            if (hint == 0 && high == 0)
            {
                return -1;
            }

            // The highest bit marks an import by ordinal; otherwise a two-byte hint precedes the name.
            bool byNumber = wide ? high != 0 : hint < 0;
            if (!byNumber && TryText(image, Next(hint, 2), out ReadOnlySpan<byte> name) && name.SequenceEqual(function))
            {
                return index;
            }
        }
    }

    private static bool TryHeader(ReadOnlySpan<byte> image, out int optional, out bool wide)
    {
        const int dosMagic = 0x5A4D,
            peMagic = 0x4550,
            narrowMagic = 0x10B,
            wideMagic = 0x20B;

        optional = 0;
        wide = false;
        if (
            !TryUInt16(image, 0, out int magic)
            || magic != dosMagic
            || !TryInt32(image, 0x3C, out int header)
            || !TryInt32(image, header, out int signature)
            || signature != peMagic
        )
        {
            return false;
        }

        optional = Next(header, 24);
        if (!TryUInt16(image, optional, out int kind) || kind is not (narrowMagic or wideMagic))
        {
            return false;
        }

        wide = kind == wideMagic;
        return true;
    }

    private static bool TryText(ReadOnlySpan<byte> image, int offset, out ReadOnlySpan<byte> text)
    {
        text = default;
        if ((uint)offset >= (uint)image.Length)
        {
            return false;
        }

        int length = image[offset..].IndexOf((byte)0);
        if (length < 0)
        {
            return false;
        }

        text = image.Slice(offset, length);
        return true;
    }

    private static bool TryUInt16(ReadOnlySpan<byte> image, int offset, out int value)
    {
        value = 0;
        if (offset < 0 || offset > image.Length - sizeof(ushort))
        {
            return false;
        }

        value = BinaryPrimitives.ReadUInt16LittleEndian(image[offset..]);
        return true;
    }

    private static bool TryInt32(ReadOnlySpan<byte> image, int offset, out int value)
    {
        value = 0;
        if (offset < 0 || offset > image.Length - sizeof(int))
        {
            return false;
        }

        value = BinaryPrimitives.ReadInt32LittleEndian(image[offset..]);
        return true;
    }

    /// <summary>Adds to an offset. An overflow is negative, and so outside of every image.</summary>
    private static int Next(int offset, int distance) => unchecked(offset + distance);
}
