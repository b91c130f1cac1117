using System.Collections.Concurrent;
using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Text;

namespace KoffiGen.Binding.Units;

// An omitted declaration reports nothing, unless a selected declaration depends on it.
internal sealed partial class DeclarationSelection
{
    private readonly Dictionary<DeclarationSite, DeclarationUnit> _unitsOfSites = [];

    /// <summary>The declarations whose diagnostics are reported. Lazy because only the analyzers need them.</summary>
    private readonly Lazy<Relevance> _relevance;

    /// <summary>
    /// The declarations of files that are valid C but cannot be bound, or depend on such declarations. Complete after the constructor, and
    /// therefore safe to read from any thread.
    /// </summary>
    private readonly HashSet<DeclarationSite> _limited = [];

    /// <summary>The declarations of files, and those on which they depend.</summary>
    private readonly HashSet<DeclarationSite> _reached = [];

    /// <summary>The declarations that depend on each declaration.</summary>
    private readonly Dictionary<DeclarationSite, List<DeclarationSite>> _users = [];

    /// <summary>The declarations on which the layout of each type depends.</summary>
    private readonly ConcurrentDictionary<CType, HashSet<DeclarationSite>> _parts = new();

    /// <summary>The declarations whose errors, and those of the declarations on which they depend, are all reported as errors.</summary>
    private readonly ConcurrentDictionary<DeclarationSite, bool> _reported = new();

    /// <summary>Returns the diagnostics of the unit in the order of its texts, except for those of omitted declarations.</summary>
    public ImmutableArray<TextDiagnostic> FindDiagnostics(DeclarationUnit unit) =>
        [
            .. unit
                .OtherDiagnostics.Where(unit.IsEnabled)
                .Concat(unit.Sites.SelectMany(FindDiagnostics))
                .OrderBy(static diagnostic => diagnostic.Location, SourceLocation.Order),
        ];

    /// <summary>
    /// Returns the diagnostics of the declaration that are reported. The selected declarations that depend on it determine their
    /// severity.
    /// </summary>
    private IEnumerable<TextDiagnostic> FindDiagnostics(DeclarationSite site)
    {
        Relevance relevance = _relevance.Value;
        if (!relevance.Unbound.TryGetValue(site, out RuleSeverity unbound))
        {
            return [];
        }

        DeclarationUnit unit = _unitsOfSites[site];
        return unit.Weigh(site, unbound, isUnneeded: site.IsMacro && !relevance.Needed.Contains(site)).Where(unit.IsEnabled);
    }

    private Relevance FindRelevance(IReadOnlyList<DeclarationUnit> units)
    {
        Relevance relevance = new([], []);
        foreach (DeclarationUnit unit in units)
        {
            AddRelevant(unit, relevance);
        }

        return relevance;
    }

    private void AddRelevant(DeclarationUnit unit, Relevance relevance)
    {
        foreach (DeclarationSite site in unit.Disposables.Select(static disposable => disposable.Site).OfType<DeclarationSite>())
        {
            AddRelevant(site, isNeeded: true, RuleSeverity.Error, relevance);
        }

        (HashSet<string> kept, HashSet<string> leftOut) = NamesOf(unit);
        foreach (DeclarationSite site in unit.Sites)
        {
            // A declaration that declares nothing for C#, because it is invalid or static, is selected by its name alone.
            if (
                site.Names.Count == 0
                    ? !site.IsShared
                    : site.Names.Keys.Any(name => kept.Contains(name) || (!leftOut.Contains(name) && unit.Directives.Includes(name)))
            )
            {
                AddRelevant(site, isNeeded: !site.IsMacro, unit.SeverityOfUnbound(site.Names), relevance);
            }
        }
    }

