namespace KoffiGen.CSharp;

/// <summary>
/// A C# type as written in the user's code, independent of Roslyn's symbols. The nested records are its only cases. Each describes
/// itself completely, so that a new case concerns no other.
/// </summary>
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
    public virtual QualifiedName? DeclaredName => null;

    /// <summary>
    /// The element type of the memory behind a pointer, an array, a span or a <c>Memory&lt;T&gt;</c>; <see langword="null"/> for other
    /// types.
    /// </summary>
    public virtual CSharpType? Element => null;

    /// <summary>The type in generated code: fully qualified, with nullable annotations.</summary>
    public string Text => Write(CSharpTypeFormat.Qualified);

    /// <summary>The type in messages.</summary>
    public string DisplayText => Write(CSharpTypeFormat.Short);

    /// <summary>Writes the type as C# code.</summary>
    public abstract string Write(CSharpTypeFormat format);

    /// <summary>Returns the type with each of its parts rewritten: the same object if none changes.</summary>
    public abstract CSharpType RewriteParts(CSharpTypeRewriter rewriter);

    /// <summary>Returns the types that the text of this type contains, this type first.</summary>
    public IReadOnlyList<CSharpType> DescendantsAndSelf()
    {
        DescendantCollector collector = new();
        collector.Rewrite(this);
        return collector.Types;
    }

    /// <summary>Whether both types are the same, apart from a trailing question mark.</summary>
    public bool IsSame(CSharpType other) => Identify(WithoutNullable) == Identify(other.WithoutNullable);

    private static CSharpType Identify(CSharpType type) => IdentityRewriter.Instance.Rewrite(type);

    public sealed override string ToString() => Text;

    /// <summary>A type that is or may be a reference type, so that a question mark only adds the nullable annotation.</summary>
    public abstract record Reference : CSharpType
    {
        private protected Reference() { }

        /// <summary>Whether the type has a nullable annotation.</summary>
        public bool IsNullable { get; init; }

        public sealed override CSharpType WithoutNullable => IsNullable ? this with { IsNullable = false } : this;

        private protected string Annotation => IsNullable ? "?" : "";
    }

    /// <summary>Replaces each declared type with its name, because a type may be read with its declaration or without.</summary>
    private sealed class IdentityRewriter : CSharpTypeRewriter
    {
        public static readonly IdentityRewriter Instance = new();

        public override CSharpType Rewrite(CSharpType type) =>
            type switch
            {
                { DeclaredName: { } name } => new Named(Rewrite(name)) { IsNullable = type is Reference { IsNullable: true } },
                TypeParameter { HasUnmanagedConstraint: true } parameter => parameter with { HasUnmanagedConstraint = false },
                _ => base.Rewrite(type),
            };
    }

    /// <summary>A rewriter that changes nothing, so that the parts of each type are listed only once.</summary>
    private sealed class DescendantCollector : CSharpTypeRewriter
    {
        public List<CSharpType> Types { get; } = [];

        public override CSharpType Rewrite(CSharpType type)
        {
            Types.Add(type);
            return base.Rewrite(type);
        }

        public override MethodDeclaration? RewriteDeclaration(MethodDeclaration? signature) => signature;

        public override StructDeclaration? RewriteDeclaration(StructDeclaration? declaration) => declaration;
    }
}
