using System.Collections.Immutable;

namespace KoffiGen.Text;

/// <summary>A text of C declarations: a string of an attribute, or the text of a file.</summary>
internal sealed class SourceText
{
    /// <summary>An object that only texts of one declaration share.</summary>
    private readonly object _declaration;

    /// <summary>Creates the only text of a declaration.</summary>
    public SourceText(string content)
        : this(content, 0, new object()) { }

    private SourceText(string content, int index, object declaration)
    {
        Content = content;
        Index = index;
        _declaration = declaration;
    }

    public string Content { get; }

    /// <summary>Gets the position of the text among the texts of its declaration.</summary>
    public int Index { get; }

    /// <summary>Gets the location of the text as a whole, which has an empty span.</summary>
    public SourceLocation Location => Locate(default);

    /// <summary>Creates the texts of one declaration, such as the strings of an attribute.</summary>
    public static ImmutableArray<SourceText> CreateAll(IEnumerable<string> contents)
    {
        object declaration = new();
        return [.. contents.Select((content, index) => new SourceText(content, index, declaration))];
    }

    public SourceLocation Locate(SourceSpan span) => new(this, span);

    /// <summary>Whether both are texts of one declaration.</summary>
    public bool IsBeside(SourceText other) => ReferenceEquals(_declaration, other._declaration);
}
