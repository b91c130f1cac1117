using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations.Units;

/// <summary>The names that a text declares. They are read from the syntax, so they are known before anything is bound.</summary>
internal sealed class DeclaredNames
{
    /// <summary>Gets the tags of structs, unions and enums that are defined, each with the type name: <c>struct point</c>.</summary>
    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the typedef names and opaque types.</summary>
    public HashSet<string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the enumerators and macros.</summary>
    public HashSet<string> Constants { get; } = new(StringComparer.Ordinal);

    public void Add(TranslationUnitSyntax unit)
    {
        foreach (ExternalDeclarationSyntax declaration in unit.Declarations)
        {
            switch (declaration)
            {
                case DeclarationSyntax ordinary:
                    Add(ordinary.Specifiers.Type);
                    if ((ordinary.Specifiers.Storage & StorageClass.Typedef) != 0)
                    {
                        foreach (InitDeclaratorSyntax declarator in ordinary.Declarators)
                        {
                            Types.Add(declarator.Declarator.Name.Text);
                        }
                    }

                    break;
                case OpaqueDeclarationSyntax opaque:
                    Tags[opaque.Name.Text] = opaque.Name.Text;
                    Types.Add(opaque.Name.Text);
                    break;
                case DefineDirectiveSyntax { Value: not null } define:
                    Constants.Add(define.Name.Text);
                    break;
            }
        }
    }

    private void Add(TypeSpecifierSyntax type)
    {
        switch (type)
        {
            case RecordSpecifierSyntax { Members: { } members } record:
                AddTag(record.Tag, record.IsUnion ? "union " : "struct ");
                foreach (MemberDeclarationSyntax member in members)
                {
                    Add(member.Specifiers.Type);
                }

                break;
            case EnumSpecifierSyntax { Enumerators: { } enumerators } enumeration:
                AddTag(enumeration.Tag, "enum ");
                Constants.UnionWith(enumerators.Select(static enumerator => enumerator.Name.Text));
                break;
        }
    }

    private void AddTag(SourceName? tag, string keyword)
    {
        if (tag is { IsMissing: false } name)
        {
            Tags[name.Text] = keyword + name.Text;
        }
    }
}
