namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests that a diagnostic points to the token in every kind of string literal.</summary>
public sealed class LiteralTests
{
    private const string Quotes = "\"\"\"";

    [TestCase("\"int F({|KOFFI101:Nope|} x)\"", TestName = "A token in a regular literal is found")]
    [TestCase("\"\\t\\u0020\\x20\\U00000020int F({|KOFFI101:Nope|} x)\"", TestName = "A token after escapes is found")]
    [TestCase("\"int F({|KOFFI101:N\\u006fp\\x65|} x)\"", TestName = "A token with escapes in it is found")]
    [TestCase(
        "\"/* \\U0001F600 \\\\ \\\" \\0 \\a \\b \\e \\f \\n \\r \\v \\' */ int F({|KOFFI101:Nope|} x)\"",
        TestName = "A token after every other kind of escape is found"
    )]
    [TestCase("@\"/* \"\"\\ \"\" */ int F({|KOFFI101:Nope|} x)\"", TestName = "A token in a verbatim literal is found")]
    [TestCase("@\"int\r\n  F({|KOFFI101:Nope|} x)\"", TestName = "A token in a verbatim literal of two lines is found")]
    [TestCase(Quotes + "/* \"\" */ int F({|KOFFI101:Nope|} x)" + Quotes, TestName = "A token in a raw literal is found")]
    [TestCase(
        "\"" + Quotes + "/* " + Quotes + " */ int F({|KOFFI101:Nope|} x)\"" + Quotes,
        TestName = "A token in a raw literal of four quotes is found"
    )]
    [TestCase(
        Quotes + "\n        int F(\n            {|KOFFI101:Nope|} x)\n        " + Quotes,
        TestName = "A token in a raw literal of several lines is found"
    )]
    [TestCase(
        Quotes + "\r\n    \tint F(\r\n\r\n  \r\n    \t  {|KOFFI101:Nope|} x)\r\n    \t" + Quotes,
        TestName = "A token in a raw literal with CRLF, tabs and blank lines is found"
    )]
    [TestCase("$\"/* {{ \\u0020 }} */ int F({|KOFFI101:Nope|} x)\"", TestName = "A token in an interpolated literal is found")]
    [TestCase("$@\"/* {{ \"\" }} */ int F({|KOFFI101:Nope|} x)\"", TestName = "A token in an interpolated verbatim literal is found")]
    [TestCase("$" + Quotes + "/* \" */ int F({|KOFFI101:Nope|} x)" + Quotes, TestName = "A token in an interpolated raw literal is found")]
    [TestCase("$\"{Start}{|KOFFI101:Nope|} x)\"", TestName = "A token after an interpolated constant is found")]
    [TestCase("\"int \" + \"F(\" + @\"{|KOFFI101:Nope|} x\" + \")\"", TestName = "A token in a concatenation is found")]
    [TestCase("\"int F(\" + \"{|KOFFI101:No\" + \"pe|} x)\"", TestName = "A token that two concatenated literals share is found")]
    [TestCase("((\"int F(\") + (\"{|KOFFI101:Nope|} x)\"))", TestName = "A token in parentheses is found")]
    [TestCase("\"int F(\" + {|KOFFI101:nameof(Nope)|} + \" x)\"", TestName = "A token that nameof produces is found")]
    [TestCase("Start + \"{|KOFFI101:Nope|} x)\"", TestName = "A token after a constant is found")]
    [TestCase("Imports.Start + \"{|KOFFI101:Nope|} x)\"", TestName = "A token after a qualified constant is found")]
    [TestCase("\"int F(\" + {|KOFFI101:Half + \"pe|} x)\"", TestName = "A token that begins in a constant is found")]
    public Task A_token_is_found_in_every_form_of_literal(string literal) => AnalyzerVerifier.VerifyAsync(Source(literal));

    [Test]
    public Task A_parameter_in_a_typedef_of_another_declaration_is_reported_at_the_name_of_the_function() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [assembly: KoffiDefine("struct Large { char bytes[40000]; }; typedef int consumer(const char *name, struct Large value);")]

            [KoffiDefine("consumer {|KOFFI219:consume|};")]
            internal static partial class Imports;
            """
        );

    [Test]
    public Task A_parameter_in_a_typedef_of_another_string_is_reported_in_that_string() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDefine("struct Large { char bytes[40000]; }; typedef int consumer(const char *name, {|KOFFI219:struct Large|} value);")]
            [KoffiDefine("consumer consume;")]
            internal static partial class Imports;
            """
        );

    [Test]
    public Task A_token_inside_a_constant_is_found_in_the_constant() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            internal static partial class Imports
            {
                private const string Prototype = "int F(" + Parameter + ")";
                private const string Parameter = @"{|KOFFI101:Nope|} x";

                [KoffiImport(Prototype)]
                public static partial int F(int x);
            }
            """
        );

    [Test]
    public async Task A_token_inside_a_constant_of_another_file_is_the_constants_name()
    {
        (string source, List<(string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)> expected) = AnalyzerVerifier.Parse(
            """
            internal static partial class Imports
            {
                [KoffiGen.KoffiImport("int F(" + {|KOFFI101:Words.Parameter|} + " x)")]
                public static partial int F(int x);
            }
            """
        );
        Microsoft.CodeAnalysis.Compilation compilation = AnalyzerVerifier.Generate(
            true,
            source,
            "internal static class Words { public const string Parameter = \"Nope\"; }"
        );
        Assert.That(
            (await AnalyzerVerifier.AnalyzeAsync(compilation)).Select(static diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)),
            Is.EqualTo(expected)
        );
    }

    [Test]
    public Task A_missing_token_at_the_end_is_reported_at_an_empty_span() =>
        AnalyzerVerifier.VerifyAsync(Source("\"int F(int x{|KOFFI006:|}\""));

    [TestCase("\"F\", \"int\", \"{|KOFFI101:Nope|}\"", TestName = "A token in a parameter of the classic form is found")]
    [TestCase("\"F\", \"{|KOFFI101:Nope|}\", \"int\"", TestName = "A token in the result of the classic form is found")]
    [TestCase("\"F\", \"int\", new[] { \"{|KOFFI101:Nope|}\" }", TestName = "A token in an array is found")]
    [TestCase("\"F\", \"int\", new string[] { \"{|KOFFI101:Nope|}\" }", TestName = "A token in an explicitly typed array is found")]
    [TestCase("\"F\", \"int\", [\"{|KOFFI101:Nope|}\"]", TestName = "A token in a collection expression is found")]
    [TestCase("returns: \"int\", parameters: \"{|KOFFI101:Nope|}\", name: \"F\"", TestName = "A token in a named parameter is found")]
    [TestCase(
        "returns: \"int\", parameters: [\"{|KOFFI101:Nope|}\"], name: \"F\", Optional = true",
        TestName = "A token in a named array is found"
    )]
    [TestCase("name: \"F\", returns: \"{|KOFFI101:Nope|}\", parameters: \"int\"", TestName = "A token in a named result is found")]
    [TestCase("prototype: \"int F({|KOFFI101:Nope|})\"", TestName = "A token in a named prototype is found")]
    public Task A_token_is_found_in_every_argument_of_the_classic_form(string arguments) => AnalyzerVerifier.VerifyAsync(Source(arguments));

    private static string Source(string arguments) =>
        $$"""
            using KoffiGen;

            internal static partial class Imports
            {
                private const string Start = "int F(";
                private const string Half = "No";
                private const string Nope = "";

                [KoffiImport({{arguments}})]
                public static partial int F(int x);
            }
            """;
}
