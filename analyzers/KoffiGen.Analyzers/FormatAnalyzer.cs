using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Formats;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KoffiGen.Analyzers;

/// <summary>
/// Compares the arguments of functions like <c>printf</c> and <c>scanf</c> with a constant format, because C does not check them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FormatAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.ForFormats;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("KoffiGen.KoffiArgument") is null)
            {
                return;
            }

            ImportedFunctions functions = new(CompilationTypes.Of(start.Compilation, start.Options));
            start.RegisterOperationAction(
                operation =>
                {
                    IInvocationOperation invocation = (IInvocationOperation)operation.Operation;
                    if (
                        HasConstantText(invocation)
                        && functions.Find(invocation.TargetMethod)?.Call?.Variadic is { Format: not null } variadic
                    )
                    {
                        Check(invocation, variadic, operation.ReportDiagnostic);
                    }
                },
                OperationKind.Invocation
            );
        });
    }

    // A cheap check without binding: most calls in a program do not call C.
    private static bool HasConstantText(IInvocationOperation invocation) =>
        invocation.Arguments.Any(static argument => argument.Value.ConstantValue is { HasValue: true, Value: string });

    private static void Check(IInvocationOperation invocation, VariadicCall variadic, Action<Diagnostic> report)
    {
        IArgumentOperation? format = invocation.Arguments.FirstOrDefault(argument =>
            argument.Parameter?.Name == variadic.FormatParameter!.TrimStart('@')
        );
        if (
            format is not { Value: { ConstantValue: { HasValue: true, Value: string text }, Syntax: ExpressionSyntax written } }
            || Arguments(invocation, format.Parameter!.Ordinal, variadic) is not { } arguments
            || FormatParser.Parse(text, variadic.Format!.Value) is not { } conversions
        )
        {
            return;
        }

        int index = 0;
        foreach (FormatConversion conversion in conversions)
        {
            if (conversion.Argument == FormatArgument.Unknown)
            {
                Report(
                    FormatRules.NoConversion,
                    conversion,
                    conversion.Text,
                    variadic.Format == FormatKind.Printf
                        ? "is not a valid conversion for 'printf'. Correct the format."
                        : "is not a valid conversion for 'scanf'. Correct the format."
                );
                return;
            }

            if (index >= arguments.Count)
            {
                Report(FormatRules.Missing, conversion, conversion.Text);
            }
            else if (conversion.Argument == FormatArgument.Written)
            {
                Report(
                    FormatRules.NoConversion,
                    conversion,
                    conversion.Text,
                    "writes to memory, which is a security risk. Use the result of the function instead."
                );
            }
            else if (
                FormatMatch.Explain(conversion, variadic.Format.Value, arguments[index].Type, arguments[index].RefKind)
                is var (expected, advice)
            )
            {
                Report(FormatRules.Mismatch, conversion, conversion.Text, expected, arguments[index].Display, advice);
            }

            index++;
        }

        for (; index < arguments.Count; index++)
        {
            report(Diagnostic.Create(DiagnosticDescriptors.Get(FormatRules.Surplus), arguments[index].Syntax.GetLocation()));
        }

        void Report(DiagnosticRule rule, FormatConversion conversion, params string[] messageArguments)
        {
            Location place = Location.Create(
                written.SyntaxTree,
                LiteralMapper.Map(written, text, conversion.Span, expression => invocation.SemanticModel?.GetSymbolInfo(expression).Symbol)
            );
            report(Diagnostic.Create(DiagnosticDescriptors.Get(rule), place, messageArguments));
        }
    }

    /// <summary>Returns the variable arguments, or <see langword="null"/> if the source code does not show them.</summary>
    private static List<FormatInput>? Arguments(IInvocationOperation invocation, int format, VariadicCall variadic)
    {
        if (variadic.Open is not { } open)
        {
            // The variable arguments follow the format and all other named parameters.
            return
            [
                .. invocation
                    .Arguments.Where(argument =>
                        argument.Parameter is { } parameter
                        && parameter.Ordinal >= invocation.TargetMethod.Parameters.Length - variadic.Tail
                        && parameter.Ordinal > format
                    )
                    .OrderBy(static argument => argument.Parameter!.Ordinal)
                    .Select(static argument => new FormatInput(argument.Parameter!.Type, argument.Parameter.RefKind, argument.Syntax)),
            ];
        }

        IArgumentOperation? last = invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == open.TrimStart('@'));
        ImmutableArray<IOperation>? elements = last switch
        {
            { ArgumentKind: ArgumentKind.ParamCollection, Value: ICollectionExpressionOperation collection } => collection.Elements,
            { Value: ICollectionExpressionOperation collection } => collection.Elements,
            { Value: IConversionOperation { Operand: ICollectionExpressionOperation collection } } => collection.Elements,

            // A null or default array is an empty list of arguments, not one argument that is null.
            {
                Value: IDefaultValueOperation
                    or IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: null } }
                    or IConversionOperation { Operand: IDefaultValueOperation }
            } => [],
            _ => null,
        };
        return elements is not { } written || written.Any(static element => element is ISpreadOperation)
            ? null
            :
            [
                .. written.Select(static element =>
                {
                    IOperation value = element;
                    while (value is IConversionOperation { IsImplicit: true } conversion)
                    {
                        value = conversion.Operand;
                    }

                    return new FormatInput(value.Type, RefKind.None, value.Syntax);
                }),
            ];
    }

    private sealed record FormatInput(ITypeSymbol? Symbol, RefKind RefKind, SyntaxNode Syntax)
    {
        /// <summary>Gets the C# type, or <see langword="null"/> if the argument can have any type.</summary>
        public CSharpType? Type => Symbol is null || Symbol.Name == "KoffiArgument" ? null : CSharpTypeReader.Read(Symbol);

        public string Display =>
            (
                RefKind switch
                {
                    RefKind.Out => "out ",
                    RefKind.Ref => "ref ",
                    RefKind.In => "in ",
                    _ => "",
                }
            ) + Symbol?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
    }
}
