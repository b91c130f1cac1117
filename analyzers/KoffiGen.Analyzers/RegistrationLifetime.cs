using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace KoffiGen.Analyzers;

/// <summary>What becomes of a registration in the code that makes it, as far as it is certain.</summary>
internal static class RegistrationLifetime
{
    /// <summary>Whether nothing can dispose of what the invocation gives.</summary>
    /// <param name="declarator">The declaration of a local that could be one of <c>using</c>.</param>
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

            // What a static field is made from lasts as long as the program.
            default:
                return IsHarmless(value, registration) && !IsForGood(container);
        }
    }

    /// <summary>Whether the method does nothing with the local that could end the registration, or hand it on to who does.</summary>
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

    /// <summary>Whether the value is looked at, or gives something that cannot dispose of it: a pointer, a delegate, an address.</summary>
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

    // Conversions to types of the user's may keep it.
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

    /// <summary>The same object behind conversions of the language; those of a type give something else.</summary>
    private static IOperation SkipConversions(IOperation value)
    {
        while (value.Parent is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion;
        }

        return value;
    }
}
