using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Model;

/// <param name="CDeclaration">The C declaration, for the documentation of the generated type.</param>
internal sealed record StructModel(CSharpType.Named Type, string CDeclaration)
{
    /// <summary>The name in a declaration, without the types around it.</summary>
    public string Name => CSharpIdentifier.Escape(Type.Name.Identifier);

    public string? Documentation { get; init; }

    /// <summary>Whether the declaration is invalid, so that the struct is generated without members.</summary>
    public bool IsPlaceholder { get; init; }

    /// <summary>Whether the struct must be internal because its members have types that are not public.</summary>
    public bool IsInternal { get; init; }

    /// <summary>
    /// Whether the struct is the type of an anonymous member, which users do not see. The containing struct forwards its members.
    /// </summary>
    public bool IsPrivate { get; init; }

    public bool IsExplicit { get; init; }

    public int Pack { get; init; }

    public long? Size { get; init; }

    public EquatableArray<MemberModel> Members { get; init; }

    public EquatableArray<InlineArrayModel> Arrays { get; init; }

    public EquatableArray<StructModel> Structs { get; init; }

    public EquatableArray<EnumModel> Enums { get; init; }

    /// <summary>The C layout, for the generated offsets and checks; <see langword="null"/> for a private struct.</summary>
    public LayoutModel? Layout { get; init; }

    /// <summary>The flexible array member; <see langword="null"/> if there is none.</summary>
    public FlexibleMemberModel? FlexibleMember { get; init; }

    /// <summary>The SafeHandle class of the struct; <see langword="null"/> if no declaration names a disposer.</summary>
    public SafeHandleModel? SafeHandle { get; init; }

    /// <summary>The managed form; <see langword="null"/> if no member needs a conversion.</summary>
    public ManagedFormModel? ManagedForm { get; init; }
}

/// <summary>A member of a generated struct that represents a member of the C struct, or a part of one.</summary>
internal abstract record MemberModel(string Name)
{
    /// <summary>The documentation comment of the C declaration; <see langword="null"/> if there is none.</summary>
    public string? Documentation { get; init; }

    /// <summary>The C declaration of the member; empty for padding.</summary>
    public string CDeclaration { get; init; } = "";

    /// <summary>The offset in bytes; <see langword="null"/> in a struct with sequential layout.</summary>
    public long? Offset { get; init; }
}

/// <summary>A visible field.</summary>
internal sealed record FieldMember(string Name, CSharpType Type) : MemberModel(Name);

/// <summary>A hidden field: padding, the storage of bit-fields, or an anonymous member.</summary>
/// <param name="Count">The number of consecutive fields of that type.</param>
internal sealed record HiddenMember(string Name, NativeType Type, int Count = 1) : MemberModel(Name)
{
    /// <summary>Whether it is an anonymous struct or union, whose members are also members of the struct around it.</summary>
    public bool IsAnonymousRecord { get; init; }
}

/// <summary>A hidden field with a property that converts its value.</summary>
/// <param name="StorageType">The blittable type of the field.</param>
/// <param name="ManagedType">The type of the property.</param>
internal sealed record PropertyMember(string Name, string Field, NativeType StorageType, CSharpType ManagedType, Conversion Conversion)
    : MemberModel(Name);

/// <summary>A bit-field: a property that reads and writes bits of hidden fields.</summary>
/// <param name="Type">The type of the property.</param>
internal sealed record BitFieldMember(string Name, CSharpType Type, BitFieldKind Kind, EquatableArray<BitPieceModel> Pieces)
    : MemberModel(Name)
{
    public int Width => Pieces.Sum(static piece => piece.Width);
}

internal enum BitFieldKind
{
    Unsigned,
    Signed,
    Boolean,
}

/// <param name="Field">The hidden field that stores the bits.</param>
/// <param name="Type">The type of that field, an unsigned integer.</param>
internal sealed record BitPieceModel(string Field, NativeType Type, int Shift, int Width);

/// <summary>A property that forwards to a member of an anonymous struct or union.</summary>
/// <param name="Holder">The hidden field that holds the anonymous struct or union.</param>
/// <param name="IsReference">
/// Whether the target is a field, so that the property returns a reference to it. Otherwise the target is a property, and the value is
/// copied.
/// </param>
internal sealed record ForwardedMember(string Name, CSharpType Type, string Holder, bool IsReference) : MemberModel(Name);

/// <summary>A property that reads and writes an array of characters as a string.</summary>
/// <param name="Array">The field that holds the array.</param>
internal sealed record TextMember(string Name, string Array, string MemberName, int Length) : MemberModel(Name);

/// <summary>A property that returns the elements behind a pointer as a span. Other members count them.</summary>
/// <param name="Pointer">The field or property that holds the pointer.</param>
internal sealed record CountedMember(string Name, CSharpType ElementType, string Pointer, MemberCountModel Count) : MemberModel(Name);

