using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Binding.Calls;

// Text that C writes into a buffer of the call.
internal sealed partial class ArgumentBinder
{
    private static TextOutput? BindTextOutput(TextEncoding encoding, CParameter parameter, ParameterDeclaration declared, ElementCounts? counts)
    {
        bool isWritten = (parameter.Direction, declared.RefKind) is (ParameterDirection.Out, RefKind.Out) or (ParameterDirection.Inout, RefKind.Ref);
        return isWritten && declared.Type.Kind == ManagedTypeKind.String && parameter.Size is { } size && counts?.ExpressBefore(size) is { } length
            ? new TextOutput(declared.Identifier, encoding, length)
            {
                IsByteCount = parameter.IsByteCount,
                IsInout = declared.RefKind == RefKind.Ref,
                IsNullable = declared.Type.Text == ManagedType.NullableString.Text,
            }
            : null;
    }
}
