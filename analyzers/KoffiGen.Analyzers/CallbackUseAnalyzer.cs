using System.Collections.Immutable;
using KoffiGen.Diagnostics;
using KoffiGen.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KoffiGen.Analyzers;

/// <summary>Says where code lets go of callbacks that C keeps, and keeps those that C does not need any more.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallbackUseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.ForUses;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("KoffiGen.Registered`1") is not { } registered)
            {
                return;
            }

            ImportedFunctions functions = new(CompilationTypes.Of(start.Compilation, start.Options));
            start.RegisterOperationAction(
                operation =>
                {
                    IInvocationOperation invocation = (IInvocationOperation)operation.Operation;
                    if (IsRegistration(invocation.TargetMethod, registered))
                    {
                        CheckRegistration(invocation, operation.ContainingSymbol, operation.ReportDiagnostic);
                    }
                    else
                    {
                        CheckArguments(invocation, functions, operation.ReportDiagnostic);
                    }
                },
                OperationKind.Invocation);
        });
    }

    // What is registered for one call ends with that.
    private static bool IsRegistration(IMethodSymbol method, INamedTypeSymbol registered) =>
        method is { Name: "Register", IsStatic: true, ContainingType.TypeKind: TypeKind.Struct } && SymbolEqualityComparer.Default.Equals(method.ReturnType.OriginalDefinition, registered);

    private static void CheckRegistration(IInvocationOperation invocation, ISymbol container, Action<Diagnostic> report)
    {
        ITypeSymbol callback = ((INamedTypeSymbol)invocation.TargetMethod.ReturnType).TypeArguments[0];
        Location location = invocation.Syntax is InvocationExpressionSyntax written ? written.Expression.GetLocation() : invocation.Syntax.GetLocation();
        if (RegistrationLife.IsNeverDisposed(invocation, container, out IVariableDeclaratorOperation? declarator))
        {
            // Where this is written, a fix can add 'using'.
            report(Diagnostic.Create(DiagnosticDescriptors.Get(CallbackRules.NeverDisposed), location, declarator is null ? [] : [declarator.Syntax.GetLocation()], callback.Name));
        }

        AttributeData? attribute = callback.GetAttributes().FirstOrDefault(static attribute => DeclarationReader.IsAttribute(attribute, "KoffiCallbackAttribute"));
        if (attribute is not null && attribute.NamedArguments.Any(static named => named is { Key: "OnException", Value.Value: 0 }))
        {
            report(Diagnostic.Create(DiagnosticDescriptors.Get(CallbackRules.NobodyToRethrowTo), location, callback.Name));
        }
    }

    private static void CheckArguments(IInvocationOperation invocation, ImportedFunctions functions, Action<Diagnostic> report)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument is { Parameter.Type: INamedTypeSymbol { TypeKind: TypeKind.Delegate } callback, ArgumentKind: ArgumentKind.Explicit }
                && argument.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation or IMethodReferenceOperation } written
                && functions.Find(invocation.TargetMethod) is { } function && KeptCallbackNames.IsKeeping(function))
            {
                report(Diagnostic.Create(DiagnosticDescriptors.Get(CallbackRules.KeptTransient), written.Syntax.GetLocation(), function, Advice(callback)));
            }
        }
    }

    private static string Advice(INamedTypeSymbol callback)
    {
        string pointer = callback.Name + "Pointer";
        bool isThere = (callback.ContainingType?.GetTypeMembers(pointer) ?? callback.ContainingNamespace.GetTypeMembers(pointer)).Length > 0;
        return isThere ? $"'{pointer}.Register(…)' makes it" : "the pointer type of a declared function type, or of a [KoffiCallback] delegate, makes it";
    }
}
