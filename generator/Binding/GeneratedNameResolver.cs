using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;

namespace KoffiGen.Binding;

/// <summary>
/// A rewriter that qualifies the names of generated types in the user's signatures, because a generated file lacks the user's using
/// directives.
/// </summary>
/// <param name="place">The type that contains the signature.</param>
/// <param name="function">The C function of the signature; <see langword="null"/> for a variable.</param>
internal sealed class GeneratedNameResolver(TypeEnvironment environment, QualifiedName place, FunctionType? function) : CSharpTypeRewriter
{
    public override CSharpType Rewrite(CSharpType type) =>
        type is CSharpType.Named named && Resolve(named) is { } resolved ? resolved : base.Rewrite(type);

    private CSharpType.Named? Resolve(CSharpType.Named type)
    {
        QualifiedName written = type.IsCompanion ? type.Name.Container! : type.Name;
        if (environment.Types.Resolve(place, written, IsMentioned) is not { } resolved)
        {
            return null;
        }

        QualifiedName name = type.IsCompanion ? resolved.Member(type.Name.Identifier) : resolved;
        return name == type.Name ? type : type with { Name = name };
    }

    /// <summary>Whether the signature of the C function contains the C type of the generated type.</summary>
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
