namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests of the rules of <c>[KoffiSymbol]</c>.</summary>
internal sealed class SymbolRuleTests
{
    [Test]
    public Task A_property_of_another_type() =>
        VerifyAsync("[{|KOFFI240:KoffiSymbol|}(\"int count\")] static partial ref long Count { get; }");

    [Test]
    public Task A_constant_that_could_be_written() =>
        VerifyAsync("[{|KOFFI240:KoffiSymbol|}(\"const int count\")] static partial ref int Count { get; }");

    [Test]
    public Task A_function() => VerifyAsync("[KoffiSymbol(\"{|KOFFI241:int count(void);|}\")] static partial ref int Count { get; }");

    [Test]
    public Task An_unknown_type() => VerifyAsync("[KoffiSymbol(\"{|KOFFI101:itn|} count\")] static partial ref int Count { get; }");

    [Test]
    public Task A_property_that_is_written_already() =>
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
