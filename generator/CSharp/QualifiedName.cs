using System.Text;

namespace KoffiGen.CSharp;

/// <summary>The name of a namespace or a type, with its containing namespaces and types.</summary>
/// <param name="Container">The containing namespace or type; <see langword="null"/> if the name does not include it.</param>
/// <param name="Identifier">The simple name without <c>@</c>; empty for the global namespace.</param>
internal sealed record QualifiedName(QualifiedName? Container, string Identifier)
{
    public static readonly QualifiedName Global = new(null, "");

    /// <summary>The type arguments. For a generic type seen from inside, its type parameters.</summary>
    public EquatableArray<CSharpType> TypeArguments { get; init; }

    /// <summary>The number of containing namespaces and types.</summary>
    public int Depth => Container is null ? 0 : Container.Depth + 1;

    /// <summary>Whether the type or a containing type is generic.</summary>
    public bool IsGeneric => !TypeArguments.IsEmpty || Container is { IsGeneric: true };

    /// <summary>The name in generated code.</summary>
    public string Text => Write(CSharpTypeFormat.Qualified);

    /// <summary>The name in messages.</summary>
    public string DisplayText => Write(CSharpTypeFormat.Short);

    public string Write(CSharpTypeFormat format)
    {
        StringBuilder builder = new();
        AppendTo(builder, format);
        return builder.ToString();
    }

    /// <summary>Returns the name of a member type or namespace.</summary>
    /// <param name="identifier">The simple name, with or without <c>@</c>.</param>
    public QualifiedName Member(string identifier) => new(this, identifier.TrimStart('@'));

    /// <summary>Returns a name that starts at the global namespace.</summary>
    /// <param name="path">The identifiers, separated by dots; empty for the global namespace.</param>
    public static QualifiedName Rooted(string path) => Global.Descendant(path);

    /// <summary>Returns the name at the end of a path that starts here.</summary>
    public QualifiedName Descendant(string path) =>
        path.Length == 0 ? this : path.Split('.').Aggregate(this, static (container, identifier) => container.Member(identifier));

    /// <summary>Whether this name is the container or is nested in it at any depth.</summary>
    public bool IsWithin(QualifiedName container)
    {
        for (QualifiedName? current = this; current is not null; current = current.Container)
        {
            if (current == container)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a name in source code, which may omit outer namespaces and types, can refer to this name.</summary>
    public bool IsMeantBy(QualifiedName written) =>
        Identifier == written.Identifier
        && TypeArguments.Equals(written.TypeArguments)
        && (written.Container is null || (Container is not null && Container.IsMeantBy(written.Container)));

    public override string ToString() => Text;

    private void AppendTo(StringBuilder builder, CSharpTypeFormat format)
    {
        if (Container is not null)
        {
            Container.AppendTo(builder, format);
            if (Container.Identifier.Length > 0)
            {
                builder.Append('.');
            }
        }
        else if (Identifier.Length == 0)
        {
            builder.Append(format.GlobalNamespace);
            return;
        }

        builder.Append(CSharpIdentifier.Escape(Identifier));
        if (!TypeArguments.IsEmpty)
        {
            builder.Append('<').Append(format.Write(TypeArguments)).Append('>');
        }
    }
}
