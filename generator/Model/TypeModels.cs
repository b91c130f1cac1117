using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Model;

/// <summary>The types that one unit of declarations generates.</summary>
/// <param name="ContainingType">The class that contains the types; <see langword="null"/> if they are declared in the namespace.</param>
internal sealed record TypesModel(ContainingType? ContainingType, string Namespace, LibraryDeclaration Library)
{
    public EquatableArray<HandleModel> Handles { get; init; }

    public EquatableArray<FunctionPointerModel> FunctionPointers { get; init; }

    public EquatableArray<StructModel> Structs { get; init; }

    public EquatableArray<EnumModel> Enums { get; init; }

    public bool IsPublic { get; init; }
}

/// <summary>The generated handle value of an opaque type.</summary>
/// <param name="CName">The C type: <c>struct sqlite3</c>, <c>FILE</c>.</param>
internal sealed record HandleModel(string Name, string CName)
{
    /// <summary>The SafeHandle class of the type; <see langword="null"/> if no declaration names a disposer.</summary>
    public SafeHandleModel? SafeHandle { get; init; }

    public string? Documentation { get; init; }
}

/// <summary>The generated SafeHandle class of an opaque type or a struct.</summary>
/// <param name="Disposal">The function that the class calls; a C# method if there is no function.</param>
internal sealed record SafeHandleModel(string Name, DisposalModel Disposal)
{
    /// <summary>Whether functions return handles that close with another function, whose address the handle then has.</summary>
    public bool HasOtherDisposers { get; init; }

    /// <summary>Whether functions return handles that close with a C# method, which the handle then has.</summary>
    public bool HasMethods { get; init; }

    /// <summary>Whether the class is nested in a generic type, so that an attribute cannot name its companions.</summary>
    public bool IsOfGenericType { get; init; }
}

internal sealed record EnumModel(string Name, string CName, NativeType UnderlyingType, EquatableArray<EnumeratorModel> Enumerators)
{
    public string? Documentation { get; init; }
}

internal sealed record EnumeratorModel(string Name, string Value, string? Documentation);
