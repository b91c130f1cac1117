using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Binding.Units;

/// <summary>
/// The outermost scope: a name that only one unit of the project declares is visible everywhere. A unit is bound when one of its names is
/// looked up, so that the order of files does not matter.
/// </summary>
internal sealed class ProjectScope(Action<DeclarationUnit> bind) : TypeScope
{
    /// <summary>The number of units that a message lists.</summary>
    private const int MaximumShown = 4;

    private readonly Dictionary<string, List<DeclarationUnit>> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DeclarationUnit>> _ordinary = new(StringComparer.Ordinal);
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _constants = new(StringComparer.Ordinal);
    private readonly List<string> _typeNames = [];
    private readonly List<string> _constantNames = [];

    public void Add(DeclarationUnit unit)
    {
        DeclaredNames names = new();
        foreach (ParseResult<TranslationUnitSyntax> parsed in unit.Trees)
        {
            names.Add(parsed.Root);
        }

        names.Types.UnionWith(unit.Disposables.Select(static disposable => disposable.Name));
        if (unit.CallbackName is { } callback)
        {
            names.Types.Add(callback);
        }

        Add(_tags, names.Tags.Keys);
        Add(_ordinary, names.Types.Concat(names.Constants));
        _typeNames.AddRange(names.Types.Concat(names.Tags.Values).Where(_types.Add));
        _constantNames.AddRange(names.Constants.Where(_constants.Add));

        void Add(Dictionary<string, List<DeclarationUnit>> index, IEnumerable<string> declared)
        {
            foreach (string name in declared)
            {
                if (!index.TryGetValue(name, out List<DeclarationUnit>? units))
                {
                    index.Add(name, units = []);
                }

                // Repeated declarations in one scope are checked by that scope.
                if (!units.Any(known => ReferenceEquals(known.Scope, unit.Scope)))
                {
                    units.Add(unit);
                }
            }
        }
    }

    public override CType? FindOwnTag(string name) => FindUnit(_tags, name)?.Scope.FindOwnTag(name);

    public override ScopeEntry? FindOwn(string name) => FindUnit(_ordinary, name)?.Scope.FindOwn(name);

    protected override IReadOnlyList<string> OwnNames(bool types) => types ? _typeNames : _constantNames;

    /// <summary>
    /// Returns the explanation for a name that is declared later, in the same unit or in a unit that needs this one first.
    /// </summary>
    protected override string? FindOwnLater(string name, bool types, TypeScope asking)
    {
        if (!(types ? _types : _constants).Contains(name) || !_ordinary.TryGetValue(name, out List<DeclarationUnit>? units))
        {
            return null;
        }

        return units.Any(unit => ReferenceEquals(unit.Scope, asking))
            ? " It is declared further down. Move its declaration up."
            : $" It is declared in {string.Join(" and ", units.Take(MaximumShown).Select(static unit => $"'{unit.Source.DisplayName}'"))}, "
                + "which needs these declarations first. Move the declarations that both need to another file.";
    }

    protected override IReadOnlyList<string>? FindOwnAmbiguous(string name, HashSet<TypeScope> visible)
    {
        // If a visible unit declares the name later, the name is unknown before that declaration and refers to it afterwards, so it is
        // never ambiguous.
        List<DeclarationUnit>? units =
            _tags.TryGetValue(name, out List<DeclarationUnit>? tags) ? tags
            : _ordinary.TryGetValue(name, out List<DeclarationUnit>? ordinary) ? ordinary
            : null;
        return units is { Count: > 1 } && !units.Any(unit => visible.Contains(unit.Scope))
            ? [.. units.Take(MaximumShown).Select(static unit => unit.Source.DisplayName)]
            : null;
    }

    private DeclarationUnit? FindUnit(Dictionary<string, List<DeclarationUnit>> index, string name)
    {
        if (!index.TryGetValue(name, out List<DeclarationUnit>? units) || units.Count != 1)
        {
            return null;
        }

        bind(units[0]);
        return units[0];
    }
}
