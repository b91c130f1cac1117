namespace KoffiGen.CSharp;

/// <summary>A C# type as written in the user's code, independent of Roslyn's symbols. The nested records are its only cases.</summary>
internal abstract partial record CSharpType
{
    private static readonly Primitive[] Primitives =
    [
        .. System.Enum.GetValues(typeof(CSharpPrimitive)).Cast<CSharpPrimitive>().Select(static keyword => new Primitive(keyword)),
    ];

    public static readonly CSharpType Void = Of(CSharpPrimitive.Void);
    public static readonly CSharpType IntPtr = Of(CSharpPrimitive.IntPtr);
    public static readonly CSharpType NullableString = new String { IsNullable = true };

    private CSharpType() { }

    public static Primitive Of(CSharpPrimitive keyword) => Primitives[(int)keyword];

    public abstract TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor);

    public bool IsVoid => this is Primitive { Keyword: CSharpPrimitive.Void };

    public bool IsBoolean => this is Primitive { Keyword: CSharpPrimitive.Boolean };

    /// <summary>Whether the type contains no references, so that its bytes can be passed to C.</summary>
    public virtual bool IsUnmanaged => false;

    /// <summary>
    /// Whether the type is or contains <see langword="bool"/> or <see langword="char"/>, which .NET converts in signatures of function
    /// pointers. Such a struct is passed by value as a blittable stand-in.
    /// </summary>
    public virtual bool NeedsBlittableStandIn => false;

    /// <summary>The underlying type of a nullable value type; <see langword="null"/> for other types.</summary>
    public virtual CSharpType? NullableValue => null;

    /// <summary>The type without its trailing question mark.</summary>
    public virtual CSharpType WithoutNullable => this;

    /// <summary>The name of the declaration; <see langword="null"/> for types without one.</summary>
    public QualifiedName? DeclaredName =>
        this switch
        {
            Enum type => type.Name,
            Struct type => type.Name,
            Delegate type => type.Name,
            Named type => type.Name,
            Other type => type.Name,
            _ => null,
        };

    /// <summary>
    /// The element type of the memory behind a pointer, an array, a span or a <c>Memory&lt;T&gt;</c>; <see langword="null"/> for other
    /// types.
    /// </summary>
    public virtual CSharpType? Element => null;

    /// <summary>The types that this type directly consists of, in source order.</summary>
    public virtual IEnumerable<CSharpType> Parts => [];

    /// <summary>The type in generated code: fully qualified, with nullable annotations.</summary>
    public string Text => CSharpTypeWriter.Qualified.Visit(this);

    /// <summary>The type in messages.</summary>
    public string DisplayText => CSharpTypeWriter.Short.Visit(this);

    /// <summary>Whether both types are the same, apart from a trailing question mark.</summary>
    public bool IsSame(CSharpType other) => WithoutNullable.Text == other.WithoutNullable.Text;

    public sealed override string ToString() => Text;
}
