using KoffiGen.CSharp;
using KoffiGen.Emit.Conversions;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>
/// Writes the members for a flexible array member: a method that allocates the struct with its elements, and extensions that return the
/// elements as a span. The extensions are on memory and pointers, because a copy of the struct has no elements.
/// </summary>
internal static class FlexibleMemberEmitter
{
    public static void WriteAllocate(SourceWriter writer, StructModel model, FlexibleMemberModel member)
    {
        string declaration = SourceFile.Xml(member.CDeclaration);
        string setting = member.Counter is { } counted ? $", and sets <c>{SourceFile.Xml(counted.Member)}</c>" : "";
        writer.Line(
            $"/// <summary>Allocates zeroed memory for the struct and <paramref name=\"count\"/> elements of <c>{declaration}</c>{setting}"
                + ". <c>Dispose</c> frees it.</summary>"
        );
        writer.Line(
            $"/// <exception cref=\"{SystemMembers.ArgumentOutOfRangeException.Type}\"><paramref name=\"count\"/> is negative.</exception>"
        );
        writer.Line($"/// <exception cref=\"{SystemMembers.OverflowException.Type}\">The count does not fit the counter.</exception>");
        string memory = $"{RuntimeMembers.KoffiMemory.Type}<{model.Type}>";
        string offset = $"Layout.Offset.{model.Layout!.OffsetName(member.Name)}";
        using (writer.Block($"public static {memory} Allocate(int count)"))
        {
            if (member.Counter is not { } counter)
            {
                writer.Line($"return {RuntimeMembers.FlexibleArray.Allocate}<{model.Type}, {member.ElementType}>({offset}, count);");
                return;
            }

            // The counter comes first: if it cannot hold the count, nothing is allocated.
            MessageSubject subject = MessageSubject.OfMember(model.Type, "Allocate");
            writer.Line($"{model.Type} first = default;");
            writer.Line($"first.{counter.Member} = {ConversionWriter.ToNative(counter.FromCount, "count", subject)};");
            writer.Line($"{memory} memory = {RuntimeMembers.FlexibleArray.Allocate}<{model.Type}, {member.ElementType}>({offset}, count);");
            writer.Line("memory.Pointer.Value = first;");
            writer.Line("return memory;");
        }
    }

    /// <summary>Writes the class with the extensions. C# allows it only in a namespace.</summary>
    public static void WriteExtensions(SourceWriter writer, StructModel model, string owner, string accessibility)
    {
        FlexibleMemberModel member = model.FlexibleMember!;
        string declaration = SourceFile.Xml(member.CDeclaration);
        string offset = $"{model.Type}.Layout.Offset.{model.Layout!.OffsetName(member.Name)}";
        string span = $"{SystemMembers.Span.Type}<{member.ElementType}>";
        string summary = member.Documentation is { } text ? SourceFile.Xml(text) : $"The elements of <c>{declaration}</c>, in place";
        writer.Line(
            $"/// <summary>The elements of <c>{declaration}</c> at the end of <c>{SourceFile.Xml(model.CDeclaration)}</c>.</summary>"
        );
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} static class {owner}{model.Name.TrimStart('@')}Extensions"))
        {
            Extension(
                $"{RuntimeMembers.KoffiMemory.Type}<{model.Type}> memory",
                "The memory of the struct and its elements.",
                () =>
                {
                    if (member.Counter is null)
                    {
                        writer.Line($"/// <summary>{summary}.</summary>");
                        writer.Line("/// <param name=\"length\">The number of elements.</param>");
                        writer.Line(
                            $"/// <exception cref=\"{SystemMembers.InvalidOperationException.Type}\">The memory is too small for the "
                                + "elements.</exception>"
                        );
                        writer.Line(
                            $"public {span} {member.Name}(int length) => {RuntimeMembers.FlexibleArray.Span}<{model.Type}, "
                                + $"{member.ElementType}>(memory, {offset}, length, \"length\");"
                        );
                    }
                    else
                    {
                        writer.Line($"/// <summary>{summary}. Their number is <c>{SourceFile.Xml(member.Counter.Member)}</c>.</summary>");
                        writer.Line(
                            $"/// <exception cref=\"{SystemMembers.InvalidOperationException.Type}\">The counter is negative, "
                                + "or the memory is too small for that number of elements.</exception>"
                        );
                        writer.Line(
                            $"public {span} {member.Name} => {RuntimeMembers.FlexibleArray.Span}<{model.Type}, "
                                + $"{member.ElementType}>(memory, {offset}, {Counter("memory")}, "
                                + $"\"{member.Counter.Member.TrimStart('@')}\");"
                        );
                    }
                }
            );
            writer.Line();
            Extension(
                $"{RuntimeMembers.Pointer.Type}<{model.Type}> pointer",
                "A pointer to the struct, which is followed by the elements.",
                () =>
                {
                    if (member.Counter is null)
                    {
                        writer.Line($"/// <summary>{summary}.</summary>");
                        writer.Line("/// <param name=\"length\">The number of elements. It is not checked.</param>");
                        writer.Line(
                            $"public {span} {member.Name}(int length) => {RuntimeMembers.FlexibleArray.Span}<"
                                + $"{member.ElementType}>(pointer.Address, {offset}, length, \"length\");"
                        );
                    }
                    else
                    {
                        writer.Line($"/// <summary>{summary}. Their number is <c>{SourceFile.Xml(member.Counter.Member)}</c>.</summary>");
                        writer.Line(
                            $"/// <exception cref=\"{SystemMembers.InvalidOperationException.Type}\">The counter is negative, "
                                + "or too large for a span.</exception>"
                        );
                        writer.Line(
                            $"public {span} {member.Name} => {RuntimeMembers.FlexibleArray.Span}<"
                                + $"{member.ElementType}>(pointer.Address, {offset}, {Counter("pointer")}, "
                                + $"\"{member.Counter.Member.TrimStart('@')}\");"
                        );
                    }
                }
            );
        }

        string Counter(string receiver) =>
            Count(member.Counter, $"{receiver}{(receiver == "memory" ? ".Pointer" : "")}.Value.{member.Counter.Member}");

        void Extension(string receiver, string description, Action members)
        {
            writer.Line($"/// <param name=\"{receiver.Substring(receiver.LastIndexOf(' ') + 1)}\">{description}</param>");
            using (writer.Block($"extension({receiver})"))
            {
                members();
            }
        }
    }

    /// <summary>Returns the counter as a <see langword="long"/>.</summary>
    /// <param name="value">The expression of the member.</param>
    public static string Count(CounterModel counter, string value) =>
        counter.Form switch
        {
            CounterForm.CLong => $"long.CreateSaturating({value}.Value)",
            CounterForm.Saturates => $"long.CreateSaturating({value})",
            _ => value,
        };
}
