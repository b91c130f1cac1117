using KoffiGen.C;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.CSharp;

/// <summary>What a C# type is to the binding: the kinds that C types can be matched with.</summary>
internal enum CSharpTypeKind
{
    /// <summary>Nothing that C knows of.</summary>
    Other,
    Void,
    Boolean,
    Char,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    IntPtr,
    UIntPtr,
    Single,
    Double,
    CLong,
    CULong,
    Rune,
    String,
    Enum,
    Struct,
    Pointer,
    FunctionPointer,
    Array,
    Span,
    ReadOnlySpan,

    /// <summary>The runtime's <c>Pointer&lt;T&gt;</c>.</summary>
    TypedPointer,

    /// <summary>The runtime's <c>Utf8Pointer</c>.</summary>
    Utf8Pointer,

    /// <summary>The runtime's <c>KoffiMemory&lt;T&gt;</c>, a class.</summary>
    OwnedMemory,

    /// <summary>The runtime's <c>Registered&lt;T&gt;</c>, a class; the element is the delegate.</summary>
    Registered,

    /// <summary><c>Memory&lt;T&gt;</c>, which asynchronous calls take in place of spans.</summary>
    Memory,
    ReadOnlyMemory,

    /// <summary><c>Task</c>, or <c>Task&lt;T&gt;</c>.</summary>
    Task,
    ValueTask,

    /// <summary>What an asynchronous call gives, where it is more than one value.</summary>
    Tuple,
    CancellationToken,
    TypeParameter,

    /// <summary>A value that may be missing. Of a type that KoffiGen generates, the name has a question mark instead.</summary>
    Nullable,

    /// <summary>A delegate of the user's, or of .NET's: <c>Func&lt;int, int&gt;</c>.</summary>
    Delegate,

    /// <summary>
    /// A type that KoffiGen generates (or a name that means nothing): the generator, which runs before that type exists, and the
    /// analyzers, which run after, both know it by its name alone.
    /// </summary>
    Named,
}

/// <summary>A C# type as the user's signature names it, without the symbol.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">How generated code writes it: fully qualified, with nullable annotations.</param>
internal sealed record CSharpType(CSharpTypeKind Kind, string Text)
{
    public static readonly CSharpType Void = new(CSharpTypeKind.Void, "void");
    public static readonly CSharpType IntPtr = new(CSharpTypeKind.IntPtr, "nint") { IsUnmanaged = true };
    public static readonly CSharpType NullableString = new(CSharpTypeKind.String, "string?");

    public static CSharpType Tuple(EquatableArray<TupleElement> elements) =>
        new(CSharpTypeKind.Tuple, $"({string.Join(", ", elements.Select(static element => element.ToString()))})")
        {
            TupleElements = elements,
        };

    /// <summary>The element of a span, an array or a pointer, the underlying type of an enum, or the result of a task.</summary>
    public CSharpType? Element { get; init; }

    /// <summary>The fields of a struct.</summary>
    public StructDeclaration? Struct { get; init; }

    /// <summary>The parameters and the result of a delegate or a function pointer; <see langword="null"/> where delegates are part of them.</summary>
    public MethodDeclaration? Signature { get; init; }

    /// <summary>What an unmanaged function pointer is called by; <see langword="null"/> for a managed one.</summary>
    public CallingConvention? Convention { get; init; }

    /// <summary>The type arguments of a delegate.</summary>
    public EquatableArray<CSharpType> TypeArguments { get; init; }

    /// <summary>The elements of a tuple.</summary>
    public EquatableArray<TupleElement> TupleElements { get; init; }

    /// <summary>C# code that knows of nullable references says that there may be none.</summary>
    public bool AllowsNull { get; init; }

    /// <summary>The name alone, without namespaces and type arguments: what prototypes call the type.</summary>
    public string Name { get; init; } = "";

    /// <summary>What <c>[KoffiType]</c> on the type says that C calls it.</summary>
    public string? CName { get; init; }

    /// <summary>Holds no references, so that its bytes can be given to C.</summary>
    public bool IsUnmanaged { get; init; }

    /// <summary>The text as messages show it.</summary>
    public string DisplayText => Text.Replace("global::", "");

    /// <summary>The types that this one is directly made of.</summary>
    public IEnumerable<CSharpType> Parts =>
        (Element is { } element ? [element] : Array.Empty<CSharpType>())
            .Concat(TypeArguments)
            .Concat(TupleElements.Select(static part => part.Type));

    /// <summary>The text without the annotation that says that null is allowed.</summary>
    public string TextWithoutNullable => Text.EndsWith("?", StringComparison.Ordinal) ? Text.Substring(0, Text.Length - 1) : Text;

    /// <summary>
    /// Has a <see langword="bool"/> or <see langword="char"/> inside, which the runtime converts in signatures of function pointers:
    /// by value it must travel as a struct of ours with the same layout.
    /// </summary>
    public bool NeedsBlittableStandIn =>
        Kind switch
        {
            CSharpTypeKind.Boolean or CSharpTypeKind.Char => true,
            CSharpTypeKind.Struct => Struct is { } declaration
                && declaration.Fields.Any(static member => member.Type.NeedsBlittableStandIn),
            _ => false,
        };

    /// <summary>What is there where the value is not missing; <see langword="null"/> for types of which no value can be missing.</summary>
    public CSharpType? NullableValue =>
        Kind == CSharpTypeKind.Nullable ? Element
        : Kind == CSharpTypeKind.Named && Text != TextWithoutNullable ? this with { Text = TextWithoutNullable }
        : null;

    public override string ToString() => Text;
}

/// <summary>One value of a tuple.</summary>
/// <param name="Name">The name as code writes it; <see langword="null"/> where it has none.</param>
internal sealed record TupleElement(string? Name, CSharpType Type)
{
    public override string ToString() => Name is null ? Type.Text : $"{Type.Text} {Name}";
}

/// <summary>The instance fields of a struct that the user wrote, and how it is laid out.</summary>
internal sealed record StructDeclaration(EquatableArray<FieldDeclaration> Fields)
{
    public bool IsExplicit { get; init; }

    /// <summary>Laid out as the runtime likes: it has no layout that C could know.</summary>
    public bool IsAuto { get; init; }

    /// <summary>An <c>[InlineArray]</c>: its one field is there several times.</summary>
    public bool IsInlineArray { get; init; }

    public int Pack { get; init; }

    public int Size { get; init; }
}

internal sealed record FieldDeclaration(string Name, CSharpType Type)
{
    /// <summary>The offset in a struct with explicit layout.</summary>
    public int? Offset { get; init; }

    /// <summary>How many there are in a row: a fixed buffer, or the one field of an <c>[InlineArray]</c>.</summary>
    public int Count { get; init; } = 1;
}
