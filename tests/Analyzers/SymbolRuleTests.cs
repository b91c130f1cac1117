namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests of the rules of <c>[KoffiSymbol]</c>.</summary>
internal sealed class SymbolRuleTests
{
    [Test]
    public Task A_property_of_another_type_is_reported() =>
        VerifyAsync("[{|KOFFI240:KoffiSymbol|}(\"int count\")] static partial ref long Count { get; }");

    [Test]
    public Task A_writable_property_of_a_constant_is_reported() =>
        VerifyAsync("[{|KOFFI240:KoffiSymbol|}(\"const int count\")] static partial ref int Count { get; }");

    [TestCase("struct point origin", "ref Wrong Origin")]
    [TestCase("const struct point origin", "ref readonly Wrong Origin")]
    [TestCase("struct point *last", "ref Pointer<Wrong> Last")]
    [TestCase("struct point corners[2][2]", "System.Span<Wrong> Corners")]
    public Task A_struct_with_another_layout_is_reported(string declaration, string property) =>
        VerifyAsync(
            $"[{{|KOFFI212:KoffiSymbol|}}(\"{declaration}\")] static partial {property} {{ get; }}",
            """
            [KoffiDefine("struct point { int x, y; };")]
            """,
            "record struct Wrong(int X, short Y);"
        );

    [Test]
    public Task A_function_is_reported() =>
        VerifyAsync("[KoffiSymbol(\"{|KOFFI241:int count(void);|}\")] static partial ref int Count { get; }");

    [Test]
    public Task An_unknown_type_of_a_symbol_is_reported() =>
        VerifyAsync("[KoffiSymbol(\"{|KOFFI101:itn|} count\")] static partial ref int Count { get; }");

    [Test]
    public Task A_property_that_is_not_partial_is_reported() =>
        VerifyAsync("static int s_count; [{|KOFFI606:KoffiSymbol|}(\"int count\")] static ref int Count => ref s_count;");

    private static Task VerifyAsync(string member, string attributes = "", string types = "") =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            {{attributes}}
            static partial class C
            {
                {{member}}
            }

            {{types}}
            """
        );
}
