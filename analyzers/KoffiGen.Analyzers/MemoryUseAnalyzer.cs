using System.Collections.Immutable;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Model.Numbers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KoffiGen.Analyzers;

/// <summary>
/// Reports memory that does not fit what C does with it: a collection expression whose values C would write in vain, one object for
/// several, and an object of zeros in place of NULL.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MemoryUseAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic with the argument that the code fix writes.</summary>
    internal const string Replacement = nameof(Replacement);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.ForMemoryUses;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (
                start.Compilation.GetTypeByMetadataName("KoffiGen.Pointer`1") is not { } pointer
                || start.Compilation.GetTypeByMetadataName("System.Span`1") is not { } span
            )
            {
                return;
            }

            ImportedFunctions functions = new(CompilationTypes.Of(start.Compilation, start.Options));
            start.RegisterOperationAction(
                operation =>
                {
                    IInvocationOperation invocation = (IInvocationOperation)operation.Operation;
                    foreach (IArgumentOperation argument in invocation.Arguments)
                    {
                        if (
                            argument
                            is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { RefKind: RefKind.None or RefKind.In } parameter }
                        )
                        {
                            continue;
                        }

                        if (parameter.RefKind == RefKind.In)
                        {
                            CheckDefault(invocation, argument, parameter, functions, operation.ReportDiagnostic);
                            continue;
                        }

                        if (
                            (IsOf(parameter.Type, span) || parameter.Type is IArrayTypeSymbol)
                            && FindElements(argument.Value) is { Length: > 0 } elements
                        )
                        {
                            CheckElements(invocation, argument, parameter, elements, functions, operation.ReportDiagnostic);
                        }
                        else if (
                            argument.Value is IConversionOperation { OperatorMethod.ContainingType: { } source, Operand: var operand }
                            && IsOf(source, pointer)
                        )
                        {
                            CheckLength(invocation, parameter, operand, functions, operation.ReportDiagnostic);
                        }
                    }
                },
                OperationKind.Invocation
            );
        });
    }

    private static bool IsOf(ITypeSymbol type, INamedTypeSymbol definition) =>
        SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, definition);

    private static ImmutableArray<IOperation> FindElements(IOperation value) =>
        value switch
        {
            ICollectionExpressionOperation collection => collection.Elements,
            IConversionOperation { Operand: ICollectionExpressionOperation collection } => collection.Elements,
            _ => [],
        };

    /// <summary>
    /// Reports elements whose values C would write in vain. Without an annotation C may only read the memory, so constants and the results
    /// of other calls are no mistake there.
    /// </summary>
    private static void CheckElements(
        IInvocationOperation invocation,
        IArgumentOperation argument,
        IParameterSymbol parameter,
        ImmutableArray<IOperation> elements,
        ImportedFunctions functions,
        Action<Diagnostic> report
    )
    {
        if (functions.Find(invocation.TargetMethod)?.Call is not { } call)
        {
            return;
        }

        bool isLost = Find(call, parameter) switch
        {
            PinnedArgument { IsOutput: true } => true,
            PinnedArgument { IsReadOnly: true } or ManagedFormArgument { IsWritten: false } => false,
            not (PinnedArgument or ManagedFormArgument) when parameter.Type is IArrayTypeSymbol => false,
            _ => elements.Any(static element => IsVariable(element)),
        };
        if (!isLost)
        {
            return;
        }

        string? reference =
            elements is [var element] && IsVariable(element) && parameter.Type is INamedTypeSymbol span
                ? WriteReference(invocation.TargetMethod, parameter, span, Value(element).Syntax)
                : null;
        report(
            Diagnostic.Create(
                DiagnosticDescriptors.Get(MemoryUseRules.LostValues),
                argument.Value.Syntax.GetLocation(),
                reference is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Replacement, reference),
                parameter.Name,
                reference is null ? "an array or a span, and read the values there" : $"'{reference}'"
            )
        );
    }

    // A span of any unmanaged type would be inferred from the argument.
    private static string? WriteReference(IMethodSymbol method, IParameterSymbol parameter, INamedTypeSymbol span, SyntaxNode variable) =>
        HasReferenceOverload(method, parameter, span.TypeArguments[0]) ? $"ref {variable}"
        : method.IsGenericMethod ? null
        : $"new(ref {variable})";

    private static void CheckLength(
        IInvocationOperation invocation,
        IParameterSymbol parameter,
        IOperation pointer,
        ImportedFunctions functions,
        Action<Diagnostic> report
    )
    {
        if (functions.Find(invocation.TargetMethod)?.Call is { } call && HasStatedLength(call, parameter))
        {
            report(
                Diagnostic.Create(
                    DiagnosticDescriptors.Get(MemoryUseRules.OneElement),
                    pointer.Syntax.GetLocation(),
                    parameter.Name,
                    pointer.Syntax.ToString()
                )
            );
        }
    }

    /// <summary>
    /// Reports <see langword="default"/> for a parameter that is passed by reference only because the other arguments are. The overload
    /// with spans, where it is NULL, accepts them as spans.
    /// </summary>
    private static void CheckDefault(
        IInvocationOperation invocation,
        IArgumentOperation argument,
        IParameterSymbol parameter,
        ImportedFunctions functions,
        Action<Diagnostic> report
    )
    {
        if (
            !argument.Value.Syntax.IsKind(SyntaxKind.DefaultLiteralExpression)
            || FindNullOverload(invocation.TargetMethod, parameter) is not { } overload
            || functions.Find(invocation.TargetMethod) is null
        )
        {
            return;
        }

        string[] spans =
        [
            .. invocation
                .Arguments.Where(other =>
                    other.Parameter is { RefKind: RefKind.In or RefKind.Ref } reference
                    && overload.Parameters[reference.Ordinal].RefKind == RefKind.None
                    && !other.Value.Syntax.IsKind(SyntaxKind.DefaultLiteralExpression)
                )
                .Select(other => $"'{WriteSpan(other, overload.Parameters[other.Parameter!.Ordinal])}'"),
        ];
        if (spans.Length > 0)
        {
            report(
                Diagnostic.Create(
                    DiagnosticDescriptors.Get(MemoryUseRules.ZerosForNull),
                    argument.Value.Syntax.GetLocation(),
                    parameter.Name,
                    string.Join(" and ", spans),
                    parameter.Type.ToMinimalDisplayString(invocation.SemanticModel!, argument.Value.Syntax.SpanStart)
                )
            );
        }
    }

    private static string WriteSpan(IArgumentOperation argument, IParameterSymbol parameter)
    {
        string element = argument.Parameter!.Type.ToMinimalDisplayString(argument.SemanticModel!, argument.Value.Syntax.SpanStart);
        bool isSpan = parameter.Type is INamedTypeSymbol { TypeArguments.Length: 1 };
        return (argument.Parameter.RefKind, isSpan) switch
        {
            (RefKind.In, true) => $"[{argument.Value.Syntax}]",
            (RefKind.In, false) => $"new[] {{ {argument.Value.Syntax} }}",
            (_, true) => $"new(ref {argument.Value.Syntax})",
            _ => $"new Span<{element}>(ref {argument.Value.Syntax})",
        };
    }

    private static bool HasStatedLength(CallModel call, IParameterSymbol parameter) =>
        (Find(call, parameter) is { Minimum: { } minimum } && minimum is not { Value: ConstantNumber { Value: 1 }, IsByteCount: false })
        || call.Arguments.OfType<LengthArgument>().Any(length => length.Memory.Any(memory => memory.Name == parameter.Name));

    private static ArgumentModel? Find(CallModel call, IParameterSymbol parameter) =>
        call.Arguments.FirstOrDefault(argument => argument is not LengthArgument && argument.Identifier.TrimStart('@') == parameter.Name);

    /// <summary>Whether the element is a variable, whose value the program may expect to change.</summary>
    private static bool IsVariable(IOperation element) =>
        Value(element) switch
        {
            ILocalReferenceOperation { Local: { IsConst: false, RefKind: not RefKind.RefReadOnly } local } => !local.IsForEach
                && !local.IsUsing,
            IParameterReferenceOperation { Parameter.RefKind: not (RefKind.In or RefKind.RefReadOnlyParameter) } => true,
            IFieldReferenceOperation { Field: { IsConst: false, IsReadOnly: false } } => true,
            IArrayElementReferenceOperation => true,
            _ => false,
        };

    private static IOperation Value(IOperation element) =>
        element is IConversionOperation { IsImplicit: true, Conversion.IsIdentity: true, Operand: var operand } ? operand : element;

    /// <summary>Whether an overload takes the parameter by reference, and all others as they are.</summary>
    private static bool HasReferenceOverload(IMethodSymbol method, IParameterSymbol parameter, ITypeSymbol element) =>
        FindOverloads(method)
            .Any(overload =>
                overload.Parameters[parameter.Ordinal] is { RefKind: RefKind.Ref, Type: var type }
                && SymbolEqualityComparer.Default.Equals(type, element)
                && CountEqualParameters(overload, method) == method.Parameters.Length - 1
            );

    /// <summary>Returns the overload that takes the parameter as a span and the most others as they are.</summary>
    private static IMethodSymbol? FindNullOverload(IMethodSymbol method, IParameterSymbol parameter) =>
        FindOverloads(method)
            .Where(overload => overload.Parameters[parameter.Ordinal].RefKind == RefKind.None)
            .OrderByDescending(overload => CountEqualParameters(overload, method))
            .FirstOrDefault();

    private static IEnumerable<IMethodSymbol> FindOverloads(IMethodSymbol method) =>
        method
            .ContainingType.GetMembers(method.Name)
            .OfType<IMethodSymbol>()
            .Where(overload =>
                overload.Parameters.Length == method.Parameters.Length && overload.TypeParameters.Length == method.TypeParameters.Length
            );

    private static int CountEqualParameters(IMethodSymbol first, IMethodSymbol second) =>
        first
            .Parameters.Zip(
                second.Parameters,
                static (left, right) => left.RefKind == right.RefKind && SymbolEqualityComparer.Default.Equals(left.Type, right.Type)
            )
            .Count(static isEqual => isEqual);
}
