using KoffiGen.Model;

namespace KoffiGen.CSharp;

/// <summary>The name of a namespace or a type, with the namespaces and types around it.</summary>
/// <param name="Container">The namespace or type around it; <see langword="null"/> where the name does not say.</param>
/// <param name="Identifier">The name alone, without <c>@</c>; empty for the global namespace.</param>
internal sealed record QualifiedName(QualifiedName? Container, string Identifier)
{
    public static readonly QualifiedName Global = new(null, "");

    /// <summary>The type arguments of a type; of a generic type from inside, its type parameters.</summary>
    public EquatableArray<CSharpType> TypeArguments { get; init; }

    /// <summary>Whether the name is known from the global namespace on, so that it means the same everywhere.</summary>
    public bool IsRooted => Container is null ? Identifier.Length == 0 : Container.IsRooted;

    /// <summary>How many namespaces and types are around it.</summary>
    public int Depth => Container is null ? 0 : Container.Depth + 1;

    /// <summary>The name as generated code writes it.</summary>
    public string Text => CSharpTypeWriter.Qualified.Write(this);

    /// <summary>The name as messages show it.</summary>
    public string DisplayText => CSharpTypeWriter.Short.Write(this);

    /// <summary>The name of a type or a namespace in this one.</summary>
    /// <param name="identifier">The name alone, with or without <c>@</c>.</param>
    public QualifiedName Member(string identifier) => new(this, identifier.TrimStart('@'));

    /// <summary>A name from the global namespace on.</summary>
    /// <param name="path">Identifiers with dots between them; empty for the global namespace.</param>
    public static QualifiedName Rooted(string path) => Global.Descendant(path);

    /// <summary>The name that a path of identifiers leads to from here.</summary>
    public QualifiedName Descendant(string path) =>
        path.Length == 0 ? this : path.Split('.').Aggregate(this, static (container, identifier) => container.Member(identifier));

    /// <summary>Whether this is the container, or lies somewhere inside it.</summary>
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

    /// <summary>Whether this may be what source code means by the name, which need not start in the global namespace.</summary>
    public bool IsMeantBy(QualifiedName written) =>
        Identifier == written.Identifier
        && TypeArguments.Equals(written.TypeArguments)
        && (written.Container is null || (Container is not null && Container.IsMeantBy(written.Container)));

    public override string ToString() => Text;
}