/// <summary>The struct that is generated as the type of an array member.</summary>
/// <param name="ElementType">
/// The type of an element; <see langword="null"/> if the elements are arrays or pointers to structs, which have a generated type of their
/// own.
/// </param>
internal sealed record InlineArrayModel(string Name, NativeType? ElementType, int Length)
{
    /// <summary>The type of the elements if they are arrays; otherwise <see langword="null"/>.</summary>
    public InlineArrayModel? Element { get; init; }

    /// <summary>
    /// The type that the elements point to if they are pointers to structs; otherwise <see langword="null"/>. Such elements have the
    /// nested type <c>ElementPointer</c>.
    /// </summary>
    public CSharpType? Pointee { get; init; }

    /// <summary>Whether the elements are characters.</summary>
    public bool IsText { get; init; }

    /// <summary>
    /// The alignment of the array in C, in bytes, if it exceeds that of .NET on some target; otherwise <see langword="null"/>.
    /// </summary>
    public PlatformValue? OverAlignment { get; init; }

    public string CDeclaration { get; init; } = "";
}

/// <summary>A size, offset or alignment in bytes, or a size in bits, for each family of targets.</summary>
/// <param name="Bits64">The value on 64-bit targets other than Windows.</param>
/// <param name="Windows64">The value on 64-bit Windows.</param>
/// <param name="Bits32">The value on 32-bit targets.</param>
internal sealed record PlatformValue(long Bits64, long Windows64, long Bits32)
{
    public bool IsConstant => Bits64 == Windows64 && Bits64 == Bits32;

    public long Largest => Math.Max(Bits64, Math.Max(Windows64, Bits32));
}

internal sealed record LayoutModel(PlatformValue Size, PlatformValue Alignment, EquatableArray<LayoutRow> Rows)
{
    /// <summary>
    /// The reason why the struct cannot be passed by value, as the end of a sentence; <see langword="null"/> if it can be.
    /// </summary>
    public string? ByValueObstacle { get; init; }

    /// <summary>Whether the alignment in C exceeds that of .NET on some target.</summary>
    public bool IsOverAligned { get; init; }

    /// <summary>
    /// Returns the name of the constant that holds the offset of a member. It differs from <c>Offset</c>, the name of the class that
    /// contains it, and from the accessors of properties.
    /// </summary>
    public string OffsetName(string member)
    {
        string name = member;
        while (
            name == "Offset"
            || (CSharpIdentifier.AccessedProperty(name) is { } property && Rows.Any(row => row.Name == property))
            || (name != member && Rows.Any(row => row.Name == name))
        )
        {
            name += "_";
        }

        return name;
    }
}

/// <summary>The offset and the size of one member.</summary>
/// <param name="Offset">The offset in bytes. For a bit-field, the offset of the byte that contains its first bit.</param>
/// <param name="Size">The size in bytes. For a bit-field, the width in bits.</param>
internal sealed record LayoutRow(string Name, PlatformValue Offset, PlatformValue Size, string CDeclaration)
{
    public bool IsBitField { get; init; }

    /// <summary>Whether the member is a flexible array member, which has no size.</summary>
    public bool IsFlexible { get; init; }
}

/// <summary>The conversion of a counting member's value to <see langword="long"/>.</summary>
internal enum CounterForm
{
    /// <summary>Implicitly: every value fits.</summary>
    Fits,

    /// <summary>
    /// With saturation: an unsigned 64-bit integer. A value that does not fit exceeds every possible element count in C#.
    /// </summary>
    Saturates,

    /// <summary>Through the value of a <c>CLong</c> or <c>CULong</c>.</summary>
    CLong,
}

/// <summary>A struct member that counts the elements of another member.</summary>
/// <param name="Member">The C# name of the counting member.</param>
/// <param name="FromCount">The conversion of an element count to the type of the counting member.</param>
internal sealed record CounterModel(string Member, CounterForm Form, Conversion FromCount);

/// <summary>The number of elements of a member, which other members state.</summary>
/// <param name="Name">The count as C writes it.</param>
/// <param name="Counter">The member that is the count; <see langword="null"/> if it is computed.</param>
/// <param name="Computed">The count that is computed from members; <see langword="null"/> if one member is the count.</param>
internal sealed record MemberCountModel(string Name, CounterModel? Counter, Number? Computed)
{
    /// <summary>The C# names of the members that state the count.</summary>
    public EquatableArray<string> Members { get; init; }
}

/// <summary>The flexible array member at the end of a struct.</summary>
/// <param name="Count">The number of elements; <see langword="null"/> if no member states it.</param>
internal sealed record FlexibleMemberModel(string Name, NativeType ElementType, MemberCountModel? Count)
{
    /// <summary>The member that counts the elements; <see langword="null"/> if none does.</summary>
    public CounterModel? Counter => Count?.Counter;

