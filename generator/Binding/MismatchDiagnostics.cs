using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;

namespace KoffiGen.Binding;

/// <summary>The diagnostics of mismatches, with the same rule for a parameter, a result and a callback.</summary>
internal static class MismatchDiagnostics
{
    /// <summary>
    /// Returns the diagnostic of a mismatch that explains itself; <see langword="null"/> if the binder has to propose another C# type.
    /// </summary>
    /// <param name="name">The C name of the parameter or of the function type; empty for a result.</param>
    public static BindingDiagnostic? Find(Mismatch mismatch, DiagnosticSite site, string name)
    {
        return mismatch switch
        {
            LayoutMismatch layout => Create(
                SignatureRules.LayoutMismatch,
                layout.Struct.DisplayText,
                layout.Record.ToString(),
                layout.Difference
            ),
            ManagedElementMismatch { Element: var element } => Create(SignatureRules.ManagedElement, element.DisplayText),
            FunctionMismatch function => Create(
                CallbackRules.DelegateMismatch,
                function.Type.WithoutNullable.DisplayText,
                CTypeWriter.WriteDeclaration(function.Function, name).Trim(),
                function.Reason
            ),
            _ => null,
        };

        BindingDiagnostic Create(DiagnosticRule rule, params string[] arguments) => new(rule, site, new EquatableArray<string>(arguments));
    }
}
