using System.Collections.Immutable;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.C;

// C's types (C23 6.2.5), as a program sees them once names are resolved. They know nothing of C#, of text or of one target:
// what depends on the target (the width of long, layouts) is asked of TargetAbi and LayoutCalculator.

/// <summary>A type with the qualifiers that stand on it.</summary>
internal readonly record struct QualifiedType(CType Type, TypeQualifiers Qualifiers = TypeQualifiers.None)
{
    /// <summary>Also by its typedef; an array is, where its elements are (C23 6.7.4.1).</summary>
    public bool IsConst =>
        (Qualifiers & TypeQualifiers.Const) != 0
        || Type switch
        {
            TypedefType typedef => typedef.Target.IsConst,
            ArrayType array => array.Element.IsConst,
            _ => false,
        };

    public static implicit operator QualifiedType(CType type) => new(type);

    public override string ToString() => CTypeWriter.Write(this);
}

internal abstract class CType
{
    /// <summary>This type without typedef names: what it is.</summary>
    public virtual CType Canonical => this;

    /// <summary>The type as C writes it, without a declarator: <c>const char *</c>.</summary>
    public override string ToString() => CTypeWriter.Write(this);
}

internal sealed class VoidType : CType
{
    public static readonly VoidType Instance = new();
}

/// <summary>A C# method that frees: <c>static void MyFree(nint)</c>.</summary>
/// <param name="Text">How code writes it.</param>
/// <param name="Within">The class that code must be in to call it; <see langword="null"/> where all code of the assembly can.</param>
internal sealed record ManagedDisposer(string Text, string? Within = null)
{
    /// <summary>What keeps other code from calling it is not its accessibility, but a class with type parameters.</summary>
    public bool IsOfGenericType { get; init; }

    /// <summary>Whether code inside the type, written as generated code writes it, can call the method.</summary>
    public bool IsAccessibleFrom(string type) =>
        Within is null || type == Within || type.StartsWith(Within + ".", StringComparison.Ordinal);
}

/// <summary>Who frees what a pointer points to: Koffi's <c>!</c>.</summary>
/// <param name="Function">The function that frees; without it, and without a C# method, the C runtime's <c>free</c>.</param>
/// <param name="Library">The library of that function; <see langword="null"/> for the one that the declaration belongs to.</param>
internal sealed record Ownership(string? Function, string? Library)
{
    public static readonly Ownership Free = new(null, null);

    /// <summary>The C# method that frees, instead of a function.</summary>
    public ManagedDisposer? Method { get; init; }

    /// <summary>Nothing is named: the memory is that of C's <c>free</c>, or of the disposer that the type itself has.</summary>
    public bool IsFree => Function is null && Method is null;
}

internal sealed class PointerType(QualifiedType pointee, Ownership? ownership = null) : CType
{
    public QualifiedType Pointee { get; } = pointee;

    /// <summary>Set where the pointer owns its memory.</summary>
    public Ownership? Ownership { get; } = ownership;

    /// <summary>Where the <c>!</c> is in the text that declares the pointer.</summary>
    public SourceSpan OwnershipSpan { get; init; }

    /// <summary>How many elements there are: <c>__counted_by</c> behind the star.</summary>
    public CountExpression? Count { get; init; }
}

internal sealed class ArrayType(QualifiedType element, long? length) : CType
{
    public QualifiedType Element { get; } = element;

    /// <summary>The number of elements; <see langword="null"/> for an incomplete or flexible array.</summary>
    public long? Length { get; } = length;

    /// <summary>The member that counts a flexible array's elements: <c>__counted_by(n)</c>.</summary>
    public string? CountedBy { get; init; }
}

internal sealed class FunctionType(
    QualifiedType returnType,
    ImmutableArray<CParameter> parameters,
    bool isVariadic,
    CallingConvention convention
) : CType
{
    public QualifiedType ReturnType { get; } = returnType;

    public ImmutableArray<CParameter> Parameters { get; } = parameters;

    public bool IsVariadic { get; } = isVariadic;

    public CallingConvention Convention { get; } = convention;

    /// <summary>Which argument is a format, where the declaration says so: <c>__attribute__((format(printf, 1, 2)))</c>.</summary>
    public FormatAttribute? Format { get; init; }

    /// <summary>The same with something else in it.</summary>
    public FunctionType With(
        QualifiedType? returnType = null,
        ImmutableArray<CParameter>? parameters = null,
        CallingConvention? convention = null,
        FormatAttribute? format = null
    ) => new(returnType ?? ReturnType, parameters ?? Parameters, IsVariadic, convention ?? Convention) { Format = format ?? Format };
}

