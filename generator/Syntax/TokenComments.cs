using System.Text;

namespace KoffiGen.Syntax;

/// <summary>
/// The comments directly before a token and behind it on its line. Most tokens are in the middle of something, and nobody asks for
/// their comments: the text is made only on demand.
/// </summary>
internal sealed class TokenComments(string source, SourceSpan? leading, SourceSpan? trailing)
{
    private readonly SourceSpan? _trailing = trailing;

    /// <summary>The comment directly before the token, without its marks.</summary>
    public string? Leading => leading is { } span ? RemoveMarks(source, span) : null;

    /// <summary>The comment behind the token on the same line, without its marks.</summary>
    public string? Trailing => _trailing is { } span ? RemoveMarks(source, span) : null;

    /// <summary>These comments, with those behind another token too: behind the last one of a directive.</summary>
    public TokenComments WithTrailing(TokenComments other) => new(source, leading, other._trailing);

    public TokenComments WithTrailing(SourceSpan span) => new(source, leading, _trailing?.Through(span) ?? span);

    /// <summary>The words of one block comment or of a run of line comments; <see langword="null"/> if there are none.</summary>
    private static string? RemoveMarks(string source, SourceSpan span)
    {
        var text = new StringBuilder(span.Length);
        int emptyLines = 0;
        bool inBlock = false;
        int position = span.Start;
        while (position < span.End)
        {
            int end = source.IndexOf('\n', position, span.End - position);
            end = end < 0 ? span.End : end;
            ReadOnlySpan<char> line = RemoveLineMarks(source.AsSpan(position, end - position), ref inBlock);
            position = end + 1;
            if (line.IsEmpty)
            {
                emptyLines++;
                continue;
            }

            // Empty lines inside stay, those around go.
            if (text.Length > 0)
            {
                text.Append('\n', emptyLines + 1);
            }

            emptyLines = 0;
            text.Append(line.ToString());
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private static ReadOnlySpan<char> RemoveLineMarks(ReadOnlySpan<char> line, ref bool inBlock)
    {
        line = line.Trim();
        bool opensBlock = false;
        if (!inBlock && line.StartsWith("//".AsSpan()))
        {
            line = line.TrimStart('/');
            line = SkipDoxygenMarks(line);
        }
        else if (!inBlock && line.StartsWith("/*".AsSpan()))
        {
            opensBlock = true;
            inBlock = true;
            line = line.Slice(2);
        }

        if (inBlock)
        {
            if (line.EndsWith("*/".AsSpan()))
            {
                inBlock = false;
                line = line.Slice(0, line.Length - 2).TrimEnd('*');
            }

            line = line.TrimStart('*');
            line = opensBlock ? SkipDoxygenMarks(line) : line;
        }

        return line.Trim();
    }

    /// <summary>The <c>!</c> of <c>//!</c> and <c>/*!</c>, and the <c>&lt;</c> that says: about what stands before.</summary>
    private static ReadOnlySpan<char> SkipDoxygenMarks(ReadOnlySpan<char> line)
    {
        line = !line.IsEmpty && line[0] == '!' ? line.Slice(1) : line;
        return !line.IsEmpty && line[0] == '<' ? line.Slice(1) : line;
    }
}
