using System.Runtime.CompilerServices;
using KoffiGen.C;

namespace KoffiGen.Marshalling;

/// <summary>
/// The structs that have a managed form: those with strings, with memory owned by the caller, or with members that have a managed form.
/// </summary>
internal static class ManagedFormRules
{
    /// <summary>What is known about each complete struct. Its members do not change any more.</summary>
    private static readonly ConditionalWeakTable<RecordType, Facts> Known = new();

    /// <summary>The structs whose facts are being found. It is the lock of the search.</summary>
    private static readonly HashSet<RecordType> Open = [];

    /// <summary>
    /// Whether the struct has a managed form, <c>X.Managed</c>. A placeholder has one too, because signatures may name it.
    /// </summary>
    public static bool HasManagedForm(RecordType record) => FactsOf(record).HasManagedForm;

    /// <summary>
    /// Whether the caller owns memory behind a pointer in the struct or in a nested struct. The struct then has a method
    /// <c>FreeOwned</c>.
    /// </summary>
    public static bool OwnsMemory(RecordType record) => FactsOf(record).OwnsMemory;

    /// <summary>Whether a C# method frees memory behind a pointer in the struct or in a nested struct.</summary>
    public static bool IsFreedByMethod(RecordType record) => FactsOf(record).IsFreedByMethod;

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
        member is { Count: not null, Type.Type.Canonical: PointerType { Pointee.Type.Canonical: PointerType text } }
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

    private static Facts FactsOf(RecordType record)
    {
        // An incomplete type may be completed later. The active member of a union is not known, so a union has no managed form.
        if (record is not { IsUnion: false, IsComplete: true })
        {
            return Facts.None;
        }

        if (Known.TryGetValue(record, out Facts? known))
        {
            return known;
        }

        lock (Open)
        {
            // A struct that owns another one of its own type has no further reason for a managed form there.
            if (!Open.Add(record))
            {
                return Facts.None;
            }

            List<RecordType> ordered = ContainedRecords.InOrder(record, IsKnown, DependenciesOf);
            Open.UnionWith(ordered);
            foreach (RecordType next in ordered)
            {
                Facts facts = Find(next);
                Open.Remove(next);
                Known.Add(next, facts);
            }

            return Known.TryGetValue(record, out known) ? known : Facts.None;
        }

        static bool IsKnown(RecordType record) => record is not { IsUnion: false, IsComplete: true } || Known.TryGetValue(record, out _);

        static IEnumerable<RecordType> DependenciesOf(RecordType record) =>
            ContainedRecords.Of(record).Concat(record.Members.Select(static member => OwnedRecord(member)).OfType<RecordType>());
    }

    // A copy of an owned struct has its plain or its managed form.
    private static RecordType? OwnedRecord(RecordMember member) =>
        Unit(member) is PointerType { Ownership: not null, Pointee.Type.Canonical: RecordType record } ? record : null;

    private static bool NeedsConversion(RecordMember member) =>
        member.Type.Type.Canonical switch
        {
            // The managed form omits padding and flexible arrays.
            _ when member.Name == "_" || member.BitFieldWidth is not null => false,
            ArrayType { Length: null } => false,
            ArrayType array => Elements(array) is var (element, _)
                && (element is not BasicType || element == array.Element.Type.Canonical)
                && IsConvertedElement(element),
            PointerType pointer => TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is not null
                || IsCopied(pointer)
                || IsCountedText(member),
            RecordType nested => HasManagedForm(nested),
            _ => false,
        };

    private static bool IsConvertedElement(CType element) =>
        element switch
        {
            BasicType { Kind: BasicTypeKind.Bool } => true,
            BasicType or PointerType => TypeMatcher.TextEncodingOf(element is PointerType pointer ? pointer.Pointee.Type : element)
                is not null,
            RecordType nested => HasManagedForm(nested),
            _ => false,
        };

    private static Facts Find(RecordType record) =>
        new(
            record.Members.Any(NeedsConversion),
            Owners(record).Any(static member => Unit(member) is not RecordType nested || OwnsMemory(nested)),
            Owners(record)
                .Any(static member =>
                    Unit(member) is RecordType nested
                        ? IsFreedByMethod(nested)
                        : DisposersOf(member).Any(static disposer => disposer.Foreign is not null)
                )
        );

    private sealed record Facts(bool HasManagedForm, bool OwnsMemory, bool IsFreedByMethod)
    {
        public static readonly Facts None = new(false, false, false);
    }
}
