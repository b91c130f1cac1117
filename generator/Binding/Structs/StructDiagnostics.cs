using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;

namespace KoffiGen.Binding.Structs;

/// <summary>Diagnostics for the selected C structs of a unit that have no C# struct.</summary>
internal static class StructDiagnostics
{
    public static IEnumerable<BindingDiagnostic> Of(DeclarationUnit unit, TypeEnvironment environment)
    {
        HashSet<CType> seen = [];
        foreach (DeclaredType declared in unit.DeclaredTypes)
        {
            // A problem of an unnamed type is reported for the containing struct.
            if (
                declared.Type is RecordType { IsComplete: true } record
                && environment.Selection.FindOwner(record) == unit
                && environment.FindGenerated(record) is not { IsNested: true }
                && seen.Add(record)
            )
            {
                foreach ((DiagnosticRule rule, string[] arguments) in Find(record, unit, environment))
                {
                    BindingDiagnostic diagnostic = new(rule, declared.Declaration.NameLocation, new EquatableArray<string>(arguments));
                    yield return unit.Weigh(diagnostic, NameKind.Other, declared.CName, declared.Tag ?? declared.CName);
                }
            }
        }
    }

    private static IEnumerable<(DiagnosticRule Rule, string[] Arguments)> Find(
        RecordType record,
        DeclarationUnit unit,
        TypeEnvironment environment
    )
    {
        StructProblem? problem = environment.Structs.Plan(record).Problem;
        if (
            problem is null
            && ManagedFormRules.OwnsMemory(record)
            && environment.FindGenerated(record) is { QualifiedName: var name }
            && FindInaccessible(record, name) is { } disposer
        )
        {
            yield return (OwnershipRules.DisposerNotAccessible, DisposalBinder.Explain(disposer));
        }

        foreach (RecordMember member in record.Members.Where(ManagedFormRules.IsWronglyOwned))
        {
            yield return (OwnershipRules.OwnedMember, [record.ToString(), member.Name ?? "", member.Type.ToString()]);
        }

        switch (problem)
        {
            case { Kind: StructProblemKind.DiffersBetweenTargets }:
                yield return (LayoutRules.LayoutDiffers, [record.ToString(), problem.Detail]);
                break;
            case { Kind: StructProblemKind.UnsupportedMember }:
                yield return (LayoutRules.UnsupportedMember, [record.ToString(), problem.Member, problem.Detail]);
                break;

            // If the unit of the nested struct reports the problem as an error, it is not reported again for the containing struct.
            case { Kind: StructProblemKind.UnsupportedStruct, Struct: { } inner }
                when unit.IsFile || environment.Selection.FindOwner(inner) is not { IsFile: false }:
                yield return (LayoutRules.UnsupportedMember, [record.ToString(), problem.Member, problem.Detail]);
                break;
            case { Kind: StructProblemKind.TooLarge }:
                yield return (LayoutRules.RecordTooLarge, [record.ToString(), problem.Detail]);
                break;
        }
    }

    /// <summary>
    /// Returns the disposer that the struct cannot access; <see langword="null"/> if it can access all. Unnamed nested structs are nested
    /// in C# too, so they have the same access.
    /// </summary>
    private static ManagedDisposer? FindInaccessible(RecordType record, QualifiedName name) =>
        record
            .Members.Select(member =>
                member.Type.Type switch
                {
                    RecordType { IsComplete: true, Tag: null } nested => FindInaccessible(nested, name),
                    _ => ManagedFormRules
                        .DisposersOf(member)
                        .Select(static disposer => disposer.GetManagedDisposer())
                        .FirstOrDefault(method => method?.IsAccessibleFrom(name) == false),
                }
            )
            .FirstOrDefault(static method => method is not null);
}
