using System.Collections.Immutable;
using KoffiGen.Binding;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling;

/// <summary>The C# form of a member: the blittable type that it is stored as, the type that users see, and the conversions between.</summary>
internal sealed record MemberForm(string StorageType, string ManagedType, Conversion Conversion)
{
    public static MemberForm Field(string type) => new(type, type, Conversion.Identity);
}

/// <summary>An element of an array or of memory behind a pointer.</summary>
/// <param name="Pointee">What it points to, where it is a pointer to a struct.</param>
internal sealed record ElementForm(string Type, string? Pointee = null);

/// <summary>Which C# types members and elements have.</summary>
/// <param name="targets">The targets that the struct is for.</param>
internal sealed class MemberTypes(TypeEnvironment environment, ImmutableArray<TargetAbi> targets)
{
    private const string Runtime = "global::KoffiGen.";

    /// <summary>The form of a member; <see langword="null"/> for what has none.</summary>
    public MemberForm? Bind(CType type, string name)
    {
        switch (type.Canonical)
        {
            case BasicType basic
                when Narrow(basic) is var narrow
                    && ScalarMarshalling.NativeType(narrow.Kind) is { } storage
                    && ScalarMarshalling.DefaultType(narrow.Kind) is { } managed
                    && ScalarMarshalling.Convert(narrow, managed, name) is { } conversion:
                return new MemberForm(storage, managed.Text, conversion);
            case PointerType pointer:
                return BindPointer(pointer);
            case EnumType enumeration:
                return BindEnum(enumeration);
            case ForeignType foreign when environment.FindForeign(foreign) is { } foreignType:
                return MemberForm.Field(foreignType.Text);
            case RecordType when environment.FindGenerated(type) is { } generated:
                return MemberForm.Field(generated.Text);
            default:
                return null;
        }
    }

    /// <summary>The form of an element of an array.</summary>
    public ElementForm? BindElement(CType type)
    {
        switch (type.Canonical)
        {
            case BasicType { ByteOrder: not ByteOrder.Native } ordered when ScalarMarshalling.NativeType(ordered.Kind) is { } integer:
                return new ElementForm($"{Runtime}{(ordered.ByteOrder == ByteOrder.Big ? "BigEndian" : "LittleEndian")}<{integer}>");
            case BasicType { Kind: BasicTypeKind.Bool }:
                return new ElementForm(Runtime + "NativeBool");
            case BasicType { Kind: BasicTypeKind.Char }:
                return new ElementForm("byte");
            case BasicType basic when ScalarMarshalling.NativeType(Narrow(basic).Kind) is { } native:
                return new ElementForm(native);
            case PointerType { Pointee.Type: { } pointee } when PointerToStruct(pointee) is { } target:
                return new ElementForm("nint", target);
            case var other when Bind(other, "") is { } form:
                return new ElementForm(form.StorageType);
            default:
                return null;
        }
    }

    /// <summary>What spans over C's memory of a type hold.</summary>
    public string? BindSpanElement(CType type) =>
        BindElement(type) switch
        {
            { Pointee: { } pointee } => $"{Runtime}Pointer<{pointee}>",
            { } element => element.Type,
            null => null,
        };

    private MemberForm BindPointer(PointerType pointer)
    {
        CType pointee = pointer.Pointee.Type;
        switch (pointee.Canonical)
        {
            case FunctionType:
                return MemberForm.Field(environment.FindGenerated(pointee)?.Text ?? "nint");
            case var text when TypeMatcher.TextEncodingOf(text) == TextEncoding.Utf8:
                return MemberForm.Field(Runtime + "Utf8Pointer");
            case RecordType { IsComplete: false } when environment.FindGenerated(pointee) is { } handle:
                return MemberForm.Field(handle.Text);
        }

        // .NET cannot load a struct that has, inside a member of its own, a generic type over itself. So what points to structs is stored as an address.
        if (PointerToStruct(pointee) is { } target)
        {
            string typed = $"{Runtime}Pointer<{target}>";
            return new MemberForm("nint", typed, new Conversion("{0}.Address", $"new {typed}({{0}})"));
        }

        return MemberForm.Field(PointeeType(pointee) is { } element ? $"{Runtime}Pointer<{element}>" : "nint");
    }

    private MemberForm? BindEnum(EnumType enumeration)
    {
        string storage = ScalarMarshalling.NativeType(enumeration);
        string name = environment.FindGenerated(enumeration)?.Text ?? storage;
        if (
            targets.Length == 1
            && ScalarMarshalling.NativeType(EnumFacts.GetCompatibleType(enumeration, targets[0]).Kind) is { } own
            && SizeOf(own) != SizeOf(storage)
        )
        {
            // The enum is C#'s own on all targets; its members are as wide as the target has them.
            return own.StartsWith("global::", StringComparison.Ordinal)
                ? new MemberForm(own, name, new Conversion($"new {own}(unchecked((nint){{0}}))", $"unchecked(({name}){{0}}.Value)"))
                : new MemberForm(own, name, new Conversion($"unchecked(({own}){{0}})", $"unchecked(({name}){{0}})"));
        }

        return MemberForm.Field(name);
    }

    private static int SizeOf(string integer) =>
        integer switch
        {
            "sbyte" or "byte" => 1,
            "short" or "ushort" => 2,
            "int" or "uint" => 4,
            "long" or "ulong" => 8,
            _ => 0,
        };

    /// <summary>What a pointer points to, where that is a struct or leads to one.</summary>
    private string? PointerToStruct(CType pointee) =>
        pointee.Canonical switch
        {
            RecordType { IsComplete: true } => environment.FindGenerated(pointee)?.Text,
            ForeignType foreign => environment.FindForeign(foreign) is { IsUnmanaged: true } managed ? managed.Text : null,
            PointerType pointer when PointerToStruct(pointer.Pointee.Type) is { } inner => $"{Runtime}Pointer<{inner}>",
            _ => null,
        };

    private string? PointeeType(CType pointee) =>
        pointee.Canonical switch
        {
            BasicType { ByteOrder: ByteOrder.Native } basic => ScalarMarshalling.MemoryType(basic)?.Text,
            BasicType or EnumType or PointerType => BindElement(pointee)?.Type,
            _ => null,
        };

    /// <summary>On one target, <c>wchar_t</c> is one of the types of that width.</summary>
    private BasicType Narrow(BasicType type) =>
        type.Kind == BasicTypeKind.WChar && targets.Length == 1
            ? BasicType.Get(targets[0].WCharSize == 2 ? BasicTypeKind.Char16 : BasicTypeKind.Char32)
            : type;
}
