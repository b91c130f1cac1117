using KoffiGen.C;

namespace KoffiGen.CSharp;

internal abstract partial record CSharpType
{
    /// <summary>A type that is or may be a reference type, so that a question mark only adds the nullable annotation.</summary>
    public abstract record Reference : CSharpType
    {
        private protected Reference() { }

        /// <summary>Whether the type has a nullable annotation.</summary>
        public bool IsNullable { get; init; }

        public sealed override CSharpType WithoutNullable => IsNullable ? this with { IsNullable = false } : this;
    }

    public sealed record Primitive(CSharpPrimitive Keyword) : CSharpType
    {
        public bool IsInteger => IsSigned || IsUnsigned;

        public bool IsSigned =>
            Keyword
                is CSharpPrimitive.SByte
                    or CSharpPrimitive.Int16
                    or CSharpPrimitive.Int32
                    or CSharpPrimitive.Int64
                    or CSharpPrimitive.IntPtr;

        public bool IsUnsigned =>
            Keyword
                is CSharpPrimitive.Byte
                    or CSharpPrimitive.UInt16
                    or CSharpPrimitive.UInt32
                    or CSharpPrimitive.UInt64
                    or CSharpPrimitive.UIntPtr;

        public bool IsFloating => Keyword is CSharpPrimitive.Single or CSharpPrimitive.Double;

        /// <summary>The size in bytes; <see langword="null"/> if platforms differ, and for <see langword="void"/>.</summary>
        public int? Size =>
            Keyword switch
            {
                CSharpPrimitive.Boolean or CSharpPrimitive.SByte or CSharpPrimitive.Byte => 1,
                CSharpPrimitive.Char or CSharpPrimitive.Int16 or CSharpPrimitive.UInt16 => 2,
                CSharpPrimitive.Int32 or CSharpPrimitive.UInt32 or CSharpPrimitive.Single => 4,
                CSharpPrimitive.Int64 or CSharpPrimitive.UInt64 or CSharpPrimitive.Double => 8,
                _ => null,
            };

        public override bool IsUnmanaged => Keyword != CSharpPrimitive.Void;

        public override bool NeedsBlittableStandIn => Keyword is CSharpPrimitive.Boolean or CSharpPrimitive.Char;

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitPrimitive(this);
    }

    public sealed record String : Reference
    {
        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitString(this);
    }

    public sealed record CLong : CSharpType
    {
        public override bool IsUnmanaged => true;

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitCLong(this);
    }

    public sealed record CULong : CSharpType
    {
        public override bool IsUnmanaged => true;

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitCULong(this);
    }

    public sealed record Rune : CSharpType
    {
        public override bool IsUnmanaged => true;

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitRune(this);
    }

    public sealed record Enum(QualifiedName Name, Primitive UnderlyingType) : CSharpType
    {
        /// <summary>The C type that <c>[KoffiType]</c> names; <see langword="null"/> without the attribute.</summary>
        public string? CName { get; init; }

        public override bool IsUnmanaged => true;

        public override IEnumerable<CSharpType> Parts => [UnderlyingType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitEnum(this);
    }

    /// <summary>An unmanaged struct that the user's code or a .NET library declares.</summary>
    /// <param name="Declaration">
    /// The fields; <see langword="null"/> within the struct's own fields, and where only the name is needed.
    /// </param>
    public sealed record Struct(QualifiedName Name, StructDeclaration? Declaration) : CSharpType
    {
        /// <summary>The C type that <c>[KoffiType]</c> names; <see langword="null"/> without the attribute.</summary>
        public string? CName { get; init; }

        public override bool IsUnmanaged => true;

        public override bool NeedsBlittableStandIn =>
            Declaration is { } declaration && declaration.Fields.Any(static member => member.Type.NeedsBlittableStandIn);

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitStruct(this);
    }

    public sealed record Pointer(CSharpType PointedAtType) : CSharpType
    {
        public override bool IsUnmanaged => true;

        public override CSharpType Element => PointedAtType;

        public override IEnumerable<CSharpType> Parts => [PointedAtType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitPointer(this);
    }

    public sealed record FunctionPointer(MethodDeclaration Signature) : CSharpType
    {
        /// <summary>Whether the function pointer is <c>unmanaged</c>, so that C can call the function.</summary>
        public bool IsUnmanagedCall { get; init; }

        /// <summary>The names in brackets after <c>unmanaged</c>: <c>Cdecl</c>, <c>SuppressGCTransition</c>.</summary>
        public EquatableArray<string> Conventions { get; init; }

        /// <summary>The calling convention; <see langword="null"/> for a managed function pointer.</summary>
        public CallingConvention? Convention =>
            IsUnmanagedCall
                ? Conventions
                    .Select(static name =>
                        System.Enum.TryParse(name, out CallingConvention convention) ? convention : CallingConvention.Default
                    )
                    .FirstOrDefault(static convention => convention != CallingConvention.Default)
                : null;

        public override bool IsUnmanaged => true;

        public override IEnumerable<CSharpType> Parts => Signature.Types;

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitFunctionPointer(this);
    }

    public sealed record Array(CSharpType ElementType) : Reference
    {
        public override CSharpType Element => ElementType;

