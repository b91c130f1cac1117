using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Symbols;

/// <summary>
/// Finds the C# method that a <c>[KoffiDisposable]</c> names. It considers only hand-written methods: the analyzers also see generated
/// methods, and must produce the same result as the generator.
/// </summary>
internal sealed class DisposerFinder(Compilation compilation, AttributeSyntax? place)
{
    private static readonly SymbolDisplayFormat Signature = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
    );

    /// <summary>The full name of the generator, which is a folder in the paths of the files that it adds.</summary>
    public const string GeneratorName = "KoffiGen.KoffiGenerator";

    private const string GeneratedFolder = $"/{GeneratorName}/";

    /// <summary>Returns the declaration with the method, or with the reason why there is none.</summary>
    /// <param name="containing">The class that carries the attribute.</param>
    public DisposerDeclaration Find(INamedTypeSymbol? containing, DisposerDeclaration declaration)
    {
        string[] path = CSharpIdentifier.Split(declaration.Name);
        string name = path[path.Length - 1];
        if (path.Length == 1 && containing is null)
        {
            return declaration with { Problem = DisposerProblem.WithoutClass };
        }

        List<INamedTypeSymbol> types =
            path.Length == 1 ? [.. Around(containing)]
            : FindType(containing, path) is { } named ? [named]
            : [];
        INamedTypeSymbol[] searched = [.. types.SelectMany(WithBases)];
        IMethodSymbol[] methods =
        [
            .. searched
                .Select(type => type.GetMembers(name).OfType<IMethodSymbol>().Where(IsWritten).ToArray())
                .FirstOrDefault(static found => found.Length > 0)
                ?? [],
        ];
        if (methods.Length == 0)
        {
            return declaration with
            {
                Problem = searched.Any(type => type.GetMembers(name).OfType<IMethodSymbol>().Any())
                    ? DisposerProblem.Generated
                    : DisposerProblem.Missing,
                Detail = types.Count == 0 ? "" : types[0].ToDisplayString(),
                Candidates = searched
                    .SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>())
                    .Where(static method => CanFree(method) && IsWritten(method))
                    .Select(static method => method.Name)
                    .Distinct()
                    .ToEquatableArray(),
            };
        }

        return methods.FirstOrDefault(CanFree) is { } method
            ? Describe(method, declaration)
            : declaration with
            {
                Problem = DisposerProblem.Signature,
                Detail = methods[0].ToDisplayString(Signature),
            };
    }

    private static bool CanFree(IMethodSymbol method) =>
        method
            is {
                MethodKind: MethodKind.Ordinary,
                IsStatic: true,
                IsAbstract: false,
                ReturnsVoid: true,
                Arity: 0,
                Parameters: [{ RefKind: RefKind.None, Type.SpecialType: SpecialType.System_IntPtr }]
            }
        && !method.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "UnmanagedCallersOnlyAttribute" });

    // Symbols from other assemblies have no syntax and count as hand-written.
    private static bool IsWritten(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.IsEmpty
        || symbol.DeclaringSyntaxReferences.Any(static reference =>
            !reference.SyntaxTree.FilePath.Replace('\\', '/').Contains(GeneratedFolder)
        );

    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            yield return type;
        }
    }

    private static IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    /// <summary>
    /// Looks up the class before the last name as C# would at the attribute: in the enclosing classes, in the namespaces, or by a using
    /// directive.
    /// </summary>
    private INamedTypeSymbol? FindType(INamedTypeSymbol? containing, string[] path)
    {
        IEnumerable<INamespaceOrTypeSymbol> first = Around(containing).SelectMany(type => type.GetTypeMembers(path[0]));
        if (place is not null)
        {
            first = first.Concat(
                compilation
                    .GetSemanticModel(place.SyntaxTree)
                    .LookupNamespacesAndTypes(place.SpanStart, name: path[0])
                    .OfType<INamespaceOrTypeSymbol>()
            );
        }

        foreach (INamespaceOrTypeSymbol start in first.Concat(compilation.GlobalNamespace.GetMembers(path[0])))
        {
            INamespaceOrTypeSymbol? current = start;
            for (int index = 1; current is not null && index < path.Length - 1; index++)
            {
                current = current.GetMembers(path[index]).OfType<INamespaceOrTypeSymbol>().FirstOrDefault();
            }

            if (current is INamedTypeSymbol type)
            {
                return type;
            }
        }

        return null;
    }

    private DisposerDeclaration Describe(IMethodSymbol method, DisposerDeclaration declaration)
    {
        INamedTypeSymbol type = method.ContainingType;
        bool isOwn = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);
        if (
            Around(type).Any(static around => around.IsFileLocal)
            || (
                !isOwn
                && (
                    !compilation.IsSymbolAccessibleWithin(method, compilation.Assembly)
                    || Around(type).Any(static around => around.Arity > 0)
                )
            )
        )
        {
            return declaration with { Problem = DisposerProblem.Inaccessible, Detail = method.ToDisplayString() };
        }

        QualifiedName name = DeclarationReader.ReadContainingType(type).QualifiedName.Member(method.Name);
        return declaration with { Method = Restrict(method, new ManagedDisposer(name)) };
    }

    /// <summary>Adds the innermost class that code must be in to access the method.</summary>
    private static ManagedDisposer Restrict(IMethodSymbol method, ManagedDisposer disposer)
    {
        if (IsRestricted(method))
        {
            return Within(method.ContainingType);
        }

        foreach (INamedTypeSymbol type in Around(method.ContainingType))
        {
            // Outside a generic type, its type arguments are unknown.
            if (type.Arity > 0)
            {
                return Within(type) with { IsOfGenericType = true };
            }

            if (IsRestricted(type))
            {
                return Within(type.ContainingType);
            }
        }

        return disposer;

        ManagedDisposer Within(INamedTypeSymbol type) =>
            disposer with
            {
                Within = DeclarationReader.ReadContainingType(type).QualifiedName,
            };
    }

    private static bool IsRestricted(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;
}
