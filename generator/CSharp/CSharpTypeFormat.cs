namespace KoffiGen.CSharp;

/// <summary>The format in which types and names are written as C# code.</summary>
internal sealed class CSharpTypeFormat
{
    /// <summary>Names have <c>global::</c>, because generated code has no using directives.</summary>
    public static readonly CSharpTypeFormat Qualified = new("global::");

    /// <summary>Names do not have <c>global::</c>, for messages.</summary>
    public static readonly CSharpTypeFormat Short = new("");

    private CSharpTypeFormat(string globalNamespace) => GlobalNamespace = globalNamespace;

    /// <summary>The text of the global namespace in front of a name.</summary>
    public string GlobalNamespace { get; }

    /// <summary>Writes a name that starts at the global namespace.</summary>
    public string Write(string path) => GlobalNamespace + path;

    /// <summary>Writes a list of types, separated by commas.</summary>
    public string Write(EquatableArray<CSharpType> types) => string.Join(", ", types.Select(type => type.Write(this)));

    /// <summary>Writes a generic type with one type argument.</summary>
    public string Write(string path, CSharpType argument) => $"{GlobalNamespace}{path}<{argument.Write(this)}>";
}
