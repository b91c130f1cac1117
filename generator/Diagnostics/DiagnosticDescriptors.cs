using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Diagnostics;

/// <summary>The rules as Roslyn's diagnostic descriptors.</summary>
internal static class DiagnosticDescriptors
{
    private const string HelpLink = "https://github.com/koffigen/koffigen/blob/main/docs/diagnostics/";

    private static readonly Dictionary<string, DiagnosticDescriptor> Descriptors = Rules()
        .ToDictionary(static rule => rule.Id, Create, StringComparer.Ordinal);

    /// <summary>The rules for uses of callbacks in C# code.</summary>
    public static ImmutableArray<DiagnosticDescriptor> ForCallbackUses { get; } = [.. CallbackRules.OfUses.Select(Get)];

    /// <summary>The rules for calls that pass a format string.</summary>
    public static ImmutableArray<DiagnosticDescriptor> ForFormats { get; } = [.. FormatRules.All.Select(Get)];

    /// <summary>The rules for calls that pass memory.</summary>
    public static ImmutableArray<DiagnosticDescriptor> ForMemoryUses { get; } = [.. MemoryUseRules.All.Select(Get)];

    /// <summary>The rules for uses of asynchronous calls in C# code, and for their dispatch.</summary>
    public static ImmutableArray<DiagnosticDescriptor> ForAsynchronousUses { get; } = [.. AsynchronousRules.OfUses.Select(Get)];

    /// <summary>The rules for declarations: all others.</summary>
    public static ImmutableArray<DiagnosticDescriptor> ForDeclarations { get; } =
    [
        .. Descriptors
            .Values.Where(static descriptor =>
                !ForCallbackUses.Contains(descriptor)
                && !ForFormats.Contains(descriptor)
                && !ForMemoryUses.Contains(descriptor)
                && !ForAsynchronousUses.Contains(descriptor)
            )
            .OrderBy(static descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    public static IEnumerable<DiagnosticRule> Rules() =>
        SyntaxRules
            .All.Concat(TypeRules.All)
            .Concat(LayoutRules.All)
            .Concat(SignatureRules.All)
            .Concat(OwnershipRules.All)
            .Concat(CallbackRules.All)
            .Concat(VariadicRules.All)
            .Concat(AsynchronousRules.All)
            .Concat(FormatRules.All)
            .Concat(MemoryUseRules.All)
            .Concat(DirectiveRules.All)
            .Concat(ProjectRules.All)
            .Concat(InternalRules.All);

    public static DiagnosticDescriptor Get(DiagnosticRule rule) => Descriptors[rule.Id];

    public static DiagnosticDescriptor Create(DiagnosticRule rule) =>
        new(
            rule.Id,
            rule.Title,
            rule.MessageFormat,
            Category(rule.Id),
            Convert(rule.Severity),
            isEnabledByDefault: true,
            helpLinkUri: $"{HelpLink}{rule.Id}.md"
        );

    public static DiagnosticSeverity Convert(RuleSeverity severity) =>
        severity switch
        {
            RuleSeverity.Hidden => DiagnosticSeverity.Hidden,
            RuleSeverity.Info => DiagnosticSeverity.Info,
            RuleSeverity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Error,
        };

    private static string Category(string id) =>
        "KoffiGen."
        + id["KOFFI".Length] switch
        {
            '0' => "Syntax",
            '1' => "Types",
            '2' => "Signatures",
            '3' => "Ownership",
            '4' => "Callbacks",
            '5' => "Calls",
            '6' => "Project",
            _ => "Internal",
        };
}
