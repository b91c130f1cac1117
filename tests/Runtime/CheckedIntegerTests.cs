using System.Numerics;
using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

public sealed class CheckedIntegerTests
{
    private const string Function = "'f' (Native.F)";

    private static BigInteger Big<T>(T value)
        where T : IBinaryInteger<T> => BigInteger.CreateChecked(value);

    /// <summary>Returns the values of a type at the limits of another type, and their neighbours.</summary>
    private static IEnumerable<TFrom> Edges<TFrom>(BigInteger lowest, BigInteger highest)
        where TFrom : IBinaryInteger<TFrom>, IMinMaxValue<TFrom>
    {
        BigInteger[] edges = [Big(TFrom.MinValue), Big(TFrom.MaxValue), BigInteger.Zero, lowest, highest];
        return edges
            .SelectMany(static edge => new[] { edge - 1, edge, edge + 1 })
            .Where(static edge => edge >= Big(TFrom.MinValue) && edge <= Big(TFrom.MaxValue))
            .Distinct()
            .Select(TFrom.CreateChecked);
    }

    private static void Check<TFrom>(BigInteger lowest, BigInteger highest, Func<TFrom, BigInteger> convert)
        where TFrom : IBinaryInteger<TFrom>, IMinMaxValue<TFrom>
    {
        foreach (TFrom value in Edges<TFrom>(lowest, highest))
        {
            if (Big(value) >= lowest && Big(value) <= highest)
            {
                Assert.That(convert(value), Is.EqualTo(Big(value)));
            }
            else
            {
                Assert.That(
                    () => convert(value),
                    Throws
                        .TypeOf<OverflowException>()
                        .With.Message.StartsWith($"In {Function}, ")
                        .And.Message.Contains("'count'")
                        .And.Message.Contains($"{value} ")
                        .And.Message.Contains($"from {lowest} to {highest}")
                );
            }
        }
    }

    private static void Pair<TFrom, TTo>()
        where TFrom : unmanaged, IBinaryInteger<TFrom>, IMinMaxValue<TFrom>
        where TTo : unmanaged, IBinaryInteger<TTo>, IMinMaxValue<TTo> =>
        Check<TFrom>(
            Big(TTo.MinValue),
            Big(TTo.MaxValue),
            static value => Big(CheckedInteger.Convert<TFrom, TTo>(value, "count", Function))
        );

    private static void From<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        Pair<T, sbyte>();
        Pair<T, byte>();
        Pair<T, short>();
        Pair<T, ushort>();
        Pair<T, int>();
        Pair<T, uint>();
        Pair<T, long>();
        Pair<T, ulong>();
        Pair<T, nint>();
        Pair<T, nuint>();
    }

    [Test]
    public void Values_that_fit_are_converted_and_others_throw()
    {
        From<sbyte>();
        From<byte>();
        From<short>();
        From<ushort>();
        From<int>();
        From<uint>();
        From<long>();
        From<ulong>();
        From<nint>();
        From<nuint>();
    }

    private static BigInteger LongMax => (BigInteger.One << (8 * Marshal.SizeOf<CLong>() - 1)) - 1;

    private static BigInteger UnsignedLongMax => (BigInteger.One << (8 * Marshal.SizeOf<CULong>())) - 1;

    private static void ToLong<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        Check<T>(-LongMax - 1, LongMax, static value => CheckedInteger.ToCLong(value, "count", Function).Value);
        Check<T>(0, UnsignedLongMax, static value => CheckedInteger.ToCULong(value, "count", Function).Value);
    }

    [Test]
    public void The_same_holds_for_long_of_C()
    {
        ToLong<sbyte>();
        ToLong<byte>();
        ToLong<int>();
        ToLong<uint>();
        ToLong<long>();
        ToLong<ulong>();
        ToLong<nint>();
        ToLong<nuint>();
        ToLong<Int128>();
    }

    private static void FromLong<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        Check<nint>(
            Big(T.MinValue),
            Big(T.MaxValue),
            static value =>
                value >= -LongMax - 1 && value <= LongMax
                    ? Big(CheckedInteger.FromCLong<T>(new CLong(value), "count", Function))
                    : Big(CheckedInteger.Convert<nint, T>(value, "count", Function))
        );
        Check<nuint>(
            Big(T.MinValue),
            Big(T.MaxValue),
            static value =>
                value <= UnsignedLongMax
                    ? Big(CheckedInteger.FromCULong<T>(new CULong(value), "count", Function))
                    : Big(CheckedInteger.Convert<nuint, T>(value, "count", Function))
        );
    }

    [Test]
    public void Results_of_long_of_C_are_checked_too()
    {
        FromLong<sbyte>();
        FromLong<byte>();
        FromLong<int>();
        FromLong<uint>();
        FromLong<long>();
        FromLong<ulong>();
        FromLong<nint>();
        FromLong<nuint>();
    }
}
