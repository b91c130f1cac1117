using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Text;

namespace KoffiGen.Binding.Callbacks;

/// <summary>
/// Checks of function types with a generated delegate. Without a delegate of the user's own, no C# signature states how the parameters
/// are used.
/// </summary>
internal static class GeneratedDelegates
{
    /// <param name="location">The location of the declaration that contains the function type.</param>
    public static void Check(FunctionType callback, TypeMatcher types, DiagnosticCollector diagnostics, SourceLocation location)
    {
        for (int index = 0; index < callback.Parameters.Length; index++)
        {
            CParameter parameter = callback.Parameters[index];
            if (parameter.Locations is not { Specifiers: var specifiers })
            {
                continue;
            }

            // The delegate receives these characters as a pointer, because another parameter appears to count them.
            if (UnterminatedText.FindCount(callback, index) is { } count)
            {
                diagnostics.Report(CallbackRules.CountedText, location.Narrow(specifiers), CTypeWriter.WriteParameter(parameter), count);
            }

            if (types.LacksDisposer(parameter.Type.Type))
            {
                diagnostics.ReportMissingDisposer(parameter.Type, location.Narrow(specifiers));
            }
        }
    }
}
