using System.Globalization;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>
/// The array of any length at the end of a struct: memory for a struct with so many elements, and the elements as a span on memory and pointers, which know where
/// the struct really is; a copy of the struct has no elements.
/// </summary>
internal static class FlexibleMemberEmitter
{
    private const string Runtime = "global::KoffiGen.CompilerServices.FlexibleArray.";

    public static void WriteAllocate(SourceWriter writer, StructModel model, FlexibleMemberModel member)
    {
        string declaration = SourceFile.Xml(member.CDeclaration);
        writer.Line(
            $"/// <summary>Memory for the struct with <paramref name=\"count\"/> elements of <c>{declaration}</c>, all zero{(member.CounterMember is { } counter ? $"; <c>{SourceFile.Xml(counter)}</c> is set" : "")}. It is freed by <c>Dispose</c>.</summary>"
        );
        writer.Line(
            "/// <exception cref=\"global::System.ArgumentOutOfRangeException\"><paramref name=\"count\"/> is negative.</exception>"
        );
        writer.Line("/// <exception cref=\"global::System.OverflowException\">The counter cannot count so many.</exception>");
        string memory = $"global::KoffiGen.KoffiMemory<{model.Text}>";
        string offset = $"Layout.Offset.{model.Layout!.OffsetName(member.Name)}";
        using (writer.Block($"public static {memory} Allocate(int count)"))
        {
            if (member.SetCounter is null)
            {
                writer.Line($"return {Runtime}Allocate<{model.Text}, {member.ElementType}>({offset}, count);");
                return;
            }

            // First the counter: if it is too small, nothing is allocated.
            writer.Line($"{model.Text} first = default;");
            writer.Line($"first.{member.CounterMember} = {string.Format(CultureInfo.InvariantCulture, member.SetCounter, "count")};");
            writer.Line($"{memory} memory = {Runtime}Allocate<{model.Text}, {member.ElementType}>({offset}, count);");
            writer.Line("memory.Pointer.Value = first;");
            writer.Line("return memory;");
        }
    }

    /// <summary>The class with the extensions: it stands in the namespace, as C# demands.</summary>
    public static void WriteExtensions(SourceWriter writer, StructModel model, string owner, string accessibility)
    {
        FlexibleMemberModel member = model.FlexibleMember!;
        string declaration = SourceFile.Xml(member.CDeclaration);
        string offset = $"{model.Text}.Layout.Offset.{model.Layout!.OffsetName(member.Name)}";
        string span = $"global::System.Span<{member.ElementType}>";
        string summary = member.Documentation is { } text ? SourceFile.Xml(text) : $"The elements of <c>{declaration}</c>, in place";
        writer.Line(
            $"/// <summary>The elements of <c>{declaration}</c> at the end of <c>{SourceFile.Xml(model.CDeclaration)}</c>.</summary>"
        );
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} static class {owner}{model.Name.TrimStart('@')}Extensions"))
        {
            Extension(
                $"global::KoffiGen.KoffiMemory<{model.Text}> memory",
                "Memory of the struct and its elements.",
                () =>
                {
                    if (member.Counter is null)
                    {
                        writer.Line($"/// <summary>{summary}.</summary>");
                        writer.Line("/// <param name=\"length\">How many there are.</param>");
                        writer.Line(
                            "/// <exception cref=\"global::System.InvalidOperationException\">They are more than the memory has room for.</exception>"
                        );
                        writer.Line(
                            $"public {span} {member.Name}(int length) => {Runtime}Span<{model.Text}, {member.ElementType}>(memory, {offset}, length, \"length\");"
                        );
                    }
                    else
                    {
                        writer.Line($"/// <summary>{summary}: as many as <c>{SourceFile.Xml(member.CounterMember!)}</c> says.</summary>");
                        writer.Line(
                            "/// <exception cref=\"global::System.InvalidOperationException\">The counter is negative, or counts more than the memory has room for.</exception>"
                        );
                        writer.Line(
                            $"public {span} {member.Name} => {Runtime}Span<{model.Text}, {member.ElementType}>(memory, {offset}, {Counter("memory")}, \"{member.CounterMember!.TrimStart('@')}\");"
                        );
                    }
                }
            );
            writer.Line();
            Extension(
                $"global::KoffiGen.Pointer<{model.Text}> pointer",
                "A pointer to the struct, which the elements follow.",
                () =>
                {
                    if (member.Counter is null)
                    {
                        writer.Line($"/// <summary>{summary}.</summary>");
                        writer.Line("/// <param name=\"length\">How many there are. C knows; nothing here does.</param>");
                        writer.Line(
                            $"public {span} {member.Name}(int length) => {Runtime}Span<{member.ElementType}>(pointer.Address, {offset}, length, \"length\");"
                        );
                    }
                    else
                    {
                        writer.Line($"/// <summary>{summary}: as many as <c>{SourceFile.Xml(member.CounterMember!)}</c> says.</summary>");
                        writer.Line(
                            "/// <exception cref=\"global::System.InvalidOperationException\">The counter is negative, or more than a span can have.</exception>"
                        );
                        writer.Line(
                            $"public {span} {member.Name} => {Runtime}Span<{member.ElementType}>(pointer.Address, {offset}, {Counter("pointer")}, \"{member.CounterMember!.TrimStart('@')}\");"
                        );
                    }
                }
            );
        }

        string Counter(string receiver) =>
            string.Format(
                CultureInfo.InvariantCulture,
                member.Counter!,
                $"{receiver}{(receiver == "memory" ? ".Pointer" : "")}.Value.{member.CounterMember}"
            );

        void Extension(string receiver, string description, Action members)
        {
            writer.Line($"/// <param name=\"{receiver.Substring(receiver.LastIndexOf(' ') + 1)}\">{description}</param>");
            using (writer.Block($"extension({receiver})"))
            {
                members();
            }
        }
    }
}
