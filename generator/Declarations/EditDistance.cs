namespace KoffiGen.Declarations;

/// <summary>The Levenshtein distance between two names, regardless of case.</summary>
internal static class EditDistance
{
    /// <returns>The distance, or <paramref name="limit"/> if the distance is not less.</returns>
    public static int Measure(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) >= limit)
        {
            return limit;
        }

        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return Math.Min(row[right.Length], limit);
    }
}
