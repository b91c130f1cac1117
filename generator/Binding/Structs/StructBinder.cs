using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Binding.Structs;

/// <summary>Binds C structs and unions to C# structs. The plan determines the layout; this binder adds names and types.</summary>
internal sealed class StructBinder
{
    private readonly TypeEnvironment _environment;
    private readonly TypeMatcher _matcher;
    private readonly RecordType _record;
    private readonly StructPlan _plan;
    private readonly StructNames _names;
    private readonly MemberTypes _types;

    /// <summary>The types nested in this struct, including those of its anonymous members.</summary>
    private readonly NestedTypeModels _nested;

    private StructBinder(TypeEnvironment environment, TypeMatcher matcher, RecordType record, StructNames names, NestedTypeModels nested)
    {
        _environment = environment;
        _matcher = matcher;
        _record = record;
        _plan = environment.Structs.Plan(record);
        _names = names;
        _nested = nested;
        _types = new MemberTypes(matcher, _plan.Targets);
    }

    public static StructModel Bind(RecordType record, GeneratedType generated, TypeEnvironment environment, TypeMatcher matcher)
    {
        StructNames names = new(generated.Name, NestedTypes.MemberNames(record), generated.Disposal is not null);
        NestedTypeModels nested = new(names, generated.QualifiedName);
        StructBinder binder = new(environment, matcher, record, names, nested);
        if (binder._plan.Problem is not null)
        {
            return new StructModel(generated.Type, record.ToString())
            {
                Documentation = record.Documentation,
                IsPlaceholder = true,
                SafeHandle = generated.SafeHandle,
                ManagedForm = ManagedFormRules.HasManagedForm(record)
                    ? new ManagedFormModel([]) { OwnsMemory = ManagedFormRules.OwnsMemory(record) }
                    : null,
            };
        }

        StructModel model = binder.BindBody(generated);
        ManagedFormModel? managedForm = ManagedFormRules.HasManagedForm(record)
            ? ManagedFormBinder.Bind(record, model, environment, binder._types, names)
            : null;
        return model with
        {
            Arrays = nested.Arrays.ToEquatableArray(),
            Structs = nested.Structs.ToEquatableArray(),
            Enums = nested.Enums.ToEquatableArray(),
            Layout = LayoutBinder.Bind(record, binder._plan, names, environment.Structs),
            FlexibleMember = binder.BindFlexibleMember(),
            ManagedForm = managedForm,
        };
    }

    private StructModel BindBody(GeneratedType generated)
    {
        foreach (RecordMember member in _record.Members)
        {
            _nested.Add(member.Type.Type, _environment, BindNested, BindAnonymous);
        }

        List<MemberModel> members = [];
        string[] fields = new string[_plan.Fields.Length];
        ILookup<int, PlannedBitField> bitFields = _plan
            .BitFields.Where(static bitField => bitField.Member.Name != "_")
            .ToLookup(static bitField => bitField.Pieces[bitField.Pieces.Length - 1].Field);
        for (int index = 0; index < _plan.Fields.Length; index++)
        {
            PlannedField field = _plan.Fields[index];
            IEnumerable<MemberModel> bound = field.Kind switch
            {
                PlannedFieldKind.Member => BindMember(field.Member!),
                PlannedFieldKind.BitFieldStorage =>
                [
                    new HiddenMember(fields[index] = _names.Unique("_bits" + index), UnsignedType(field.Size)),
                ],
                PlannedFieldKind.Padding => [new HiddenMember(_names.Unique("_padding" + index), NativeType.Byte, field.Size)],
                _ => [new HiddenMember(_names.Unique("_alignment"), ScalarMarshalling.NativeType(field.AligningType!.Kind)!)],
            };
            members.AddRange(
                bound.Select(member =>
                    _plan.IsExplicit && member is FieldMember or HiddenMember or PropertyMember
                        ? member with
                        {
                            Offset = field.Offset,
                        }
                        : member
                )
            );
            members.AddRange(bitFields[index].Select(bitField => BindBitField(bitField, fields)));
        }

        return new StructModel(generated.Type, _record.ToString())
        {
            Documentation = _record.Documentation,
            IsExplicit = _plan.IsExplicit,
            Pack = _plan.Pack,
            Size = _plan.Size,
            Members = members.ToEquatableArray(),
        };
    }

    private StructModel BindNested(RecordType record, GeneratedType generated) => Bind(record, generated, _environment, _matcher);

