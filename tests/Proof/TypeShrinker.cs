using System.Collections.Immutable;

namespace KoffiGen.Tests.Proof;

/// <summary>Reduces a shape to a smallest one that still has a property.</summary>
internal static class TypeShrinker
{
    public static RecordShape Shrink(RecordShape shape, Func<RecordShape, bool> holds)
    {
        while (Nested(shape).Concat(Smaller(shape)).FirstOrDefault(holds) is { } smaller)
        {
            shape = smaller;
        }

        return shape;
    }

    private static IEnumerable<RecordShape> Nested(RecordShape shape) =>
        shape
            .Members.Select(static member => member.Type)
            .OfType<RecordShape>()
            .Select(static nested => nested with { Placement = RecordPlacement.Tagged });

    /// <summary>Returns the shapes that are smaller by one part.</summary>
    private static IEnumerable<TypeShape> Smaller(TypeShape shape) =>
        shape switch
        {
            ArrayShape array => Smaller(array.Element)
                .Select(element => (TypeShape)(array with { Element = element }))
                .Prepend(array.Element),
            TypedefShape definition => Smaller(definition.Target)
                .Select(target => (TypeShape)(definition with { Target = target }))
                .Prepend(definition.Target),
            EnumShape => [new PlainShape("int")],
            RecordShape record => Smaller(record),
            _ => [],
        };

    private static IEnumerable<RecordShape> Smaller(RecordShape record)
    {
        for (int i = 0; i < record.Members.Length && record.Members.Length > 1; i++)
        {
            ImmutableArray<MemberShape> others = record.Members.RemoveAt(i);
            if (others.Any(static member => member is { IsNamed: true, IsFlexible: false }))
            {
                yield return record with
                {
                    Members = others,
                };
            }
        }

        if (record.IsPacked)
        {
            yield return record with
            {
                IsPacked = false,
            };
        }

        if (record.Alignment is not null)
        {
            yield return record with
            {
                Alignment = null,
            };
        }

        if (record.Pack is not null)
        {
            yield return record with
            {
                Pack = null,
            };
        }

        for (int i = 0; i < record.Members.Length; i++)
        {
            foreach (MemberShape smaller in Smaller(record.Members[i]))
            {
                yield return record with
                {
                    Members = record.Members.SetItem(i, smaller),
                };
            }
        }
    }

    private static IEnumerable<MemberShape> Smaller(MemberShape member)
    {
        if (member.AlignAs is not null)
        {
            yield return member with
            {
                AlignAs = null,
            };
        }

        if (member.Alignment is not null)
        {
            yield return member with
            {
                Alignment = null,
            };
        }

        if (member.IsPacked)
        {
            yield return member with
            {
                IsPacked = false,
            };
        }

        // The type of a bit-field is kept. An anonymous struct is kept, too, but its contents are reduced.
        if (member.Width is null)
        {
            if (member is { IsNamed: true, Type: RecordShape or EnumShape })
            {
                yield return member with
                {
                    Type = new PlainShape("char"),
                };
            }

            foreach (TypeShape type in Smaller(member.Type))
            {
                yield return member with
                {
                    Type = type,
                };
            }
        }
    }
}
