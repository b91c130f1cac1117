using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Binding.Structs;

/// <summary>Binds the managed form of a struct: the type of each member and its conversion.</summary>
internal sealed class ManagedFormBinder
{
    private static readonly CSharpType String = new CSharpType.String();

    private readonly TypeEnvironment _environment;
    private readonly MemberTypes _types;
    private readonly StructNames _names;
    private readonly StructMembers _bound;
    private readonly List<ManagedFormMember> _members = [];
    private readonly List<ForwardedMember> _forwarded = [];
    private readonly List<OwnedMember> _owned = [];

    private ManagedFormBinder(TypeEnvironment environment, MemberTypes types, StructNames names, StructModel model)
    {
        _bound = new StructMembers(model);
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
        ManagedFormBinder binder = new(environment, types, names, model);
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
                    AddUnion(union);
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

    /// <summary>Adds a union as memory, because its active member is not known.</summary>
    private void AddUnion(RecordType union)
    {
        CSharpType type = _environment.FindGenerated(union)!.Type;
        if (_bound.FindHidden(NativeType.Of(type)) is not { } holder)
        {
            return;
        }

        _members.Add(new ManagedFormMember(holder.Name, holder.Name, type, ManagedFormMemberKind.Copy) { IsHidden = true });
        _forwarded.AddRange(_bound.FindForwarded(holder.Name));
    }

    private ManagedFormMember? Bind(RecordMember member, StructModel model)
    {
        string name = _names.Member(member.Name!);
        if (member.BitFieldWidth is not null)
        {
            return new ManagedFormMember(name, name, BitFieldTypes.Bind(member.Type.Type, _environment).Type, ManagedFormMemberKind.Copy);
        }

        switch (member.Type.Type.Canonical)
        {
            case ArrayType { Length: null }:
                return null;
            case ArrayType array:
                return BindArray(member, name, array, model);
            case RecordType record when ManagedFormRules.HasManagedForm(record) && _environment.FindGenerated(record) is { } generated:
                AddOwned(record, new OwnedMember(name, null));
                return new ManagedFormMember(name, name, generated.ManagedForm, ManagedFormMemberKind.Nested)
                {
                    ElementType = generated.Type,
                };
            case PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is { } encoding:
                MemberForm form = _types.Bind(pointer, "")!;
                ManagedFormMember text = new(name, name, CSharpType.NullableString, ManagedFormMemberKind.Text)
                {
                    Encoding = encoding,
                    Address = AddressIn(form.StorageType),
                };
                AddOwned(member, new OwnedMember(name, null) { IsWrapped = !text.Address.IsIdentity }, model);
                return text;
            case PointerType pointer when ManagedFormRules.IsCopied(pointer) && _types.Bind(pointer, "") is { Pointee: { } element }:
                AddOwned(member, new OwnedMember(name, null) { IsWrapped = true }, model);
                return _bound.FindCounted(name) is { } copied
                    ? new ManagedFormMember(
                        name,
                        name,
                        new CSharpType.Array(element) { IsNullable = true },
                        ManagedFormMemberKind.CopiedArray
                    )
                    {
                        ElementType = element,
                        Span = copied.Name,
                    }
                    : new ManagedFormMember(name, name, NullableValue(element), ManagedFormMemberKind.CopiedValue)
                    {
                        ElementType = element,
                    };
            case PointerType pointer when ManagedFormRules.IsCountedText(member) && _bound.FindCounted(name) is { } counted:
                return BindCountedText(member, name, (PointerType)pointer.Pointee.Type.Canonical, counted, model);
            default:
                return _types.Bind(member.Type.Type, member.Name!) is { } other
                    ? new ManagedFormMember(name, name, other.ManagedType, ManagedFormMemberKind.Copy)
                    : null;
        }
    }

    private ManagedFormMember BindCountedText(RecordMember member, string name, PointerType text, CountedMember counted, StructModel model)
    {
        NativeType storage = _types.BindElement(text)!.Type;
        Conversion address = AddressIn(storage);
        Ownership? elementDisposer = ManagedFormRules.ElementDisposerOf(member);
        AddOwned(elementDisposer, new OwnedMember(name, null) { IsWrapped = !address.IsIdentity, Span = counted.Name }, model);

        // Statements that may throw come last, so the array is freed after its elements only if both are such statements.
        AddOwned(member, new OwnedMember(name, null) { IsWrapped = true, MayThrow = elementDisposer is not null }, model);
        return new ManagedFormMember(
            name,
            name,
            new CSharpType.Array(CSharpType.NullableString) { IsNullable = true },
            ManagedFormMemberKind.CountedTextArray
        )
        {
            Encoding = ManagedFormRules.EncodingOfElements(member)!.Value,
            ElementType = storage.ToCSharpType(),
            Span = counted.Name,
            Address = address,
        };
    }

    private ManagedFormMember? BindArray(RecordMember member, string name, ArrayType array, StructModel model)
    {
        if (ManagedFormRules.Elements(array) is not var (element, count))
        {
            return null;
        }

        bool hasRows = array.Element.Type.Canonical is ArrayType;
        CSharpType? type = _bound.Find(name) switch
        {
            FieldMember field => field.Type,
            ForwardedMember forwarded => forwarded.Type,
            _ => null,
        };
        CSharpType? row = hasRows ? new CSharpType.Named(type!.DeclaredName!.Member("Element")) : null;
        switch (element)
        {
            case BasicType when hasRows:
                return new ManagedFormMember(name, name, type!, ManagedFormMemberKind.Copy);
            case BasicType when TypeMatcher.TextEncodingOf(element) is not null && _bound.FindText(name) is { } own:
                return new ManagedFormMember(name, own.Name, String, ManagedFormMemberKind.FixedText);
            case PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is { } encoding:
                NativeType storage = _types.BindElement(element)!.Type;
                Conversion address = AddressIn(storage);
                AddOwned(member, ElementOf(name, array, count) with { IsWrapped = !address.IsIdentity }, model);
                return new ManagedFormMember(
                    name,
                    name,
                    new CSharpType.Array(CSharpType.NullableString) { IsNullable = true },
                    ManagedFormMemberKind.TextArray
                )
                {
                    Encoding = encoding,
                    ElementType = storage.ToCSharpType(),
                    RowType = row,
                    Address = address,
                };
            case RecordType record when ManagedFormRules.HasManagedForm(record) && _environment.FindGenerated(record) is { } generated:
                AddOwned(record, ElementOf(name, array, count));
                return new ManagedFormMember(
                    name,
                    name,
                    new CSharpType.Array(generated.ManagedForm) { IsNullable = true },
                    ManagedFormMemberKind.NestedArray
                )
                {
                    ElementType = generated.Type,
                    RowType = row,
                };
            default:
                ElementForm form = _types.BindElement(element)!;
                return form.Pointee is null && !hasRows
                    ? new ManagedFormMember(
                        name,
                        name,
                        new CSharpType.Array(
                            element is BasicType { Kind: BasicTypeKind.Bool }
                                ? ScalarMarshalling.DefaultType(BasicTypeKind.Bool)!
                                : form.Type.ToCSharpType()
                        )
                        {
                            IsNullable = true,
                        },
                        ManagedFormMemberKind.Array
                    )
                    {
                        ElementType = form.Type.ToCSharpType(),
                    }
                    : new ManagedFormMember(name, name, type!, ManagedFormMemberKind.Copy);
        }
    }

    private static CSharpType.Nullable NullableValue(CSharpType value) => new(value);

    private static Conversion AddressIn(NativeType storage) =>
        storage == NativeType.IntPtr ? Conversion.Identity : new WrapPointerConversion(storage.ToCSharpType(), AddressProperty.Address);

    /// <summary>
    /// Returns the element at <c>index</c> in the flattened array of <paramref name="count"/> elements: <c>[index / 3][index % 3]</c>.
    /// </summary>
    private static OwnedMember ElementOf(string name, ArrayType array, long count)
    {
        List<ElementIndex> indexes = [];
        long rest = count;
        for (CType type = array; type is ArrayType { Length: { } length } dimension; type = dimension.Element.Type.Canonical)
        {
            rest /= length;
            indexes.Add(new ElementIndex(rest, type == array ? null : length));
        }

        return new OwnedMember(name, null) { Indexes = indexes.ToEquatableArray(), Length = count };
    }

    private void AddOwned(RecordType record, OwnedMember owned)
    {
        if (ManagedFormRules.OwnsMemory(record))
        {
            _owned.Add(
                owned with
                {
                    StructType = _environment.FindGenerated(record)!.Type,
                    MayThrow = ManagedFormRules.IsFreedByMethod(record),
                }
            );
        }
    }

    private void AddOwned(RecordMember member, OwnedMember owned, StructModel model) =>
        AddOwned(ManagedFormRules.DisposerOf(member), owned, model);

    private void AddOwned(Ownership? disposer, OwnedMember owned, StructModel model)
    {
        if (disposer is { } ownership)
        {
            // Even if the method is inaccessible, which is reported, the generated code must compile.
            Ownership callable =
                ownership.GetManagedDisposer() is { } method && !method.IsAccessibleFrom(model.Type.Name) ? Ownership.Free : ownership;
            _owned.Add(owned with { Disposal = DisposalBinder.Bind(callable) });
        }
    }
}
