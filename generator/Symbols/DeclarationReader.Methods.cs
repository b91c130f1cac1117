using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Symbols;

// Methods and their parameters.
internal static partial class DeclarationReader
{
    public static EquatableArray<ParameterDeclaration> ReadParameters(IMethodSymbol method, Func<ITypeSymbol, CSharpType> readType) =>
        method
            .Parameters.Select(
                (parameter, index) =>
                    new ParameterDeclaration(parameter.Name, readType(parameter.Type), ByRefKinds.OfParameter(parameter.RefKind))
                    {
                        IsScoped = parameter.ScopedKind != ScopedKind.None && IsWrittenScoped(parameter),
                        IsParams = parameter.IsParams,
                        IsThis = index == 0 && method.IsExtensionMethod,
                    }
            )
            .ToEquatableArray();

    private static MethodDeclaration ReadMethod(IMethodSymbol method)
    {
        return new MethodDeclaration(
            CSharpIdentifier.Escape(method.Name),
            CSharpTypeReader.Read(method.ReturnType),
            ReadParameters(method, CSharpTypeReader.Read)
        )
        {
            Modifiers = Modifiers(method),
            IsPartial = method.IsPartialDefinition,
            IsStatic = method.IsStatic,
            HasMethodImpl = method.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "MethodImplAttribute" }),
            ReturnRefKind = ByRefKinds.OfReturn(method.RefKind),
            TypeParameters =
                method.TypeParameters.Length == 0
                    ? ""
                    : $"<{string.Join(", ", method.TypeParameters.Select(static parameter => CSharpIdentifier.Escape(parameter.Name)))}>",
            Constraints = string.Concat(method.TypeParameters.Select(Constraint)),
        };
    }

    // C# infers 'scoped' for out parameters and params spans, so the implementing part repeats it only where it is written.
    private static bool IsWrittenScoped(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences.Any(static reference =>
            reference.GetSyntax() is ParameterSyntax syntax && syntax.Modifiers.Any(Microsoft.CodeAnalysis.CSharp.SyntaxKind.ScopedKeyword)
        );

    private static string Modifiers(IMethodSymbol method)
    {
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is MethodDeclarationSyntax { Modifiers: var modifiers })
            {
                return string.Join(" ", modifiers.Select(static modifier => modifier.Text));
            }
        }

        return "static partial";
    }

    private static string Constraint(ITypeParameterSymbol parameter)
    {
        List<string> constraints = [];
        if (parameter.HasUnmanagedTypeConstraint)
        {
            constraints.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            constraints.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            constraints.Add("notnull");
        }

        constraints.AddRange(parameter.ConstraintTypes.Select(static type => CSharpTypeReader.Read(type).Text));
        if (parameter.HasConstructorConstraint)
        {
            constraints.Add("new()");
        }

        if (parameter.AllowsRefLikeType)
        {
            constraints.Add("allows ref struct");
        }

        return constraints.Count == 0 ? "" : $" where {CSharpIdentifier.Escape(parameter.Name)} : {string.Join(", ", constraints)}";
    }

    /// <summary>Returns the prototypes on the type and its methods that may name disposers.</summary>
    public static IEnumerable<OwningPrototype> ReadOwningPrototypes(INamedTypeSymbol type)
    {
        EquatableArray<string>[] prototypes =
        [
            .. type.GetMembers()
                .OfType<IMethodSymbol>()
                .Where(static method => method.IsPartialDefinition)
                .SelectMany(static method => method.GetAttributes())
                .Concat(type.GetAttributes())
                .Where(static attribute => IsAttribute(attribute, "KoffiImportAttribute"))
                .Select(static attribute => ReadImport(attribute)?.Texts ?? default)
                .Where(OwningPrototype.NamesDisposer),
        ];
        return prototypes.Length == 0 ? [] : prototypes.Select(texts => new OwningPrototype(ReadContainingType(type), texts));
    }
}
