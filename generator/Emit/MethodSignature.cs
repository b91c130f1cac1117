using KoffiGen.CSharp;

namespace KoffiGen.Emit;

/// <summary>The signatures of methods and delegates, as code writes them.</summary>
internal static class MethodSignature
{
    public static string Result(MethodDeclaration method)
    {
        string reference = method.ReturnRefKind switch
        {
            ByRefKind.Ref => "ref ",
            ByRefKind.RefReadOnly => "ref readonly ",
            _ => "",
        };
        return reference + method.ReturnType.Text;
    }

    public static string Parameters(MethodDeclaration method) => string.Join(", ", method.Parameters.Select(Parameter));

    private static string Parameter(ParameterDeclaration parameter)
    {
        string modifiers = string.Concat(
            parameter.IsThis ? "this " : "",
            parameter.IsParams ? "params " : "",
            parameter.IsScoped ? "scoped " : "",
            parameter.RefKind == ByRefKind.RefReadOnly ? "ref readonly " : Modifier(parameter)
        );
        string defaultValue = parameter.DefaultValue is { } value ? $" = {value}" : "";
        return $"{modifiers}{parameter.Type.Text} {parameter.Identifier}{defaultValue}";
    }

    /// <summary>Returns the modifier of an argument for the parameter.</summary>
    public static string Modifier(ParameterDeclaration parameter) =>
        parameter.RefKind switch
        {
            ByRefKind.Ref => "ref ",
            ByRefKind.Out => "out ",
            ByRefKind.In or ByRefKind.RefReadOnly => "in ",
            _ => "",
        };
}
