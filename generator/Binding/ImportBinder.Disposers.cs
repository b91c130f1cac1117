using KoffiGen.Binding.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;

namespace KoffiGen.Binding;

// A name of the whole project may stand for a method that only one class can call.
internal sealed partial class ImportBinder
{
    private void CheckDisposers(BoundFunction function, EquatableArray<ArgumentModel> arguments, ResultModel result, bool isClassic, DiagnosticCollector diagnostics)
    {
        Check(result.Disposal, isClassic ? 1 : function.TextIndex, function.NameSpan);
        for (int index = 0; index < arguments.Count; index++)
        {
            if (arguments[index] is ConvertedOutput output)
            {
                Check(output.Disposal, isClassic ? index + 2 : function.TextIndex, function.Type.Parameters[index].Syntax?.Specifiers.Type.Span ?? default);
            }
        }

        void Check(DisposalModel? disposal, int text, SourceSpan span)
        {
            if (disposal is { Method: { } method } && !method.IsAccessibleFrom(_type.QualifiedName))
            {
                diagnostics.Report(OwnershipRules.DisposerNotAccessible, DiagnosticSite.Text, text, span, [.. DisposalBinder.Explain(method)]);
            }
        }
    }
}
