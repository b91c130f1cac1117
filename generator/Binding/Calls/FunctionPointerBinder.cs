using KoffiGen.Binding.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Types;

namespace KoffiGen.Binding.Calls;

/// <summary>Makes the C# type of pointers to a function type: a value that can be invoked like an import.</summary>
internal static class FunctionPointerBinder
{
    /// <param name="cName">What C calls the function type, or what it is called after.</param>
    public static FunctionPointerModel Bind(GeneratedType generated, FunctionType function, string cName, string? documentation, TypeMatcher types)
    {
        string declaration = CTypeWriter.WriteDeclaration(function, cName);
        FunctionPointerModel model = new(generated.Name, declaration) { Documentation = documentation };
        if (function.IsVariadic)
        {
            return model with { Obstacle = "it takes a variable number of arguments" };
        }

        DiagnosticCollector diagnostics = new();
        HashSet<string> signatures = new(StringComparer.Ordinal);
        CallBinder calls = new(types, new ImportAttribute(new EquatableArray<string>([declaration])), new BoundFunction("", default, function), generated.Text, diagnostics);
        ImportModel[] invocations = calls.CreateDefault("Invoke", "public") is { } method
            ? [.. calls.BindOverloads(method, declaration, candidate => signatures.Add(ImportBinder.Signature(candidate))).Select(static invocation => invocation with { Call = invocation.Call! with { IsThroughPointer = true } })]
            : [];

        // That a pointer cannot be invoked is no mistake of those who only hand it on: the type says it, and no diagnostic.
        return invocations.Length > 0
            ? model with { Invocations = new EquatableArray<ImportModel>(invocations) }
            : model with { Obstacle = Describe(diagnostics) };
    }

    private static string Describe(DiagnosticCollector diagnostics)
    {
        foreach (BindingDiagnostic diagnostic in diagnostics.ToImmutable())
        {
            if (diagnostic is { Rule.Severity: RuleSeverity.Error, Arguments.Count: > 0 })
            {
                return $"'{diagnostic.Arguments[0]}' cannot be passed or returned";
            }
        }

        return "its types are wrong";
    }
}
