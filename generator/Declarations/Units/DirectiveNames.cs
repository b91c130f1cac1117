using System.Collections;

namespace KoffiGen.Declarations.Units;

/// <summary>
/// The names and patterns of one kind of directive, in order. A name is compared with all of them at once, by way of a tree of their
/// characters.
/// </summary>
internal sealed class DirectiveNames : IReadOnlyList<DirectiveName>
{
    /// <summary>The length of the longest name or pattern that can match. C distinguishes names by 63 characters (C23 6.4.2.1).</summary>
    private const int MaximumLength = 256;

    private readonly List<DirectiveName> _names = [];
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly Node _root = new('\0');

    public int Count => _names.Count;

    public void Add(DirectiveName name)
    {
        Node node = _root;
        foreach (char character in name.Text.Length <= MaximumLength ? name.Text : "")
        {
            if (!node.Next.TryGetValue(character, out Node? next))
            {
                node.Next.Add(character, next = new Node(character));
            }

            node = next;
        }

        if (node != _root)
        {
            node.Ends.Add(_names.Count);
        }

        _names.Add(name);
        _texts.Add(name.Text);
    }

    public void AddRange(IEnumerable<DirectiveName> names)
    {
        foreach (DirectiveName name in names)
        {
            Add(name);
        }
    }

    /// <summary>Whether one of the names or patterns is written exactly like this.</summary>
    public bool ContainsExactly(string name) => _texts.Contains(name);

    /// <summary>Returns the first name or pattern that matches.</summary>
    public DirectiveName? Find(string name)
    {
        int first = Match(name).DefaultIfEmpty(-1).Min();
        return first < 0 ? null : _names[first];
    }

    /// <summary>Returns the positions of the names and patterns that match, in order.</summary>
    public IEnumerable<int> FindAll(string name) => Match(name).OrderBy(static index => index);

    public DirectiveName this[int index] => _names[index];

    /// <summary>Returns the names and patterns that match none of the names.</summary>
    public IEnumerable<DirectiveName> FindUnused(IEnumerable<string> names)
    {
        HashSet<int> used = [.. names.SelectMany(Match)];
        return _names.Where((_, index) => !used.Contains(index));
    }

    public IEnumerator<DirectiveName> GetEnumerator() => _names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Follows all patterns through the name. A <c>*</c> stays, and the part after it may begin at each character.</summary>
    private IEnumerable<int> Match(string name)
    {
        if (_names.Count == 0)
        {
            return [];
        }

        HashSet<Node> active = [];
        HashSet<Node> following = [];
        Enter(_root, active);
        foreach (char character in name)
        {
            following.Clear();
            foreach (Node node in active)
            {
                if (node.Character == '*')
                {
                    Enter(node, following);
                }

                if (node.Next.TryGetValue(character, out Node? next))
                {
                    Enter(next, following);
                }

                if (node.Next.TryGetValue('?', out Node? any))
                {
                    Enter(any, following);
                }
            }

            (active, following) = (following, active);
            if (active.Count == 0)
            {
                break;
            }
        }

        return active.SelectMany(static node => node.Ends);
    }

    // A '*' may match no character.
    private static void Enter(Node node, HashSet<Node> active)
    {
        for (Node? next = node; next is not null && active.Add(next); )
        {
            next.Next.TryGetValue('*', out next);
        }
    }

    private sealed class Node(char character)
    {
        public char Character { get; } = character;

        public Dictionary<char, Node> Next { get; } = [];

        /// <summary>The positions of the names and patterns that end here.</summary>
        public List<int> Ends { get; } = [];
    }
}

/// <summary>The names and patterns of one kind of directive, each with a value.</summary>
internal sealed class DirectiveValues<T> : IReadOnlyCollection<(DirectiveName Name, T Value)>
{
    private readonly List<T> _values = [];

    public DirectiveNames Names { get; } = new();

    public int Count => _values.Count;

    public void Add(DirectiveName name, T value)
    {
        Names.Add(name);
        _values.Add(value);
    }

    public void AddRange(IEnumerable<DirectiveName> names, T value)
    {
        foreach (DirectiveName name in names)
        {
            Add(name, value);
        }
    }

    /// <summary>Returns the names and patterns that match, in order.</summary>
    public IEnumerable<(DirectiveName Name, T Value)> FindAll(string name) =>
        Names.FindAll(name).Select(index => (Names[index], _values[index]));

    public IEnumerator<(DirectiveName Name, T Value)> GetEnumerator() =>
        Names.Zip(_values, static (name, value) => (name, value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
