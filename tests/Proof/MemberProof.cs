using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KoffiGen.Tests.Proof;

/// <summary>Compares one member of a generated struct with the facts from a C compiler.</summary>
internal static class MemberProof
{
    public static string? FindDifference(MemberPath path, CMemberFacts facts, int size, MemberAccessor accessor, Random random)
    {
        if (path.Width is null && accessor.Size != facts.Size)
        {
            return $"{path.Text} has {facts.Size} bytes in C, {accessor.Size} in C#";
        }

        byte[] memory = new byte[size];
        random.NextBytes(memory);
        byte[] value = new byte[accessor.Size];
        random.NextBytes(value);
        accessor.Normalize(value);
        byte[] expected = (byte[])memory.Clone();
        Write(
            expected,
            path,
            facts,
            value,
            isSwapped: accessor.IsNumber && path.Shape is PlainShape plain && plain.Specifiers.Contains("_be_t", StringComparison.Ordinal)
        );
        accessor.Write(memory, value);
        if (!memory.AsSpan().SequenceEqual(expected))
        {
            return $"{path.Text} = {Hex(value)} gives {Hex(memory)}, in C {Hex(expected)}";
        }

        byte[] read = new byte[accessor.Size];
        accessor.Read(memory, read);
        byte[] kept = path.Width is { } width ? Keep(value, width, accessor.IsSigned) : value;
        return read.AsSpan().SequenceEqual(kept) ? null : $"{path.Text} = {Hex(kept)} is read as {Hex(read)}";
    }

    private static void Write(byte[] memory, MemberPath path, CMemberFacts facts, byte[] value, bool isSwapped)
    {
        if (path.Width is { } width)
        {
            for (int i = 0; i < width; i++)
            {
                int bit = (int)facts.Bit + i;
                int mask = 1 << (bit % 8);
                memory[bit / 8] = (byte)((memory[bit / 8] & ~mask) | ((value[i / 8] >> (i % 8) & 1) * mask));
            }

            return;
        }

        byte[] stored = (byte[])value.Clone();
        if (isSwapped)
        {
            Array.Reverse(stored);
        }

        stored.CopyTo(memory, (int)(facts.Bit / 8));
    }

    /// <summary>Truncates a value to the width of a bit-field (C23 6.7.3.2).</summary>
    private static byte[] Keep(byte[] value, int width, bool isSigned)
    {
        Span<byte> bits = stackalloc byte[8];
        value.CopyTo(bits);
        long number = BinaryPrimitives.ReadInt64LittleEndian(bits) << (64 - width);
        BinaryPrimitives.WriteInt64LittleEndian(bits, isSigned ? number >> (64 - width) : (long)((ulong)number >> (64 - width)));
        return bits[..value.Length].ToArray();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes);
}