    /// <summary>The name of the extension members, which cannot be that of a type that they extend.</summary>
    public string ExtensionName => Name is "KoffiMemory" or "Pointer" ? Name + "_" : Name;

    public string CDeclaration { get; init; } = "";

    public string? Documentation { get; init; }
}

/// <summary>The managed form of a struct (<c>S.Managed</c>), whose members are strings and arrays.</summary>
internal sealed record ManagedFormModel(EquatableArray<ManagedFormMember> Members)
{
    /// <summary>The properties that forward to members of anonymous unions, which the managed form copies as memory.</summary>
    public EquatableArray<ForwardedMember> Forwarded { get; init; }

    /// <summary>The members whose memory C transfers to the caller, with their disposers.</summary>
    public EquatableArray<OwnedMember> Owned { get; init; }

    /// <summary>Whether calls free the members whose ownership C transfers.</summary>
    public bool OwnsMemory { get; init; }
}

internal enum ManagedFormMemberKind
{
    /// <summary>The value is copied unchanged.</summary>
    Copy,

    /// <summary>A pointer to a NUL-terminated string.</summary>
    Text,

    /// <summary>A string in a character array of the struct.</summary>
    FixedText,

    /// <summary>A nested struct that has a managed form.</summary>
    Nested,

    /// <summary>An array whose elements are copied unchanged.</summary>
    Array,

    /// <summary>An array of pointers to NUL-terminated strings.</summary>
    TextArray,

    /// <summary>An array of nested structs that have a managed form.</summary>
    NestedArray,

    /// <summary>A single value behind a pointer.</summary>
    CopiedValue,

    /// <summary>The values behind a pointer that another member counts.</summary>
    CopiedArray,

    /// <summary>The NUL-terminated strings behind pointers that another member counts.</summary>
    CountedTextArray,
}

/// <param name="Name">The name in the managed form.</param>
/// <param name="Source">The name of the member of the blittable struct that holds the value.</param>
/// <param name="Type">The type in the managed form.</param>
internal sealed record ManagedFormMember(string Name, string Source, CSharpType Type, ManagedFormMemberKind Kind)
{
    public TextEncoding Encoding { get; init; }

    /// <summary>Whether the member is private, and copied only so that a round trip preserves it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The type of an element in the blittable struct; <see langword="null"/> if the member is not an array.</summary>
    public CSharpType? ElementType { get; init; }

    /// <summary>The property of the blittable struct that returns a counted pointer's elements as a span.</summary>
    public string Span { get; init; } = "";

    /// <summary>The type of a row in the blittable struct; <see langword="null"/> if the array has one dimension.</summary>
    public CSharpType? RowType { get; init; }

    /// <summary>The conversion between the member, or an element of it, and the address of the string.</summary>
    public Conversion Address { get; init; } = Conversion.Identity;

    public string CDeclaration { get; init; } = "";

    public string? Documentation { get; init; }
}

/// <summary>A member whose memory C transfers to the caller together with the struct.</summary>
/// <param name="Member">The C# name of the pointer, of the nested struct, or of the array of either.</param>
/// <param name="Disposal">
/// The disposer of the pointer; <see langword="null"/> for a nested struct, which disposes of its own members.
/// </param>
internal sealed record OwnedMember(string Member, DisposalModel? Disposal)
{
    /// <summary>Whether the C# type of the pointer wraps the address in a property.</summary>
    public bool IsWrapped { get; init; }

    /// <summary>The type of the nested struct; <see langword="null"/> for a pointer.</summary>
    public CSharpType? StructType { get; init; }

    /// <summary>
    /// The property that returns the elements of a counted pointer, if the elements are owned; <see langword="null"/> for other members.
    /// </summary>
    public string? Span { get; init; }

    /// <summary>The indexes of an element of the array, one for each dimension; empty if the member is not an array.</summary>
    public EquatableArray<ElementIndex> Indexes { get; init; }

    /// <summary>The number of elements over all dimensions; <see langword="null"/> if the member is not an array.</summary>
    public long? Length { get; init; }

    /// <summary>
    /// Whether the disposal can throw, because a C# method frees a member of the nested struct, or because the number of elements may be
    /// invalid.
    /// </summary>
    public bool MayThrow { get; init; }
}

/// <summary>
/// The index in one dimension of the element with the position <c>n</c> in the flattened array: <c>n / Divisor % Modulus</c>.
/// </summary>
/// <param name="Divisor">The number of elements in one step of the index.</param>
/// <param name="Modulus">The number of steps; <see langword="null"/> for the outermost dimension.</param>
internal sealed record ElementIndex(long Divisor, long? Modulus);
