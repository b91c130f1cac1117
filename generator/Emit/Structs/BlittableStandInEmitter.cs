using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>Structs that stand for users' structs in calls by value.</summary>
internal static class BlittableStandInEmitter
{
    /// <param name="accessibility">Who sees them: their file, or the class that they are nested in.</param>
    public static void Write(SourceWriter writer, EquatableArray<BlittableStandInModel> twins, string accessibility = "file")
    {
        foreach (BlittableStandInModel twin in twins)
        {
            Write(writer, twin, accessibility);
        }
    }

    private static void Write(SourceWriter writer, BlittableStandInModel twin, string accessibility)
    {
        List<string> layout = [twin.IsExplicit ? SystemMembers.LayoutKind.Explicit : SystemMembers.LayoutKind.Sequential];
        if (twin.Pack != 0)
        {
            layout.Add($"Pack = {twin.Pack}");
        }

        if (twin.Size != 0)
        {
            layout.Add($"Size = {twin.Size}");
        }

        writer.Line();
        writer.Line($"// A blittable stand-in for {twin.Original.DisplayText}: the same layout, without types that the runtime converts.");
        writer.Line(SourceFile.GeneratedCode);
        writer.Line(
            twin.IsInlineArray
                ? $"[{SystemMembers.InlineArray.Type}({twin.Fields[0].Count})]"
                : $"[{SystemMembers.StructLayout.Type}({string.Join(", ", layout)})]"
        );
        using (writer.Block($"{accessibility} unsafe struct {twin.Name}"))
        {
            foreach (BlittableStandInField field in twin.Fields)
            {
                string offset = field.Offset is { } value ? $"[{SystemMembers.FieldOffset.Type}({value})] " : "";
                string name = CSharpIdentifier.Escape(field.Name);
                writer.Line(
                    field.Count == 1 || twin.IsInlineArray
                        ? $"{offset}public {field.Type} {name};"
                        : $"{offset}public fixed {field.Type} {name}[{field.Count}];"
                );
            }
        }
    }
}
