using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace KoffiGen.Tests.Proof;

/// <summary>Names the parts of a shape and writes it as C.</summary>
internal sealed class DeclarationWriter
{
    private readonly string _prefix;
    private readonly StringBuilder _declarations = new();
    private readonly StringBuilder _cDeclarations = new();
    private int _types;
    private int _members;

    private DeclarationWriter(string prefix) => _prefix = prefix;

    /// <summary>Writes types with distinct names, so that one file can contain all of them.</summary>
    public static DeclaredType[] WriteAll(IEnumerable<RecordShape> shapes) =>
        [.. shapes.Select(static (shape, index) => Write(shape, string.Create(CultureInfo.InvariantCulture, $"T{index}")))];

    /// <param name="prefix">The prefix of the names of all its types.</param>
    private static DeclaredType Write(RecordShape shape, string prefix)
    {
        DeclarationWriter writer = new(prefix);
        (string name, Node node) = writer.DefineRecord(shape);
        ImmutableArray<MemberPath>.Builder paths = ImmutableArray.CreateBuilder<MemberPath>();
        node.AddPaths("", isAlternative: false, paths);
        return new DeclaredType(
            name,
            name[(name.LastIndexOf(' ') + 1)..],
            writer._declarations.ToString(),
            writer._cDeclarations.ToString(),
            paths.ToImmutable()
        );
    }

    /// <returns>The name of the defined type, and its members.</returns>
    private (string Name, Node Node) DefineRecord(RecordShape shape)
    {
        string tag = NameType();
        string keyword = shape.IsUnion ? "union" : "struct";
        bool isTypedef = shape.Placement == RecordPlacement.Typedef;
        (string body, Node node) = WriteBody(shape, isTypedef ? null : tag);
        string pack = shape.Pack is { } value ? $"#pragma pack(push, {value})\n" : "";
        Append(pack + (isTypedef ? $"typedef {body} {tag};\n" : $"{body};\n") + (pack.Length > 0 ? "#pragma pack(pop)\n" : ""));
        return (isTypedef ? tag : $"{keyword} {tag}", node);
    }

    private (string Text, Node Node) WriteBody(RecordShape shape, string? tag)
    {
        string attributes = WriteAttributes(shape.IsPacked, shape.Alignment);
        StringBuilder text = new(shape.IsUnion ? "union" : "struct");
        if (!shape.HasLateAttributes && attributes.Length > 0)
        {
            text.Append(' ').Append(attributes);
        }

        if (tag is not null)
        {
            text.Append(' ').Append(tag);
        }

        text.Append(" {");
        Node node = new(null, []) { IsUnion = shape.IsUnion };
        string? previous = null;
        foreach (MemberShape member in shape.Members)
        {
            (string specifiers, string declarator, Node type) = WriteMember(member);
            bool joins = previous == specifiers && member.JoinsPrevious && member.Type is PlainShape && declarator.Length > 0;
            string start =
                joins ? ", "
                : declarator.Length > 0 ? $" {specifiers} "
                : $" {specifiers}";
            text.Length -= joins ? 1 : 0;
            text.Append(start).Append(declarator).Append(';');
            previous = specifiers;
            node.Members.Add(type);
        }

        text.Append(" }");
        if (shape.HasLateAttributes && attributes.Length > 0)
        {
            text.Append(' ').Append(attributes);
        }

        return (text.ToString(), node);
    }

    private (string Specifiers, string Declarator, Node Node) WriteMember(MemberShape member)
    {
        string? name = member.IsNamed ? string.Create(CultureInfo.InvariantCulture, $"m{_members++}") : null;
        (string specifiers, string declarator, Node type) = WriteType(member.Type, name ?? "");
        if (member.IsFlexible)
        {
            declarator = declarator.Replace(name!, name + "[]", StringComparison.Ordinal);
        }

        if (member.AlignAs is { } alignment)
        {
            specifiers = $"_Alignas({alignment}) {specifiers}";
        }

        if (member.Width is { } width)
        {
            declarator += string.Create(CultureInfo.InvariantCulture, $" : {width}");
        }

        string attributes = WriteAttributes(member.IsPacked, member.Alignment);
        if (attributes.Length > 0 && name is not null)
        {
            declarator += " " + attributes;
        }

        return (
            specifiers,
            declarator,
            type with
            {
                Name = name,
                Width = member.Width,
                Shape = WithoutTypedefs(member.Type),
                IsFlexible = member.IsFlexible,
            }
        );
    }

    private static string WriteAttributes(bool isPacked, int? alignment)
    {
        string aligned = alignment is { } value ? string.Create(CultureInfo.InvariantCulture, $"aligned({value})") : "";
        string attributes =
            isPacked && aligned.Length > 0 ? $"packed, {aligned}"
            : isPacked ? "packed"
            : aligned;
        return attributes.Length == 0 ? "" : $"__attribute__(({attributes}))";
    }