        public override IEnumerable<CSharpType> Parts => [ElementType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitArray(this);
    }

    public sealed record MultidimensionalArray(CSharpType ElementType, int Rank) : Reference
    {
        public override IEnumerable<CSharpType> Parts => [ElementType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitMultidimensionalArray(this);
    }

    public sealed record Span(CSharpType ElementType) : CSharpType
    {
        public bool IsReadOnly { get; init; }

        public override CSharpType Element => ElementType;

        public override IEnumerable<CSharpType> Parts => [ElementType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitSpan(this);
    }

    /// <summary><c>Memory&lt;T&gt;</c> or <c>ReadOnlyMemory&lt;T&gt;</c>, which asynchronous calls use instead of spans.</summary>
    public sealed record Memory(CSharpType ElementType) : CSharpType
    {
        public bool IsReadOnly { get; init; }

        public override CSharpType Element => ElementType;

        public override IEnumerable<CSharpType> Parts => [ElementType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitMemory(this);
    }

    /// <summary>The runtime's <c>Pointer&lt;T&gt;</c>.</summary>
    public sealed record TypedPointer(CSharpType PointedAtType) : CSharpType
    {
        public override bool IsUnmanaged => true;

        public override CSharpType Element => PointedAtType;

        public override IEnumerable<CSharpType> Parts => [PointedAtType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitTypedPointer(this);
    }

    /// <summary>The runtime's <c>Utf8Pointer</c>.</summary>
    public sealed record Utf8Pointer : CSharpType
    {
        public override bool IsUnmanaged => true;

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitUtf8Pointer(this);
    }

    /// <summary>The runtime's <c>KoffiMemory&lt;T&gt;</c>, a class.</summary>
    public sealed record KoffiMemory(CSharpType ElementType) : Reference
    {
        public override CSharpType Element => ElementType;

        public override IEnumerable<CSharpType> Parts => [ElementType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitKoffiMemory(this);
    }

    /// <summary>The runtime's <c>Registered&lt;T&gt;</c>, a class.</summary>
    public sealed record Registered(CSharpType DelegateType) : Reference
    {
        public override IEnumerable<CSharpType> Parts => [DelegateType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitRegistered(this);
    }

    /// <summary><c>Task</c>, or <c>Task&lt;T&gt;</c>.</summary>
    public sealed record Task(CSharpType? ResultType) : Reference
    {
        public override IEnumerable<CSharpType> Parts => ResultType is null ? [] : [ResultType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitTask(this);
    }

    public sealed record ValueTask(CSharpType? ResultType) : CSharpType
    {
        public override IEnumerable<CSharpType> Parts => ResultType is null ? [] : [ResultType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitValueTask(this);
    }

    public sealed record Tuple(EquatableArray<TupleElement> Elements) : CSharpType
    {
        public override bool IsUnmanaged => Elements.All(static element => element.Type.IsUnmanaged);

        public override IEnumerable<CSharpType> Parts => Elements.Select(static element => element.Type);

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitTuple(this);
    }

    public sealed record CancellationToken : CSharpType
    {
        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitCancellationToken(this);
    }

    /// <param name="Name">The name without <c>@</c>.</param>
    public sealed record TypeParameter(string Name) : Reference
    {
        public bool HasUnmanagedConstraint { get; init; }

        public override bool IsUnmanaged => HasUnmanagedConstraint;

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitTypeParameter(this);
    }

    /// <summary>
    /// <c>Nullable&lt;T&gt;</c>. A nullable type that KoffiGen generates is a <see cref="Named"/> type with an annotation instead.
    /// </summary>
    public sealed record Nullable(CSharpType UnderlyingType) : CSharpType
    {
        public override CSharpType NullableValue => UnderlyingType;

        public override CSharpType WithoutNullable => UnderlyingType;

        public override IEnumerable<CSharpType> Parts => [UnderlyingType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitNullable(this);
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

        public override IEnumerable<CSharpType> Parts => Name.TypeArguments;

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitDelegate(this);
    }

    /// <summary>
    /// A type that KoffiGen generates, or an unresolved name. The generator runs before the type exists and the analyzers run after, so
    /// both identify it only by its name.
    /// </summary>
    public sealed record Named(QualifiedName Name) : Reference
    {
        /// <summary>The nested type of a generated handle that parameters use: it holds a handle value or a SafeHandle.</summary>
        public const string ArgumentName = "Argument";

        /// <summary>The nested type of a generated struct that is its managed form.</summary>
        public const string ManagedFormName = "Managed";

        /// <summary>Whether it is one of the nested types of generated types.</summary>
        public bool IsCompanion => Name is { Container.Identifier.Length: > 0, Identifier: ArgumentName or ManagedFormName };

        public override bool IsUnmanaged => !IsCompanion;

        public override CSharpType? NullableValue => IsNullable ? WithoutNullable : null;

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitNamed(this);
    }

    /// <summary>Any other type, which has no counterpart in C: a class, an interface, a struct with references.</summary>
    public sealed record Other(QualifiedName Name) : Reference
    {
        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitOther(this);
    }
}

/// <param name="Name">The name as an identifier in code; <see langword="null"/> for an unnamed element.</param>
internal sealed record TupleElement(string? Name, CSharpType Type);
