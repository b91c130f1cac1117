using KoffiGen.Collections;
using KoffiGen.CSharp;

namespace KoffiGen.Tests.CSharp;

/// <summary>Tests of comparisons of C# types.</summary>
internal sealed class CSharpTypeTests
{
    private static readonly CSharpType Int32 = CSharpType.Of(CSharpPrimitive.Int32);
    private static readonly CSharpType.Struct Point = new(
        QualifiedName.Rooted("Shapes.Point"),
        new StructDeclaration(new EquatableArray<FieldDeclaration>([new FieldDeclaration("X", Int32)]))
    );

    [Test]
    public void A_trailing_question_mark_does_not_matter()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new CSharpType.String().IsSame(CSharpType.NullableString));
            Assert.That(new CSharpType.Nullable(Int32).IsSame(Int32));
            Assert.That(Func(Point).IsSame(Func(Point) with { IsNullable = true, AllowsNull = true }));
        }
    }

    [Test]
    public void A_declaration_does_not_matter()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Point.IsSame(Point with { Declaration = null }));
            Assert.That(Point.IsSame(new CSharpType.Named(Point.Name)));
            Assert.That(Func(Point).IsSame(Func(Point with { Declaration = null })));
        }
    }

    [Test]
    public void Parts_of_a_type_matter()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new CSharpType.Array(new CSharpType.String()).IsSame(new CSharpType.Array(CSharpType.NullableString)), Is.False);
            Assert.That(Func(Point).IsSame(Func(Int32)), Is.False);
            Assert.That(new CSharpType.Span(Int32).IsSame(new CSharpType.Span(Int32) { IsReadOnly = true }), Is.False);
            Assert.That(Point.IsSame(new CSharpType.Named(QualifiedName.Rooted("Point"))), Is.False);
        }
    }

    private static CSharpType.Delegate Func(CSharpType result) =>
        new(
            QualifiedName.Rooted("System.Func") with
            {
                TypeArguments = new EquatableArray<CSharpType>([result]),
            },
            new MethodDeclaration("Invoke", result, default)
        );
}
