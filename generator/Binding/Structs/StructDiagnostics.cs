using KoffiGen.Binding.Calls;
using KoffiGen.Binding.Declarations;
using KoffiGen.Binding.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Types;

namespace KoffiGen.Binding.Structs;

/// <summary>Says why structs of C have no C# struct.</summary>
internal static class StructDiagnostics
{
    public static IEnumerable<BindingDiagnostic> Of(DeclarationUnit unit, TypeEnvironment environment)
    {
        HashSet<CType> seen = [];
        foreach (BoundDeclaration declaration in unit.Declarations)
        {
            if (declaration.Type.Type.Canonical is RecordType { IsComplete: true } owner && !seen.Contains(owner) && TwinRules.OwnsMemory(owner) && environment.Structs.Plan(owner).Problem is null && environment.FindGenerated(owner) is { IsNested: false, Text: var text }
                && FindInaccessible(owner, text) is { } disposer)
            {
                yield return new BindingDiagnostic(OwnershipRules.DisposerNotAccessible, DiagnosticSite.Text, declaration.TextIndex, declaration.NameSpan, new EquatableArray<string>(DisposalBinder.Explain(disposer)));
            }

            if (declaration.Type.Type.Canonical is RecordType { IsComplete: true } holder && !seen.Contains(holder))
            {
                foreach (RecordMember member in holder.Members.Where(TwinRules.IsWronglyOwned))
                {
                    yield return new BindingDiagnostic(OwnershipRules.OwnedMember, DiagnosticSite.Text, declaration.TextIndex, declaration.NameSpan, new EquatableArray<string>([holder.ToString(), member.Name ?? "", member.Type.ToString()]));
                }
            }

            // Of a type without a name it is said at the struct around it.
            if (declaration.Type.Type.Canonical is RecordType { IsComplete: true } record && seen.Add(record) && environment.FindGenerated(record) is not { IsNested: true }
                && environment.Structs.Plan(record).Problem is { } problem && Rule(problem, record) is var (rule, arguments))
            {
                yield return new BindingDiagnostic(rule, DiagnosticSite.Text, declaration.TextIndex, declaration.NameSpan, new EquatableArray<string>(arguments));
            }
        }
    }

    /// <summary>The C# method of a member's type that the struct, written so, cannot call. Structs that are declared inside it are inside it in C#, too.</summary>
    private static ManagedDisposer? FindInaccessible(RecordType record, string text) => record.Members.Select(member => member.Type.Type switch
    {
        RecordType { IsComplete: true, Tag: null } nested => FindInaccessible(nested, text),
        _ => TwinRules.DisposerOf(member)?.Method is { } method && !method.IsAccessibleFrom(text) ? method : null,
    }).FirstOrDefault(static method => method is not null);

    private static (DiagnosticRule Rule, string[] Arguments)? Rule(StructProblem problem, RecordType record) => problem.Kind switch
    {
        StructProblemKind.DiffersBetweenTargets => (LayoutRules.LayoutDiffers, [record.ToString(), problem.Detail]),
        StructProblemKind.UnsupportedMember => (LayoutRules.UnsupportedMember, [record.ToString(), problem.Member, problem.Detail]),
        StructProblemKind.TooLarge => (LayoutRules.RecordTooLarge, [record.ToString(), problem.Detail]),
        _ => null,
    };
}
