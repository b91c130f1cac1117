using System.Text;
using KoffiGen.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Pipeline;

/// <summary>
/// The value of a step, or its failure. An internal failure is reported with the declaration, and everything else is still generated.
/// </summary>
internal sealed record Result<T>(string Declaration, T? Value, string? Failure)
    where T : class
{
    private static readonly DiagnosticDescriptor FailureDescriptor = DiagnosticDescriptors.Create(InternalRules.Failure);

    public void AddTo(SourceProductionContext context, Func<T, string> hintName, Func<T, string> emit)
    {
        if (Value is null)
        {
            context.ReportDiagnostic(Microsoft.CodeAnalysis.Diagnostic.Create(FailureDescriptor, Location.None, Declaration, Failure));
            return;
        }

        Result<string> text = Result.Of(Declaration, () => emit(Value));
        if (text.Value is { } source)
        {
            context.AddSource(hintName(Value) + ".g.cs", SourceText.From(source, Encoding.UTF8));
        }
        else
        {
            context.ReportDiagnostic(Microsoft.CodeAnalysis.Diagnostic.Create(FailureDescriptor, Location.None, Declaration, text.Failure));
        }
    }
}

internal static class Result
{
    public static Result<T> Of<T>(string declaration, Func<T> compute)
        where T : class
    {
        try
        {
            return new Result<T>(declaration, compute(), null);
        }
#pragma warning disable CA1031 // A failure must not prevent the other declarations from being generated.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new Result<T>(declaration, null, $"{exception.GetType().Name}: {exception.Message.Split('\n')[0].Trim()}");
        }
    }
}
