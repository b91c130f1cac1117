using System.Globalization;
using System.Text;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model;

namespace KoffiGen.Binding.Structs;

/// <summary>Makes the twin of a struct: what each member becomes, and how.</summary>
internal sealed class ManagedFormBinder
{
    private static readonly CSharpType String = new(CSharpTypeKind.String, "string");

    private readonly TypeEnvironment _environment;
    private readonly MemberTypes _types;
    private readonly StructNames _names;
    private readonly List<ManagedFormMember> _members = [];
    private readonly List<ForwardedMember> _forwarded = [];
    private readonly List<OwnedMember> _owned = [];

    private ManagedFormBinder(TypeEnvironment environment, MemberTypes types, StructNames names)
    {
        _environment = environment;
        _types = types;
        _names = names;
    }

    public static ManagedFormModel Bind(
        RecordType record,
        StructModel model,
        TypeEnvironment environment,
        MemberTypes types,
        StructNames names
    )
    {
        ManagedFormBinder binder = new(environment, types, names);
        binder.AddMembers(record, model);
        return new ManagedFormModel(binder._members.ToEquatableArray())
        {
            Forwarded = binder._forwarded.ToEquatableArray(),
            Owned = binder._owned.ToEquatableArray(),
            OwnsMemory = ManagedFormRules.OwnsMemory(record),
        };
    }

    private void AddMembers(RecordType record, StructModel model)
    {
        foreach (RecordMember member in record.Members)
        {
            switch (member)
            {
                case { Name: null, BitFieldWidth: null, Type.Type.Canonical: RecordType { IsUnion: false } anonymous }:
                    AddMembers(anonymous, model);
                    break;
                case { Name: null, BitFieldWidth: null, Type.Type.Canonical: RecordType union }:
                    AddUnion(union, model);
                    break;
                case { Name: not (null or "_") } when Bind(member, model) is { } bound:
                    _members.Add(
                        bound with
                        {
                            CDeclaration = CTypeWriter.WriteDeclaration(member.Type, member.Name!),
                            Documentation = member.Documentation,
                        }
                    );
                    break;
            }
        }
    }

    /// <summary>Which member of a union holds is not known: its memory is copied.</summary>
    private void AddUnion(RecordType union, StructModel model)
    {
        CSharpType type = TypeMatcher.Named(_environment.FindGenerated(union)!);
        if (model.Members.OfType<HiddenMember>().FirstOrDefault(member => member.Type == NativeType.Of(type)) is not { } holder)
        {
            return;
        }

        _members.Add(new ManagedFormMember(holder.Name, holder.Name, type, ManagedFormConversion.Copy) { IsHidden = true });
        _forwarded.AddRange(model.Members.OfType<ForwardedMember>().Where(member => member.Holder == holder.Name));
    }

    private ManagedFormMember? Bind(RecordMember member, StructModel model)
    {
        string name = _names.Member(member.Name!);
        if (member.BitFieldWidth is not null)
        {
            return new ManagedFormMember(name, name, BitFieldTypes.Bind(member.Type.Type, _environment).Type, ManagedFormConversion.Copy);
        }

        switch (member.Type.Type.Canonical)
        {
            case ArrayType { Length: null }:
                return null;
            case ArrayType array:
                return BindArray(member, name, array, model);
            case RecordType record when ManagedFormRules.HasManagedForm(record) && _environment.FindGenerated(record) is { } generated:
                AddOwned(record, name);
                return new ManagedFormMember(name, name, ManagedFormOf(generated), ManagedFormConversion.Nested)
                {
                    ElementType = TypeMatcher.Named(generated),
                };
            case PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is { } encoding:
                MemberForm form = _types.Bind(pointer, "")!;
                bool isAddress = form.StorageType == NativeType.IntPtr;
                ManagedFormMember text = new(name, name, CSharpType.NullableString, ManagedFormConversion.Text)
                {
                    Encoding = encoding,
                    ToAddress = isAddress ? "{0}" : "{0}.Address",
                    FromAddress = isAddress ? "{0}" : $"new {form.StorageType}({{0}})",
                };
                AddOwned(member, text.ToAddress.Replace("{0}", name), model);
                return text;
            case PointerType pointer when ManagedFormRules.IsCopied(pointer) && _types.Bind(pointer, "") is { Pointee: { } element }:
                AddOwned(member, name + ".Address", model);
                return model.Members.OfType<CountedMember>().FirstOrDefault(counted => counted.Pointer == name) is { } counted
                    ? new ManagedFormMember(name, name, TypeMatcher.NullableArray(element), ManagedFormConversion.CopiedArray)
                    {
                        ElementType = element,
                        Span = counted.Name,
                    }
                    : new ManagedFormMember(name, name, NullableValue(element), ManagedFormConversion.CopiedValue)
                    {
                        ElementType = element,
                    };
            default:
                return _types.Bind(member.Type.Type, member.Name!) is { } other
                    ? new ManagedFormMember(name, name, other.ManagedType, ManagedFormConversion.Copy)
                    : null;
        }
    }