    /// <summary>Returns the names of selected and of omitted declarations.</summary>
    private (HashSet<string> Kept, HashSet<string> LeftOut) NamesOf(DeclarationUnit unit)
    {
        HashSet<string> kept = new(_members[unit], StringComparer.Ordinal);
        HashSet<string> leftOut = new(StringComparer.Ordinal);
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            (declaration.Kind == BoundDeclarationKind.Typedef && unit.Directives.Includes(declaration.Name) ? kept : leftOut).Add(
                declaration.Name
            );
            if (declaration is { Kind: BoundDeclarationKind.Enum, Type.Type: EnumType { IsComplete: true } enumeration })
            {
                leftOut.UnionWith(enumeration.Enumerators.Select(static enumerator => enumerator.Name));
            }
        }

        foreach (
            DeclaredType type in unit.DeclaredTypes.Where(type =>
                _owners.ContainsKey(type.Type) || (IsUnbound(unit, type.Declaration) && IsSelected(unit, type))
            )
        )
        {
            kept.Add(type.CName);
            kept.Add(type.Tag ?? type.CName);
        }

        return (kept, leftOut);
    }

    // A chain of declarations may be long, so it is followed without a recursion.
    private void AddRelevant(DeclarationSite site, bool isNeeded, RuleSeverity unbound, Relevance relevance)
    {
        Stack<DeclarationSite> open = new([site]);
        while (open.Count > 0)
        {
            DeclarationSite next = open.Pop();
            bool isNews = !relevance.Unbound.TryGetValue(next, out RuleSeverity known) || unbound > known;
            if (isNews)
            {
                relevance.Unbound[next] = unbound;
            }

            if ((isNeeded && relevance.Needed.Add(next)) || isNews)
            {
                foreach ((DeclarationSite used, _) in FindUses(next))
                {
                    open.Push(used);
                }
            }
        }
    }

    /// <summary>
    /// Whether the declaration is valid C in a file that cannot be bound, or depends on such a declaration. Nothing is generated for it.
    /// </summary>
    public bool IsUnbound(DeclarationUnit unit, BoundDeclaration declaration) =>
        unit.IsFile && declaration.Site is { } site && _limited.Contains(site);

    private void AddPlaces(DeclarationUnit unit)
    {
        foreach (DeclaredType type in unit.DeclaredTypes)
        {
            if (!_declared.TryGetValue(type.Type, out List<(DeclarationUnit Unit, DeclaredType Type)>? places))
            {
                _declared.Add(type.Type, places = []);
            }

            places.Add((unit, type));
        }

        foreach (DeclarationSite site in unit.Sites)
        {
            _unitsOfSites.Add(site, unit);
        }
    }

    /// <summary>Collects the declarations of a file with those that they depend on.</summary>
    private void AddUsers(DeclarationUnit unit)
    {
        Stack<DeclarationSite> open = new(
            unit.IsFile ? unit.Declarations.Select(static declaration => declaration.Site).OfType<DeclarationSite>() : []
        );
        while (open.Count > 0)
        {
            DeclarationSite next = open.Pop();
            if (!_reached.Add(next))
            {
                continue;
            }

            foreach ((DeclarationSite used, _) in FindUses(next))
            {
                if (!_users.TryGetValue(used, out List<DeclarationSite>? users))
                {
                    _users.Add(used, users = []);
                }

                users.Add(next);
                open.Push(used);
            }
        }
    }

    /// <summary>Finds the declarations that cannot be bound, and those that depend on them.</summary>
    private void FindLimited()
    {
        Stack<DeclarationSite> open = new(_reached.Where(static site => site.IsLimited));
        while (open.Count > 0)
        {
            DeclarationSite next = open.Pop();
            if (_limited.Add(next) && _users.TryGetValue(next, out List<DeclarationSite>? users))
            {
                users.ForEach(open.Push);
            }
        }
    }

    private void MarkUnbound(DeclarationUnit unit)
    {
        foreach (BoundDeclaration declaration in unit.IsFile ? unit.Declarations : [])
        {
            if (declaration is { Kind: BoundDeclarationKind.Record, Site: { } site, Type.Type.Canonical: RecordType record })
            {
                record.IsUnbound = _limited.Contains(site);
            }
        }
    }

    /// <summary>Returns the declarations that this one depends on, each with its use.</summary>
    private List<(DeclarationSite Used, SourceLocation Place)> FindUses(DeclarationSite site)
    {
        List<(DeclarationSite Used, SourceLocation Place)> uses = [.. site.Uses.Select(static use => (use.Key, use.Value))];
        foreach (KeyValuePair<CType, SourceLocation> measured in site.Measured)
        {
            HashSet<DeclarationSite> parts = _parts.GetOrAdd(
                measured.Key,
                type =>
                {
                    HashSet<DeclarationSite> parts = [];
                    AddParts(type, parts, []);
                    return parts;
                }
            );
            uses.AddRange(parts.Select(part => (part, measured.Value)));
        }

        return uses;
    }

    /// <summary>Adds the declarations on which the layout of the type depends.</summary>
    private void AddParts(CType type, HashSet<DeclarationSite> parts, HashSet<CType> seen)
    {
        type = type.Canonical;
        if (type is ArrayType array)
        {
            AddParts(array.Element.Type, parts, seen);
        }

        if (type is not (RecordType or EnumType) || !seen.Add(type))
        {
            return;
        }

        foreach (
            (_, DeclaredType declared) in _declared.TryGetValue(type, out List<(DeclarationUnit Unit, DeclaredType Type)>? places)
                ? places
                : []
        )
        {
            if (declared.Declaration.Site is { } site)
            {
                parts.Add(site);
            }
        }

        foreach (RecordMember member in type is RecordType { IsComplete: true } record ? record.Members : [])
        {
            AddParts(member.Type.Type, parts, seen);
        }
    }

    /// <summary>
    /// Reports uses of invalid declarations in the text of an import. Units do not know which imports use them, so the declaration itself
    /// may be reported only as information, or not reported.
    /// </summary>
    public void ReportWrongUses(DeclarationSite site, DiagnosticCollector diagnostics)
    {
        HashSet<SourceLocation> reported = [];
        foreach ((DeclarationSite used, SourceLocation place) in FindUses(site))
        {
            if (FindUnreported(used) is var (name, unit, mistake) && reported.Add(place))
            {
                diagnostics.Report(DirectiveRules.WrongDeclaration, place, name, unit.Source.DisplayName, mistake.Message);
            }
        }
    }

    /// <summary>
    /// Returns the first error in the declaration, or in one that it depends on, that is not reported as an error; <see langword="null"/>
    /// if there is none.
    /// </summary>
    private (string Name, DeclarationUnit Unit, TextDiagnostic Mistake)? FindUnreported(DeclarationSite site)
    {
        HashSet<DeclarationSite> seen = [];
        Stack<(DeclarationSite Site, string User)> open = new([(site, "")]);
        while (open.Count > 0)
        {
            (DeclarationSite next, string user) = open.Pop();
            if (_reported.ContainsKey(next) || !seen.Add(next))
            {
                continue;
            }

            // The shared specifiers of several declarators have no name of their own.
            string name = next.Names.Keys.FirstOrDefault() ?? user;
            if (
                _unitsOfSites.TryGetValue(next, out DeclarationUnit? unit)
                && next.Diagnostics.ToImmutable().FirstOrDefault(static diagnostic => diagnostic.Rule.PreventsBinding) is { } mistake
                && !FindDiagnostics(next).Any(static diagnostic => diagnostic.Severity == RuleSeverity.Error)
            )
            {
                return (name, unit, mistake);
            }

            foreach ((DeclarationSite used, _) in Enumerable.Reverse(FindUses(next)))
            {
                open.Push((used, name));
            }
        }

        foreach (DeclarationSite reported in seen.Where(_unitsOfSites.ContainsKey))
        {
            _reported[reported] = true;
        }

        return null;
    }

    /// <param name="Unbound">
    /// The declarations that are selected or that a selected one depends on, with the severity of their diagnostics if they cannot be
    /// bound.
    /// </param>
    /// <param name="Needed">The declarations that a selected declaration other than a macro depends on.</param>
    private sealed record Relevance(Dictionary<DeclarationSite, RuleSeverity> Unbound, HashSet<DeclarationSite> Needed);
}
