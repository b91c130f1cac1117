using KoffiGen.C;

namespace KoffiGen.Marshalling;

/// <summary>
/// The structs that have a managed form: those with strings, with memory owned by the caller, or with members that have a managed form.
/// </summary>
internal static class ManagedFormRules
{
    /// <summary>
    /// Whether the struct has a managed form, <c>X.Managed</c>. A placeholder has one too, because signatures may name it.
    /// </summary>
    public static bool HasManagedForm(RecordType record) => HasManagedForm(record, []);

    /// <summary>
    /// Whether the caller owns memory behind a pointer in the struct or in a nested struct. The struct then has a method
    /// <c>FreeOwned</c>.
    /// </summary>
    public static bool OwnsMemory(RecordType record) =>
        Owners(record).Any(static member => Unit(member) is not RecordType nested || OwnsMemory(nested));

    /// <summary>Whether a C# method frees memory behind a pointer in the struct or in a nested struct.</summary>
    public static bool IsFreedByMethod(RecordType record) =>
        Owners(record)
            .Any(static member =>
                Unit(member) is RecordType nested
                    ? IsFreedByMethod(nested)
                    : DisposersOf(member).Any(static disposer => disposer.Foreign is not null)
            );

    /// <summary>Returns the disposer of the memory behind the member; <see langword="null"/> if the library owns it.</summary>
    public static Ownership? DisposerOf(RecordMember member) =>
        member.Name != "_"
        && Unit(member) is PointerType { Ownership: { } ownership } pointer
        && (TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is not null || IsCopied(member.Type.Type) || IsCountedText(member))
            ? ownership
            : null;

    /// <summary>Returns the disposer of each string behind a counted member; <see langword="null"/> if the library owns them.</summary>
    public static Ownership? ElementDisposerOf(RecordMember member) =>
        member.Name != "_" && IsCountedText(member)
            ? ((PointerType)((PointerType)member.Type.Type.Canonical).Pointee.Type.Canonical).Ownership
            : null;

    /// <summary>Returns the disposers of the memory behind the member and behind its elements.</summary>
    public static IEnumerable<Ownership> DisposersOf(RecordMember member) =>
        new[] { ElementDisposerOf(member), DisposerOf(member) }.OfType<Ownership>();

    /// <summary>Whether the member points to pointers to strings that another member counts: <c>char **a __counted_by(n)</c>.</summary>
    public static bool IsCountedText(RecordMember member) => EncodingOfElements(member) is not null;

    /// <summary>Returns the encoding of the strings behind a counted member; <see langword="null"/> for other members.</summary>
    public static TextEncoding? EncodingOfElements(RecordMember member) =>
        member is { CountedBy: not null, Type.Type.Canonical: PointerType { Pointee.Type.Canonical: PointerType text } }
            ? TypeMatcher.TextEncodingOf(text.Pointee.Type)
            : null;

    /// <summary>Whether the member declares ownership of memory that the managed form does not copy.</summary>
    public static bool IsWronglyOwned(RecordMember member) =>
        member.Name != "_" && Unit(member) is PointerType { Ownership: not null } && DisposerOf(member) is null;

    /// <summary>Whether the type is an owned pointer to numbers or structs, which the managed form copies.</summary>
    public static bool IsCopied(CType type) =>
        type.Canonical is PointerType { Ownership: not null, Pointee.Type.Canonical: { } pointee }
        && TypeMatcher.TextEncodingOf(pointee) is null
        && pointee switch
        {
            BasicType { ByteOrder: ByteOrder.Native } basic => ScalarMarshalling.MemoryType(basic) is not null,
            EnumType => true,
            RecordType { IsComplete: true } record => !HasManagedForm(record),
            _ => false,
        };

    /// <summary>
    /// Returns the element type and the total number of elements over all dimensions; <see langword="null"/> for a flexible array.
    /// </summary>
    public static (CType Type, long Count)? Elements(ArrayType array)
    {
        if (array.Length is not { } length)
        {
            return null;
        }

        return array.Element.Type.Canonical is not ArrayType inner ? (array.Element.Type.Canonical, length)
            : Elements(inner) is var (type, count) ? (type, length * count)
            : null;
    }

    // The result includes nested structs that may own no memory.
    private static IEnumerable<RecordMember> Owners(RecordType record) =>
        record is { IsUnion: false, IsComplete: true }
            ? record.Members.Where(static member => DisposersOf(member).Any() || (member.Name != "_" && Unit(member) is RecordType))
            : [];

    // The unit of conversion is the member itself, or an element if the member is an array.
    private static CType Unit(RecordMember member) =>
        member.Type.Type.Canonical is ArrayType array && Elements(array) is var (element, _) ? element : member.Type.Type.Canonical;

    // The active member of a union is not known, so a union has no managed form.
    private static bool HasManagedForm(RecordType record, HashSet<RecordType> open) =>
        record is { IsUnion: false, IsComplete: true } && open.Add(record) && record.Members.Any(member => NeedsConversion(member, open));

    private static bool NeedsConversion(RecordMember member, HashSet<RecordType> open) =>
        member.Type.Type.Canonical switch
        {
            // The managed form omits padding and flexible arrays.
            _ when member.Name == "_" || member.BitFieldWidth is not null => false,
            ArrayType { Length: null } => false,
            ArrayType array => Elements(array) is var (element, _)
                && (element is not BasicType || element == array.Element.Type.Canonical)
                && IsConvertedElement(element, open),
            PointerType pointer => TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is not null
                || IsCopied(pointer)
                || IsCountedText(member),
            RecordType nested => HasManagedForm(nested, open),
            _ => false,
        };

    private static bool IsConvertedElement(CType element, HashSet<RecordType> open) =>
        element switch
        {
            BasicType { Kind: BasicTypeKind.Bool } => true,
            BasicType or PointerType => TypeMatcher.TextEncodingOf(element is PointerType pointer ? pointer.Pointee.Type : element)
                is not null,
            RecordType nested => HasManagedForm(nested, open),
            _ => false,
        };
}
