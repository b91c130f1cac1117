using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding;

/// <summary>Writes signatures of the user's so that a generated file finds the generated types in them: it has none of the user's usings.</summary>
/// <param name="place">The qualified name of the type that the signature is in.</param>
/// <param name="function">C's function, of which the signature is one; a variable has none.</param>
internal sealed class SignatureQualifier(TypeEnvironment environment, string place, FunctionType? function)
{
    public MethodDeclaration Qualify(MethodDeclaration method) =>
        method with
        {
            ReturnType = Qualify(method.ReturnType),
            Parameters = method.Parameters.Select(parameter => parameter with { Type = Qualify(parameter.Type) }).ToEquatableArray(),
        };

    public CSharpType Qualify(CSharpType type)
    {
        string annotation = type.Text.EndsWith("?", StringComparison.Ordinal) ? "?" : "";
        if (type.Kind == CSharpTypeKind.Named)
        {
            int end = type.Name.IndexOf('.');
            string companion = end < 0 ? "" : type.Name.Substring(end);
            string written = type.TextWithoutNullable;
            return
                environment.Types.FindText(
                    place,
                    end < 0 ? type.Name : type.Name.Substring(0, end),
                    written.EndsWith(companion, StringComparison.Ordinal)
                        ? written.Substring(0, written.Length - companion.Length)
                        : written,
                    IsMentioned
                )
                    is { } text
                ? type with
                {
                    Text = text + companion + annotation,
                }
                : type;
        }

        if (type.Struct is { } declaration)
        {
            EquatableArray<FieldDeclaration> fields = declaration
                .Fields.Select(field => field with { Type = Qualify(field.Type) })
                .ToEquatableArray();
            return type with { Struct = declaration with { Fields = fields } };
        }

        if (type.Signature is { } signature)
        {
            int arguments = type.TypeArguments.IsEmpty ? -1 : type.Text.IndexOf('<');
            string name =
                arguments < 0
                    ? type.Text
                    : $"{type.Text.Substring(0, arguments)}<{string.Join(", ", type.TypeArguments.Select(argument => Qualify(argument).Text))}>{annotation}";
            return type with { Text = name, Signature = Qualify(signature) };
        }

        if (type.Kind == CSharpTypeKind.Tuple)
        {
            return CSharpType.Tuple(type.TupleElements.Select(part => part with { Type = Qualify(part.Type) }).ToEquatableArray());
        }

        if (type.Element is not { } element || Qualify(element) is var qualified && qualified == element)
        {
            return type;
        }

        string whole = type.Kind switch
        {
            CSharpTypeKind.Span => $"global::System.Span<{qualified.Text}>",
            CSharpTypeKind.ReadOnlySpan => $"global::System.ReadOnlySpan<{qualified.Text}>",
            CSharpTypeKind.Memory => $"global::System.Memory<{qualified.Text}>",
            CSharpTypeKind.ReadOnlyMemory => $"global::System.ReadOnlyMemory<{qualified.Text}>",
            CSharpTypeKind.Task => $"global::System.Threading.Tasks.Task<{qualified.Text}>{annotation}",
            CSharpTypeKind.ValueTask => $"global::System.Threading.Tasks.ValueTask<{qualified.Text}>",
            CSharpTypeKind.TypedPointer => $"global::KoffiGen.Pointer<{qualified.Text}>",
            CSharpTypeKind.OwnedMemory => $"global::KoffiGen.KoffiMemory<{qualified.Text}>{annotation}",
            CSharpTypeKind.Registered => $"global::KoffiGen.Registered<{qualified.Text}>{annotation}",
            CSharpTypeKind.Array => $"{qualified.Text}[]{annotation}",
            CSharpTypeKind.Pointer => qualified.Text + "*",
            _ => type.Text,
        };
        return type with { Element = qualified, Text = whole };
    }

    /// <summary>Whether C's function has the generated type somewhere in its signature.</summary>
    private bool IsMentioned(GeneratedType generated)
    {
        return function is not null
            && function.Parameters.Select(static parameter => parameter.Type).Append(function.ReturnType).Any(type => Mentions(type.Type));

        bool Mentions(CType type) =>
            environment.FindGenerated(type) == generated
            || type.Canonical switch
            {
                PointerType pointer => Mentions(pointer.Pointee.Type),
                ArrayType array => Mentions(array.Element.Type),
                _ => false,
            };
    }
}
