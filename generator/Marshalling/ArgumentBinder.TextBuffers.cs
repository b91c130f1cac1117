using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Marshalling;

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
            (ParameterDirection.Out, ByRefKind.Out) or (ParameterDirection.Inout, ByRefKind.Ref) => true,
            (ParameterDirection.Default or ParameterDirection.In, ByRefKind.None) when parameter.StatedLength is not null => false,
            _ => null,
        };
        return
            isWritten is { } written
            && declared.Type.Kind == CSharpTypeKind.String
            && parameter.Size is { } size
            && counts?.ExpressBefore(size) is { } length
            ? new TextBufferArgument(declared.Identifier, encoding, length)
            {
                IsByteCount = parameter.IsByteCount,
                IsRead = declared.RefKind != ByRefKind.Out,
                IsWritten = written,
                IsRequired = declared.RefKind != ByRefKind.Out && parameter.IsNeverNull && parameter.StatedLength is not null,
                IsNullable = declared.Type is CSharpType.Reference { IsNullable: true },
            }
            : null;
    }
}