    private StructModel BindAnonymous(RecordType record, GeneratedType generated) =>
        new StructBinder(_environment, _matcher, record, _names, _nested).BindBody(generated) with
        {
            IsPrivate = true,
        };

    private IEnumerable<MemberModel> BindMember(RecordMember member)
    {
        if (member.Name is null)
        {
            return BindAnonymousMember((RecordType)member.Type.Type.Canonical);
        }

        string declaration = CTypeWriter.WriteDeclaration(member.Type, member.Name);
        string name = _names.Member(member.Name);
        if (member.Type.Type.Canonical is ArrayType array)
        {
            return BindArray(member, array, name, declaration);
        }

        MemberForm form = _types.Bind(member.Type.Type, member.Name)!;
        if (member.Name == "_")
        {
            return [new HiddenMember(_names.Field("padding"), form.StorageType)];
        }

        MemberModel bound = form.Conversion.IsIdentity
            ? new FieldMember(name, form.ManagedType)
            : new PropertyMember(name, _names.Field(member.Name), form.StorageType, form.ManagedType, form.Conversion);
        bound = bound with { CDeclaration = declaration, Documentation = member.Documentation };
        return
            member.Count is { } count
            && member.Type.Type.Canonical is PointerType pointer
            && BindCounted(pointer, name, count) is { } counted
            ? [bound, counted with { CDeclaration = declaration }]
            : [bound];
    }

    private IEnumerable<MemberModel> BindArray(RecordMember member, ArrayType array, string name, string declaration)
    {
        InlineArrayModel type = BindArrayType(array, member.Name + "_array", 1, declaration);
        type = type with { Name = _nested.Unique(type.Name), OverAlignment = _environment.Structs.FindOverAlignment(member.Type.Type) };
        _nested.Arrays.Add(type);
        CSharpType managed = new CSharpType.Named(_nested.Owner.Member(type.Name));
        if (member.Name == "_")
        {
            return [new HiddenMember(_names.Field("padding"), NativeType.Of(managed))];
        }

        FieldMember field = new(name, managed) { CDeclaration = declaration, Documentation = member.Documentation };
        return type.IsText
            ? [field, new TextMember(_names.Unique(member.Name + "String"), name, member.Name!, type.Length) { CDeclaration = declaration }]
            : [field];
    }

    /// <param name="depth">
    /// The dimension of the array, part of the name because a nested type must not have the name of its containing type.
    /// </param>
    private InlineArrayModel BindArrayType(ArrayType array, string name, int depth, string declaration)
    {
        int length = (int)array.Length!.Value;
        if (array.Element.Type.Canonical is ArrayType inner)
        {
            string element = depth == 1 ? "Element" : "Element" + depth;
            InlineArrayModel row = BindArrayType(inner, element, depth + 1, declaration) with
            {
                OverAlignment = _environment.Structs.FindOverAlignment(array.Element.Type),
            };
            return new InlineArrayModel(name, null, length) { Element = row, CDeclaration = declaration };
        }

        ElementForm form = _types.BindElement(array.Element.Type)!;
        return new InlineArrayModel(name, form.Pointee is null ? form.Type : null, length)
        {
            Pointee = form.Pointee,
            IsText = TypeMatcher.TextEncodingOf(array.Element.Type) is not null,
            CDeclaration = declaration,
        };
    }

    private List<MemberModel> BindAnonymousMember(RecordType record)
    {
        GeneratedType generated = _environment.FindGenerated(record)!;
        string holder = _names.Unique("_" + generated.Name.Substring(0, generated.Name.Length - "_t".Length));
        StructModel model = _nested.FindStruct(record);
        List<MemberModel> members = [new HiddenMember(holder, NativeType.Of(generated.Type)) { IsAnonymousRecord = true }];
        foreach (MemberModel member in model.Members)
        {
            MemberModel? forwarded = member switch
            {
                FieldMember field => new ForwardedMember(field.Name, field.Type, holder, IsReference: true),
                PropertyMember property => new ForwardedMember(property.Name, property.ManagedType, holder, IsReference: false),
                BitFieldMember bitField => new ForwardedMember(bitField.Name, bitField.Type, holder, IsReference: false),
                ForwardedMember inner => inner with { Holder = holder },
                TextMember or CountedMember => member,
                _ => null,
            };
            if (forwarded is not null)
            {
                members.Add(forwarded with { Offset = null, CDeclaration = member.CDeclaration, Documentation = member.Documentation });
            }
        }

        return members;
    }

