using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Emit;

/// <summary>Writes the members of a class whose instances each load the library.</summary>
internal static class InstanceEmitter
{
    /// <summary>The field with the library.</summary>
    public const string Field = "__library";

    /// <summary>Whether the library of the instance has a symbol.</summary>
    public static string IsAvailable(string symbol) => $"{Field}.{RuntimeMembers.NativeLibraryInstance.IsAvailable}({symbol})";

    /// <summary>Returns the base types of the class.</summary>
    public static string? BaseList(ImportClassModel model) => model.DeclaresInstance ? $" : {SystemMembers.IDisposable.Type}" : null;

    public static void Write(SourceWriter writer, TypeHeader type, SymbolHolderEmitter symbols)
    {
        string parameters = $"string? path = null, {RuntimeMembers.KoffiLoad.Type} flags = default";
        string name = CSharpLiteral.String(type.Name.TrimStart('@'));
        writer.Line($"private readonly {RuntimeMembers.NativeLibraryInstance.Type} {Field} = new({symbols.Library}, {name});");
        if (!type.HasConstructor)
        {
            writer.Line();
            WriteDocumentation(writer, "Loads the library for this object only.");
            writer.Line(SourceFile.GeneratedCode);
            writer.Line($"public {type.Name}({parameters}) => Load(path, flags);");
        }

        writer.Line();
        WriteDocumentation(writer, "Loads the library for this object only. A constructor must call it.");
        writer.Line(SourceFile.GeneratedCode);
        writer.Line($"private void Load({parameters}) => {Field}.{RuntimeMembers.NativeLibraryInstance.Load}(path, flags);");
        writer.Line();
        writer.Line("/// <summary>Unloads the library as soon as no call and no handle needs it. " + "New calls throw.</summary>");
        writer.Line(SourceFile.GeneratedCode);
        string method = type.HasDispose ? "private void Unload" : "public void Dispose";
        writer.Line($"{method}() => {Field}.{RuntimeMembers.NativeLibraryInstance.Dispose}();");
    }

    private static void WriteDocumentation(SourceWriter writer, string summary)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(
            "/// <param name=\"path\">A path, relative to the application's directory, or another name to search for. "
                + "Null loads the declared library.</param>"
        );
        writer.Line("/// <param name=\"flags\">Flags for loading, in addition to those of the declaration.</param>");
        writer.Line($"/// <exception cref=\"{SystemMembers.DllNotFoundException.Type}\">The library cannot be loaded.</exception>");
    }
}
