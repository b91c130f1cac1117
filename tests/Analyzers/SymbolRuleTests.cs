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

    [Test]
    public Task A_function_is_reported() =>
        VerifyAsync("[KoffiSymbol(\"{|KOFFI241:int count(void);|}\")] static partial ref int Count { get; }");

    [Test]
    public Task An_unknown_type_of_a_symbol_is_reported() =>
        VerifyAsync("[KoffiSymbol(\"{|KOFFI101:itn|} count\")] static partial ref int Count { get; }");

    [Test]
    public Task A_property_that_is_not_partial_is_reported() =>
        VerifyAsync("static int s_count; [{|KOFFI606:KoffiSymbol|}(\"int count\")] static ref int Count => ref s_count;");

    private static Task VerifyAsync(string member) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            static partial class C
            {
                {{member}}
            }
            """
        );
}
