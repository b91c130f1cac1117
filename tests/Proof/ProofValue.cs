using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.Tests.Proof;

/// <summary>
/// Values for random calls, and the mismatches that were found. The file is compiled into the tests and into the NativeAOT program, so it
/// uses no reflection.
/// </summary>
public static class ProofValue
{
    /// <summary>Gets the mismatches, in the order of the calls.</summary>
    public static List<string> Mismatches { get; } = [];

    /// <summary>
    /// Returns a value of the variable's type that repeats the bytes of <paramref name="bits"/>. A bool is 0 or 1, and a character is below
    /// the surrogates.
    /// </summary>
    public static T Of<T>(T variable, ulong bits)
        where T : unmanaged
    {
        if (typeof(T) == typeof(bool))
        {
            return Unsafe.BitCast<byte, T>((byte)(bits & 1));
        }

        if (typeof(T) == typeof(Rune))
        {
            return Unsafe.BitCast<uint, T>((uint)bits);
        }

        Span<byte> bytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref variable, 1));
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(bits >> (i % 8 * 8));
        }

        return variable;
    }

    /// <summary>Records a mismatch if the values are not equal bit for bit.</summary>
    public static void Check<T>(string place, T expected, T actual)
        where T : unmanaged
    {
        if (!Bytes(ref expected).SequenceEqual(Bytes(ref actual)))
        {
            Mismatches.Add($"{place} is {Convert.ToHexString(Bytes(ref actual))} in C#, {Convert.ToHexString(Bytes(ref expected))} in C");
        }
    }

    /// <summary>Records a mismatch that C found.</summary>
    /// <param name="failure">The number of the wrong member of an argument, or 0 if there is none.</param>
    public static void CheckFailure(string function, int failure)
    {
        if (failure != 0)
        {
            Mismatches.Add($"{function}: C finds another value in place {failure}");
        }
    }

    private static Span<byte> Bytes<T>(ref T value)
        where T : unmanaged => MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref value, 1));
}
