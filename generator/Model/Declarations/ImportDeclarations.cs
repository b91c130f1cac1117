using KoffiGen.CSharp;

namespace KoffiGen.Model.Declarations;

/// <summary>The results that make a method throw. The counterpart of the runtime's <c>KoffiThrowOn</c>.</summary>
internal enum ThrowCondition
{
    Never,
    Negative,
    NonZero,
    Null,
}

/// <summary>The arguments of one <c>[KoffiImport]</c> attribute.</summary>
/// <param name="Texts">The prototype, or the name of the function, its return type and its parameter types.</param>
internal sealed record ImportAttribute(EquatableArray<string> Texts)
{
    public bool IsClassic => Texts.Count > 1;

    public string? Convention { get; init; }

    public string? EntryPoint { get; init; }

    public string? WindowsEntryPoint { get; init; }

    public int Ordinal { get; init; }

    public string? MethodName { get; init; }

    public bool IsOptional { get; init; }

    public bool CapturesLastError { get; init; }

    public bool WaitsForCalls { get; init; }

    public ThrowCondition ThrowOn { get; init; }

    public bool SuppressesGCTransition { get; init; }

    /// <summary>Whether an asynchronous method is generated too. Set only on imports of a class.</summary>
    public bool IsAsynchronous { get; init; }

    /// <summary>The dispatch of asynchronous calls; <see langword="null"/> to use the setting of the library.</summary>
    public DispatchDeclaration? Dispatch { get; init; }
}

/// <summary>The threads that run asynchronous calls, and the number of calls that run at a time.</summary>
internal sealed record DispatchDeclaration(Dispatcher Dispatcher, int Limit = DispatchDeclaration.DefaultLimit)
{
    public const int DefaultLimit = 256;

    public bool IsValid => Limit > 0 && Enum.IsDefined(typeof(Dispatcher), Dispatcher);
}

/// <summary>The arguments of <c>[KoffiLibrary]</c>. Without the attribute, the library is the process itself.</summary>
internal sealed record LibraryDeclaration(string Name)
{
    public static readonly LibraryDeclaration Process = new("");

    public string? Windows { get; init; }

    public string? Linux { get; init; }

    public string? MacOS { get; init; }

    public EquatableArray<string> Versions { get; init; }

    public bool IsLazy { get; init; }

    public bool IsGlobal { get; init; }

    public bool IsDeepBind { get; init; }

    public string? FreeFrom { get; init; }

    public Dispatcher Dispatcher { get; init; }

    /// <summary>
    /// Whether an attribute, a directive or a file name determines the library. Otherwise it is the default, the process itself.
    /// </summary>
    public bool IsNamed { get; init; }
}

/// <summary>The class that contains generated members, with the types around it, outermost first.</summary>
internal sealed record ContainingType(string Namespace, EquatableArray<TypeHeader> Types)
{
    public TypeHeader Innermost => Types[Types.Count - 1];

    /// <summary>
    /// The metadata name with namespace and outer types. It is unique in the assembly, also among types that differ only in arity.
    /// </summary>
    public string MetadataName =>
        (Namespace.Length == 0 ? "" : Namespace + ".") + string.Join("+", Types.Select(static type => type.MetadataName));

    /// <summary>
    /// The fully qualified name. A generic type has its own type parameters as arguments, so its name is valid only inside the type.
    /// </summary>
    public QualifiedName QualifiedName =>
        Types.Aggregate(
            QualifiedName.Rooted(Namespace),
            static (container, header) => container.Member(header.Name) with { TypeArguments = header.TypeParameters }
        );

    /// <summary>
    /// Whether the type and all types around it are partial. If not, nothing is generated: a compiler error in generated code would hide
    /// the analyzers' diagnostics.
    /// </summary>
    public bool IsPartial => Types.All(static type => type.IsPartial);

    public bool IsGeneric => Types.Any(static type => !type.TypeParameters.IsEmpty);
}

/// <param name="Keyword">The keyword with the modifiers that the generated part repeats: <c>static partial class</c>.</param>
/// <param name="Name">The name, with <c>@</c> if it is a keyword.</param>
internal sealed record TypeHeader(string Keyword, string Name)
{
    public EquatableArray<CSharpType> TypeParameters { get; init; }

    /// <summary>The type parameter list, <c>&lt;T&gt;</c>; empty if the type is not generic.</summary>
    public string TypeParameterList => TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", TypeParameters)}>";

    public string MetadataName { get; init; } = Name;

    public bool IsPublic { get; init; }

    /// <summary>Whether only code inside the containing type can access the type.</summary>
    public bool IsPrivate { get; init; }

    public bool IsPartial { get; init; }

    /// <summary>
    /// Whether each instance can load a library of its own: the class is not static, and its library is declared on the class.
    /// </summary>
    public bool IsInstanceLibrary { get; init; }

    /// <summary>
    /// Whether the user has written a constructor, which calls <c>Load</c>. Set only if <see cref="IsInstanceLibrary"/> is.
    /// </summary>
    public bool HasConstructor { get; init; }

    /// <summary>
    /// Whether the user has written <c>Dispose</c>, which calls <c>Unload</c>. Set only if <see cref="IsInstanceLibrary"/> is.
    /// </summary>
    public bool HasDispose { get; init; }
}

/// <summary>One <c>[KoffiImport]</c> attribute of a method. A method with several is an error, but each of them is checked.</summary>
internal sealed record MethodImport(
    ContainingType ContainingType,
    LibraryDeclaration Library,
    MethodDeclaration Method,
    ImportAttribute Import
);

/// <summary>The <c>[KoffiImport]</c> attributes of a class, whose methods are generated without a declaration by the user.</summary>
internal sealed record ClassImports(ContainingType ContainingType, LibraryDeclaration Library, EquatableArray<ImportAttribute> Imports);

/// <summary>A <c>[KoffiSymbol]</c> property, which gives access to a variable of a library.</summary>
/// <param name="Declaration">The C declaration of the variable.</param>
internal sealed record SymbolImport(
    ContainingType ContainingType,
    LibraryDeclaration Library,
    PropertyDeclaration Property,
    string Declaration
)
{
    public string? EntryPoint { get; init; }

    public string? WindowsEntryPoint { get; init; }

    public int Ordinal { get; init; }

    public bool IsOptional { get; init; }
}

/// <summary>All imports of one class, in source order.</summary>
internal sealed record ImportClass(ContainingType ContainingType, LibraryDeclaration Library)
{
    public EquatableArray<ImportAttribute> ClassImports { get; init; }

    public EquatableArray<MethodImport> MethodImports { get; init; }

    public EquatableArray<SymbolImport> Symbols { get; init; }

    /// <summary>The name of the generated file, without its extension.</summary>
    public string HintName { get; init; } = "";

    /// <summary>
    /// Whether the project sets <c>AllowUnsafeBlocks</c>. If not, the generated methods throw, so that the compiler reaches the
    /// analyzers, which report why.
    /// </summary>
    public bool AllowsUnsafe { get; init; }
}

/// <summary>A C# type that carries <c>[KoffiType]</c>.</summary>
internal sealed record ForeignTypeDeclaration(string CName, CSharpType Type)
{
    /// <summary>Whether the type is visible outside the assembly.</summary>
    public bool IsPublic { get; init; }
}
