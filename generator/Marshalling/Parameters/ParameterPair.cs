using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>A parameter of a C function and the C# parameter that is matched with it.</summary>
/// <param name="SymbolName">The name of the C function in the library.</param>
internal sealed record ParameterPair(
    TypeMatcher Types,
    FunctionType Function,
    string SymbolName,
    CParameter Parameter,
    ParameterDeclaration Declared
)
{
    /// <summary>Whether the C# signature omits the count of the parameter, so that the length of the argument is passed.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>The numbers that can be the count of an output.</summary>
    public ElementCounts? Counts { get; init; }

    /// <summary>The C type and the C# type, without what only parameters have.</summary>
    public ValuePair Value => new(Types, Type, Managed, Declared.Name);

    public CType Type => Parameter.Type.Type;

    /// <summary>The pointer type. Valid only if the parameter is a pointer.</summary>
    public PointerType Pointer => (PointerType)Type.Canonical;

    public CType Pointee => Pointer.Pointee.Type;

    public CSharpType Managed => Declared.Type;

    public string Identifier => Declared.Identifier;

    public bool IsByReference => Declared.RefKind != ByRefKind.None;

    /// <summary>Whether C# passes a variable that the callee must not write.</summary>
    public bool IsReadOnlyReference => Declared.RefKind is ByRefKind.In or ByRefKind.RefReadOnly;

    /// <summary>Whether C# passes a variable that the callee may write.</summary>
    public bool IsWritableReference => Declared.RefKind is ByRefKind.Out or ByRefKind.Ref;

    /// <summary>Whether an annotation states that C writes the memory.</summary>
    public bool IsWritten => Parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout;

    /// <summary>Whether C only reads the memory.</summary>
    public bool IsReadOnly => Parameter.IsReadOnly;

    /// <summary>Whether C states a length, so that characters need no NUL.</summary>
    public bool HasLength => Parameter.Count is not null || Parameter.StatedLength is not null;

    /// <summary>Whether C counts the memory in bytes.</summary>
    public bool CountsBytes => Parameter.CountsBytes;

    /// <summary>The element type of a span or an array; <see langword="null"/> for other types.</summary>
    public CSharpType? SpanOrArrayElement =>
        Managed switch
        {
            CSharpType.Span span => span.ElementType,
            CSharpType.Array array => array.ElementType,
            _ => null,
        };

    /// <summary>Returns the argument that passes the value in the form.</summary>
    public ValueArgument Pass(ValueForm form) => new(Identifier, form.NativeType, form.Conversion);

    /// <summary>Whether a single C# variable provides all the memory that C states.</summary>
    public bool IsOneVariable =>
        IsMeasured
        || (
            Parameter.StatedLength is { } length
                ? length <= 1 || (CountsBytes && !Types.IsSmaller(Managed, length))
                : Parameter.Count is null
        );
}
