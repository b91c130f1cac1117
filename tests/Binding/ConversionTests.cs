using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Emit;
using KoffiGen.Emit.Conversions;
using KoffiGen.Marshalling;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Tests.Binding;

/// <summary>Conversions of C's arithmetic types, and the C# that is written for them.</summary>
[TestFixture]
internal sealed class ConversionTests
{
    private const string Runtime = "__runtime::";

    private static readonly MessageSubject Subject = new(symbol: null, "f", "f");

    private static TestCaseData[] Rows() =>
        [
            Row(BasicTypeKind.Int32, CSharpPrimitive.Int32, "x", "y"),
            Row(BasicTypeKind.Bool, CSharpPrimitive.Boolean, "(x ? (byte)1 : (byte)0)", "(y != 0)"),
            Row(BasicTypeKind.Char, CSharpPrimitive.Byte, "unchecked((sbyte)x)", "unchecked((byte)y)"),
            Row(BasicTypeKind.Char16, CSharpPrimitive.Char, "unchecked((ushort)x)", "unchecked((char)y)"),
            Row(
                BasicTypeKind.ULong,
                CSharpPrimitive.Boolean,
                "new global::System.Runtime.InteropServices.CULong(x ? 1u : 0)",
                "(y.Value != 0)"
            ),
            Row(
                BasicTypeKind.Long,
                CSharpPrimitive.Int32,
                Runtime + "CheckedInteger.ToCLong(x, \"count\", f)",
                Runtime + "CheckedInteger.FromCLong<int>(y, \"count\", f)",
                mayThrow: true
            ),
            Row(
                BasicTypeKind.UIntPtr,
                CSharpPrimitive.Int32,
                Runtime + "CheckedInteger.Convert<int, nuint>(x, \"count\", f)",
                Runtime + "CheckedInteger.Convert<nuint, int>(y, \"count\", f)",
                mayThrow: true
            ),
        ];

    [TestCaseSource(nameof(Rows))]
    public void Scalars_are_converted_both_ways(
        BasicTypeKind kind,
        CSharpPrimitive managed,
        string toNative,
        string toManaged,
        bool mayThrow
    )
    {
        Conversion conversion = ScalarMarshalling.Convert(BasicType.Get(kind), CSharpType.Of(managed), "count")!;
        Assert.Multiple(() =>
        {
            Assert.That(ConversionWriter.ToNative(conversion, Expression.Primary("x"), Subject), Is.EqualTo(toNative));
            Assert.That(ConversionWriter.ToManaged(conversion, Expression.Primary("y"), Subject), Is.EqualTo(toManaged));
            Assert.That(conversion.MayThrow, Is.EqualTo(mayThrow));
            Assert.That(conversion.UsesValueOnce, Is.True);
        });
    }

    [Test]
    public void Ordered_integers_are_swapped_on_both_ways()
    {
        Conversion conversion = ScalarMarshalling.Convert(
            BasicType.Get(BasicTypeKind.UInt16, ByteOrder.Big),
            CSharpType.Of(CSharpPrimitive.UInt16),
            "port"
        )!;
        Assert.That(
            ConversionWriter.ToNative(conversion, Expression.Primary("x"), Subject),
            Is.EqualTo(Runtime + "NativeByteOrder.Big(x)")
        );
        Assert.That(
            ConversionWriter.ToManaged(conversion, Expression.Primary("y"), Subject),
            Is.EqualTo(Runtime + "NativeByteOrder.Big(y)")
        );
    }

    [TestCase(BasicTypeKind.Int32, false, "x", false)]
    [TestCase(BasicTypeKind.UIntPtr, false, "(nuint)x", false)]
    [TestCase(BasicTypeKind.UInt32, true, Runtime + "CheckedInteger.Convert<long, uint>(x, \"data.Length\", f)", true)]
    [TestCase(BasicTypeKind.UInt8, false, Runtime + "CheckedInteger.Convert<int, byte>(x, \"data.Length\", f)", true)]
    public void Lengths_throw_only_where_they_may_not_fit(BasicTypeKind kind, bool isWide, string written, bool mayThrow)
    {
        Conversion conversion = ScalarMarshalling.ConvertLength(BasicType.Get(kind), isWide, "data.Length");
        Assert.That(ConversionWriter.ToNative(conversion, Expression.Primary("x"), Subject), Is.EqualTo(written));
        Assert.That(conversion.MayThrow, Is.EqualTo(mayThrow));
    }

    [Test]
    public void Equal_conversions_are_equal_values()
    {
        Number length = new CheckedLength(new ArgumentNumber("n", NumberPlace.Value, NumberForm.Integer), "n");
        Assert.That(
            new CountedArrayConversion(CSharpType.IntPtr, length, AllowsNull: true),
            Is.EqualTo(new CountedArrayConversion(CSharpType.IntPtr, length with { }, AllowsNull: true))
        );
        Assert.That(NumberWriter.Write(length, Subject), Is.EqualTo(Runtime + "CountedMemory.Length(n, \"n\", f)"));
    }

    private static TestCaseData Row(
        BasicTypeKind kind,
        CSharpPrimitive managed,
        string toNative,
        string toManaged,
        bool mayThrow = false
    ) => new TestCaseData(kind, managed, toNative, toManaged, mayThrow).SetArgDisplayNames($"{kind}", $"{managed}");
}
