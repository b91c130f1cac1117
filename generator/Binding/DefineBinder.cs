using System.Collections.Immutable;
using System.Globalization;
using KoffiGen.Binding.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;

namespace KoffiGen.Binding;

/// <summary>Makes the C# types of one <c>[KoffiDefine]</c> holder from its bound declarations.</summary>
internal sealed class DefineBinder
{
    private readonly TypeEnvironment _environment;
    private readonly TypeMatcher _types;

    private DefineBinder(TypeEnvironment environment)
    {
        _environment = environment;
        _types = new TypeMatcher(environment, [], static _ => null, new TwinTable(""));
    }

    public static TypesModel Bind(BoundDefine define, TypeEnvironment environment)
    {
        DefineBinder binder = new(environment);
        List<HandleModel> handles = [];
        List<StructModel> structs = [];
        List<EnumModel> enums = [];
        HashSet<CType> seen = [];
        foreach (BoundDeclaration declaration in define.Declarations)
        {
            CType type = declaration.Type.Type.Canonical;
            if (declaration.Kind is not (BoundDeclarationKind.Record or BoundDeclarationKind.Enum or BoundDeclarationKind.Opaque or BoundDeclarationKind.Typedef)
                || environment.FindGenerated(type) is not { } generated || !seen.Add(type))
            {
                continue;
            }

            switch (type)
            {
                case RecordType { IsComplete: false } opaque:
                    handles.Add(new HandleModel(generated.Name, opaque.ToString()) { Disposal = generated.Disposal, Documentation = opaque.Documentation ?? declaration.Documentation });
                    break;
                case RecordType record:
                    structs.Add(binder.BindStruct(record, generated));
                    break;
                case EnumType enumeration:
                    enums.Add(BindEnum(enumeration, generated));
                    break;
            }
        }

        ContainingType? containing = define.Declaration.ContainingType;
        return new TypesModel(containing, containing?.Namespace ?? environment.RootNamespace, define.Declaration.Library)
        {
            Handles = handles.ToEquatableArray(),
            Structs = structs.ToEquatableArray(),
            Enums = enums.ToEquatableArray(),
            IsPublic = containing is not null && containing.Innermost.IsPublic,
            HintName = define.HintName,
        };
    }

    private StructModel BindStruct(RecordType record, GeneratedType generated)
    {
        List<MemberModel> members = [];
        bool isSound = FindUnsupported(record) is null;
        foreach (RecordMember member in record.Members)
        {
            if (BindMember(member) is { } bound)
            {
                // A member of C# is not called like its type, nor like what every type has.
                bool isTaken = bound.Name == generated.Name || bound.Name is nameof(Equals) or nameof(GetHashCode) or nameof(GetType) or nameof(MemberwiseClone) or nameof(ReferenceEquals) or nameof(ToString);
                members.Add(isTaken ? bound with { Name = bound.Name.TrimStart('@') + "_" } : bound);
            }
            else
            {
                isSound = false;
            }
        }

        return new StructModel(generated.Name, record.ToString(), isSound ? members.ToEquatableArray() : default)
        {
            IsUnion = record.IsUnion,
            Pack = record.IsPacked ? 1 : record.PackAlignment ?? 0,
            Documentation = record.Documentation,
            IsPlaceholder = !isSound,
        };
    }

    private MemberModel? BindMember(RecordMember member)
    {
        if (member.Name is not { } written || FindUnsupported(member) is not null)
        {
            return null;
        }

        string name = CSharpIdentifier.Escape(written);
        string declaration = CTypeWriter.WriteDeclaration(member.Type, written);
        CType type = member.Type.Type;
        switch (type.Canonical)
        {
            case BasicType basic when ScalarMarshalling.NativeType(basic.Kind) is { } storage && ScalarMarshalling.DefaultType(basic.Kind) is { } managed && ScalarMarshalling.Convert(basic, managed, written) is { } conversion:
                return new MemberModel(name, storage, managed.Text, conversion) { CDeclaration = declaration, Documentation = member.Documentation };
            case PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) == TextEncoding.Utf8:
                return Field("global::KoffiGen.Utf8Pointer");
            case PointerType pointer when TypeMatcher.IsOpaque(pointer.Pointee.Type) && _environment.FindGenerated(pointer.Pointee.Type) is { } handle:
                return Field(handle.Text);
            case PointerType pointer when pointer.Pointee.Type.Canonical is BasicType or RecordType { IsComplete: true } && _types.MemoryType(pointer.Pointee.Type) is { } element:
                return Field($"global::KoffiGen.Pointer<{element.Text}>");
            case PointerType:
                return Field("nint");
            case ForeignType foreign when _environment.FindForeign(foreign) is { NeedsBlittableTwin: false } managed:
                return Field(managed.Text);
            case RecordType or EnumType when _environment.FindGenerated(type) is { } generated:
                return Field(generated.Text);
            default:
                return null;
        }

        MemberModel Field(string storage) => new(name, storage, storage, Conversion.Identity) { CDeclaration = declaration, Documentation = member.Documentation };
    }

    /// <summary>Why the struct has no C# counterpart yet; <see langword="null"/> where it has one.</summary>
    public static string? FindUnsupported(RecordType record) => record.RequestedAlignment is not null
        ? "alignments of whole structs"
        : record.Members.Select(FindUnsupported).FirstOrDefault(static reason => reason is not null);

    private static string? FindUnsupported(RecordMember member) => member switch
    {
        { BitFieldWidth: not null } => "bit-fields",
        { RequestedAlignment: not null } or { AlignedAs.IsEmpty: false } => "aligned members",
        { Name: null } => "anonymous members",
        { Type.Type.Canonical: ArrayType } => "arrays",
        { Type.Type.Canonical: BasicType { Kind: BasicTypeKind.WChar } } => "wchar_t members, whose size differs between platforms",
        { Type.Type.Canonical: BasicType basic } when ScalarMarshalling.NativeType(basic.Kind) is null => "members of type " + basic,
        _ => null,
    };

    private static EnumModel BindEnum(EnumType type, GeneratedType generated)
    {
        return new EnumModel(generated.Name, type.ToString(), ScalarMarshalling.NativeType(type), (type.IsComplete ? type.Enumerators : []).Select(enumerator => new EnumeratorModel(
            CSharpIdentifier.Escape(enumerator.Name),
            enumerator.IsUnsigned ? unchecked((ulong)enumerator.Value).ToString(CultureInfo.InvariantCulture) : enumerator.Value.ToString(CultureInfo.InvariantCulture),
            enumerator.Documentation)).ToEquatableArray());
    }
}