    private BitFieldMember BindBitField(PlannedBitField bitField, string[] fields)
    {
        RecordMember member = bitField.Member;
        (CSharpType type, BitFieldKind kind) = BitFieldTypes.Bind(member.Type.Type, _environment);
        return new BitFieldMember(
            _names.Member(member.Name!),
            type,
            kind,
            bitField
                .Pieces.Select(piece => new BitPieceModel(
                    fields[piece.Field],
                    UnsignedType(_plan.Fields[piece.Field].Size),
                    piece.Shift,
                    piece.Width
                ))
                .ToEquatableArray()
        )
        {
            CDeclaration = $"{CTypeWriter.WriteDeclaration(member.Type, member.Name!)} : {member.BitFieldWidth}",
            Documentation = member.Documentation,
        };
    }

    private CountedMember? BindCounted(PointerType pointer, string name, CountExpression count)
    {
        CSharpType? element =
            TypeMatcher.TextEncodingOf(pointer.Pointee.Type) == TextEncoding.Utf8
                ? ScalarMarshalling.DefaultType(BasicTypeKind.UInt8)
                : _types.Bind(pointer, "")!.Pointee;
        return element is not null && BindCount(count) is { } bound
            ? new CountedMember(_names.Unique(name.TrimStart('@') + "Span"), element, name, bound)
            : null;
    }

    private FlexibleMemberModel? BindFlexibleMember()
    {
        RecordMember member =
            _record.Members.Length == 0 ? new RecordMember(null, ErrorType.Instance) : _record.Members[_record.Members.Length - 1];
        if (
            member.Type.Type.Canonical is not ArrayType { Length: null } array
            || member.Name is null or "_"
            || _types.BindSpanElement(array.Element.Type) is not { } element
        )
        {
            return null;
        }

        return new FlexibleMemberModel(_names.Member(member.Name), element, member.Count is { } count ? BindCount(count) : null)
        {
            CDeclaration = CTypeWriter.WriteDeclaration(member.Type, member.Name),
            Documentation = member.Documentation,
        };
    }

    private MemberCountModel? BindCount(CountExpression count)
    {
        MemberCountModel? model = count is ParameterCount { Name.Text: var name }
            ? FindCounter(name) is { } counter
                ? new MemberCountModel(name, counter, Computed: null)
                : null
            : new MemberCounts(_record, FindCounter).Express(count) is { } computed
                ? new MemberCountModel(count.ToString(), Counter: null, computed)
                : null;
        return model is null
            ? null
            : model with
            {
                Members = count.Parameters.Select(parameter => _names.Member(parameter.Name.Text)).ToEquatableArray(),
            };
    }

    private CounterModel? FindCounter(string name)
    {
        if (FindCounterType(name) is not { } type)
        {
            return null;
        }

        bool isBitField = _record.MembersByName[name].BitFieldWidth is not null;
        NativeType native = NativeType.Of(
            isBitField ? BitFieldTypes.Bind(type, _environment).Type : ScalarMarshalling.DefaultType(type.Kind)!
        );
        CSharpType count = ScalarMarshalling.DefaultType(BasicTypeKind.Int32)!;
        return new CounterModel(
            _names.Member(name),
            type.Kind switch
            {
                BasicTypeKind.Long or BasicTypeKind.ULong when !isBitField => CounterForm.CLong,
                BasicTypeKind.UInt64 or BasicTypeKind.UIntPtr => CounterForm.Saturates,
                _ => CounterForm.Fits,
            },
            native == NativeType.Of(count) ? Conversion.Identity : new CheckedCastConversion(native, count, "count")
        );
    }

    private BasicType? FindCounterType(string name) =>
        name == "_" ? null
        : (_record.MembersByName.TryGetValue(name, out RecordMember? member) ? member.Type.Type.Canonical : null)
            is BasicType { Kind: not (BasicTypeKind.Bool or BasicTypeKind.Char16 or BasicTypeKind.Char32 or BasicTypeKind.WChar) } basic
        && basic.IsInteger
            ? basic
        : null;

    private static NativeType UnsignedType(int size) =>
        size switch
        {
            1 => NativeType.Byte,
            2 => NativeType.UInt16,
            4 => NativeType.UInt32,
            _ => NativeType.UInt64,
        };
}
