using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Binding.Calls;

// Text in a buffer of the call, which is as large as C states: C may write all of it, or read all of it.
internal sealed partial class ArgumentBinder
{
    private static TextBufferArgument? BindTextBuffer(
        TextEncoding encoding,
        CParameter parameter,
        ParameterDeclaration declared,
        ElementCounts? counts
    )
    {
        bool? isWritten = (parameter.Direction, declared.RefKind) switch
        {
            (ParameterDirection.Out, RefKind.Out) or (ParameterDirection.Inout, RefKind.Ref) => true,
            (ParameterDirection.Default or ParameterDirection.In, RefKind.None) when parameter.StatedLength is not null => false,
            _ => null,
        };
        return
            isWritten is { } written
            && declared.Type.Kind == ManagedTypeKind.String
            && parameter.Size is { } size
            && counts?.ExpressBefore(size) is { } length
            ? new TextBufferArgument(declared.Identifier, encoding, length)
            {
                IsByteCount = parameter.IsByteCount,
                IsRead = declared.RefKind != RefKind.Out,
                IsWritten = written,
                IsRequired = declared.RefKind != RefKind.Out && parameter.IsNeverNull && parameter.StatedLength is not null,
                IsNullable = declared.Type.Text == ManagedType.NullableString.Text,
            }
            : null;
    }
}
