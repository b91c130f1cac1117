using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Model;

/// <summary>The bound members of one class: the input of its generated file, and the key under which that file is cached.</summary>
internal sealed record ImportClassModel(ContainingType ContainingType, LibraryDeclaration Library)
{
    public EquatableArray<ImportModel> Imports { get; init; }

    public EquatableArray<ConstantModel> Constants { get; init; }

    public EquatableArray<VariableModel> Variables { get; init; }

    /// <summary>The name of the generated file, without its extension.</summary>
    public string HintName { get; init; } = "";

    /// <summary>Whether this file declares the members that load and unload the library of an instance.</summary>
    public bool DeclaresInstance { get; init; }

    /// <summary>The opaque types for tags that first occur in a prototype. They are nested in the class.</summary>
    public EquatableArray<HandleModel> Handles { get; init; }

    /// <summary>The types of the function pointers that the prototypes declare inline.</summary>
    public EquatableArray<FunctionPointerModel> FunctionPointers { get; init; }

    /// <summary>The thunks of delegates that are not declared for a named C function type.</summary>
    public EquatableArray<CallbackThunksModel> Callbacks { get; init; }

    /// <summary>The blittable stand-ins of the user's structs that cannot be passed unchanged.</summary>
    public EquatableArray<BlittableStandInModel> BlittableStandIns { get; init; }
}

/// <summary>The thunks of one delegate type.</summary>
/// <param name="Type">The class that contains the thunks.</param>
internal sealed record CallbackThunksModel(CSharpType.Named Type, CallbackModel Callback);

/// <summary>A generated method that calls a C function.</summary>
/// <param name="Prototype">The C declaration, for the documentation of the generated method.</param>
/// <param name="DeclaresMethod">Whether the generated part declares the method, because the user has not.</param>
internal sealed record ImportModel(string Prototype, MethodDeclaration Method, bool DeclaresMethod)
{
    /// <summary>
    /// The call; <see langword="null"/> if the declaration is invalid. The generated body then throws: without a body, the compiler would
    /// stop before the analyzers report the reason.
    /// </summary>
    public CallModel? Call { get; init; }

    /// <summary>The documentation comment of the C declaration; <see langword="null"/> if there is none.</summary>
    public string? Documentation { get; init; }

    /// <summary>Whether the library may lack the function, which a property of the class states.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The name of the <c>Is…Available</c> property; <see langword="null"/> if the method does not declare one.</summary>
    public string? AvailabilityProperty { get; init; }
}
