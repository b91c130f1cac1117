using KoffiGen.Text;

namespace KoffiGen.Declarations.Units;

/// <summary>The locations where rules are disabled and restored, in the order of the texts.</summary>
internal sealed class Suppressions
{
    private readonly Dictionary<string, List<Change>> _ofRules = new(StringComparer.OrdinalIgnoreCase);
    private int _count;

    /// <param name="id">The id of a rule, or the empty string for all rules.</param>
    public void Add(SourceLocation location, string id, bool isDisabled)
    {
        if (!_ofRules.TryGetValue(id, out List<Change>? changes))
        {
            _ofRules.Add(id, changes = []);
        }

        changes.Add(new Change(_count++, location, isDisabled));
    }

    /// <summary>Whether diagnostics of the rule are disabled at the location: the last change before it decides.</summary>
    public bool IsDisabled(string id, SourceLocation location)
    {
        Change? own = FindLast(id, location);
        Change? all = FindLast("", location);
        return (own is null || (all is not null && all.Order > own.Order) ? all : own)?.IsDisabled ?? false;
    }

    private Change? FindLast(string id, SourceLocation location)
    {
        if (!_ofRules.TryGetValue(id, out List<Change>? changes))
        {
            return null;
        }

        int start = 0;
        for (int end = changes.Count; start < end; )
        {
            int middle = (start + end) / 2;
            if (location.Follows(changes[middle].Location))
            {
                start = middle + 1;
            }
            else
            {
                end = middle;
            }
        }

        return start == 0 ? null : changes[start - 1];
    }

    private sealed record Change(int Order, SourceLocation Location, bool IsDisabled);
}
