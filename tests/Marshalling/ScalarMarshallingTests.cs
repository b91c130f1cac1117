using KoffiGen.C;
using KoffiGen.Marshalling;

namespace KoffiGen.Tests.Marshalling;

/// <summary>Each basic type either has C# types or is listed here as a type that .NET cannot pass by value.</summary>
[TestFixture]
internal sealed class ScalarMarshallingTests
{
    private static readonly BasicTypeKind[] WithoutCSharpType =
    [
        BasicTypeKind.Int128,
        BasicTypeKind.UInt128,
        BasicTypeKind.LongDouble,
        BasicTypeKind.FloatComplex,
        BasicTypeKind.DoubleComplex,
        BasicTypeKind.LongDoubleComplex,
        BasicTypeKind.VaList,
    ];

    private static IEnumerable<BasicTypeKind> Kinds => BasicTypes.All.Select(static row => row.Kind);

    [Test]
    public void Every_basic_type_has_a_row() => Assert.That(ScalarTypes.Kinds, Is.EquivalentTo(Kinds));

    [TestCaseSource(nameof(Kinds))]
    public void A_basic_type_has_a_native_and_a_default_type_or_neither(BasicTypeKind kind)
    {
        bool isExpected = !WithoutCSharpType.Contains(kind);

        Assert.That(ScalarMarshalling.NativeType(kind) is not null, Is.EqualTo(isExpected));
        Assert.That(ScalarMarshalling.DefaultType(kind) is not null, Is.EqualTo(isExpected));
    }

    [TestCaseSource(nameof(Kinds))]
    public void The_default_type_converts_to_the_native_type(BasicTypeKind kind)
    {
        if (ScalarMarshalling.DefaultType(kind) is { } type)
        {
            Assert.That(ScalarMarshalling.Convert(BasicType.Get(kind), type, "value"), Is.Not.Null);
        }
    }
}
