using System.Collections.Immutable;
using KoffiGen.CSharp;
using KoffiGen.Diagnostics;
using KoffiGen.Model.Declarations;
using KoffiGen.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KoffiGen.Analyzers;

/// <summary>Reports callbacks that are released although C keeps them, and registrations that are never disposed of.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallbackUseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.ForCallbackUses;

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

            Lazy<CompilationTypes> types = CompilationTypes.Of(start.Compilation, start.Options);
            ImportedFunctions functions = new(types);
            Lazy<HashSet<QualifiedName>> rethrowing = new(() => [.. types.Value.RethrowingDelegates]);
            start.RegisterOperationAction(
                operation =>
                {
                    IInvocationOperation invocation = (IInvocationOperation)operation.Operation;
                    if (IsRegistration(invocation.TargetMethod, registered))
                    {
                        CheckRegistration(invocation, operation.ContainingSymbol, rethrowing, operation.ReportDiagnostic);
                    }
                    else
                    {
                        CheckArguments(invocation, functions, operation.ReportDiagnostic);
                    }
                },
                OperationKind.Invocation
            );
        });
    }

    // 'RegisterOnce' ends with its first call. A user's own method named 'Register' may keep the registration that it returns.
    private static bool IsRegistration(IMethodSymbol method, INamedTypeSymbol registered) =>
        method is { Name: "Register", IsStatic: true, ContainingType.TypeKind: TypeKind.Struct }
        && SymbolEqualityComparer.Default.Equals(method.ReturnType.OriginalDefinition, registered)
        && method
            .ContainingType.GetAttributes()
            .Any(static attribute =>
                attribute is { AttributeClass.Name: "GeneratedCodeAttribute", ConstructorArguments: [{ Value: "KoffiGen" }, ..] }
            );

    private static void CheckRegistration(
        IInvocationOperation invocation,
        ISymbol container,
        Lazy<HashSet<QualifiedName>> rethrowing,
        Action<Diagnostic> report
    )
    {
        ITypeSymbol callback = ((INamedTypeSymbol)invocation.TargetMethod.ReturnType).TypeArguments[0];
        Location location = invocation.Syntax is InvocationExpressionSyntax written
            ? written.Expression.GetLocation()
            : invocation.Syntax.GetLocation();
        if (RegistrationLifetime.IsNeverDisposed(invocation, container, out IVariableDeclaratorOperation? declarator))
        {
            // The code fix adds 'using' to the declaration at the additional location.
            report(
                Diagnostic.Create(
                    DiagnosticDescriptors.Get(CallbackRules.NeverDisposed),
                    location,
                    declarator is null ? [] : [declarator.Syntax.GetLocation()],
                    callback.Name
                )
            );
        }

        if (StatesRethrow(callback, rethrowing))
        {
            report(Diagnostic.Create(DiagnosticDescriptors.Get(CallbackRules.RethrowingRegistration), location, callback.Name));
        }
    }

    // 'Rethrow' is also the default, so only a callback type that states it explicitly is reported.
    private static bool StatesRethrow(ITypeSymbol callback, Lazy<HashSet<QualifiedName>> rethrowing)
    {
        AttributeData? attribute = callback
            .GetAttributes()
            .FirstOrDefault(static attribute => DeclarationReader.IsAttribute(attribute, "KoffiCallbackAttribute"));
        return attribute is null
            ? CSharpTypeReader.Read(callback).DeclaredName is { } name && rethrowing.Value.Contains(name)
            : attribute.NamedArguments.Any(static named => named is { Key: "OnException", Value.Value: 0 });
    }

    private static void CheckArguments(IInvocationOperation invocation, ImportedFunctions functions, Action<Diagnostic> report)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (
                argument
                    is { Parameter.Type: INamedTypeSymbol { TypeKind: TypeKind.Delegate } callback, ArgumentKind: ArgumentKind.Explicit }
                && argument.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation or IMethodReferenceOperation } written
                && functions.Find(invocation.TargetMethod)?.Call?.Target.SymbolName is { } function
                && KeptCallbackNames.IsKeeping(function)
            )
            {
                report(
                    Diagnostic.Create(
                        DiagnosticDescriptors.Get(CallbackRules.KeptTransient),
                        written.Syntax.GetLocation(),
                        function,
                        Advice(callback)
                    )
                );
            }
        }
    }

    private static string Advice(INamedTypeSymbol callback)
    {
        string pointer = callback.Name + "Pointer";
        bool isThere =
            (callback.ContainingType?.GetTypeMembers(pointer) ?? callback.ContainingNamespace.GetTypeMembers(pointer)).Length > 0;
        return isThere ? $"'{pointer}.Register(…)'" : "the pointer type of a declared function type or of a [KoffiCallback] delegate";
    }
}
