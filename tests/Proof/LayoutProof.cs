using System.Globalization;
using System.Text;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Tests.Binding;
using KoffiGen.Tests.Declarations;

namespace KoffiGen.Tests.Proof;

/// <summary>Compares KoffiGen's layouts of types, parsed from text, with those of a C compiler.</summary>
internal static class LayoutProof
{
    /// <returns>The shapes whose layout differs.</returns>
    public static IEnumerable<RecordShape> FindMismatches(CTarget target, IReadOnlyList<RecordShape> shapes) =>
        shapes.Zip(Compare(target, shapes)).Where(static compared => compared.Second is not null).Select(static compared => compared.First);

    /// <summary>Describes the smallest type that still shows the difference, with both layouts.</summary>
    public static string Explain(CTarget target, RecordShape shape) =>
        Compare(target, [TypeShrinker.Shrink(shape, smaller => Compare(target, [smaller])[0] is not null)])[0]!;

    /// <returns>For each type both layouts, or <see langword="null"/> if they are equal.</returns>
    public static string?[] Compare(CTarget target, IReadOnlyList<DeclaredType> types) =>
        [
            .. types.Zip(
                CFactsReader.Read(target, types),
                (type, facts) =>
                {
                    string expected = Describe(type, facts);
                    string actual = Describe(type, Measure(type, target.Abi));
                    return expected == actual ? null : $"{type.Declarations}{target}: {expected}\nours: {actual}\n";
                }
            ),
        ];

    private static string?[] Compare(CTarget target, IReadOnlyList<RecordShape> shapes) =>
        Compare(target, DeclarationWriter.WriteAll(shapes));

    private static CFacts? Measure(DeclaredType type, TargetAbi target)
    {
        TypeScope scope = Declarations.DeclarationHarness.BindSound(type.Declarations).Scope;
        RecordType record = (RecordType)(scope.FindTag(type.Tag) ?? scope.Find(type.Tag)!.Type.Type.Canonical);
        return LayoutCalculator.GetRecordLayout(record, target) is { } layout
            ? new CFacts(layout.Size, layout.Alignment, [.. type.Members.Select(member => Follow(record, member.Text, target))])
            : null;
    }

    /// <summary>Follows a path such as <c>m1[0][2].m3</c>.</summary>
    private static CMemberFacts Follow(CType type, string path, TargetAbi target)
    {
        long bit = 0;
        int? width = null;
        foreach (string step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            if (step[0] == '[')
            {
                CType element = ((ArrayType)type.Canonical).Element.Type;
                bit += long.Parse(step[1..^1], CultureInfo.InvariantCulture) * LayoutCalculator.GetLayout(element, target)!.Value.Size * 8;
                type = element;
            }
            else
            {
                (long offset, MemberLayout member) = FindMember((RecordType)type.Canonical, step, target)!.Value;
                bit += offset + member.BitOffset;
                width = member.BitWidth;
                type = member.Member.Type.Type;
            }
        }

        return new CMemberFacts(bit, width, width is null ? LayoutCalculator.GetLayout(type, target)!.Value.Size : 0);
    }

    private static (long Bit, MemberLayout Member)? FindMember(RecordType record, string name, TargetAbi target)
    {
        foreach (MemberLayout member in LayoutCalculator.GetRecordLayout(record, target)!.Members)
        {
            if (member.Member.Name == name)
            {
                return (member.Offset * 8, member);
            }

            // C23 6.7.3.2: the members of an anonymous struct or union are members of the type that contains it.
            if (member.Member.Name is null && member.Member.Type.Type is RecordType nested && FindMember(nested, name, target) is { } found)
            {
                return (found.Bit + (member.Offset * 8), found.Member);
            }
        }

        return null;
    }

    private static string Describe(DeclaredType type, CFacts? facts)
    {
        if (facts is null)
        {
            return "no layout";
        }

        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"size {facts.Size}, alignment {facts.Alignment}");
        foreach ((MemberPath path, CMemberFacts member) in type.Members.Zip(facts.Members))
        {
            text.Append(CultureInfo.InvariantCulture, $", {path.Text} at {member.Bit / 8}");
            if (member.Width is null)
            {
                text.Append(CultureInfo.InvariantCulture, $" ({member.Size})");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $".{member.Bit % 8} : {member.Width}");
            }
        }

        return text.ToString();
    }
}