    private ManagedFormMember? BindArray(RecordMember member, string name, ArrayType array, StructModel model)
    {
        if (ManagedFormRules.Elements(array) is not var (element, count))
        {
            return null;
        }

        bool hasRows = array.Element.Type.Canonical is ArrayType;
        CSharpType type = model.Members.FirstOrDefault(member => member.Name == name) switch
        {
            FieldMember field => field.Type,
            ForwardedMember forwarded => forwarded.Type,
            _ => new CSharpType(CSharpTypeKind.Other, ""),
        };
        CSharpType? row = hasRows ? new CSharpType(CSharpTypeKind.Named, type.Text + ".Element") { IsUnmanaged = true } : null;
        switch (element)
        {
            case BasicType when hasRows:
                return new ManagedFormMember(name, name, type, ManagedFormConversion.Copy);
            case BasicType
                when TypeMatcher.TextEncodingOf(element) is not null
                    && model.Members.OfType<TextMember>().FirstOrDefault(member => member.Array == name) is { } own:
                return new ManagedFormMember(name, own.Name, String, ManagedFormConversion.FixedText);
            case PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is { } encoding:
                NativeType storage = _types.BindElement(element)!.Type;
                string toAddress = storage == NativeType.IntPtr ? "{0}" : "{0}.Address";
                AddOwned(member, toAddress.Replace("{0}", name + Index(array, count)), model, count);
                return new ManagedFormMember(
                    name,
                    name,
                    TypeMatcher.NullableArray(CSharpType.NullableString),
                    ManagedFormConversion.TextArray
                )
                {
                    Encoding = encoding,
                    ElementType = storage.ToCSharpType(),
                    RowType = row,
                    ToAddress = toAddress,
                    FromAddress = storage == NativeType.IntPtr ? "{0}" : $"new {storage}({{0}})",
                };
            case RecordType record when ManagedFormRules.HasManagedForm(record) && _environment.FindGenerated(record) is { } generated:
                AddOwned(record, name + Index(array, count), count);
                return new ManagedFormMember(
                    name,
                    name,
                    TypeMatcher.NullableArray(ManagedFormOf(generated)),
                    ManagedFormConversion.NestedArray
                )
                {
                    ElementType = TypeMatcher.Named(generated),
                    RowType = row,
                };
            default:
                ElementForm form = _types.BindElement(element)!;
                return form.Pointee is null && !hasRows
                    ? new ManagedFormMember(
                        name,
                        name,
                        TypeMatcher.NullableArray(
                            element is BasicType { Kind: BasicTypeKind.Bool }
                                ? ScalarMarshalling.DefaultType(BasicTypeKind.Bool)!
                                : form.Type.ToCSharpType()
                        ),
                        ManagedFormConversion.Array
                    )
                    {
                        ElementType = form.Type.ToCSharpType(),
                    }
                    : new ManagedFormMember(name, name, type, ManagedFormConversion.Copy);
        }
    }

    private static CSharpType ManagedFormOf(GeneratedType generated) =>
        new(CSharpTypeKind.Named, generated.Text + ".Managed") { Name = generated.TwinName };

    private static CSharpType NullableValue(CSharpType value) => new(CSharpTypeKind.Nullable, value.Text + "?") { Element = value };

    /// <summary>The indexes of the element that is <c>index</c> of all, which are <paramref name="count"/>: <c>[index / 3][index % 3]</c>.</summary>
    private static string Index(ArrayType array, long count)
    {
        StringBuilder indexes = new();
        for (CType type = array; type is ArrayType { Length: { } length } dimension; type = dimension.Element.Type.Canonical)
        {
            string part = type == array ? "" : " % " + length.ToString(CultureInfo.InvariantCulture);
            count /= length;
            indexes
                .Append("[index")
                .Append(count == 1 ? "" : " / " + count.ToString(CultureInfo.InvariantCulture))
                .Append(part)
                .Append(']');
        }

        return indexes.ToString();
    }

    private void AddOwned(RecordType record, string expression, long? length = null)
    {
        if (ManagedFormRules.OwnsMemory(record))
        {
            _owned.Add(
                new OwnedMember(expression, null)
                {
                    StructType = _environment.FindGenerated(record)!.Text,
                    MayThrow = ManagedFormRules.IsFreedByMethod(record),
                    Length = length,
                }
            );
        }
    }

    private void AddOwned(RecordMember member, string expression, StructModel model, long? length = null)
    {
        if (ManagedFormRules.DisposerOf(member) is { } ownership)
        {
            // Where the method cannot be called, which is reported, what is generated must compile all the same.
            Ownership callable = ownership.Method is { } method && !method.IsAccessibleFrom(model.Text) ? Ownership.Free : ownership;
            _owned.Add(new OwnedMember(expression, DisposalBinder.Bind(callable)) { Length = length });
        }
    }
}
