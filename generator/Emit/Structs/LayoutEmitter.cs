using System.Globalization;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>The layout as constants, and as a table for the reader.</summary>
internal static class LayoutEmitter
{
    public static void Write(SourceWriter writer, StructModel model, LayoutModel layout, string accessibility)
    {
        writer.Line($"/// <summary>The layout of <c>{SourceFile.Xml(model.CDeclaration)}</c> in C, in bytes.</summary>");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} static class Layout"))
        {
            WriteValue("Size", layout.Size, "The <c>sizeof</c> of the type in C.");
            writer.Line();
            WriteValue("Alignment", layout.Alignment, "The <c>alignof</c> of the type in C.");
            LayoutRow[] rows = [.. layout.Rows.Where(static row => !row.IsBitField)];
            if (rows.Length == 0)
            {
                return;
            }

            writer.Line();
            writer.Line("/// <summary>The <c>offsetof</c> of each member in C.</summary>");
            using (writer.Block("public static class Offset"))
            {
                foreach (LayoutRow row in rows)
                {
                    writer.Separate();
                    WriteValue(layout.OffsetName(row.Name), row.Offset, $"The offset of <c>{SourceFile.Xml(row.CDeclaration)}</c>.");
                }
            }
        }

        void WriteValue(string name, PlatformValue value, string summary)
        {
            writer.Line($"/// <summary>{summary}</summary>");
            writer.Line(
                value.IsConstant ? $"public const int {name} = {value.Bits64};" : $"public static int {name} => {Expression(value)};"
            );
        }
    }

    /// <summary>The interface by which the runtime knows the alignment of a type that .NET aligns to less than C.</summary>
    /// <param name="alignment">The expression of the alignment.</param>
    public static void WriteOverAlignment(SourceWriter writer, string alignment) =>
        writer.Line($"readonly int {RuntimeMembers.IOverAligned.Type}.{RuntimeMembers.IOverAligned.Alignment} => {alignment};");

    /// <summary>Conditions that are constants to the JIT and NativeAOT.</summary>
    public static string Expression(PlatformValue value)
    {
        if (value.IsConstant)
        {
            return value.Bits64.ToString(CultureInfo.InvariantCulture);
        }

        // C's long has 4 bytes on Windows and on 32-bit systems.
        const string IsLongShort = $"{SystemMembers.Unsafe.SizeOf}<{SystemMembers.CLong.Type}>() == 4";
        return value.Bits64 == value.Windows64 ? $"{SystemMembers.IntPtr.Size} == 4 ? {value.Bits32} : {value.Bits64}"
            : value.Windows64 == value.Bits32 ? $"{IsLongShort} ? {value.Bits32} : {value.Bits64}"
            : $"{SystemMembers.IntPtr.Size} == 4 ? {value.Bits32} : {IsLongShort} ? {value.Windows64} : {value.Bits64}";
    }

    public static string Remarks(LayoutModel layout)
    {
        List<string> lines = [$"<para>{Describe(layout.Size)} bytes, aligned to {Describe(layout.Alignment)}.</para>"];
        if (layout.ByValueObstacle is { } obstacle)
        {
            lines.Add($"<para>Use it only through pointers, because {SourceFile.Xml(obstacle)}.</para>");
        }

        lines.Add("<list type=\"table\">");
        lines.Add("<listheader><term>offset</term><term>size</term><description>member</description></listheader>");
        foreach (LayoutRow row in layout.Rows)
        {
            string size = row.IsFlexible ? "any" : Describe(row.Size) + (row.IsBitField ? " bits" : "");
            lines.Add(
                $"<item><term>{Describe(row.Offset)}</term><term>{size}</term><description><c>"
                    + $"{SourceFile.Xml(row.CDeclaration)}</c></description></item>"
            );
        }

        lines.Add("</list>");
        return string.Join("\n", lines);
    }

    private static string Describe(PlatformValue value)
    {
        if (value.IsConstant)
        {
            return value.Bits64.ToString(CultureInfo.InvariantCulture);
        }

        return value.Bits64 == value.Windows64
            ? $"{value.Bits64} ({value.Bits32} on 32-bit systems)"
            : $"{value.Bits64} ({value.Windows64} on 64-bit Windows, {value.Bits32} on 32-bit systems)";
    }
}
