using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Symbols;

/// <summary>
/// Converts symbols to the records that the binder reads. The generator and the analyzers both use it, so they see the same declarations.
/// </summary>
internal static partial class DeclarationReader
{
    /// <summary>The name of the declaration in messages about failures.</summary>
    public static string NameOf(ISymbol symbol) => symbol is IAssemblySymbol ? "the assembly" : symbol.ToDisplayString();

    /// <summary>Returns the method and its import, or <see langword="null"/> if the attribute's arguments are not constants.</summary>
    public static MethodImport? ReadMethodImport(IMethodSymbol method, AttributeData attribute)
    {
        if (ReadImport(attribute) is not { } import)
        {
            return null;
        }

        return new MethodImport(
            ReadContainingType(method.ContainingType),
            ReadLibrary(method.ContainingType),
            ReadMethod(method),
            import with
            {
                Dispatch = ReadDispatch(method),
            }
        );
    }

    public static ClassImports ReadClassImports(INamedTypeSymbol type, IEnumerable<AttributeData> attributes)
    {
        DispatchDeclaration? dispatch = ReadDispatch(type);
        return new ClassImports(
            ReadContainingType(type),
            ReadLibrary(type),
            attributes.Select(ReadImport).OfType<ImportAttribute>().Select(import => import with { Dispatch = dispatch }).ToEquatableArray()
        );
    }

