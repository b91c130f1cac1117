using KoffiGen.C;

namespace KoffiGen.Syntax.Lexing;

/// <summary>
/// A word that annotates a parameter: a word of Koffi, or a word of Microsoft's source annotation language (SAL), which consists of a
/// direction and parts: <c>_Out_writes_bytes_to_opt_(size, count)</c>.
/// </summary>
internal sealed class AnnotationWord
{
    private static readonly AnnotationWord In = new("_In_") { Direction = ParameterDirection.In };
    private static readonly AnnotationWord Out = new("_Out_") { Direction = ParameterDirection.Out };
    private static readonly AnnotationWord Inout = new("_Inout_") { Direction = ParameterDirection.Inout };

    private AnnotationWord(string text) => Text = text;

    /// <summary>Gets the word with correct capitals.</summary>
    public string Text { get; }

    public ParameterDirection Direction { get; private set; }

    public bool IsOptional { get; private set; }

    public bool IsNullTerminated { get; private set; }

    public bool IsByteCount { get; private set; }

    public bool IsContext { get; private set; }

    /// <summary>Gets whether a count in parentheses follows.</summary>
    public bool HasCount { get; private set; }

    /// <summary>Gets whether a second count follows: the number of elements that C writes.</summary>
    public bool HasTwoCounts { get; private set; }

    /// <summary>Parses a word in any case. <see cref="Text"/> has the correct capitals.</summary>
    public static AnnotationWord? TryParse(string word)
    {
        if (word.Length < 4 || word[0] != '_' || word[word.Length - 1] != '_' || word[1] == '_')
        {
            return null;
        }

        // Most annotations are Koffi's three words, which need no parsing.
        switch (word)
        {
            case "_In_":
                return In;
            case "_Out_":
                return Out;
            case "_Inout_":
                return Inout;
        }

        string[] parts = word.Substring(1, word.Length - 2).ToLowerInvariant().Split('_');
        string text = "_" + char.ToUpperInvariant(word[1]) + word.Substring(2).ToLowerInvariant();
        AnnotationWord annotation = new(text);
        switch (parts[0])
        {
            case "in":
                annotation.Direction = ParameterDirection.In;
                break;
            case "out" or "outptr":
                annotation.Direction = ParameterDirection.Out;
                break;
            case "inout":
                annotation.Direction = ParameterDirection.Inout;
                break;
            case "context" when parts.Length == 1:
                annotation.IsContext = true;
                return annotation;
            default:
                return null;
        }

        for (int i = 1; i < parts.Length; i++)
        {
            if (!annotation.TryAddPart(parts[0], parts[i]))
            {
                return null;
            }
        }

        return annotation;
    }

    private bool TryAddPart(string direction, string part)
    {
        switch (part)
        {
            case "opt" or "maybenull":
                IsOptional |= part == "opt";
                return part == "opt" || direction == "outptr";
            case "z":
                IsNullTerminated = true;
                return true;
            case "reads" when direction == "in":
            case "writes" when direction == "out":
            case "updates" when direction == "inout":
                HasCount = true;
                return true;
            case "bytes":
                IsByteCount = true;
                return HasCount;
            case "to":
                HasTwoCounts = true;
                return HasCount;
            case "all" or "or":
                return HasCount;
            case "result":
                return direction == "outptr";
            default:
                return false;
        }
    }
}
