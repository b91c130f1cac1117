using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using KoffiGen.Declarations.Units;
using KoffiGen.Tests.C;

namespace KoffiGen.Tests.Proof;

/// <summary>The size, the alignment and the members of a type according to a C compiler.</summary>
internal sealed record CFacts(long Size, long Alignment, ImmutableArray<CMemberFacts> Members);

/// <param name="Bit">The first bit, counted from the start of the object.</param>
/// <param name="Width">The width of a bit-field in bits.</param>
/// <param name="Size">The size in bytes; 0 for a bit-field and for a flexible array member.</param>
internal readonly record struct CMemberFacts(long Bit, int? Width, long Size);

/// <summary>
/// Reads facts about types from a C compiler. They are constants in the object file, so nothing is run and the compiler may be a cross
/// compiler.
/// Sizes and offsets are numbers. For a bit-field, the constant is an object in which all bits of the field are one, and all others zero.
/// </summary>
internal static class CFactsReader
{
    private const ulong Marker = 0x9E3779B97F4A7C15;

    public const string Prelude = """
        #include <stddef.h>
        #include <stdint.h>
        #include <stdarg.h>
        #include <stdbool.h>
        typedef __CHAR16_TYPE__ char16_t;
        typedef __CHAR32_TYPE__ char32_t;
        typedef int16_t int16_le_t, int16_be_t;
        typedef uint16_t uint16_le_t, uint16_be_t;
        typedef int32_t int32_le_t, int32_be_t;
        typedef uint32_t uint32_le_t, uint32_be_t;
        typedef int64_t int64_le_t, int64_be_t;
        typedef uint64_t uint64_le_t, uint64_be_t;

        """;

    public static CFacts[] Read(CTarget target, IReadOnlyList<DeclaredType> types)
    {
        StringBuilder source = new(Prelude);
        int index = 0;
        foreach (DeclaredType type in types)
        {
            source.Append(type.CDeclarations);
            string members = string.Concat(type.Members.Select(member => WriteMember(type, member)));
            Append(
                $"unsigned long long facts[{2 + (2 * type.Members.Length)}];",
                $"{{ sizeof({type.Name}), _Alignof({type.Name}){members} }}"
            );
            foreach (MemberPath member in type.Members.Where(static member => member.Width is not null))
            {
                Append($"{type.Name} object;", $"{{ .{member.Text} = -1 }}");
            }
        }

        byte[] compiled = CCompiler.CompileObject(
            target.Compiler,
            [.. target.Options, "-ffreestanding", "-Wno-packed-bitfield-compat"],
            source.ToString()
        );
        Answers answers = new(compiled);
        return [.. types.Select(type => Read(type, answers))];

        void Append(string member, string value)
        {
            source.Append(
                CultureInfo.InvariantCulture,
                $"const struct __attribute__((packed)) {{ unsigned long long marker[2]; {member} }} "
                    + $"answer{index} = {{ {{ {Marker}u, {index} }}, {value} }};\n"
            );
            index++;
        }
    }

    private static string WriteMember(DeclaredType type, MemberPath member)
    {
        if (member.Width is not null)
        {
            return ", 0, 0";
        }

        string size = member.IsFlexible ? "0" : $"sizeof((({type.Name} *)0)->{member.Text})";
        return $", offsetof({type.Name}, {member.Text}), {size}";
    }

    private static CFacts Read(DeclaredType type, Answers answers)
    {
        ReadOnlySpan<byte> facts = answers.Next();
        long size = ReadFact(facts, 0);
        ImmutableArray<CMemberFacts>.Builder members = ImmutableArray.CreateBuilder<CMemberFacts>();
        for (int i = 0; i < type.Members.Length; i++)
        {
            members.Add(
                type.Members[i].Width is null
                    ? new CMemberFacts(ReadFact(facts, 2 + (2 * i)) * 8, null, ReadFact(facts, 3 + (2 * i)))
                    : FindBits(answers.Next()[..(int)size])
            );
        }

        return new CFacts(size, ReadFact(facts, 1), members.ToImmutable());
    }

    private static long ReadFact(ReadOnlySpan<byte> facts, int index) => BinaryPrimitives.ReadInt64LittleEndian(facts[(index * 8)..]);

    private static CMemberFacts FindBits(ReadOnlySpan<byte> value)
    {
        int first = value.IndexOfAnyExcept((byte)0);
        int width = 0;
        foreach (byte part in value)
        {
            width += BitOperations.PopCount(part);
        }

        return new CMemberFacts((first * 8L) + BitOperations.TrailingZeroCount(value[first]), width, 0);
    }

    /// <summary>The constants in the object file, each after a marker and its index.</summary>
    private sealed class Answers
    {
        private readonly byte[] _compiled;
        private readonly Dictionary<long, int> _places = [];
        private int _next;

        public Answers(byte[] compiled)
        {
            _compiled = compiled;
            Span<byte> marker = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(marker, Marker);
            for (int place = 0; compiled.AsSpan(place).IndexOf(marker) is >= 0 and int found; )
            {
                place += found + 16;
                _places.Add(BinaryPrimitives.ReadInt64LittleEndian(compiled.AsSpan(place - 8)), place);
            }
        }

        public ReadOnlySpan<byte> Next() => _compiled.AsSpan(_places[_next++]);
    }
}
