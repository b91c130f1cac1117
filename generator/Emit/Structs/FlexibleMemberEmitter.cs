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
            writer.Line($"first.{counter.Member} = {ConversionWriter.ToNative(counter.FromCount, Expression.Primary("count"), subject)};");
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
        MessageSubject subject = MessageSubject.OfMember(model.Type, member.Name);
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
                    if (member.Count is not { } count)
                    {
                        writer.Line($"/// <summary>{summary}.</summary>");
                        writer.Line("/// <param name=\"length\">The number of elements.</param>");
                        writer.Line(
                            $"/// <exception cref=\"{SystemMembers.InvalidOperationException.Type}\">The memory is too small for the "
                                + "elements.</exception>"
                        );
                        writer.Line(
                            $"public {span} {member.ExtensionName}(int length) => {RuntimeMembers.FlexibleArray.Span}<{model.Type}, "
                                + $"{member.ElementType}>(memory, {offset}, length, \"length\");"
                        );
                    }
                    else
                    {
                        writer.Line($"/// <summary>{summary}. Their number is <c>{SourceFile.Xml(count.Name)}</c>.</summary>");
                        WriteCountException(writer, count, "or the memory is too small for that number of elements");
                        writer.Line(
                            $"public {span} {member.ExtensionName} => {RuntimeMembers.FlexibleArray.Span}<{model.Type}, "
                                + $"{member.ElementType}>(memory, {offset}, {Count(count, "memory.Pointer.Value.", subject)}, "
                                + $"{CSharpLiteral.String(count.Name)});"
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
                    if (member.Count is not { } count)
                    {
                        writer.Line($"/// <summary>{summary}.</summary>");
                        writer.Line("/// <param name=\"length\">The number of elements. It is not checked.</param>");
                        writer.Line(
                            $"public {span} {member.ExtensionName}(int length) => {RuntimeMembers.FlexibleArray.Span}<"
                                + $"{member.ElementType}>(pointer.Address, {offset}, length, \"length\");"
                        );
                    }
                    else
                    {
                        writer.Line($"/// <summary>{summary}. Their number is <c>{SourceFile.Xml(count.Name)}</c>.</summary>");
                        WriteCountException(writer, count, "or too large for a span");
                        writer.Line(
                            $"public {span} {member.ExtensionName} => {RuntimeMembers.FlexibleArray.Span}<"
                                + $"{member.ElementType}>(pointer.Address, {offset}, {Count(count, "pointer.Value.", subject)}, "
                                + $"{CSharpLiteral.String(count.Name)});"
                        );
                    }
                }
            );
        }

        void Extension(string receiver, string description, Action members)
        {
            writer.Line($"/// <param name=\"{receiver.Substring(receiver.LastIndexOf(' ') + 1)}\">{description}</param>");
            using (writer.Block($"extension({receiver})"))
            {
                members();
            }
        }
    }

    public static void WriteCountException(SourceWriter writer, MemberCountModel count, string limit) =>
        writer.Line(
            count.Counter is null
                ? $"/// <exception cref=\"{SystemMembers.OverflowException.Type}\">The count is negative, {limit}.</exception>"
                : $"/// <exception cref=\"{SystemMembers.InvalidOperationException.Type}\">The counter is negative, {limit}.</exception>"
        );

    /// <summary>Returns the count as an integer.</summary>
    /// <param name="receiver">The struct and a dot; empty in the struct itself.</param>
    public static string Count(MemberCountModel count, string receiver, MessageSubject subject)
    {
        if (count.Counter is not { } counter)
        {
            return NumberWriter.WriteOf(receiver, count.Computed!, subject);
        }

        string value = receiver + counter.Member;
        return counter.Form switch
        {
            CounterForm.CLong => $"long.CreateSaturating({value}.Value)",
            CounterForm.Saturates => $"long.CreateSaturating({value})",
            _ => value,
        };
    }
}
