using KoffiGen.Text;

namespace KoffiGen.Syntax.Lexing;

/// <summary>
/// The comments directly before a token and after it on its line. Few tokens document a declaration, so the strings are created on
/// demand.
/// </summary>
internal sealed class TokenComments(string source, SourceSpan? leading, SourceSpan? trailing)
{
    private readonly SourceSpan? _trailing = trailing;

    /// <summary>Gets the comment directly before the token, without its marks.</summary>
    public string? Leading => leading is { } span ? RemoveMarks(source, span) : null;

    /// <summary>Gets the comment after the token on the same line, without its marks.</summary>
    public string? Trailing => _trailing is { } span ? RemoveMarks(source, span) : null;

    /// <summary>Returns these comments with the trailing comment of another token, such as the last token of a directive.</summary>
    public TokenComments WithTrailing(TokenComments other) => new(source, leading, other._trailing);

    public TokenComments WithTrailing(SourceSpan span) => new(source, leading, _trailing?.Through(span) ?? span);

    /// <summary>
    /// Returns the content of one block comment or of consecutive line comments; <see langword="null"/> if it is empty. Empty lines at
    /// the beginning and at the end, and the common indentation, are removed.
    /// </summary>
    private static string? RemoveMarks(string source, SourceSpan span)
    {
        List<string> lines = [];
        bool inBlock = false;
        bool beginsAtMark = false;
        int position = span.Start;
        while (position < span.End)
        {
            int end = source.IndexOf('\n', position, span.End - position);
            end = end < 0 ? span.End : end;
            string line = RemoveLineMarks(source.AsSpan(position, end - position), ref inBlock).ToString();
            beginsAtMark |= position == span.Start && line.Length > 0;
            position = end + 1;
            if (line.Length > 0 || lines.Count > 0)
            {
                lines.Add(line);
            }
        }

        while (lines.Count > 0 && lines[lines.Count - 1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        // The first line follows the mark that opens the comment, so its indentation does not count.
        int margin = lines
            .Skip(beginsAtMark ? 1 : 0)
            .Where(static line => line.Length > 0)
            .Select(static line => line.Length - line.TrimStart().Length)
            .DefaultIfEmpty()
            .Min();
        return lines.Count == 0
            ? null
            : string.Join(
                "\n",
                lines.Select(
                    (line, index) =>
                        beginsAtMark && index == 0 ? line.TrimStart()
                        : line.Length == 0 ? ""
                        : line.Substring(margin)
                )
            );
    }

    private static ReadOnlySpan<char> RemoveLineMarks(ReadOnlySpan<char> line, ref bool inBlock)
    {
        line = line.TrimEnd();
        ReadOnlySpan<char> written = line.TrimStart();
        bool opensBlock = false;
        if (!inBlock && written.StartsWith("//".AsSpan()))
        {
            line = written.TrimStart('/');
            line = SkipDoxygenMarks(line);
        }
        else if (!inBlock && written.StartsWith("/*".AsSpan()))
        {
            opensBlock = true;
            inBlock = true;
            line = written.Slice(2);
        }
        else if (inBlock && written.StartsWith("*".AsSpan()))
        {
            line = written;
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

        return line.TrimEnd();
    }

    /// <summary>Skips the <c>!</c> of <c>//!</c> and <c>/*!</c>, and the <c>&lt;</c> of a comment about the token before it.</summary>
    private static ReadOnlySpan<char> SkipDoxygenMarks(ReadOnlySpan<char> line)
    {
        line = !line.IsEmpty && line[0] == '!' ? line.Slice(1) : line;
        return !line.IsEmpty && line[0] == '<' ? line.Slice(1) : line;
    }
}