    /// <summary>Returns the property and its variable, or <see langword="null"/> if the attribute's argument is not a constant.</summary>
    public static SymbolImport? ReadSymbol(IPropertySymbol property, AttributeData attribute)
    {
        if (ConstructorString(attribute, 0) is not { } declaration)
        {
            return null;
        }

        PropertyDeclaration declared = new(
            CSharpIdentifier.Escape(property.Name),
            CSharpTypeReader.Read(property.Type),
            ByRefKinds.OfReturn(property.RefKind)
        )
        {
            Modifiers =
                property
                    .DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax())
                    .OfType<PropertyDeclarationSyntax>()
                    .Select(static syntax => string.Join(" ", syntax.Modifiers.Select(static modifier => modifier.Text)))
                    .FirstOrDefault()
                ?? "static partial",
            IsStatic = property.IsStatic,
            IsDefinition = property is { IsPartialDefinition: true, SetMethod: null, IsIndexer: false },
        };
        SymbolImport import = new(ReadContainingType(property.ContainingType), ReadLibrary(property.ContainingType), declared, declaration);
        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            object? value = named.Value.Kind == TypedConstantKind.Array ? null : named.Value.Value;
            import = named.Key switch
            {
                "EntryPoint" => import with { EntryPoint = value as string },
                "WindowsEntryPoint" => import with { WindowsEntryPoint = value as string },
                "Ordinal" => import with { Ordinal = value as int? ?? 0 },
                "Optional" => import with { IsOptional = value is true },
                _ => import,
            };
        }

        return import;
    }

    public static DefineDeclaration ReadDefine(ISymbol symbol, IEnumerable<AttributeData> attributes)
    {
        INamedTypeSymbol? type = symbol as INamedTypeSymbol;
        return new DefineDeclaration(
            type is null ? null : ReadContainingType(type),
            ReadLibrary(symbol),
            attributes.Select(static attribute => ConstructorString(attribute, 0)).OfType<string>().ToEquatableArray()
        )
        {
            Dispatch = ReadDispatch(symbol),
            HasImports = type is not null && HasImports(type),
        };
    }

    private static bool HasImports(INamedTypeSymbol type) =>
        type.GetMembers()
            .OfType<IMethodSymbol>()
            .SelectMany(static method => method.GetAttributes())
            .Concat(type.GetMembers().OfType<IPropertySymbol>().SelectMany(static property => property.GetAttributes()))
            .Concat(type.GetAttributes())
            .Any(static attribute => IsAttribute(attribute, "KoffiImportAttribute") || IsAttribute(attribute, "KoffiSymbolAttribute"));

    public static ForeignTypeDeclaration? ReadForeignType(INamedTypeSymbol type, AttributeData attribute) =>
        ConstructorString(attribute, 0) is { } name
            ? new ForeignTypeDeclaration(name, CSharpTypeReader.Read(type)) { IsPublic = IsPublic(type) }
            : null;

    private static bool IsPublic(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (type.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }

    public static ImportAttribute? ReadImport(AttributeData attribute)
    {
        List<string> texts = [];
        foreach (TypedConstant argument in attribute.ConstructorArguments)
        {
            if (argument.Kind == TypedConstantKind.Array)
            {
                if (!argument.IsNull)
                {
                    texts.AddRange(argument.Values.Select(static value => value.Value as string ?? ""));
                }
            }
            else
            {
                texts.Add(argument.Value as string ?? "");
            }
        }

        if (texts.Count == 0)
        {
            return null;
        }

        ImportAttribute import = new(texts.ToEquatableArray());
        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            object? value = named.Value.Kind == TypedConstantKind.Array ? null : named.Value.Value;
            import = named.Key switch
            {
                "Convention" => import with { Convention = value as string },
                "EntryPoint" => import with { EntryPoint = value as string },
                "WindowsEntryPoint" => import with { WindowsEntryPoint = value as string },
                "Ordinal" => import with { Ordinal = value as int? ?? 0 },
                "MethodName" => import with { MethodName = value as string },
                "Optional" => import with { IsOptional = value is true },
                "LastError" => import with { CapturesLastError = value is true },
                "WaitsForCalls" => import with { WaitsForCalls = value is true },
                "ThrowOn" => import with { ThrowOn = (ThrowCondition)(value as int? ?? 0) },
                "SuppressGCTransition" => import with { SuppressesGCTransition = value is true },
                "Async" => import with { IsAsynchronous = value is true },
                _ => import,
            };
        }

        return import;
    }

    public static ContainingType ReadContainingType(INamedTypeSymbol type)
    {
        List<TypeHeader> headers = [];
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            bool isInstanceLibrary =
                current is { TypeKind: TypeKind.Class, IsStatic: false }
                && current.GetAttributes().Any(static attribute => IsAttribute(attribute, "KoffiLibraryAttribute"));
            headers.Insert(
                0,
                new TypeHeader(Keyword(current), CSharpIdentifier.Escape(current.Name))
                {
                    MetadataName = current.MetadataName,
                    TypeParameters = current.TypeParameters.Select(CSharpTypeReader.Read).ToEquatableArray(),
                    IsPublic = current.DeclaredAccessibility == Accessibility.Public,
                    IsPrivate =
                        current.DeclaredAccessibility
                            is Accessibility.Private
                                or Accessibility.Protected
                                or Accessibility.ProtectedAndInternal,
                    IsPartial = HasModifier(current, Microsoft.CodeAnalysis.CSharp.SyntaxKind.PartialKeyword),
                    IsInstanceLibrary = isInstanceLibrary,
                    HasConstructor = isInstanceLibrary && HasConstructor(current),
                    HasDispose = isInstanceLibrary && HasDispose(current),
                }
            );
        }

        return new ContainingType(
            type.ContainingNamespace is { IsGlobalNamespace: false } containing ? containing.ToDisplayString() : "",
            headers.ToEquatableArray()
        );
    }

    /// <summary>
    /// Whether the user wrote a constructor. Generated constructors are ignored: the analyzers see them, but the generator does not.
    /// </summary>
    public static bool HasConstructor(INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(static constructor => !constructor.IsImplicitlyDeclared && !IsGenerated(constructor));

    /// <summary>Whether the type or a base class has a hand-written Dispose, which a generated one would hide.</summary>
    public static bool HasDispose(INamedTypeSymbol type) =>
        type.GetMembers("Dispose")
            .Concat(type.GetMembers("System.IDisposable.Dispose"))
            .OfType<IMethodSymbol>()
            .Any(static method => method.Parameters.IsEmpty && !IsGenerated(method))
        || type.BaseType?.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_IDisposable) == true;

    /// <summary>
    /// Returns the library of the type, of the nearest enclosing type with one, or of the assembly; otherwise the process itself.
    /// </summary>
    public static LibraryDeclaration ReadLibrary(ISymbol symbol)
    {
        for (INamedTypeSymbol? current = symbol as INamedTypeSymbol; current is not null; current = current.ContainingType)
        {
            if (Find(current) is { } attribute)
            {
                return Read(attribute);
            }
        }

        IAssemblySymbol? assembly = symbol as IAssemblySymbol ?? symbol.ContainingAssembly;
        return assembly is not null && Find(assembly) is { } declared ? Read(declared) : LibraryDeclaration.Process;

        static AttributeData? Find(ISymbol owner)
        {
            foreach (AttributeData attribute in owner.GetAttributes())
            {
                if (IsAttribute(attribute, "KoffiLibraryAttribute"))
                {
                    return attribute;
                }
            }

            return null;
        }

        static LibraryDeclaration Read(AttributeData attribute)
        {
            LibraryDeclaration library = new(ConstructorString(attribute, 0) ?? "") { IsNamed = true };
            foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
            {
                object? value = named.Value.Kind == TypedConstantKind.Array ? null : named.Value.Value;
                library = named.Key switch
                {
                    "Windows" => library with { Windows = value as string },
                    "Linux" => library with { Linux = value as string },
                    "MacOS" => library with { MacOS = value as string },
                    "Versions" => library with { Versions = Strings(named.Value) },
                    "Lazy" => library with { IsLazy = value is true },
                    "Global" => library with { IsGlobal = value is true },
                    "DeepBind" => library with { IsDeepBind = value is true },
                    "FreeFrom" => library with { FreeFrom = value as string },
                    "Dispatcher" => library with
                    {
                        Dispatcher =
                            value is int dispatcher && new DispatchDeclaration((Dispatcher)dispatcher).IsValid
                                ? (Dispatcher)dispatcher
                                : default,
                    },
                    _ => library,
                };
            }

            return library;
        }
    }

    /// <summary>Returns the <c>[KoffiAsync]</c> of the method, of the nearest enclosing type, or of the assembly.</summary>
    private static DispatchDeclaration? ReadDispatch(ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null; current = current.ContainingType)
        {
            if (Find(current) is { } dispatch)
            {
                return dispatch;
            }
        }

        return symbol.ContainingAssembly is { } assembly ? Find(assembly) : null;

        static DispatchDeclaration? Find(ISymbol owner) =>
            owner
                .GetAttributes()
                .Where(static attribute => IsAttribute(attribute, "KoffiAsyncAttribute"))
                .Select(ReadDispatch)
                .FirstOrDefault();
    }

    /// <summary>Reads a <c>[KoffiAsync]</c>. Invalid values are reported separately and mean the default.</summary>
    public static DispatchDeclaration? ReadDispatch(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: int dispatcher }, { Value: int limit }]
            ? new DispatchDeclaration((Dispatcher)dispatcher, limit)
            : null;

    /// <summary>Whether the attribute is the runtime's attribute with that name.</summary>
    public static bool IsAttribute(AttributeData attribute, string name) =>
        attribute.AttributeClass is { } type
        && type.Name == name
        && type.ContainingNamespace is { Name: "KoffiGen", ContainingNamespace.IsGlobalNamespace: true };

    private static bool IsGenerated(IMethodSymbol method) =>
        !method.IsPartialDefinition
        && method
            .GetAttributes()
            .Any(static attribute =>
                attribute is { AttributeClass.Name: "GeneratedCodeAttribute", ConstructorArguments: [{ Value: "KoffiGen" }, ..] }
            );

    private static EquatableArray<string> Strings(TypedConstant value) =>
        value.Kind == TypedConstantKind.Array && !value.IsNull
            ? value.Values.Select(static item => item.Value as string).OfType<string>().ToEquatableArray()
            : default;

    private static string? ConstructorString(AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index && attribute.ConstructorArguments[index].Kind != TypedConstantKind.Array
            ? attribute.ConstructorArguments[index].Value as string
            : null;

    private static string Keyword(INamedTypeSymbol type)
    {
        string kind = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, false) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        string modifiers =
            type.IsStatic ? "static "
            : type.IsRefLikeType ? "ref "
            : "";

        // In a part with 'unsafe', all signatures may contain pointers, so the generated part also needs 'unsafe'.
        string unsafety = HasModifier(type, Microsoft.CodeAnalysis.CSharp.SyntaxKind.UnsafeKeyword) ? "unsafe " : "";
        return modifiers + unsafety + "partial " + kind;
    }

    private static bool HasModifier(INamedTypeSymbol type, Microsoft.CodeAnalysis.CSharp.SyntaxKind modifier)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(modifier))
            {
                return true;
            }
        }

        return false;
    }
}
