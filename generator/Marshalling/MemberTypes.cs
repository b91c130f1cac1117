using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling;

/// <summary>The C# form of a struct member: its storage type, its visible type, and the conversion between them.</summary>
internal sealed record MemberForm(NativeType StorageType, CSharpType ManagedType, Conversion Conversion)
{
    /// <summary>The type that a typed pointer points to; <see langword="null"/> for other members.</summary>
    public CSharpType? Pointee => (ManagedType as CSharpType.TypedPointer)?.PointedAtType;

    public static MemberForm Field(CSharpType type) => new(NativeType.Of(type), type, Conversion.Identity);

    public static MemberForm Field(GeneratedType type) => Field(type.Type);
}

/// <summary>The C# form of an element of an array or of memory behind a pointer.</summary>
/// <param name="Pointee">The struct that the element points to; <see langword="null"/> for other elements.</param>
internal sealed record ElementForm(NativeType Type, CSharpType? Pointee = null);

/// <summary>The C# types of struct members and array elements.</summary>
/// <param name="targets">The targets that the struct is generated for.</param>
internal sealed class MemberTypes(IProjectTypes types, ImmutableArray<TargetAbi> targets)
{
    /// <summary>Returns the form of a member; <see langword="null"/> if C# has none.</summary>
    public MemberForm? Bind(CType type, string name)
    {
        switch (type.Canonical)
        {
            case BasicType basic
                when Narrow(basic) is var narrow
                    && ScalarMarshalling.NativeType(narrow.Kind) is { } storage
                    && ScalarMarshalling.DefaultType(narrow.Kind) is { } managed
                    && ScalarMarshalling.Convert(narrow, managed, name) is { } conversion:
                return new MemberForm(storage, managed, conversion);
            case PointerType pointer:
                return BindPointer(pointer);
            case EnumType enumeration:
                return BindEnum(enumeration);
            case ForeignType foreign when types.FindForeign(foreign) is { } foreignType:
                return MemberForm.Field(foreignType);
            case RecordType when types.FindGenerated(type) is { } generated:
                return MemberForm.Field(generated);
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

    private MemberForm BindPointer(PointerType pointer)
    {
        CType pointee = pointer.Pointee.Type;
        switch (pointee.Canonical)
        {
            case FunctionType:
                return types.FindGenerated(pointee) is { } function ? MemberForm.Field(function) : MemberForm.Field(CSharpType.IntPtr);
            case var text when TypeMatcher.TextEncodingOf(text) == TextEncoding.Utf8:
                return MemberForm.Field(new CSharpType.Utf8Pointer());
            case RecordType { IsComplete: false } when types.FindGenerated(pointee) is { } handle:
                return MemberForm.Field(handle);
        }

        // .NET cannot load a struct whose member has a generic type over the struct itself, so pointers to structs are stored as
        // addresses.
        if (PointerToStruct(pointee) is { } target)
        {
            CSharpType typed = new CSharpType.TypedPointer(target);
            return new MemberForm(NativeType.IntPtr, typed, new WrapPointerConversion(typed, AddressProperty.Address));
        }

        return MemberForm.Field(PointeeType(pointee) is { } element ? new CSharpType.TypedPointer(element) : CSharpType.IntPtr);
    }

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
