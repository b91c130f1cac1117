using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using KoffiGen.Tests.Analyzers;
using KoffiGen.Tests.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Tests.Proof.Programs;

/// <summary>A mistake that a program shows.</summary>
/// <param name="Kind">What the smallest program must show, too.</param>
internal sealed record ProgramProblem(string Kind, string Message);

/// <summary>What a build says about a program.</summary>
/// <param name="Errors">The ids of KoffiGen's errors, which the program may have.</param>
internal sealed record ProgramVerdict(ProgramProblem? Problem, ImmutableArray<string> Errors);

/// <summary>
/// Compiles programs as a build does, with generator, analyzers and compiler. Code that KoffiGen generates must compile without a warning,
/// also beside wrong declarations.
/// </summary>
internal static partial class ProgramProof
{
    /// <summary>If a method has the name of a type, which is an error, references to the type in documentation are ambiguous.</summary>
    private const string AmbiguousDocumentation = "CS0419";

    private const string Support = """
        namespace Support
        {
            public enum EnumOf_sbyte : sbyte;
            public enum EnumOf_byte : byte;
            public enum EnumOf_short : short;
            public enum EnumOf_ushort : ushort;
            public enum EnumOf_int;
            public enum EnumOf_uint : uint;
            public enum EnumOf_long : long;
            public enum EnumOf_ulong : ulong;
            public struct SameLayout { public int Id; public nint Name; }
        }
        """;

    /// <param name="analyzers">Further analyzers that the generated code must satisfy.</param>
    public static ProgramVerdict Judge(RandomProgram program, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        MemoryFile[] files =
        [
            .. program
                .Files.Where(static file => file.Path.EndsWith(".koffi", StringComparison.Ordinal))
                .Select(static file => new MemoryFile(file.Path, file.Content.ToString())),
        ];
        MemoryOptions options = new("Root");
        CSharpCompilation input = GeneratorHarness.CreateCompilation(
            program
                .Files.Where(static file => file.Path.EndsWith(".cs", StringComparison.Ordinal))
                .Select(static file => file.Content.ToString())
                .Append(Support)
        );
        GeneratorRun run = GeneratorHarness.RunOnce(input, GeneratorHarness.CreateDriver(files, options));
        if (run.Result.Exception is { } exception)
        {
            return Fail("an exception", exception.ToString());
        }

        if (run.Result.Diagnostics is [{ } failure, ..])
        {
            return Fail(failure.Id, failure.GetMessage(null));
        }

        ImmutableArray<Diagnostic> diagnostics = AnalyzerVerifier
            .RunAsync(run.Output, new AnalyzerOptions([.. files], options), analyzers)
            .GetAwaiter()
            .GetResult();
        Diagnostic[] own = [.. diagnostics.Where(static diagnostic => IsOfKoffiGen(diagnostic))];
        if (own.FirstOrDefault(static diagnostic => IsUnclear(diagnostic)) is { } unclear)
        {
            return Fail(unclear.Id + " itself", Show(unclear));
        }

        // A wrong declaration may be wrong in the user's C# code, too, and in the parts of it that generated code repeats.
        Diagnostic[] errors = [.. own.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (errors.Length == 0 && AnalyzerVerifier.HasPlaceholder(run.Output))
        {
            return Fail("a placeholder without an error", "A generated body throws, but the build reports no error.");
        }

        Diagnostic[] compiler =
        [
            .. run
                .Output.GetDiagnostics()
                .Concat(diagnostics.Where(static diagnostic => !IsOfKoffiGen(diagnostic)))
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
        ];
        HashSet<string> repeated = [.. compiler.Where(IsInput).Select(static diagnostic => diagnostic.Id)];
        Diagnostic? unexpected = compiler.FirstOrDefault(diagnostic =>
            IsInput(diagnostic)
                ? diagnostic.Severity == DiagnosticSeverity.Error && errors.Length == 0
                : errors.Length == 0 || !(repeated.Contains(diagnostic.Id) || diagnostic.Id == AmbiguousDocumentation)
        );
        return unexpected is null
            ? new ProgramVerdict(null, [.. errors.Select(static error => error.Id)])
            : Fail(unexpected.Id, Show(unexpected));

        bool IsInput(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree && input.ContainsSyntaxTree(tree);
    }

    private static ProgramVerdict Fail(string kind, string message) => new(new ProgramProblem(kind, message), []);

    private static bool IsOfKoffiGen(Diagnostic diagnostic) => diagnostic.Id.StartsWith("KOFFI", StringComparison.Ordinal);

    /// <summary>
    /// Whether a diagnostic is about KoffiGen itself, or its message has a placeholder that nothing replaced, or proposes what is there.
    /// </summary>
    private static bool IsUnclear(Diagnostic diagnostic)
    {
        string message = diagnostic.GetMessage(null);
        return diagnostic.Id.StartsWith("KOFFI9", StringComparison.Ordinal)
            || Placeholder().IsMatch(message)
            || (Proposal().Match(message) is { Success: true } match && match.Groups["there"].Value == match.Groups["proposal"].Value);
    }

    private static string Show(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        string line = diagnostic.Location.SourceTree is { } tree ? tree.GetText().Lines[span.StartLinePosition.Line].ToString().Trim() : "";
        return $"{diagnostic}\n    {line}";
    }

    [GeneratedRegex(@"\{[0-9]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("'(?<there>[^']+)'.*(?:Use|use|Did you mean) '(?<proposal>[^']+)'")]
    private static partial Regex Proposal();
}
