using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>The blittable stand-ins of the user's structs, for calls that pass them by value.</summary>
internal static class BlittableStandInEmitter
{
    /// <param name="accessibility">Who sees them: their file, or the class that they are nested in.</param>
    public static void Write(SourceWriter writer, EquatableArray<BlittableStandInModel> standIns, string accessibility = "file")
    {
        foreach (BlittableStandInModel standIn in standIns)
        {
            Write(writer, standIn, accessibility);
        }
    }

    private static void Write(SourceWriter writer, BlittableStandInModel standIn, string accessibility)
    {
        List<string> layout = [standIn.IsExplicit ? SystemMembers.LayoutKind.Explicit : SystemMembers.LayoutKind.Sequential];
        if (standIn.Pack != 0)
        {
            layout.Add($"Pack = {standIn.Pack}");
        }

        if (standIn.Size != 0)
        {
            layout.Add($"Size = {standIn.Size}");
        }

        writer.Line();
        writer.Line(
            $"// A blittable stand-in for {standIn.Original.DisplayText}: the same layout, without types that the runtime converts."
        );
        writer.Line(SourceFile.GeneratedCode);
        writer.Line(
            standIn.IsInlineArray
                ? $"[{SystemMembers.InlineArray.Type}({standIn.Fields[0].Count})]"
                : $"[{SystemMembers.StructLayout.Type}({string.Join(", ", layout)})]"
        );
        using (writer.Block($"{accessibility} unsafe struct {standIn.Name}"))
        {
            foreach (BlittableStandInField field in standIn.Fields)
            {
                string offset = field.Offset is { } value ? $"[{SystemMembers.FieldOffset.Type}({value})] " : "";
                string name = CSharpIdentifier.Escape(field.Name);
                writer.Line(
                    field.Count == 1 || standIn.IsInlineArray
                        ? $"{offset}public {field.Type} {name};"
                        : $"{offset}public fixed {field.Type} {name}[{field.Count}];"
                );
            }
        }
    }
}
