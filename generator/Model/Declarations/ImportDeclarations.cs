using KoffiGen.CSharp;

namespace KoffiGen.Model.Declarations;

/// <summary>When a result means failure: <c>KoffiThrowOn</c> of the runtime.</summary>
internal enum ThrowCondition
{
    Never,
    Negative,
    NonZero,
    Null,
}

/// <summary>What one <c>[KoffiImport]</c> says.</summary>
/// <param name="Texts">The prototype; or the function's name, its return type and its parameter types.</param>
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

    public ThrowCondition ThrowOn { get; init; }

    public bool SuppressesGCTransition { get; init; }

    /// <summary>On a class: there is an asynchronous method, too.</summary>
    public bool IsAsynchronous { get; init; }

    /// <summary>Where asynchronous calls run, if something nearer than the library says it.</summary>
    public DispatchDeclaration? Dispatch { get; init; }
}

/// <summary>The threads of asynchronous calls: <c>KoffiDispatcher</c> of the runtime.</summary>
internal enum Dispatcher
{
    ThreadPool,
    Threads,
    Dedicated,
}

/// <summary>Where asynchronous calls run, and how many at a time.</summary>
internal sealed record DispatchDeclaration(Dispatcher Dispatcher, int Limit = DispatchDeclaration.DefaultLimit)
{
    public const int DefaultLimit = 256;

    public bool IsValid => Limit > 0 && Enum.IsDefined(typeof(Dispatcher), Dispatcher);
}

/// <summary>What <c>[KoffiLibrary]</c> says; the default is the process itself.</summary>
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

    /// <summary>Named by the declaration, rather than taken because nothing is.</summary>
    public bool IsNamed { get; init; }
}

/// <summary>A class around generated members, from the outermost type inwards.</summary>
internal sealed record ContainingType(string Namespace, EquatableArray<TypeHeader> Types)
{
    public TypeHeader Innermost => Types[Types.Count - 1];

    /// <summary>The name with namespaces and outer types: unique in the assembly, whatever the arity.</summary>
    public string MetadataName =>
        (Namespace.Length == 0 ? "" : Namespace + ".") + string.Join("+", Types.Select(static type => type.MetadataName));

    /// <summary>How generated code writes it: from anywhere, or, where it has type parameters, from inside.</summary>
    public QualifiedName QualifiedName =>
        Types.Aggregate(
            QualifiedName.Rooted(Namespace),
            static (container, header) => container.Member(header.Name) with { TypeArguments = header.TypeParameters }
        );

    /// <summary>Whether a further part of the type can be generated; where it cannot, an error of the compiler would hide what the analyzers say.</summary>
    public bool IsPartial => Types.All(static type => type.IsPartial);

    public bool IsGeneric => Types.Any(static type => !type.TypeParameters.IsEmpty);
}

/// <param name="Keyword">The keyword with the modifiers that a further part must or may repeat: <c>static partial class</c>.</param>
/// <param name="Name">The name as code writes it.</param>
internal sealed record TypeHeader(string Keyword, string Name)
{
    public EquatableArray<CSharpType> TypeParameters { get; init; }

    /// <summary>The type parameters as code writes them, <c>&lt;T&gt;</c>, or nothing.</summary>
    public string TypeParameterList => TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", TypeParameters)}>";

    public string MetadataName { get; init; } = Name;

    public bool IsPublic { get; init; }

    /// <summary>Code outside the type around it cannot name it.</summary>
    public bool IsPrivate { get; init; }

    public bool IsPartial { get; init; }

    /// <summary>Objects of the class may each have the library for themselves: it is not static, and the library is its own.</summary>
    public bool IsInstanceLibrary { get; init; }

    /// <summary>Of such a class: there is a constructor of the user's, which calls <c>Load</c>.</summary>
    public bool HasConstructor { get; init; }

    /// <summary>Of such a class: there is a <c>Dispose</c> of the user's, which calls <c>Unload</c>.</summary>
    public bool HasDispose { get; init; }
}

/// <summary>A method with its imports; more than one is an error, but then all of them are told.</summary>
internal sealed record MethodImport(
    ContainingType ContainingType,
    LibraryDeclaration Library,
    MethodDeclaration Method,
    ImportAttribute Import
);

/// <summary>An import on a class: the method is generated whole.</summary>
internal sealed record ClassImports(ContainingType ContainingType, LibraryDeclaration Library, EquatableArray<ImportAttribute> Imports);

/// <summary>A property that stands for a variable of a library.</summary>
/// <param name="Declaration">C's declaration of the variable.</param>
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

/// <summary>All imports of one class, in the order of the source.</summary>
internal sealed record ImportClass(ContainingType ContainingType, LibraryDeclaration Library)
{
    public EquatableArray<ImportAttribute> ClassImports { get; init; }

    public EquatableArray<MethodImport> MethodImports { get; init; }

    public EquatableArray<SymbolImport> Symbols { get; init; }

    /// <summary>The name of the generated file, without its ending.</summary>
    public string HintName { get; init; } = "";

    /// <summary>Whether the project sets <c>AllowUnsafeBlocks</c>; without it the methods throw, so that the compiler goes on to the analyzers, which say why.</summary>
    public bool AllowsUnsafe { get; init; }
}

/// <summary>A C# type that carries <c>[KoffiType]</c>.</summary>
internal sealed record ForeignTypeDeclaration(string CName, CSharpType Type)
{
    /// <summary>Visible outside the assembly.</summary>
    public bool IsPublic { get; init; }
}
