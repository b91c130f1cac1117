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

// The cases as an enumeration, until all code distinguishes the cases themselves.
internal abstract partial record CSharpType
{
    public CSharpTypeKind Kind =>
        this switch
        {
            // Both are in the same order.
            Primitive primitive => CSharpTypeKind.Void + (int)primitive.Keyword,
            CLong => CSharpTypeKind.CLong,
            CULong => CSharpTypeKind.CULong,
            Rune => CSharpTypeKind.Rune,
            String => CSharpTypeKind.String,
            Enum => CSharpTypeKind.Enum,
            Struct => CSharpTypeKind.Struct,
            Pointer => CSharpTypeKind.Pointer,
            FunctionPointer => CSharpTypeKind.FunctionPointer,
            Array => CSharpTypeKind.Array,
            Span { IsReadOnly: false } => CSharpTypeKind.Span,
            Span => CSharpTypeKind.ReadOnlySpan,
            TypedPointer => CSharpTypeKind.TypedPointer,
            Utf8Pointer => CSharpTypeKind.Utf8Pointer,
            KoffiMemory => CSharpTypeKind.OwnedMemory,
            Registered => CSharpTypeKind.Registered,
            Memory { IsReadOnly: false } => CSharpTypeKind.Memory,
            Memory => CSharpTypeKind.ReadOnlyMemory,
            Task => CSharpTypeKind.Task,
            ValueTask => CSharpTypeKind.ValueTask,
            Tuple => CSharpTypeKind.Tuple,
            CancellationToken => CSharpTypeKind.CancellationToken,
            TypeParameter => CSharpTypeKind.TypeParameter,
            Nullable => CSharpTypeKind.Nullable,
            Delegate => CSharpTypeKind.Delegate,
            Named => CSharpTypeKind.Named,
            _ => CSharpTypeKind.Other,
        };

    /// <summary>The element of a span, an array or a pointer, the underlying type of an enum, or the result of a task.</summary>
    public CSharpType? Element =>
        this switch
        {
            Enum type => type.UnderlyingType,
            Pointer type => type.PointedAtType,
            Array type => type.ElementType,
            Span type => type.ElementType,
            Memory type => type.ElementType,
            TypedPointer type => type.PointedAtType,
            KoffiMemory type => type.ElementType,
            Registered type => type.DelegateType,
            Task type => type.ResultType,
            ValueTask type => type.ResultType,
            Nullable type => type.UnderlyingType,
            _ => null,
        };

    public string TextWithoutNullable => WithoutNullable.Text;
}