    /// <returns>The specifiers and the declarator that give <paramref name="inner"/> the type.</returns>
    private (string Specifiers, string Declarator, Node Node) WriteType(TypeShape shape, string inner)
    {
        switch (shape)
        {
            case PlainShape plain:
                return (plain.Specifiers, plain.Declarator.Replace("%", inner, StringComparison.Ordinal), Node.Leaf);

            case ArrayShape array:
                // The last index reaches the end of the array.
                (string specifiers, string declarator, Node element) = WriteType(
                    array.Element,
                    string.Create(CultureInfo.InvariantCulture, $"{inner}[{array.Length}]")
                );
                return (
                    specifiers,
                    declarator,
                    element with
                    {
                        Index = string.Create(CultureInfo.InvariantCulture, $"[{array.Length - 1}]{element.Index}"),
                    }
                );

            case TypedefShape definition:
                string name = NameType();
                (specifiers, declarator, Node target) = WriteType(definition.Target, name);
                string aligned = WriteAttributes(isPacked: false, definition.Alignment);
                Append($"typedef {specifiers} {declarator}{(aligned.Length > 0 ? " " : "")}{aligned};\n");
                return (name, inner, target);

            case EnumShape enumeration:
                return (DefineEnum(enumeration), inner, Node.Leaf);

            case RecordShape { IsInPlace: true } record:
                (string body, Node node) = WriteBody(record, record.Placement == RecordPlacement.TaggedInPlace ? NameType() : null);
                return (body, inner, node);

            default:
                (name, node) = DefineRecord((RecordShape)shape);
                return (name, inner, node);
        }
    }

    private string DefineEnum(EnumShape shape)
    {
        string name = NameType();
        string enumerators = string.Join(
            ", ",
            shape.Values.Select(
                (value, index) => string.Create(CultureInfo.InvariantCulture, $"{name}_{index}{(value.Length == 0 ? "" : " = " + value)}")
            )
        );
        string head = $"enum {(shape.IsPacked ? "__attribute__((packed)) " : "")}{name}";
        if (shape.FixedType is not { } type)
        {
            Append($"{head} {{ {enumerators} }};\n");
            return $"enum {name}";
        }

        string declaration = $"typedef {head} : {type} {{ {enumerators} }} {name};\n";
        _declarations.Append(declaration);
        _cDeclarations.Append($"#if __GNUC__ >= 13\n{declaration}#else\ntypedef {type} {name};\n#endif\n");
        return name;
    }

    private string NameType() => string.Create(CultureInfo.InvariantCulture, $"{_prefix}_{_types++}");

    private void Append(string declaration)
    {
        _declarations.Append(declaration);
        _cDeclarations.Append(declaration);
    }

    private static TypeShape WithoutTypedefs(TypeShape shape) =>
        shape is TypedefShape definition ? WithoutTypedefs(definition.Target) : shape;

    private static TypeShape WithoutArrays(TypeShape shape) =>
        WithoutTypedefs(shape) is ArrayShape array ? WithoutArrays(array.Element) : WithoutTypedefs(shape);

    /// <summary>A member and its own members.</summary>
    /// <param name="Members">The members, if it is a struct or union.</param>
    private sealed record Node(string? Name, List<Node> Members)
    {
        public static readonly Node Leaf = new(null, []);

        public string Index { get; init; } = "";

        public int? Width { get; init; }

        public TypeShape? Shape { get; init; }

        public bool IsFlexible { get; init; }

        public bool IsUnion { get; init; }

        public void AddPaths(string prefix, bool isAlternative, ImmutableArray<MemberPath>.Builder paths)
        {
            Node? first = Members.FirstOrDefault(static member => member.Name is not null || member.Members.Count > 0);
            foreach (Node member in Members)
            {
                bool isOther = isAlternative || (IsUnion && !ReferenceEquals(member, first));
                if (member.Name is null)
                {
                    member.AddPaths(prefix, isOther, paths);
                    continue;
                }

                string path = prefix + member.Name + member.Index;
                paths.Add(
                    new MemberPath(path, member.Width)
                    {
                        Shape = WithoutArrays(member.Shape!),
                        IsFlexible = member.IsFlexible,
                        IsAlternative = isOther,
                    }
                );
                if (member.Index.Length > 0)
                {
                    paths.Add(new MemberPath(prefix + member.Name, null) { Shape = member.Shape, IsAlternative = isOther });
                }

                member.AddPaths(path + ".", isOther, paths);
            }
        }
    }
}
