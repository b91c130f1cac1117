using KoffiGen.Model;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Emit;

/// <summary>The signatures of methods and delegates, as code writes them.</summary>
internal static class MethodSignature
{
    public static string Result(MethodDeclaration method)
    {
        string reference = method.ReturnRefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.RefReadOnly => "ref readonly ",
            _ => "",
        };
        return reference + method.ReturnType.Text;
    }

    public static string Parameters(MethodDeclaration method) =>
        string.Join(
            ", ",
            method.Parameters.Select(static parameter =>
                $"{(parameter.IsThis ? "this " : "")}{(parameter.IsParams ? "params " : "")}{(parameter.IsScoped ? "scoped " : "")}{(parameter.RefKind == RefKind.RefReadOnlyParameter ? "ref readonly " : Modifier(parameter))}{parameter.Type.Text} {parameter.Identifier}{(parameter.DefaultValue is { } value ? " = " + value : "")}"
            )
        );

    /// <summary>What stands before an argument for the parameter.</summary>
    public static string Modifier(ParameterDeclaration parameter) =>
        parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In or RefKind.RefReadOnlyParameter => "in ",
            _ => "",
        };
}
