using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Model;

/// <summary>A struct or union.</summary>
/// <param name="CDeclaration">The C type, for the reader.</param>
internal sealed record StructModel(string Name, string CDeclaration)
{
    /// <summary>How generated code writes it from anywhere.</summary>
    public string Text { get; init; } = Name;

    public string? Documentation { get; init; }

    /// <summary>The declaration is wrong: the type is a placeholder without members.</summary>
    public bool IsPlaceholder { get; init; }

    /// <summary>It shows types that are not public, so that it cannot be, either.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Only members of the struct around it know it: its own members are reached through that one's.</summary>
    public bool IsPrivate { get; init; }

    public bool IsExplicit { get; init; }

    public int Pack { get; init; }

    public long? Size { get; init; }

    public EquatableArray<MemberModel> Members { get; init; }

    public EquatableArray<InlineArrayModel> Arrays { get; init; }

    public EquatableArray<StructModel> Structs { get; init; }

    public EquatableArray<EnumModel> Enums { get; init; }

    /// <summary>Where C has the members; <see langword="null"/> for a struct that is private.</summary>
    public LayoutModel? Layout { get; init; }

    /// <summary>The array of any length at the end.</summary>
    public FlexibleMemberModel? FlexibleMember { get; init; }

    /// <summary>The struct with converted members, where there is something to convert.</summary>
    public ManagedFormModel? Twin { get; init; }
}

/// <summary>Something that stands in a struct for a member of C.</summary>
/// <param name="Name">The C# name.</param>
internal abstract record MemberModel(string Name)
{
    /// <summary>What C's header says about it.</summary>
    public string? Documentation { get; init; }

    /// <summary>The member as C declares it.</summary>
    public string CDeclaration { get; init; } = "";

    /// <summary>The offset, in a struct that is explicit.</summary>
    public long? Offset { get; init; }
}

/// <summary>A field that the user sees.</summary>
internal sealed record FieldMember(string Name, CSharpType Type) : MemberModel(Name);

/// <summary>A field that the user does not see: padding, storage of bit-fields, an anonymous member.</summary>
/// <param name="Count">How many there are in a row.</param>
internal sealed record HiddenMember(string Name, NativeType Type, int Count = 1) : MemberModel(Name);

/// <summary>A field whose C# value has another form: a property over it.</summary>
/// <param name="Field">The field.</param>
/// <param name="StorageType">Its blittable type.</param>
/// <param name="ManagedType">The type of the property.</param>
internal sealed record PropertyMember(string Name, string Field, NativeType StorageType, CSharpType ManagedType, Conversion Conversion)
    : MemberModel(Name);

/// <summary>A bit-field: a property over bits of the storage.</summary>
/// <param name="Type">The C# type.</param>
/// <param name="Kind">How the bits become a value of the type.</param>
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

/// <param name="Field">The storage.</param>
/// <param name="Type">Its type, an unsigned integer.</param>
internal sealed record BitPieceModel(string Field, NativeType Type, int Shift, int Width);

/// <summary>A member of an anonymous member, reached through it.</summary>
/// <param name="Holder">The field of the anonymous member.</param>
/// <param name="IsReference">It is a field there, and given by reference; else a property, and copied.</param>
internal sealed record ForwardedMember(string Name, CSharpType Type, string Holder, bool IsReference) : MemberModel(Name);

/// <summary>The text in an array of characters.</summary>
/// <param name="Array">The array's field.</param>
internal sealed record TextMember(string Name, string Array, string MemberName, int Length) : MemberModel(Name);

/// <summary>The elements behind a pointer that another member counts.</summary>
/// <param name="Pointer">The pointer's field or property.</param>
internal sealed record CountedMember(string Name, CSharpType ElementType, string Pointer, CounterModel Counter, string CounterName)
    : MemberModel(Name);

/// <summary>The type of an array.</summary>
/// <param name="Name">The name of the type.</param>
/// <param name="ElementType">
/// The type of an element; <see langword="null"/> where the elements are arrays, or pointers to structs, and have a type of their own.
/// </param>
internal sealed record InlineArrayModel(string Name, NativeType? ElementType, int Length)
{
    /// <summary>The type of the elements, where they are arrays themselves.</summary>
    public InlineArrayModel? Element { get; init; }

    /// <summary>What an element points to, where elements are pointers to structs: they have a type of their own, <c>ElementPointer</c>.</summary>
    public CSharpType? Pointee { get; init; }

    /// <summary>The elements are characters.</summary>
    public bool IsText { get; init; }

    /// <summary>The alignment of the array in C, where that is more than .NET's on some target.</summary>
    public PlatformValue? OverAlignment { get; init; }

    public string CDeclaration { get; init; } = "";
}

/// <summary>A number of bytes that may depend on the target.</summary>
/// <param name="Bits64">On 64-bit systems but Windows.</param>
/// <param name="Windows64">On 64-bit Windows.</param>
/// <param name="Bits32">On 32-bit systems.</param>
internal sealed record PlatformValue(long Bits64, long Windows64, long Bits32)
{
    public bool IsConstant => Bits64 == Windows64 && Bits64 == Bits32;

    public long Largest => Math.Max(Bits64, Math.Max(Windows64, Bits32));
}

internal sealed record LayoutModel(PlatformValue Size, PlatformValue Alignment, EquatableArray<LayoutRow> Rows)
{
    /// <summary>Why the struct must not be passed by value; <see langword="null"/> where it may.</summary>
    public string? ByValueObstacle { get; init; }