/// <summary>The language of a format.</summary>
internal enum FormatKind
{
    Printf,
    Scanf,
}

/// <summary>What GNU C's <c>format</c> attribute says of a function.</summary>
/// <param name="Format">The position of the format among the parameters, from 0 on.</param>
/// <param name="First">The position of the first argument that the format is for; -1 where the arguments are a <c>va_list</c>.</param>
internal sealed record FormatAttribute(FormatKind Kind, int Format, int First);

/// <summary>A parameter after C's adjustments (C23 6.7.7.4): arrays and functions are pointers.</summary>
internal sealed class CParameter(string? name, QualifiedType type, ParameterSyntax? syntax)
{
    /// <summary>The name, or <see langword="null"/> where the prototype gives none.</summary>
    public string? Name { get; } = name;

    public QualifiedType Type { get; } = type;

    /// <summary>
    /// The array type that the parameter was declared with, without the qualifiers of the pointer that it is adjusted to. It may have an alignment that its elements do not have.
    /// </summary>
    public QualifiedType? Array { get; init; }

    /// <summary>The type as it was declared: an array, where <see cref="Type"/> is the pointer that it is adjusted to.</summary>
    public QualifiedType Declared => Array ?? Type;

    /// <summary>The place that messages about this parameter point to.</summary>
    public ParameterSyntax? Syntax { get; } = syntax;

    public ParameterDirection Direction { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>The expression that counts the elements (SAL, <c>__counted_by</c>), as written.</summary>
    public ExpressionSyntax? Count { get; init; }

    /// <summary>The count as far as it can be computed, also that of an array parameter.</summary>
    public CountExpression? Size { get; init; }

    /// <summary>Declared as an array, which may have any number of elements.</summary>
    public bool IsArray => Array is not null;

    /// <summary>NULL is not a valid argument, because C states how much memory there is: <c>T a[static n]</c> (C23 6.7.7.4) and the SAL forms without <c>_opt_</c>.</summary>
    public bool IsNeverNull { get; init; }

    /// <summary>The parameter that counts the elements, where the count is nothing else.</summary>
    public string? Counter => (Count as NameExpressionSyntax)?.Name.Text;

    /// <summary>The number of elements, where C states it as a constant.</summary>
    public long? StatedLength => (Size as ConstantCount)?.Value;

    public bool IsByteCount { get; init; }

    /// <summary>How many of the elements C fills, as written: the second count of <c>_Out_writes_to_(size, count)</c>.</summary>
    public ExpressionSyntax? WrittenCount { get; init; }

    public bool IsContext { get; init; }

    /// <summary>The callback parameter that this context belongs to, where it is named.</summary>
    public string? ContextCallback { get; init; }

    /// <summary>The same parameter with another type.</summary>
    public CParameter With(QualifiedType type) =>
        new(Name, type, Syntax)
        {
            Direction = Direction,
            IsOptional = IsOptional,
            Count = Count,
            Size = Size,
            IsByteCount = IsByteCount,
            Array = Array,
            IsNeverNull = IsNeverNull,
            WrittenCount = WrittenCount,
            IsContext = IsContext,
            ContextCallback = ContextCallback,
        };
}

/// <summary>A struct or a union. One without members is incomplete: an opaque type.</summary>
internal sealed class RecordType(bool isUnion, string? tag) : CType
{
    public bool IsUnion { get; } = isUnion;

    /// <summary>The tag, or for an unnamed one in a typedef the typedef's name.</summary>
    public string? Tag { get; set; } = tag;

    /// <summary>Declared by Koffi's <c>opaque X;</c>, so that it is named without <c>struct</c>.</summary>
    public bool IsOpaqueDeclaration { get; init; }

    /// <summary>The disposer of <c>opaque X !(fn);</c>.</summary>
    public Ownership? Disposer { get; set; }

