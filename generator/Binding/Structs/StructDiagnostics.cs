using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Types;

namespace KoffiGen.Binding.Structs;

/// <summary>Says why a struct of C has no C# struct.</summary>
internal static class StructDiagnostics
{
    public static (DiagnosticRule Rule, EquatableArray<string> Arguments)? Find(RecordType record, TypeEnvironment environment)
    {
        // Of a type without a name it is said at the struct around it.
        if (environment.FindGenerated(record) is { IsNested: true } || environment.Structs.Plan(record).Problem is not { } problem)
        {
            return null;
        }

        return problem.Kind switch
        {
            StructProblemKind.DiffersBetweenTargets => (LayoutRules.LayoutDiffers, new EquatableArray<string>([record.ToString(), problem.Detail])),
            StructProblemKind.UnsupportedMember => (LayoutRules.UnsupportedMember, new EquatableArray<string>([record.ToString(), problem.Member, problem.Detail])),
            StructProblemKind.TooLarge => (LayoutRules.RecordTooLarge, new EquatableArray<string>([record.ToString(), problem.Detail])),
            _ => null,
        };
    }
}
