namespace KoffiGen.Declarations;

/// <summary>What was probably meant by a name that nothing has.</summary>
internal static class Suggestion
{
    private const int MaximumDistance = 2;

    /// <summary>The candidate that is most like the name; <see langword="null"/> if none is like it.</summary>
    /// <param name="candidates">Names, perhaps behind a keyword: <c>struct point</c>.</param>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        // Of a short name every other short name is two edits away.
        int best = Math.Min(MaximumDistance, name.Length / 2) + 1;
        string? suggestion = null;
        foreach (string candidate in candidates)
        {
            int distance = EditDistance.Measure(name, candidate.Substring(candidate.LastIndexOf(' ') + 1), best);
            if (distance < best)
            {
                (best, suggestion) = (distance, candidate);
            }
        }

        return suggestion;
    }

    /// <summary>The question at the end of a message; nothing if there is nothing to ask for.</summary>
    public static string Ask(string? suggestion) => suggestion is null ? "" : $" Did you mean '{suggestion}'?";

    public static string Ask(string name, IEnumerable<string> candidates) => Ask(Find(name, candidates));
}