    /// <summary>On some target, C aligns the struct to more than .NET does.</summary>
    public bool IsOverAligned { get; init; }

    /// <summary>The constant with a member's offset: none of the class <c>Offset</c> is called like that.</summary>
    public string OffsetName(string member)
    {
        string name = member;
        while (name == "Offset" || (name != member && Rows.Any(row => row.Name == name)))
        {
            name += "_";
        }

        return name;
    }
}

/// <summary>Where one member is.</summary>
/// <param name="Name">The C# name.</param>
/// <param name="Offset">In bytes; of a bit-field, that of the byte of its first bit.</param>
/// <param name="Size">In bytes; of a bit-field in bits.</param>
internal sealed record LayoutRow(string Name, PlatformValue Offset, PlatformValue Size, string CDeclaration)
{
    public bool IsBitField { get; init; }

    /// <summary>An array of any length, which has no size.</summary>
    public bool IsFlexible { get; init; }
}

/// <summary>How a member that counts becomes a <see langword="long"/>.</summary>
internal enum CounterForm
{
    /// <summary>Every value fits.</summary>
    Fits,

    /// <summary>An unsigned integer of 64 bits, whose large values are more than any number of elements in C#, too.</summary>
    Saturates,

    /// <summary>A <c>CLong</c> or <c>CULong</c>.</summary>
    CLong,
}

/// <summary>A member that counts the elements of another.</summary>
/// <param name="Member">The C# name.</param>
/// <param name="FromCount">The conversion of a number of elements to the type of the member.</param>
internal sealed record CounterModel(string Member, CounterForm Form, Conversion FromCount);

/// <summary>The array of any length at the end of a struct.</summary>
/// <param name="Counter">The member that counts the elements; <see langword="null"/> where none does.</param>
internal sealed record FlexibleMemberModel(string Name, NativeType ElementType, CounterModel? Counter)
{
    public string CDeclaration { get; init; } = "";

    public string? Documentation { get; init; }
}

/// <summary>The twin of a struct, with text and arrays of .NET's.</summary>
internal sealed record ManagedFormModel(EquatableArray<ManagedFormMember> Members)
{
    /// <summary>The members of anonymous unions, which are copied as memory.</summary>
    public EquatableArray<ForwardedMember> Forwarded { get; init; }

    /// <summary>The members that C gives away, and who frees each.</summary>
    public EquatableArray<OwnedMember> Owned { get; init; }

    /// <summary>Calls free what C gives away with the struct, as far as it is known.</summary>
    public bool OwnsMemory { get; init; }
}

internal enum ManagedFormMemberKind
{
    /// <summary>The same value.</summary>
    Copy,

    /// <summary>A pointer to text.</summary>
    Text,

    /// <summary>Text inside the struct.</summary>
    FixedText,

    /// <summary>A nested struct with a twin.</summary>
    Nested,

    /// <summary>An array of elements that are copied.</summary>
    Array,

    /// <summary>An array of pointers to text.</summary>
    TextArray,

    /// <summary>An array of nested structs with twins.</summary>
    NestedArray,

    /// <summary>A value that a pointer points to.</summary>
    CopiedValue,

    /// <summary>As many values as another member counts.</summary>
    CopiedArray,
}

/// <param name="Name">The C# name in both.</param>
/// <param name="Source">The name in the blittable struct.</param>
/// <param name="Type">The type in the twin.</param>
internal sealed record ManagedFormMember(string Name, string Source, CSharpType Type, ManagedFormMemberKind Kind)
{
    public TextEncoding Encoding { get; init; }

    /// <summary>Copied, and not shown to the user.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The type of an element of the array, as the blittable struct has it.</summary>
    public CSharpType? ElementType { get; init; }

    /// <summary>The property that has what a counted pointer points to.</summary>
    public string Span { get; init; } = "";

    /// <summary>The type of a row there, where the array has several dimensions.</summary>
    public CSharpType? RowType { get; init; }

    /// <summary>How the member, or an element of it, holds the address of the text.</summary>
    public Conversion Address { get; init; } = Conversion.Identity;

    public string CDeclaration { get; init; } = "";

    public string? Documentation { get; init; }
}

/// <summary>What C gives away with a struct.</summary>
/// <param name="Member">The C# name of the pointer, or of the nested struct, or of the array of either.</param>
/// <param name="Disposal">Who frees the pointer; <see langword="null"/> for a nested struct, which frees its own.</param>
internal sealed record OwnedMember(string Member, DisposalModel? Disposal)
{
    /// <summary>The pointer is of a C# type that has the address in a property.</summary>
    public bool IsWrapped { get; init; }

    /// <summary>The type of the nested struct.</summary>
    public CSharpType? StructType { get; init; }

    /// <summary>Where the element is, one index for each dimension, where it is an array.</summary>
    public EquatableArray<ElementIndex> Indexes { get; init; }

    /// <summary>How many elements there are, where it is an array.</summary>
    public long? Length { get; init; }

    /// <summary>The nested struct has a member that a C# method frees.</summary>
    public bool MayThrow { get; init; }
}

/// <summary>An index of the element that is a given number of all elements: the number, divided and reduced.</summary>
/// <param name="Divisor">How many elements one step of the index has.</param>
/// <param name="Modulus">How many steps there are; <see langword="null"/> for the outermost dimension.</param>
internal sealed record ElementIndex(long Divisor, long? Modulus);
