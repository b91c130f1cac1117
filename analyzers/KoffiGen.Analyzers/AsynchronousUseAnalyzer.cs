using System.Collections.Immutable;
using System.Globalization;
using KoffiGen.CSharp;
using KoffiGen.Diagnostics;
using KoffiGen.Model.Declarations;
using KoffiGen.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KoffiGen.Analyzers;

/// <summary>Reports asynchronous calls whose task is dropped, and attributes with an invalid dispatcher or limit.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsynchronousUseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.ForAsynchronousUses;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(AttributeNames.Async) is null)
            {
                return;
            }

            ImportedFunctions functions = new(CompilationTypes.Of(start.Compilation, start.Options));
            start.RegisterOperationAction(
                operation => CheckStatement((IExpressionStatementOperation)operation.Operation, functions, operation.ReportDiagnostic),
                OperationKind.ExpressionStatement
            );
            start.RegisterSymbolAction(
                static symbol =>
                {
                    // Methods are visited through their type: Roslyn treats a method with a generated body as generated code and would skip
                    // it.
                    INamedTypeSymbol type = (INamedTypeSymbol)symbol.Symbol;
                    IEnumerable<IMethodSymbol> methods = type.GetMembers()
                        .OfType<IMethodSymbol>()
                        .Where(static method => method.PartialDefinitionPart is null);
                    CheckAttributes(
                        type.GetAttributes().Concat(methods.SelectMany(static method => method.GetAttributes())),
                        symbol.ReportDiagnostic
                    );
                },
                SymbolKind.NamedType
            );
            start.RegisterSyntaxNodeAction(
                static node =>
                    CheckAttributes(
                        node.Compilation.Assembly.GetAttributes()
                            .Where(attribute => attribute.ApplicationSyntaxReference?.SyntaxTree == node.Node.SyntaxTree),
                        node.ReportDiagnostic
                    ),
                SyntaxKind.CompilationUnit
            );
        });
    }

    private static void CheckStatement(IExpressionStatementOperation statement, ImportedFunctions functions, Action<Diagnostic> report)
    {
        // In an async method the compiler itself warns (CS4014).
        if (
            FindCall(statement.Operation) is { TargetMethod: var method } invocation
            && functions.Find(method)?.Call?.Asynchronous is not null
            && !IsAsynchronous(statement)
        )
        {
            Location location = invocation.Syntax is InvocationExpressionSyntax written
                ? written.Expression.GetLocation()
                : invocation.Syntax.GetLocation();
            report(
                Diagnostic.Create(
                    DiagnosticDescriptors.Get(AsynchronousRules.Discarded),
                    location,
                    $"{method.ContainingType.Name}.{method.Name}"
                )
            );
        }
    }

    /// <summary>Finds the call that returns the task, through conditional access, AsTask, Preserve and ConfigureAwait.</summary>
    private static IInvocationOperation? FindCall(IOperation operation) =>
        operation switch
        {
            IConditionalAccessOperation access => FindCall(access.WhenNotNull),
            IInvocationOperation { TargetMethod: { Name: "AsTask" or "Preserve" or "ConfigureAwait" }, Instance: { } task } => FindCall(
                task
            ),
            IInvocationOperation { TargetMethod: { ReturnsVoid: false, ReturnType.Name: "Task" or "ValueTask" } } invocation => invocation,
            _ => null,
        };

    private static bool IsAsynchronous(IOperation operation)
    {
        for (IOperation? current = operation; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IAnonymousFunctionOperation function:
                    return function.Symbol.IsAsync;
                case ILocalFunctionOperation function:
                    return function.Symbol.IsAsync;
            }
        }

        return operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol { IsAsync: true };
    }

    private static void CheckAttributes(IEnumerable<AttributeData> attributes, Action<Diagnostic> report)
    {
        foreach (AttributeData attribute in attributes)
        {
            if (
                DeclarationReader.IsAttribute(attribute, "KoffiAsyncAttribute")
                && DeclarationReader.ReadDispatch(attribute) is { IsValid: false } dispatch
            )
            {
                CheckDispatcher((int)dispatch.Dispatcher, attribute, "dispatcher", 0, report);
                if (dispatch.Limit < 1)
                {
                    Report(dispatch.Limit, attribute, "limit", 1, "a positive number", report);
                }
            }
            else if (
                DeclarationReader.IsAttribute(attribute, "KoffiLibraryAttribute")
                && attribute.NamedArguments.FirstOrDefault(static named => named.Key == "Dispatcher").Value
                    is { Kind: TypedConstantKind.Enum, Value: int dispatcher }
            )
            {
                CheckDispatcher(dispatcher, attribute, "Dispatcher", null, report);
            }
        }
    }

    private static void CheckDispatcher(int dispatcher, AttributeData attribute, string name, int? position, Action<Diagnostic> report)
    {
        if (!Enum.IsDefined(typeof(Dispatcher), dispatcher))
        {
            Report(dispatcher, attribute, name, position, "a member of 'KoffiDispatcher'", report);
        }
    }

    /// <param name="position">The index of the argument if it is positional.</param>
    private static void Report(int value, AttributeData attribute, string name, int? position, string advice, Action<Diagnostic> report)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var arguments } written)
        {
            return;
        }

        AttributeArgumentSyntax? argument =
            arguments.FirstOrDefault(argument => (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText == name)
            ?? (position < arguments.Count && arguments[position.Value] is { NameColon: null } positional ? positional : null);
        Location location = argument?.Expression.GetLocation() ?? written.GetLocation();
        report(
            Diagnostic.Create(
                DiagnosticDescriptors.Get(AsynchronousRules.InvalidDispatch),
                location,
                value.ToString(CultureInfo.InvariantCulture),
                name.ToLowerInvariant(),
                advice
            )
        );
    }
}
