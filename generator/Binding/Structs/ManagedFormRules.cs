using KoffiGen.C;
using KoffiGen.Marshalling;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Binding.Structs;

/// <summary>Which structs have a twin of .NET's types: those with text, with memory of the callee's, or with members that have a twin.</summary>
internal static class ManagedFormRules
{
    /// <summary>Whether the struct has a twin: <c>X.Managed</c>. A placeholder has one, too, since signatures name it.</summary>
    public static bool HasManagedForm(RecordType record) => HasManagedForm(record, []);

    /// <summary>Whether text that it points to, or that a struct inside it does, is C#'s to free: the struct has a method <c>FreeOwned</c>.</summary>
    public static bool OwnsMemory(RecordType record) =>
        Owners(record).Any(static member => Unit(member) is not RecordType nested || OwnsMemory(nested));

    /// <summary>Whether a C# method frees text in it, or in a struct inside it.</summary>
    public static bool IsFreedByMethod(RecordType record) =>
        Owners(record)
            .Any(static member => Unit(member) is RecordType nested ? IsFreedByMethod(nested) : DisposerOf(member)!.Foreign is not null);

    /// <summary>Who frees what the member points to.</summary>
    public static Ownership? DisposerOf(RecordMember member) =>
        member.Name != "_"
        && Unit(member) is PointerType { Ownership: { } ownership } pointer
        && (TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is not null || IsCopied(member.Type.Type))
            ? ownership
            : null;

    /// <summary>Whether the member says that what it points to is C#'s to free, where C# has no copy of that.</summary>
    public static bool IsWronglyOwned(RecordMember member) =>
        member.Name != "_" && Unit(member) is PointerType { Ownership: not null } && DisposerOf(member) is null;

    /// <summary>Whether the type is a pointer to numbers or to a struct, which the twin holds a copy of.</summary>
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

    /// <summary>What an array, of however many dimensions, has in a row; <see langword="null"/> for one of any length.</summary>
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

    // The structs among them may have nothing to free.
    private static IEnumerable<RecordMember> Owners(RecordType record) =>
        record is { IsUnion: false, IsComplete: true }
            ? record.Members.Where(static member => DisposerOf(member) is not null || (member.Name != "_" && Unit(member) is RecordType))
            : [];

    // What is converted one by one: the member, or the elements of an array.
    private static CType Unit(RecordMember member) =>
        member.Type.Type.Canonical is ArrayType array && Elements(array) is var (element, _) ? element : member.Type.Type.Canonical;

    // Which member of a union is the one that holds is not known here.
    private static bool HasManagedForm(RecordType record, HashSet<RecordType> open) =>
        record is { IsUnion: false, IsComplete: true } && open.Add(record) && record.Members.Any(member => NeedsConversion(member, open));

    private static bool NeedsConversion(RecordMember member, HashSet<RecordType> open) =>
        member.Type.Type.Canonical switch
        {
            // Padding, and arrays of any length, have no place in it.
            _ when member.Name == "_" || member.BitFieldWidth is not null => false,
            ArrayType { Length: null } => false,
            ArrayType array => Elements(array) is var (element, _)
                && (element is not BasicType || element == array.Element.Type.Canonical)
                && IsConvertedElement(element, open),
            PointerType pointer => TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is not null || IsCopied(pointer),
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
