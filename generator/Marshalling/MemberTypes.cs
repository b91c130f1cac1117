using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling;

/// <summary>The C# form of a struct member: its storage type, its visible type, and the conversion between them.</summary>
internal sealed record MemberForm(NativeType StorageType, CSharpType ManagedType, Conversion Conversion)
{
    /// <summary>The type that a typed pointer points to; <see langword="null"/> for other members.</summary>
    public CSharpType? Pointee => (ManagedType as CSharpType.TypedPointer)?.PointedAtType;

    public static MemberForm Field(CSharpType type) => new(NativeType.Of(type), type, Conversion.Identity);
}

/// <summary>The C# form of an element of an array or of memory behind a pointer.</summary>
/// <param name="Pointee">The struct that the element points to; <see langword="null"/> for other elements.</param>
internal sealed record ElementForm(NativeType Type, CSharpType? Pointee = null);

/// <summary>The C# types of struct members and array elements.</summary>
/// <param name="targets">The targets that the struct is generated for.</param>
internal sealed class MemberTypes(TypeMatcher types, ImmutableArray<TargetAbi> targets)
{
    /// <summary>Returns the form of a member; <see langword="null"/> if C# has none.</summary>
    /// <remarks>
    /// A field can have the C# type of a struct, an enum or a pointer, because the type has the layout of the C type. The other types are
    /// matched like the value of a call.
    /// </remarks>
    public MemberForm? Bind(CType type, string name)
    {
        switch (type.Canonical)
        {
            case BasicType basic when Narrow(basic) is var narrow && ScalarMarshalling.DefaultType(narrow.Kind) is { } managed:
                return Match(narrow, managed, name);
            case PointerType pointer:
                return BindPointer(pointer, name);
            case EnumType enumeration:
                return BindEnum(enumeration);
            case ForeignType foreign when types.FindForeign(foreign) is { } foreignType:
                return MemberForm.Field(foreignType);
            case RecordType when types.FindGenerated(type) is { } generated:
                return MemberForm.Field(generated.Type);
            default:
                return null;
        }
    }

    /// <summary>Returns the form of an array element; <see langword="null"/> if C# has none.</summary>
    public ElementForm? BindElement(CType type)
    {
        switch (type.Canonical)
        {
            case BasicType { ByteOrder: not ByteOrder.Native } ordered when ScalarMarshalling.NativeType(ordered.Kind) is { } integer:
                return new ElementForm(NativeType.Of(RuntimeTypes.Ordered(ordered.ByteOrder, integer)));
            case BasicType { Kind: BasicTypeKind.Bool }:
                return new ElementForm(NativeType.Of(RuntimeTypes.NativeBool));
            case BasicType { Kind: BasicTypeKind.Char }:
                return new ElementForm(NativeType.Byte);
            case BasicType basic when ScalarMarshalling.NativeType(Narrow(basic).Kind) is { } native:
                return new ElementForm(native);
            case PointerType { Pointee.Type: { } pointee } when PointerToStruct(pointee) is { } target:
                return new ElementForm(NativeType.IntPtr, target);
            case var other when Bind(other, "") is { } form:
                return new ElementForm(form.StorageType);
            default:
                return null;
        }
    }

    /// <summary>Returns the element type of a span over native memory; <see langword="null"/> if C# has none.</summary>
    public NativeType? BindSpanElement(CType type) =>
        BindElement(type) switch
        {
            { Pointee: { } pointee } => NativeType.Of(new CSharpType.TypedPointer(pointee)),
            { } element => element.Type,
            null => null,
        };

    /// <summary>Returns the form of a member that is stored as a call passes the value, and converted as in a call.</summary>
    private MemberForm? Match(CType type, CSharpType managed, string name) =>
        ValueMatchers
            .Match(new ValuePair(types, type, managed, name))
            .Select(form => new MemberForm(form.NativeType, managed, form.Conversion))
            .Form;

    // .NET cannot load a struct whose member has a generic type over the struct itself, so pointers to structs are stored as addresses.
    private MemberForm? BindPointer(PointerType pointer, string name) =>
        PointerToStruct(pointer.Pointee.Type) is { } target
            ? Match(pointer, new CSharpType.TypedPointer(target), name)
            : MemberForm.Field(FindPointer(pointer.Pointee.Type));

    private CSharpType FindPointer(CType pointee) =>
        TypeMatcher.TextEncodingOf(pointee) == TextEncoding.Utf8 ? new CSharpType.Utf8Pointer()
        : TypeMatcher.IsPointerValue(pointee) && types.FindGenerated(pointee) is { } generated ? generated.Type
        : PointeeType(pointee) is { } element ? new CSharpType.TypedPointer(element)
        : CSharpType.IntPtr;

    private MemberForm? BindEnum(EnumType enumeration)
    {
        NativeType storage = ScalarMarshalling.NativeType(enumeration);
        CSharpType managed = types.FindGenerated(enumeration) is { } generated
            ? generated.Type
            : ScalarMarshalling.IntegerType(enumeration);
        if (
            targets.Length == 1
            && ScalarMarshalling.NativeType(EnumFacts.GetCompatibleType(enumeration, targets[0]).Kind) is { } own
            && own.Size != storage.Size
        )
        {
            // The C# enum is the same for all targets, but the member has the width of the enum on this target.
            return new MemberForm(own, managed, new CastConversion(own, managed));
        }

        return MemberForm.Field(managed);
    }

    /// <summary>Returns the pointee if it is a struct or leads to one through pointers; otherwise <see langword="null"/>.</summary>
    private CSharpType? PointerToStruct(CType pointee) =>
        pointee.Canonical switch
        {
            RecordType { IsComplete: true } => types.FindGenerated(pointee) is { } generated ? generated.Type : null,
            ForeignType foreign => types.FindForeign(foreign) is { IsUnmanaged: true } managed ? managed : null,
            PointerType pointer when PointerToStruct(pointer.Pointee.Type) is { } inner => new CSharpType.TypedPointer(inner),
            _ => null,
        };

    private CSharpType? PointeeType(CType pointee) =>
        pointee.Canonical switch
        {
            BasicType { ByteOrder: ByteOrder.Native } basic => ScalarMarshalling.MemoryType(basic),
            BasicType or EnumType or PointerType => BindElement(pointee)?.Type.ToCSharpType(),
            _ => null,
        };

    /// <summary>Replaces <c>wchar_t</c> by the character type of the same width if there is only one target.</summary>
    private BasicType Narrow(BasicType type) =>
        type.Kind == BasicTypeKind.WChar && targets.Length == 1
            ? BasicType.Get(targets[0].WCharSize == 2 ? BasicTypeKind.Char16 : BasicTypeKind.Char32)
            : type;
}
