using System.Collections.Immutable;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Declarations.Units;

/// <summary>The names that a text declares, told from its syntax: they are known before anything is bound.</summary>
internal sealed class DeclaredNames
{
    /// <summary>Tags of structs, unions and enums that are defined, not only mentioned, and how they are written as types.</summary>
    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Typedef names and opaque types.</summary>
    public HashSet<string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Enumerators and macros.</summary>
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

    private void AddTag(SyntaxName? tag, string keyword)
    {
        if (tag is { IsMissing: false } name)
        {
            Tags[name.Text] = keyword + name.Text;
        }
    }
}
