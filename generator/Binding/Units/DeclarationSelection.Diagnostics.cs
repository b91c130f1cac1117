using KoffiGen.Binding.Declarations;
using KoffiGen.Types;

namespace KoffiGen.Binding.Units;

// What is left out says nothing, unless a kept declaration is wrong because of it.
internal sealed partial class DeclarationSelection
{
    private readonly HashSet<DeclarationSite> _relevant = [];
    private readonly HashSet<DeclarationSite> _needed = [];

    /// <summary>Whether the diagnostics of the declaration are reported: it is kept, or a kept one depends on it.</summary>
    public bool IsRelevant(DeclarationSite site) => _relevant.Contains(site);

    /// <summary>Whether a kept declaration other than a macro is wrong where this one is.</summary>
    public bool IsNeeded(DeclarationSite site) => _needed.Contains(site);

    private void AddRelevant(DeclarationUnit unit)
    {
        (HashSet<string> kept, HashSet<string> leftOut) = NamesOf(unit);
        foreach (DeclarationSite site in unit.Sites)
        {
            // What declares nothing that could become C#, because it is wrong or static, is known by its name alone.
            if (site.Names.Count == 0 ? !site.IsShared : site.Names.Any(name => kept.Contains(name) || (!leftOut.Contains(name) && unit.Directives.Includes(name))))
            {
                AddRelevant(site, isNeeded: !site.IsMacro);
            }
        }
    }

    /// <summary>The names of the unit that stand for what is kept, and for what is not.</summary>
    private (HashSet<string> Kept, HashSet<string> LeftOut) NamesOf(DeclarationUnit unit)
    {
        HashSet<string> kept = new(_members[unit], StringComparer.Ordinal);
        HashSet<string> leftOut = new(StringComparer.Ordinal);
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            (declaration.Kind == BoundDeclarationKind.Typedef && unit.Directives.Includes(declaration.Name) ? kept : leftOut).Add(declaration.Name);
            if (declaration is { Kind: BoundDeclarationKind.Enum, Type.Type: EnumType { IsComplete: true } enumeration })
            {
                leftOut.UnionWith(enumeration.Enumerators.Select(static enumerator => enumerator.Name));
            }
        }

        foreach (DeclaredType type in unit.DeclaredTypes.Where(type => _owners.ContainsKey(type.Type)))
        {
            kept.Add(type.CName);
            kept.Add(type.Tag ?? type.CName);
        }

        return (kept, leftOut);
    }

    private void AddRelevant(DeclarationSite site, bool isNeeded)
    {
        bool isNews = _relevant.Add(site);
        if (!(isNeeded && _needed.Add(site)) && !isNews)
        {
            return;
        }

        foreach (DeclarationSite used in site.Uses)
        {
            AddRelevant(used, isNeeded);
        }

        foreach (CType type in site.Measured)
        {
            AddMeasured(type, isNeeded, []);
        }
    }

    private void AddMeasured(CType type, bool isNeeded, HashSet<CType> seen)
    {
        type = type.Canonical;
        if (type is ArrayType array)
        {
            AddMeasured(array.Element.Type, isNeeded, seen);
        }

        if (type is not (RecordType or EnumType) || !seen.Add(type))
        {
            return;
        }

        foreach ((_, DeclaredType declared) in _declared.TryGetValue(type, out List<(DeclarationUnit Unit, DeclaredType Type)>? places) ? places : [])
        {
            if (declared.Declaration.Site is { } site)
            {
                AddRelevant(site, isNeeded);
            }
        }

        foreach (RecordMember member in type is RecordType { IsComplete: true } record ? record.Members : [])
        {
            AddMeasured(member.Type.Type, isNeeded, seen);
        }
    }
}
