using System.Globalization;
using System.Text;
using KoffiGen.Binding.Calls;
using KoffiGen.Model;
using KoffiGen.Types;

namespace KoffiGen.Binding.Structs;

/// <summary>Makes the twin of a struct: what each member becomes, and how.</summary>
internal sealed class TwinBinder
{
    private readonly TypeEnvironment _environment;
    private readonly MemberTypes _types;
    private readonly StructNames _names;
    private readonly List<TwinMember> _members = [];
    private readonly List<ForwardedMember> _forwarded = [];
    private readonly List<OwnedMember> _owned = [];

    private TwinBinder(TypeEnvironment environment, MemberTypes types, StructNames names)
    {
        _environment = environment;
        _types = types;
        _names = names;
    }

    public static TwinStructModel Bind(
        RecordType record,
        StructModel model,
        TypeEnvironment environment,
        MemberTypes types,
        StructNames names
    )
    {
        TwinBinder binder = new(environment, types, names);
        binder.AddMembers(record, model);
        return new TwinStructModel(binder._members.ToEquatableArray())
        {
            Forwarded = binder._forwarded.ToEquatableArray(),
            Owned = binder._owned.ToEquatableArray(),
            OwnsMemory = TwinRules.OwnsMemory(record),
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
        string type = _environment.FindGenerated(union)!.Text;
        if (model.Members.OfType<HiddenMember>().FirstOrDefault(member => member.Type == type) is not { } holder)
        {
            return;
        }

        _members.Add(new TwinMember(holder.Name, holder.Name, type, TwinConversion.Copy) { IsHidden = true });
        _forwarded.AddRange(model.Members.OfType<ForwardedMember>().Where(member => member.Holder == holder.Name));
    }

    private TwinMember? Bind(RecordMember member, StructModel model)
    {
        string name = _names.Member(member.Name!);
        if (member.BitFieldWidth is not null)
        {
            return new TwinMember(name, name, BitFieldTypes.Bind(member.Type.Type, _environment).Type, TwinConversion.Copy);
        }

        switch (member.Type.Type.Canonical)
        {
            case ArrayType { Length: null }:
                return null;
            case ArrayType array:
                return BindArray(member, name, array, model);
            case RecordType record when TwinRules.NeedsTwin(record) && _environment.FindGenerated(record) is { } generated:
                AddOwned(record, name);
                return new TwinMember(name, name, generated.Text + ".Managed", TwinConversion.Nested) { ElementType = generated.Text };
            case PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is { } encoding:
                MemberForm form = _types.Bind(pointer, "")!;
                bool isAddress = form.StorageType == "nint";
                TwinMember text = new(name, name, "string?", TwinConversion.Text)
                {
                    Encoding = encoding,
                    ToAddress = isAddress ? "{0}" : "{0}.Address",
                    FromAddress = isAddress ? "{0}" : $"new {form.StorageType}({{0}})",
                };
                AddOwned(member, text.ToAddress.Replace("{0}", name), model);
                return text;
            case PointerType pointer
                when TwinRules.IsCopied(pointer) && _types.Bind(pointer, "") is { } typed && Pointee(typed) is { } element:
                AddOwned(member, name + ".Address", model);
                return model.Members.OfType<CountedMember>().FirstOrDefault(counted => counted.Pointer == name) is { } counted
                    ? new TwinMember(name, name, element + "[]?", TwinConversion.CopiedArray) { ElementType = element, Span = counted.Name }
                    : new TwinMember(name, name, element + "?", TwinConversion.CopiedValue) { ElementType = element };
            default:
                return _types.Bind(member.Type.Type, member.Name!) is { } other
                    ? new TwinMember(name, name, other.ManagedType, TwinConversion.Copy)
                    : null;
        }
    }

    /// <summary>What a typed pointer points to.</summary>
    private static string? Pointee(MemberForm pointer)
    {
        const string Typed = "global::KoffiGen.Pointer<";
        return pointer.ManagedType.StartsWith(Typed, StringComparison.Ordinal)
            ? pointer.ManagedType.Substring(Typed.Length, pointer.ManagedType.Length - Typed.Length - 1)
            : null;
    }

    private TwinMember? BindArray(RecordMember member, string name, ArrayType array, StructModel model)
    {
        if (TwinRules.Elements(array) is not var (element, count))
        {
            return null;
        }

        bool hasRows = array.Element.Type.Canonical is ArrayType;
        string text = model.Members.FirstOrDefault(member => member.Name == name) switch
        {
            FieldMember field => field.Type,
            ForwardedMember forwarded => forwarded.Type,
            _ => "",
        };
        switch (element)
        {
            case BasicType when hasRows:
                return new TwinMember(name, name, text, TwinConversion.Copy);
            case BasicType
                when TypeMatcher.TextEncodingOf(element) is not null
                    && model.Members.OfType<TextMember>().FirstOrDefault(member => member.Array == name) is { } own:
                return new TwinMember(name, own.Name, "string", TwinConversion.FixedText);
            case PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is { } encoding:
                string storage = _types.BindElement(element)!.Type;
                string toAddress = storage == "nint" ? "{0}" : "{0}.Address";
                AddOwned(member, toAddress.Replace("{0}", name + Index(array, count)), model, count);
                return new TwinMember(name, name, "string?[]?", TwinConversion.TextArray)
                {
                    Encoding = encoding,
                    ElementType = storage,
                    RowType = hasRows ? text + ".Element" : null,
                    ToAddress = toAddress,
                    FromAddress = storage == "nint" ? "{0}" : $"new {storage}({{0}})",
                };
            case RecordType record when TwinRules.NeedsTwin(record) && _environment.FindGenerated(record) is { } generated:
                AddOwned(record, name + Index(array, count), count);
                return new TwinMember(name, name, generated.Text + ".Managed[]?", TwinConversion.NestedArray)
                {
                    ElementType = generated.Text,
                    RowType = hasRows ? text + ".Element" : null,
                };
            default:
                ElementForm form = _types.BindElement(element)!;
                return form.Pointee is null && !hasRows
                    ? new TwinMember(
                        name,
                        name,
                        (element is BasicType { Kind: BasicTypeKind.Bool } ? "bool" : form.Type) + "[]?",
                        TwinConversion.Array
                    )
                    {
                        ElementType = form.Type,
                    }
                    : new TwinMember(name, name, text, TwinConversion.Copy);
        }
    }

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
        if (TwinRules.OwnsMemory(record))
        {
            _owned.Add(
                new OwnedMember(expression, null)
                {
                    StructType = _environment.FindGenerated(record)!.Text,
                    MayThrow = TwinRules.IsFreedByMethod(record),
                    Length = length,
                }
            );
        }
    }

    private void AddOwned(RecordMember member, string expression, StructModel model, long? length = null)
    {
        if (TwinRules.DisposerOf(member) is { } ownership)
        {
            // Where the method cannot be called, which is reported, what is generated must compile all the same.
            Ownership callable = ownership.Method is { } method && !method.IsAccessibleFrom(model.Text) ? Ownership.Free : ownership;
            _owned.Add(new OwnedMember(expression, DisposalBinder.Bind(callable)) { Length = length });
        }
    }
}