    public bool IsComplete => !Members.IsDefault;

    /// <summary>The members in order; default while the type is incomplete.</summary>
    public ImmutableArray<RecordMember> Members { get; set; }

    /// <summary>As C23 6.7.3.2 demands: a member with a name, or one of an anonymous member.</summary>
    public bool HasNamedMember =>
        IsComplete
        && Members.Any(static member =>
            member.Name is not null || (member.BitFieldWidth is null && member.Type.Type.Canonical is RecordType { HasNamedMember: true })
        );

    /// <summary><c>__attribute__((packed))</c>: every member's alignment is 1.</summary>
    public bool IsPacked { get; set; }

    /// <summary><c>#pragma pack(n)</c> in force at the definition: no member is aligned to more than this.</summary>
    public int? PackAlignment { get; set; }

    /// <summary><c>_Alignas</c> or <c>aligned(n)</c> on the whole type.</summary>
    public int? RequestedAlignment { get; set; }

    public string? Documentation { get; set; }

    /// <summary>Whether the declaration of a file has a member that cannot be bound, which was reported, so that the layout is not known.</summary>
    public bool IsUnbound { get; set; }
}

/// <summary>A member of a struct or union. One without a name is an anonymous struct or union, or an unnamed bit-field.</summary>
internal sealed class RecordMember(string? name, QualifiedType type)
{
    public string? Name { get; } = name;

    public QualifiedType Type { get; } = type;

    /// <summary>The width of a bit-field in bits.</summary>
    public int? BitFieldWidth { get; init; }

    /// <summary>The strictest of <c>_Alignas(n)</c> and <c>aligned(n)</c>.</summary>
    public int? RequestedAlignment { get; init; }

    /// <summary>The types of <c>_Alignas(type)</c>, which say something else on each target.</summary>
    public ImmutableArray<QualifiedType> AlignedAs { get; init; } = [];

    public bool IsPacked { get; init; }

    public string? CountedBy { get; init; }

    public string? Documentation { get; init; }
}

internal sealed class EnumType(string? tag) : CType
{
    /// <summary>The tag, or for an unnamed one in a typedef the typedef's name.</summary>
    public string? Tag { get; set; } = tag;

    public bool IsComplete => !Enumerators.IsDefault;

    public ImmutableArray<Enumerator> Enumerators { get; set; }

    /// <summary>C23's fixed underlying type, where it is written.</summary>
    public BasicType? FixedUnderlyingType { get; set; }

    /// <summary><c>__attribute__((packed))</c>: stored in the least type that holds every value.</summary>
    public bool IsPacked { get; set; }

    public string? Documentation { get; set; }
}

/// <param name="Value">The value as 64 bits, to be read as signed unless <paramref name="IsUnsigned"/> says that it is above <see cref="long.MaxValue"/>.</param>
internal sealed record Enumerator(string Name, long Value, bool IsUnsigned = false)
{
    public string? Documentation { get; init; }
}

/// <summary>A name for a type (C23 6.7.9), or one of the names that Koffi gives: <c>str</c>, <c>uint</c>.</summary>
internal sealed class TypedefType(string name, QualifiedType target) : CType
{
    public string Name { get; } = name;

    public QualifiedType Target { get; } = target;

    /// <summary><c>typedef int T __attribute__((aligned(16)))</c>: what is declared as <c>T</c> is aligned so, to more or to less.</summary>
    public int? RequestedAlignment { get; init; }

    public override CType Canonical => Target.Type.Canonical;
}

/// <summary>
/// A type that is C#'s own, known to C by name only: a user's struct or enum in the signature, or one that carries
/// <c>[KoffiType]</c>. What it looks like is for the binding to say.
/// </summary>
internal sealed class ForeignType(string name) : CType
{
    public string Name { get; } = name;

    /// <summary>The keyword in <c>struct timeval</c>; empty for a name that stands alone.</summary>
    public string TagKeyword => Name.IndexOf(' ') is > 0 and int end ? Name.Substring(0, end) : "";
}

/// <summary>Stands for what could not be bound. It was reported; nothing more is said about it.</summary>
internal sealed class ErrorType : CType
{
    public static readonly ErrorType Instance = new();
}
