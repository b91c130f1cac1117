using KoffiGen.C;

namespace KoffiGen.CSharp;

/// <summary>A C# type as the user's signature names it, without the symbol. Its cases are the nested records, and no others.</summary>
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

    /// <summary>Whether it holds no references, so that its bytes can be passed to C.</summary>
    public virtual bool IsUnmanaged => false;

    /// <summary>Whether the runtime converts values of the type in signatures of function pointers, because there is a <see langword="bool"/> or
    /// <see langword="char"/> inside: by value it must travel as a struct of ours with the same layout.</summary>
    public virtual bool NeedsBlittableStandIn => false;

    /// <summary>The type of the value that may be missing; <see langword="null"/> for types of which no value can be missing.</summary>
    public virtual CSharpType? NullableValue => null;

    /// <summary>The type without the question mark at its end.</summary>
    public virtual CSharpType WithoutNullable => this;

    /// <summary>The name that source code declares the type by; <see langword="null"/> for types that have none of their own.</summary>
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

    /// <summary>The types that this one is directly made of, in the order of the source.</summary>
    public virtual IEnumerable<CSharpType> Parts => [];

    /// <summary>The type as generated code writes it: fully qualified, with nullable annotations.</summary>
    public string Text => CSharpTypeWriter.Qualified.Visit(this);

    /// <summary>The type as messages show it.</summary>
    public string DisplayText => CSharpTypeWriter.Short.Visit(this);

    /// <summary>Whether code writes both alike, apart from a question mark at the end.</summary>
    public bool IsSame(CSharpType other) => WithoutNullable.Text == other.WithoutNullable.Text;

    public sealed override string ToString() => Text;
}
