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
            // Of a type without a name it is said at the struct around it.
            if (declaration.Type.Type.Canonical is RecordType { IsComplete: true } record && seen.Add(record) && environment.FindGenerated(record) is not { IsNested: true }
                && environment.Structs.Plan(record).Problem is { } problem && Rule(problem, record) is var (rule, arguments))
            {
                yield return new BindingDiagnostic(rule, DiagnosticSite.Text, declaration.TextIndex, declaration.NameSpan, new EquatableArray<string>(arguments));
            }
        }
    }

    private static (DiagnosticRule Rule, string[] Arguments)? Rule(StructProblem problem, RecordType record) => problem.Kind switch
    {
        StructProblemKind.DiffersBetweenTargets => (LayoutRules.LayoutDiffers, [record.ToString(), problem.Detail]),
        StructProblemKind.UnsupportedMember => (LayoutRules.UnsupportedMember, [record.ToString(), problem.Member, problem.Detail]),
        StructProblemKind.TooLarge => (LayoutRules.RecordTooLarge, [record.ToString(), problem.Detail]),
        _ => null,
    };
}
