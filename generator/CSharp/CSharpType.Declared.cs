namespace KoffiGen.CSharp;

// Types that are known by the name of their declaration.
internal abstract partial record CSharpType
{
    public sealed record Enum(QualifiedName Name, Primitive UnderlyingType) : CSharpType
    {
        /// <summary>The C type that <c>[KoffiType]</c> names; <see langword="null"/> without the attribute.</summary>
        public string? CName { get; init; }

        public override bool IsUnmanaged => true;

        public override QualifiedName DeclaredName => Name;

        public override string Write(CSharpTypeFormat format) => Name.Write(format);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, Name, static (type, name) => type with { Name = name });
    }

    /// <summary>An unmanaged struct that the user's code or a .NET library declares.</summary>
    /// <param name="Declaration">
    /// The fields; <see langword="null"/> within the struct's own fields, and where only the name is needed.
    /// </param>
    public sealed record Struct(QualifiedName Name, StructDeclaration? Declaration) : CSharpType
    {
        private static readonly QualifiedName Decimal = QualifiedName.Rooted("System.Decimal");

        /// <summary>The C type that <c>[KoffiType]</c> names; <see langword="null"/> without the attribute.</summary>
        public string? CName { get; init; }

        public override bool IsUnmanaged => true;

        public override bool NeedsBlittableStandIn =>
            Declaration is { } declaration && declaration.Fields.Any(static member => member.Type.NeedsBlittableStandIn);

        public override QualifiedName DeclaredName => Name;

        public override string Write(CSharpTypeFormat format) => Name == Decimal ? "decimal" : Name.Write(format);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter)
        {
            QualifiedName name = rewriter.Rewrite(Name);
            StructDeclaration? declaration = rewriter.RewriteDeclaration(Declaration);
            return ReferenceEquals(name, Name) && ReferenceEquals(declaration, Declaration)
                ? this
                : this with
                {
                    Name = name,
                    Declaration = declaration,
                };
        }
    }

    /// <summary>A delegate that the user's code or .NET declares: <c>Func&lt;int, int&gt;</c>.</summary>
    /// <param name="Signature">
    /// The parameters and the result; <see langword="null"/> if their types contain delegates, and inside other signatures.
    /// </param>
    public sealed record Delegate(QualifiedName Name, MethodDeclaration? Signature) : Reference
    {
        /// <summary>
        /// Whether C# code may pass null: the type is annotated, or it is written where nullable annotations are disabled.
        /// </summary>
        public bool AllowsNull { get; init; }

        public override QualifiedName DeclaredName => Name;

        public override string Write(CSharpTypeFormat format) => Name.Write(format) + Annotation;

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter)
        {
            QualifiedName name = rewriter.Rewrite(Name);
            MethodDeclaration? signature = rewriter.RewriteDeclaration(Signature);
            return ReferenceEquals(name, Name) && ReferenceEquals(signature, Signature)
                ? this
                : this with
                {
                    Name = name,
                    Signature = signature,
                };
        }
    }

    /// <summary>
    /// A type that KoffiGen generates, or an unresolved name. The generator runs before the type exists and the analyzers run after, so
    /// both identify it only by its name.
    /// </summary>
    public sealed record Named(QualifiedName Name) : Reference
    {
        /// <summary>The nested type of a generated handle that parameters use: it holds a handle value or a SafeHandle.</summary>
        public const string ArgumentName = "Argument";

        /// <summary>The nested type of a generated struct that parameters use if C only reads the struct.</summary>
        public const string ReadOnlyArgumentName = "ReadOnlyArgument";

        /// <summary>The nested type of a generated struct that is its managed form.</summary>
        public const string ManagedFormName = "Managed";

        /// <summary>Whether it is one of the nested types of generated types.</summary>
        public bool IsCompanion =>
            Name is { Container.Identifier.Length: > 0, Identifier: ArgumentName or ReadOnlyArgumentName or ManagedFormName };

        public override bool IsUnmanaged => !IsCompanion;

        public override CSharpType? NullableValue => IsNullable ? WithoutNullable : null;

        public override QualifiedName DeclaredName => Name;

        public override string Write(CSharpTypeFormat format) => Name.Write(format) + Annotation;

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, Name, static (type, name) => type with { Name = name });
    }

    /// <param name="Name">The name without <c>@</c>.</param>
    public sealed record TypeParameter(string Name) : Reference
    {
        public bool HasUnmanagedConstraint { get; init; }

        public override bool IsUnmanaged => HasUnmanagedConstraint;

        public override string Write(CSharpTypeFormat format) => CSharpIdentifier.Escape(Name) + Annotation;

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) => this;
    }

    /// <summary>Any other type, which has no counterpart in C: a class, an interface, a struct with references.</summary>
    public sealed record Other(QualifiedName Name) : Reference
    {
        private static readonly QualifiedName Object = QualifiedName.Rooted("System.Object");

        public override QualifiedName DeclaredName => Name;

        public override string Write(CSharpTypeFormat format) => (Name == Object ? "object" : Name.Write(format)) + Annotation;

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, Name, static (type, name) => type with { Name = name });
    }
}
