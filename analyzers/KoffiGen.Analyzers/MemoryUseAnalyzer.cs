using System.Collections.Immutable;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KoffiGen.Analyzers;

/// <summary>
/// Reports memory that does not fit what C does with it: a collection expression whose values C would write in vain, and one object for
/// several.
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
                        if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { RefKind: RefKind.None } parameter })
                        {
                            continue;
                        }

                        if (IsOf(parameter.Type, span) && FindElements(argument.Value) is { Length: > 0 } elements)
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

        bool isOutput = Find(call, parameter) is PinnedArgument { IsOutput: true };
        if (!isOutput && !elements.Any(static element => IsVariable(element)))
        {
            return;
        }

        string? reference =
            elements is [var element] && IsVariable(element) && HasReferenceOverload(invocation.TargetMethod, parameter)
                ? $"ref {Value(element).Syntax}"
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

    private static bool HasStatedLength(CallModel call, IParameterSymbol parameter) =>
        Find(call, parameter) is { Minimum: not null }
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
    private static bool HasReferenceOverload(IMethodSymbol method, IParameterSymbol parameter)
    {
        ITypeSymbol element = ((INamedTypeSymbol)parameter.Type).TypeArguments[0];
        return method
            .ContainingType.GetMembers(method.Name)
            .OfType<IMethodSymbol>()
            .Any(overload =>
                overload.Parameters.Length == method.Parameters.Length
                && overload.TypeParameters.Length == method.TypeParameters.Length
                && overload.Parameters[parameter.Ordinal] is { RefKind: RefKind.Ref, Type: var type }
                && SymbolEqualityComparer.Default.Equals(type, element)
                && overload.Parameters.All(other =>
                    other.Ordinal == parameter.Ordinal
                    || (
                        other.RefKind == method.Parameters[other.Ordinal].RefKind
                        && SymbolEqualityComparer.Default.Equals(other.Type, method.Parameters[other.Ordinal].Type)
                    )
                )
            );
    }
}
