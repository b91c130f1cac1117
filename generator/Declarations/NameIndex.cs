namespace KoffiGen.Declarations;

/// <summary>
/// Names among which the most similar one is found without a comparison with each: a search follows the beginnings that names share, and
/// leaves a beginning from which no name is similar.
/// </summary>
internal sealed class NameIndex
{
    /// <summary>The maximum number of beginnings that a search visits.</summary>
    private const int MaximumVisited = 256;

    private readonly Node _root = new();
    private readonly List<string> _names = [];

    public NameIndex() { }

    public NameIndex(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            Add(name);
        }
    }

    /// <summary>Adds a name, with or without a keyword: <c>struct point</c>. Of several equal names, the first counts.</summary>
    public void Add(string name)
    {
        Node node = _root;
        for (int index = name.LastIndexOf(' ') + 1; index < name.Length; index++)
        {
            char character = char.ToLowerInvariant(name[index]);
            if (!node.Next.TryGetValue(character, out Node? next))
            {
                node.Next.Add(character, next = new Node());
            }

            node = next;
        }

        node.Names.Add(_names.Count);
        _names.Add(name);
    }

    /// <summary>
    /// Returns the name with the least distance below the limit; of several such names, the one that was added first.
    /// </summary>
    public (string Name, int Distance)? FindNearest(string name, int limit, Func<string, bool> isCandidate)
    {
        name = name.ToLowerInvariant();
        int found = -1;

        // The beginnings with the least distance come first, because a similar name is probably behind one of them.
        Stack<(Node Node, int[] Row)>[] open = [.. Enumerable.Range(0, limit + 1).Select(static _ => new Stack<(Node, int[])>())];
        open[0].Push((_root, [.. Enumerable.Range(0, name.Length + 1)]));
        for (int visited = 0; visited < MaximumVisited && open.FirstOrDefault(static part => part.Count > 0) is { } nearest; visited++)
        {
            (Node node, int[] row) = nearest.Pop();
            int distance = row[name.Length];
            foreach (int position in node.Names)
            {
                bool isNearer = distance < limit || (distance == limit && found >= 0 && position < found);
                if (isNearer && isCandidate(_names[position]))
                {
                    (found, limit) = (position, distance);
                    break;
                }
            }

            foreach (KeyValuePair<char, Node> next in node.Next)
            {
                int[] longer = Extend(row, name, next.Key);
                int least = longer.Min();

                // A name at the same distance may have been added before the one that was found.
                if (least < limit || (least == limit && found >= 0))
                {
                    open[least].Push((next.Value, longer));
                }
            }
        }

        return found < 0 ? null : (_names[found], limit);
    }

    /// <summary>Returns the distances of a beginning with one more character to each beginning of the name (Levenshtein).</summary>
    private static int[] Extend(int[] row, string name, char character)
    {
        int[] longer = new int[row.Length];
        longer[0] = row[0] + 1;
        for (int column = 1; column < row.Length; column++)
        {
            int replaced = row[column - 1] + (name[column - 1] == character ? 0 : 1);
            longer[column] = Math.Min(replaced, Math.Min(row[column], longer[column - 1]) + 1);
        }

        return longer;
    }

    private sealed class Node
    {
        public Dictionary<char, Node> Next { get; } = [];

        /// <summary>The positions of the names that end here.</summary>
        public List<int> Names { get; } = [];
    }
}
