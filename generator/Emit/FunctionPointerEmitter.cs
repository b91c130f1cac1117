using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>The value that stands for a pointer to a function, and the methods that call it.</summary>
internal static class FunctionPointerEmitter
{
    public static void Write(SourceWriter writer, FunctionPointerModel pointer, string accessibility, SymbolHolderEmitter symbols)
    {
        string summary = $"A pointer to C's <c>{SourceFile.Xml(pointer.CDeclaration)}</c>. It owns nothing, and keeps nothing alive.";
        DocumentationWriter.Write(writer, pointer.Documentation, summary);
        if (pointer.Obstacle is { } obstacle)
        {
            writer.Line($"/// <remarks>C# cannot call the function: {SourceFile.Xml(obstacle)}.</remarks>");
        }

        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} readonly struct {pointer.Name}(nint address) : global::System.IEquatable<{pointer.Name}>"))
        {
            PointerMembersEmitter.Write(writer, pointer.Name, "Address", "address");
            foreach (ImportModel invocation in pointer.Invocations)
            {
                writer.Line();
                ImportClassEmitter.WriteMethod(writer, pointer.Name, invocation, symbols);
            }
        }
    }
}
