namespace KoffiGen.Declarations;

/// <summary>Suggests the name that was probably meant by an unknown name.</summary>
internal static class Suggestion
{
    private const int MaximumDistance = 2;

    /// <summary>The length of the longest name for which a similar one is searched. Longer names are not typed by hand.</summary>
    private const int MaximumLength = 128;

    /// <summary>Returns the candidate that is most similar to the name; <see langword="null"/> if none is similar.</summary>
    /// <param name="candidates">Names, with or without a keyword: <c>struct point</c>.</param>
    public static string? Find(string name, IEnumerable<string> candidates) => Find(name, [new NameIndex(candidates)]);

    /// <summary>Returns the name in the indexes that is most similar; of several, the one in the first index.</summary>
    public static string? Find(string name, IEnumerable<NameIndex> candidates, Func<string, bool>? isCandidate = null)
    {
        if (name.Length > MaximumLength)
        {
            return null;
        }

        // Two edits turn any short name into any other, so short names have a lower limit.
        int best = Math.Min(MaximumDistance, name.Length / 2) + 1;
        string? suggestion = null;
        foreach (NameIndex index in candidates)
        {
            if (index.FindNearest(name, best, isCandidate ?? (static _ => true)) is { } found)
            {
                (suggestion, best) = found;
            }
        }

        return suggestion;
    }

    /// <summary>Returns the last sentence of a message: the question whether the suggestion was meant.</summary>
    /// <param name="otherwise">The sentence without a suggestion.</param>
    public static string Ask(string? suggestion, string otherwise) => suggestion is null ? otherwise : $" Did you mean '{suggestion}'?";

    public static string Ask(string name, IEnumerable<string> candidates, string otherwise) => Ask(Find(name, candidates), otherwise);
}
