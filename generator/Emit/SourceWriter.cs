using System.Text;

namespace KoffiGen.Emit;

/// <summary>Writes lines of C# with an indentation of four spaces a level and with the same line ending everywhere.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isAtStart = true;

    /// <summary>Writes one line. An empty line has no indentation.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
        _isAtStart = false;
    }

    public void Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(line);
        }
    }

    /// <summary>Makes the next line the first of a group, so that no empty line precedes it.</summary>
    public void Begin() => _isAtStart = true;

    /// <summary>Writes an empty line, unless a block begins here.</summary>
    public void Separate()
    {
        if (!_isAtStart)
        {
            Line();
        }
    }

    /// <summary>Writes a line and a block in braces. Disposing of the result ends the block.</summary>
    public Scope Block(string? header = null)
    {
        if (header is not null)
        {
            Line(header);
        }

        Line("{");
        _depth++;
        _isAtStart = true;
        return new Scope(this);
    }

    /// <summary>Gets the position at which the next line begins.</summary>
    public Position Here => new(_text.Length, _depth);

    /// <summary>Inserts lines of comments, with an empty line before each that does not begin a block.</summary>
    /// <param name="comments">Where each is to be, in the order of the file.</param>
    public void InsertComments(IEnumerable<(Position Position, string Comment)> comments)
    {
        foreach ((Position position, string comment) in comments.Reverse())
        {
            bool isSeparate = EndsWith(position, "{\n") || EndsWith(position, "\n\n");
            _text.Insert(position.Offset, $"{(isSeparate ? "" : "\n")}{new string(' ', position.Depth * 4)}// {comment}\n");
        }
    }

    public override string ToString() => _text.ToString();

    private bool EndsWith(Position position, string end) =>
        position.Offset >= end.Length && _text.ToString(position.Offset - end.Length, end.Length) == end;

    /// <summary>A place between two lines.</summary>
    internal readonly record struct Position(int Offset, int Depth);

    internal readonly struct Scope(SourceWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Line("}");
        }
    }
}
