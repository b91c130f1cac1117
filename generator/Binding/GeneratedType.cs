using System.Collections.Immutable;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding;

/// <summary>What a C type is called in C#.</summary>
/// <param name="Name">The name alone, by which signatures refer to it.</param>
/// <param name="Text">How generated code writes it from anywhere.</param>
/// <param name="Disposal">How a pointer to the opaque type is released; with it there is a SafeHandle class, too.</param>
internal sealed record GeneratedType(string Name, string Text, DisposalModel? Disposal = null)
{
    /// <summary>Visible outside the assembly.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Nested in the struct whose member declares it; it is generated with that.</summary>
    public bool IsNested { get; init; }

    /// <summary>The type of an anonymous member, which is reached through the struct around it.</summary>
    public bool IsAnonymous { get; init; }

    public string HandleName => Name.TrimStart('@') + "Handle";

    public string HandleText => Owner + HandleName;

    /// <summary>Of pointers to a function type: the delegate of such callbacks; <see langword="null"/> where C# cannot be called so.</summary>
    public string? DelegateName { get; init; }

    public string DelegateText => Owner + DelegateName;

    /// <summary>The delegate, where it is one that the user wrote.</summary>
    public CallbackDeclaration? OwnDelegate { get; init; }

    /// <summary>The class with the callbacks of the type.</summary>
    public string ThunksText => Text + ".Thunks";

    /// <summary>What stands before the name: a namespace or an outer type, with its dot.</summary>
    public string Owner => Text.Substring(0, Text.Length - Name.Length);

    /// <summary>The name by which signatures call what a call takes for a handle.</summary>
    public string ArgumentName => Name.TrimStart('@') + ".Argument";

    /// <summary>The name of the twin of a struct, whose text and arrays are .NET's.</summary>
    public string TwinName => Name.TrimStart('@') + ".Managed";

    public bool IsValue(CSharpType type) => type.NullableValue is null && Is(type, Name.TrimStart('@'), Text);

    /// <summary>The function that closes a handle of the type, where the library has it itself.</summary>
    public SymbolModel? OwnDisposer => Disposal?.Symbol is { Library: null } symbol ? symbol : null;

    public bool IsHandle(CSharpType type) => Disposal is not null && Is(type, HandleName, HandleText);

    public bool IsDelegate(CSharpType type) =>
        DelegateName is { } name
        && (
            type.Kind == CSharpTypeKind.Delegate
                ? type.TextWithoutNullable.Replace("@", "") == DelegateText.Replace("@", "")
                : Is(type, name.TrimStart('@'), DelegateText)
        );

    /// <summary>How code writes the one of the type's names that a signature has.</summary>
    public string TextOf(string name) =>
        Name.TrimStart('@') == name ? Text
        : DelegateName?.TrimStart('@') == name ? DelegateText
        : HandleText;

    public bool IsArgument(CSharpType type) =>
        Disposal is not null && type.NullableValue is null && Is(type, ArgumentName, Text + ".Argument");

    public bool IsTwin(CSharpType type) => type.NullableValue is null && Is(type, TwinName, Text + ".Managed");

    // A name that could not be qualified is one of the class's own.
    private static bool Is(CSharpType type, string name, string text) =>
        type.Kind == CSharpTypeKind.Named
        && type.Name == name
        && (
            !type.Text.StartsWith("global::", StringComparison.Ordinal)
            || type.TextWithoutNullable.Replace("@", "") == text.Replace("@", "")
        );

    /// <summary>The types that generated ones have inside and that signatures name: what calls take for a handle, and the twin of a struct.</summary>
    public static ImmutableArray<string> Companions { get; } = ["Argument", "Managed"];

    /// <summary>What pointers to a function type are called in C#.</summary>
    public static string FunctionPointerName(string function) => function.TrimStart('@') + "Pointer";
}
