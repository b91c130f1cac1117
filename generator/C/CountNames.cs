using System.Text.RegularExpressions;

namespace KoffiGen.C;

/// <summary>
/// Recognizes parameters that count others by their names, for declarations without annotations: <c>n</c>, <c>count</c>,
/// <c>num_points</c>, <c>pixelCount</c>, <c>nfds</c>, <c>iovcnt</c>, <c>cPoints</c>, <c>frames</c>.
/// </summary>
internal static class CountNames
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "n",
        "num",
        "count",
        "cnt",
        "len",
        "length",
        "size",
        "sz",
        "cb",
        "cch",
        "nmemb",
        "capacity",
        "max",
        "nb",
        "nel",
        "nelem",
        "elements",
        "elems",
        "entries",
        "items",
        "bytes",
        "frames",
        "samples",
        // The distance between the elements of an array.
        "inc",
        "stride",
    };

    // The words of snake_case and of camelCase.
    private static readonly Regex Word = new("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", RegexOptions.CultureInvariant);

    // The count of Windows' headers: cPoints.
    private static readonly Regex Prefixed = new("^c[A-Z][a-z]", RegexOptions.CultureInvariant);

    // One word that ends with a count (iovcnt, vlen), or begins with the n of a plural (nfds, nitems).
    private static readonly Regex Compound = new("(count|cnt|len|length|size|num)$|^n[a-z]{2,}s$", RegexOptions.CultureInvariant);

    /// <summary>Whether the parameter is an integer, or points to one, and is named like a count.</summary>
    public static bool IsCount(CParameter parameter) => parameter.Name is { } name && IsInteger(parameter.Type.Type) && IsCount(name);

    private static bool IsCount(string name) =>
        Prefixed.IsMatch(name)
        || Word.Matches(name)
            .Cast<Match>()
            .Select(static match => match.Value.ToLowerInvariant())
            .Any(static word => Words.Contains(word) || Compound.IsMatch(word));

    private static bool IsInteger(CType type) =>
        type.Canonical switch
        {
            BasicType basic => basic.IsInteger && basic.Kind != BasicTypeKind.Bool,
            PointerType { Pointee.Type.Canonical: BasicType pointee } => IsInteger(pointee),
            _ => false,
        };
}
