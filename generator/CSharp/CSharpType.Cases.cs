using KoffiGen.C;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.CSharp;

// The cases.
internal abstract partial record CSharpType
{
    /// <summary>A type that is or may be a class, so that a question mark on it allows null and changes nothing else.</summary>
    public abstract record Reference : CSharpType
    {
        private protected Reference() { }

        /// <summary>Whether the type has a question mark.</summary>
        public bool IsNullable { get; init; }

        public sealed override CSharpType WithoutNullable => IsNullable ? this with { IsNullable = false } : this;
    }

    public sealed record Primitive(CSharpPrimitive Keyword) : CSharpType
    {
        public bool IsInteger => IsSigned || IsUnsigned;

        /// <summary>Whether it is a signed integer.</summary>
        public bool IsSigned =>
            Keyword
                is CSharpPrimitive.SByte
                    or CSharpPrimitive.Int16
                    or CSharpPrimitive.Int32
                    or CSharpPrimitive.Int64
                    or CSharpPrimitive.IntPtr;

        /// <summary>Whether it is an unsigned integer.</summary>
        public bool IsUnsigned =>
            Keyword
                is CSharpPrimitive.Byte
                    or CSharpPrimitive.UInt16
                    or CSharpPrimitive.UInt32
                    or CSharpPrimitive.UInt64
                    or CSharpPrimitive.UIntPtr;

        public bool IsFloating => Keyword is CSharpPrimitive.Single or CSharpPrimitive.Double;

        /// <summary>The number of bytes on all platforms; <see langword="null"/> where platforms differ, and for void.</summary>
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
        /// <summary>The C type that <c>[KoffiType]</c> on the enum names.</summary>
        public string? CName { get; init; }

        public override bool IsUnmanaged => true;

        public override IEnumerable<CSharpType> Parts => [UnderlyingType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitEnum(this);
    }

    /// <summary>An unmanaged struct that the user or a library of .NET declares.</summary>
    /// <param name="Declaration">The fields; <see langword="null"/> inside the struct's own fields, and where only the name matters.</param>
    public sealed record Struct(QualifiedName Name, StructDeclaration? Declaration) : CSharpType
    {
        /// <summary>The C type that <c>[KoffiType]</c> on the struct names.</summary>
        public string? CName { get; init; }

        public override bool IsUnmanaged => true;

        public override bool NeedsBlittableStandIn =>
            Declaration is { } declaration && declaration.Fields.Any(static member => member.Type.NeedsBlittableStandIn);

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitStruct(this);
    }

    public sealed record Pointer(CSharpType PointedAtType) : CSharpType
    {
        public override bool IsUnmanaged => true;

        public override IEnumerable<CSharpType> Parts => [PointedAtType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitPointer(this);
    }

    public sealed record FunctionPointer(MethodDeclaration Signature) : CSharpType
    {
        /// <summary>Whether C can call it.</summary>
        public bool IsUnmanagedCall { get; init; }

        /// <summary>The names between the brackets: <c>Cdecl</c>, <c>SuppressGCTransition</c>.</summary>
        public EquatableArray<string> Conventions { get; init; }

        /// <summary>The convention that C calls it by; <see langword="null"/> for a managed one.</summary>
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

        public override IEnumerable<CSharpType> Parts => [ElementType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitSpan(this);
    }

    /// <summary><c>Memory&lt;T&gt;</c>, which asynchronous calls take in place of spans.</summary>
    public sealed record Memory(CSharpType ElementType) : CSharpType
    {
        public bool IsReadOnly { get; init; }

        public override IEnumerable<CSharpType> Parts => [ElementType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitMemory(this);
    }

    /// <summary>The runtime's <c>Pointer&lt;T&gt;</c>.</summary>
    public sealed record TypedPointer(CSharpType PointedAtType) : CSharpType
    {
        public override bool IsUnmanaged => true;

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

    /// <summary>A value that may be missing. Of a type that KoffiGen generates, the <see cref="Named"/> type has a question mark instead.</summary>
    public sealed record Nullable(CSharpType UnderlyingType) : CSharpType
    {
        public override CSharpType NullableValue => UnderlyingType;

        public override CSharpType WithoutNullable => UnderlyingType;

        public override IEnumerable<CSharpType> Parts => [UnderlyingType];

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitNullable(this);
    }

    /// <summary>A delegate of the user's, or of .NET's: <c>Func&lt;int, int&gt;</c>.</summary>
    /// <param name="Signature">The parameters and the result; <see langword="null"/> where delegates are part of them, and inside other signatures.</param>
    public sealed record Delegate(QualifiedName Name, MethodDeclaration? Signature) : Reference
    {
        /// <summary>Whether C# code may pass null: the type has a question mark, or is written where the compiler does not track null.</summary>
        public bool AllowsNull { get; init; }

        public override IEnumerable<CSharpType> Parts => Name.TypeArguments;

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitDelegate(this);
    }

    /// <summary>
    /// A type that KoffiGen generates, or an unknown name: the generator, which runs before that type exists, and the analyzers, which
    /// run after, both know it by its name alone.
    /// </summary>
    public sealed record Named(QualifiedName Name) : Reference
    {
        /// <summary>The type in a generated opaque type that calls take for a handle.</summary>
        public const string ArgumentName = "Argument";

        /// <summary>The type in a generated struct that is its managed form.</summary>
        public const string ManagedFormName = "Managed";

        /// <summary>Whether it is one of the types that generated types have inside.</summary>
        public bool IsCompanion => Name is { Container.Identifier.Length: > 0, Identifier: ArgumentName or ManagedFormName };

        public override bool IsUnmanaged => !IsCompanion;

        public override CSharpType? NullableValue => IsNullable ? WithoutNullable : null;

        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitNamed(this);
    }

    /// <summary>Any other type, which C cannot know: a class, an interface, a struct with references.</summary>
    public sealed record Other(QualifiedName Name) : Reference
    {
        public override TResult Accept<TResult>(CSharpTypeVisitor<TResult> visitor) => visitor.VisitOther(this);
    }
}

/// <summary>One value of a tuple.</summary>
/// <param name="Name">The name as code writes it; <see langword="null"/> where it has none.</param>
internal sealed record TupleElement(string? Name, CSharpType Type);
