using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Binding;

/// <summary>Resolves the names of generated types in the user's signatures: a generated file has none of the user's usings.</summary>
/// <param name="place">The type that the signature is in.</param>
/// <param name="function">The C function that the signature belongs to; a variable has none.</param>
internal sealed class GeneratedNameResolver(TypeEnvironment environment, QualifiedName place, FunctionType? function) : CSharpTypeRewriter
{
    public override CSharpType VisitNamed(CSharpType.Named type)
    {
        QualifiedName written = type.IsCompanion ? type.Name.Container! : type.Name;
        if (environment.Types.Resolve(place, written, IsMentioned) is not { } resolved)
        {
            return base.VisitNamed(type);
        }

        QualifiedName name = type.IsCompanion ? resolved.Member(type.Name.Identifier) : resolved;
        return name == type.Name ? type : type with { Name = name };
    }

    /// <summary>Whether the signature of the C function has the generated type somewhere.</summary>
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
