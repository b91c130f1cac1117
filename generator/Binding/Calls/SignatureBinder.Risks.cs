using System.Globalization;
using KoffiGen.Binding.Callbacks;
using KoffiGen.Binding.Structs;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Diagnostics;
using KoffiGen.Model;

namespace KoffiGen.Binding.Calls;

// Warnings about signatures that are valid but likely to be mistakes.
internal sealed partial class SignatureBinder
{
    private void CheckRisks(ArgumentModel argument, CParameter parameter, int position, int index, ParameterDeclaration declared)
    {
        CheckWritableText(parameter, index, declared);
        CheckCallbackText(parameter, position, declared);
        CheckAlignment(argument, parameter, position, declared);
    }

    // A string is immutable, so C writes to a copy that is only as long as the string.
    private void CheckWritableText(CParameter parameter, int index, ParameterDeclaration declared)
    {
        if (
            declared.Type is CSharpType.String
            && parameter
                is {
                    Direction: ParameterDirection.Default,
                    Type.Type.Canonical: PointerType { Pointee: { IsConst: false, Type: { } pointee } }
                }
        )
        {
            CSharpType proposal =
                pointee.Canonical is VoidType ? new CSharpType.Span(CSharpType.Of(CSharpPrimitive.Byte))
                : arguments.Default(parameter, declared.Name) is { } other ? other.Type
                : CSharpType.IntPtr;
            diagnostics.Report(
                SignatureRules.WritableText,
                function.LocateSpecifiers(parameter),
                CTypeWriter.WriteParameter(parameter),
                Visible(proposal).DisplayText
            );
        }
    }

    private void CheckCallbackText(CParameter parameter, int position, ParameterDeclaration declared)
    {
        if (declared.Type is CSharpType.Delegate { Signature: { } signature } && ContextParameters.AsCallback(parameter) is { } callback)
        {
            foreach ((_, CParameter text) in UnterminatedText.FindStrings(callback, signature))
            {
                diagnostics.ReportParameter(CallbackRules.UnterminatedText, position, UnterminatedText.Explain(text, types));
            }
        }
    }

    // The garbage collector aligns arrays to at most 8 bytes.
    private void CheckAlignment(ArgumentModel argument, CParameter parameter, int position, ParameterDeclaration declared)
    {
        if (
            argument is PinnedArgument { OverAlignment: { Largest: var alignment } }
            && declared.Type is CSharpType.Array { ElementType: var element }
        )
        {
            diagnostics.ReportParameter(
                LayoutRules.ArrayAlignment,
                position,
                CTypeWriter.WriteParameter(parameter),
                alignment.ToString(CultureInfo.InvariantCulture),
                ManagedLayout.MaximumAlignment.ToString(CultureInfo.InvariantCulture),
                $"KoffiMemory<{element.DisplayText}>"
            );
        }
    }
}
