using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Emit;

/// <summary>The members of a class whose objects each load the library for themselves.</summary>
internal static class InstanceEmitter
{
    /// <summary>The field that has the library.</summary>
    public const string Field = "__library";

    /// <summary>Whether the object's library has a symbol.</summary>
    public static string IsAvailable(string symbol) => $"{Field}.{RuntimeMembers.NativeLibraryInstance.IsAvailable}({symbol})";

    /// <summary>What the class is besides.</summary>
    public static string? BaseList(ImportClassModel model) => model.DeclaresInstance ? $" : {SystemMembers.IDisposable.Type}" : null;

    public static void Write(SourceWriter writer, TypeHeader type, SymbolHolderEmitter symbols)
    {
        string parameters = $"string? path = null, {RuntimeMembers.KoffiLoad.Type} flags = default";
        string name = CSharpLiteral.String(type.Name.TrimStart('@'));
        writer.Line($"private readonly {RuntimeMembers.NativeLibraryInstance.Type} {Field} = new({symbols.Library}, {name});");
        if (!type.HasConstructor)
        {
            writer.Line();
            WriteDocumentation(writer, "Loads the library for this object alone.");
            writer.Line(SourceFile.GeneratedCode);
            writer.Line($"public {type.Name}({parameters}) => Load(path, flags);");
        }

        writer.Line();
        WriteDocumentation(writer, "Called by constructors: loads the library for this object alone.");
        writer.Line(SourceFile.GeneratedCode);
        writer.Line($"private void Load({parameters}) => {Field}.{RuntimeMembers.NativeLibraryInstance.Load}(path, flags);");
        writer.Line();
        writer.Line(
            "/// <summary>Unloads the library as soon as the calls, and the handles, that it is needed for have ended. "
                + "Nothing else can be called any more.</summary>"
        );
        writer.Line(SourceFile.GeneratedCode);
        string method = type.HasDispose ? "private void Unload" : "public void Dispose";
        writer.Line($"{method}() => {Field}.{RuntimeMembers.NativeLibraryInstance.Dispose}();");
    }

    private static void WriteDocumentation(SourceWriter writer, string summary)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(
            "/// <param name=\"path\">A path (a relative one starts at the application's directory), or another name to search for; "
                + "null is the library as declared.</param>"
        );
        writer.Line("/// <param name=\"flags\">How it is loaded, besides what the declaration says.</param>");
        writer.Line($"/// <exception cref=\"{SystemMembers.DllNotFoundException.Type}\">The library can't be loaded.</exception>");
    }
}
