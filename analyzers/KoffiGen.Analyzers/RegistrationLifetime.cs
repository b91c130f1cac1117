using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace KoffiGen.Analyzers;

/// <summary>Decides whether a registration can still be disposed of, as far as the surrounding code shows it.</summary>
internal static class RegistrationLifetime
{
    /// <summary>Whether no code can dispose of the registration that the invocation returns.</summary>
    /// <param name="declarator">The local declaration that could become a <c>using</c> declaration.</param>
    public static bool IsNeverDisposed(IInvocationOperation registration, ISymbol container, out IVariableDeclaratorOperation? declarator)
    {
        declarator = null;
        IOperation value = SkipConversions(registration);
        switch (value.Parent)
        {
            case IExpressionStatementOperation:
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                return true;

            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation written } when !IsUsing(written):
                if (!IsLetGo(written.Symbol, registration, out bool isAssigned))
                {
                    return false;
                }

                declarator = isAssigned ? null : written;
                return true;

            case ISimpleAssignmentOperation
            {
                Target: ILocalReferenceOperation { Local: { IsRef: false } local },
                Parent: IExpressionStatementOperation
            }:
                return IsLetGo(local, registration, out _);

            // A registration made by a static initializer is meant to last as long as the program.
            default:
                return IsHarmless(value, registration) && !IsForGood(container);
        }
    }

    /// <summary>Whether the method neither disposes of the local nor passes it to code that could.</summary>
    private static bool IsLetGo(ILocalSymbol local, IInvocationOperation registration, out bool isAssigned)
    {
        isAssigned = false;
        IOperation root = registration;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        foreach (ILocalReferenceOperation reference in root.DescendantsAndSelf().OfType<ILocalReferenceOperation>())
        {
            if (!SymbolEqualityComparer.Default.Equals(reference.Local, local))
            {
                continue;
            }

            bool isTarget =
                reference.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment
                && assignment.Target == reference;
            isAssigned |= isTarget;
            if ((!isTarget && !IsHarmless(SkipConversions(reference), registration)) || IsCaptured(reference, local))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether the use only reads the value, or converts it to something that cannot dispose of it: a pointer, a delegate, an address.
    /// </summary>
    private static bool IsHarmless(IOperation value, IInvocationOperation registration) =>
        value.Parent switch
        {
            IConversionOperation { OperatorMethod.ContainingType: { } type } => IsOfRegistrations(type, registration),
            IPropertyReferenceOperation property => property.Instance == value,
            IInvocationOperation invocation => invocation.Instance == value
                && invocation.TargetMethod.Name is "ToDelegate" or "ToString" or "Equals" or "GetHashCode" or "GetType",
            IArgumentOperation
            {
                Parent: IInvocationOperation
                {
                    TargetMethod: { Name: "KeepAlive", ContainingType: { Name: "GC", ContainingNamespace.Name: "System" } }
                }
            } => true,
            IBinaryOperation => true,
            IIsPatternOperation { Pattern: var pattern } => pattern
                is IConstantPatternOperation
                    or INegatedPatternOperation { Pattern: IConstantPatternOperation },
            _ => false,
        };

    // A conversion to a type of the user may keep the registration.
    private static bool IsOfRegistrations(INamedTypeSymbol type, IInvocationOperation registration) =>
        SymbolEqualityComparer.Default.Equals(type, registration.TargetMethod.ContainingType)
        || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, registration.Type?.OriginalDefinition);

    private static bool IsCaptured(ILocalReferenceOperation reference, ILocalSymbol local)
    {
        for (IOperation? current = reference.Parent; current is not null; current = current.Parent)
        {
            IMethodSymbol? function = current switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation inner => inner.Symbol,
                _ => null,
            };
            if (function is not null)
            {
                return !SymbolEqualityComparer.Default.Equals(function, local.ContainingSymbol);
            }
        }

        return false;
    }

    private static bool IsUsing(IVariableDeclaratorOperation declarator) =>
        declarator.Parent?.Parent?.Parent is IUsingOperation or IUsingDeclarationOperation;

    private static bool IsForGood(ISymbol container) =>
        container
            is IFieldSymbol { IsStatic: true }
                or IPropertySymbol { IsStatic: true }
                or IMethodSymbol { MethodKind: MethodKind.StaticConstructor };

    /// <summary>Skips built-in conversions, which keep the object; a user-defined conversion returns another one.</summary>
    private static IOperation SkipConversions(IOperation value)
    {
        while (value.Parent is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion;
        }

        return value;
    }
}
