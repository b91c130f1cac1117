using System.Collections.Immutable;
using CsCheck;

namespace KoffiGen.Tests.Proof;

/// <summary>The C types that random types may contain.</summary>
internal sealed record RandomTypeOptions
{
    /// <summary>Whether to include extended and complex numbers, which C# cannot hold by value.</summary>
    public bool HasWideNumbers { get; init; } = true;

    /// <summary>Whether to include enums that do not fit <c>int</c>. Compilers for Windows do not support them.</summary>
    public bool HasWideEnums { get; init; } = true;

    /// <summary>
    /// Whether to include declarations that gcc lays out differently from Microsoft even with <c>-mms-bitfields</c>: requested alignments
    /// and unions
    /// of bit-fields in packed types, zero-width bit-fields of packed structs, and bit-fields that are packed or aligned individually.
    /// </summary>
    public bool HasGnuAlignments { get; init; } = true;

    public bool HasFlexibleArrays { get; init; } = true;

    /// <summary>
    /// Whether to include types that portable structs cannot contain, or seldom, such as <c>wchar_t</c>, and many bit-fields.
    /// </summary>
    public bool HasDifferingTypes { get; init; } = true;
}

/// <summary>Generates random structs and unions.</summary>
internal sealed class RandomTypes
{
    private const int MaximumDepth = 3;

    private static readonly Gen<PlainShape> AlikeIntegers = Plain(
        "char",
        "signed char",
        "unsigned char",
        "short",
        "unsigned short",
        "int",
        "unsigned",
        "long",
        "unsigned long",
        "long long",
        "unsigned long long",
        "bool",
        "int8_t",
        "uint8_t",
        "int16_t",
        "uint16_t",
        "int32_t",
        "uint32_t",
        "int64_t",
        "uint64_t",
        "size_t",
        "intptr_t",
        "char16_t",
        "char32_t",
        "long int unsigned",
        "const short",
        "volatile int",
        "uint16_be_t",
        "int32_be_t",
        "uint64_le_t"
    );

    private static readonly Gen<PlainShape> AllIntegers = Gen.Frequency((31, AlikeIntegers), (1, Plain("wchar_t")));

    private static readonly Gen<PlainShape> FloatingNumbers = Plain("float", "double", "const double");
    private static readonly Gen<PlainShape> WideNumbers = Plain(
        "long double",
        "__int128",
        "unsigned __int128",
        "float _Complex",
        "double _Complex",
        "long double _Complex",
        "va_list"
    );

    private static readonly Gen<PlainShape> Pointers = Gen.OneOf(
        new PlainShape("void", "*%"),
        new PlainShape("const char", "*%"),
        new PlainShape("char", "**%"),
        new PlainShape("int", "(*%)(int, double)"),
        new PlainShape("struct unknown", "*%"),
        new PlainShape("short", "(*%)[3]"),
        new PlainShape("double", "*const %"),
        new PlainShape("void", "(*%)(void *, ...)")
    );

    /// <summary>The types of bit-fields, with widths that are the same on every target.</summary>
    private static readonly Gen<(PlainShape Type, int Bits)> BitFieldTypes = Gen.OneOf<(string Name, int Bits)>(
            ("char", 8),
            ("signed char", 8),
            ("unsigned char", 8),
            ("bool", 1),
            ("short", 16),
            ("unsigned short", 16),
            ("int", 32),
            ("unsigned", 32),
            ("long", 32),
            ("unsigned long", 32),
            ("long long", 64),
            ("unsigned long long", 64),
            ("uint8_t", 8),
            ("int16_t", 16),
            ("uint32_t", 32),
            ("int64_t", 64),
            ("wchar_t", 16),
            ("const unsigned", 32)
        )
        .Select(static type => (new PlainShape(type.Name), type.Bits));

    private static readonly Gen<int> Alignments = Gen.OneOf(1, 2, 4, 8, 16, 32);
    private static readonly Gen<int?> Packs = Rarely(5, Gen.OneOf(1, 2, 4, 8, 16));

    private readonly RandomTypeOptions _options;
    private readonly Gen<PlainShape> _integers;
    private readonly Gen<RecordShape> _records;

    public RandomTypes(RandomTypeOptions options)
    {
        _options = options;
        _integers = options.HasDifferingTypes ? AllIntegers : AlikeIntegers;
        _records = Record(MaximumDepth, isMember: false);
    }

    /// <summary>Generates shapes that are always the same for the same seed.</summary>
    public IEnumerable<RecordShape> Generate(uint seed, int count)
    {
        PCG random = new(1, seed);
        for (int i = 0; i < count; i++)
        {
            yield return _records.Generate(random, null, out _);
        }
    }

    private static Gen<PlainShape> Plain(params string[] names) => Gen.OneOf(names).Select(static name => new PlainShape(name));

    private static Gen<bool> Chance(int oneIn) => Gen.Int[1, oneIn].Select(static roll => roll == 1);

    private static Gen<int?> Rarely(int oneIn, Gen<int> values) =>
        Gen.Select(Chance(oneIn), values, static (isSet, value) => isSet ? value : (int?)null);

    private Gen<RecordShape> Record(int depth, bool isMember)
    {
        Gen<RecordPlacement> placement = isMember
            ? Gen.Enum<RecordPlacement>()
            : Gen.OneOf(RecordPlacement.Tagged, RecordPlacement.Tagged, RecordPlacement.Typedef);
        Gen<(RecordPlacement Placement, bool IsUnion, bool IsPacked, int? Alignment, int? Pack, bool IsLate)> style = Gen.Select(
            placement,
            Chance(4),
            Chance(5),
            Rarely(8, Alignments),
            Packs,
            Gen.Bool
        );
        return Gen.Select(
            style,
            NamedMember(depth),
            Member(depth).Array[0, 6],
            Flexible(isMember),
            (style, first, others, flexible) =>
            {
                bool isInPlace = style.Placement is RecordPlacement.InPlace or RecordPlacement.TaggedInPlace;
                int? pack = isInPlace ? null : style.Pack;
                ImmutableArray<MemberShape> members = [first, .. others, .. style.IsUnion ? [] : flexible];
                RecordShape shape = new(style.IsUnion, members, style.Placement, style.IsPacked, style.Alignment, pack, style.IsLate);
                return (pack is not null || style.IsPacked) && !_options.HasGnuAlignments ? WithoutGnuAlignments(shape) : shape;
            }
        );
    }

    /// <summary>Removes requested alignments, also from types that are defined inside, because the pragma applies to them, too.</summary>
    private static RecordShape WithoutGnuAlignments(RecordShape shape) =>
        shape with
        {
            Alignment = null,
            Members =
            [
                .. shape.Members.Select(member =>
                    member with
                    {
                        Width = shape.IsUnion || member.Width == 0 ? null : member.Width,
                        IsNamed = member.IsNamed || member.Width == 0 || (shape.IsUnion && member.Width is not null),
                        AlignAs = null,
                        Alignment = null,
                        Type = WithoutGnuAlignments(member.Type),
                    }
                ),
            ],
        };

    private static TypeShape WithoutGnuAlignments(TypeShape type) =>
        type switch
        {
            ArrayShape array => array with { Element = WithoutGnuAlignments(array.Element) },
            RecordShape { IsInPlace: true } record => WithoutGnuAlignments(record),
            _ => type,
        };

    private Gen<MemberShape[]> Flexible(bool isMember) =>
        isMember || !_options.HasFlexibleArrays
            ? Gen.Const<MemberShape[]>([])
            : Gen.Select(
                Chance(10),
                Gen.OneOf<TypeShape>(_integers, Pointers),
                static (isSet, element) => isSet ? new[] { new MemberShape(element, null, true, null, null, false, true, false) } : []
            );

    private Gen<MemberShape> NamedMember(int depth) =>
        Gen.Select(
            Type(depth),
            Chance(8),
            Gen.OneOf("8", "16", "32", "double", "void *"),
            Rarely(8, Alignments),
            Chance(12),
            Gen.Bool,
            static (type, isAlignAs, alignAs, alignment, isPacked, joins) =>
                new MemberShape(type, null, true, isAlignAs && MayAlignAs(type) ? alignAs : null, alignment, isPacked, false, joins)
        );

    private Gen<MemberShape> Member(int depth)
    {
        Gen<MemberShape> anonymous =
            depth == 0
                ? NamedMember(depth)
                : Record(depth - 1, isMember: true)
                    .Select(static record => new MemberShape(
                        record with
                        {
                            Placement = RecordPlacement.InPlace,
                            Pack = null,
                        },
                        null,
                        false,
                        null,
                        null,
                        false,
                        false,
                        false
                    ));
        return Gen.Frequency((5, NamedMember(depth)), (_options.HasDifferingTypes ? 4 : 1, BitField()), (1, anonymous));
    }

    private Gen<MemberShape> BitField() =>
        Gen.Select(
            BitFieldTypes,
            Gen.Int[0, 63],
            Chance(6),
            Chance(10),
            Rarely(12, Alignments),
            Gen.Bool,
            (type, width, isUnnamed, isPacked, alignment, joins) =>
            {
                int bits = isUnnamed ? width % (type.Bits + 1) : (width % type.Bits) + 1;

                // gcc treats an aligned bit-field of full width as an ordinary member, which makes a difference on 32-bit x86.
                bool isNarrow = bits < type.Bits;
                bool mayHaveAttributes = _options.HasGnuAlignments && !isUnnamed;
                return new MemberShape(
                    type.Type,
                    bits,
                    !isUnnamed,
                    null,
                    mayHaveAttributes && isNarrow ? alignment : null,
                    mayHaveAttributes && isPacked,
                    false,
                    joins
                );
            }
        );

    /// <summary>
    /// Whether the type may have <c>_Alignas</c>. It must not reduce the alignment, so only types aligned to at most 8 bytes qualify.
    /// </summary>
    private static bool MayAlignAs(TypeShape type) =>
        type switch
        {
            ArrayShape array => MayAlignAs(array.Element),
            PlainShape plain => plain.Specifiers
                is not ("va_list" or "long double" or "__int128" or "unsigned __int128" or "double _Complex" or "long double _Complex"),
            EnumShape => true,
            _ => false,
        };

    private Gen<TypeShape> Type(int depth)
    {
        Gen<TypeShape> element = Element(depth);
        Gen<TypeShape> aligned = Gen.Select(
            element,
            Alignments,
            static (target, alignment) => (TypeShape)new TypedefShape(target, alignment)
        );
        return Gen.Frequency((12, element), (3, ArrayOf(element)), (1, aligned));
    }

    private static Gen<TypeShape> ArrayOf(Gen<TypeShape> element) =>
        Gen.Select(
            element,
            Gen.Int[1, 4].Array[1, 3],
            static (type, lengths) => lengths.Aggregate(type, static (inner, length) => new ArrayShape(inner, length))
        );

    /// <summary>Generates element types of arrays: their size is a multiple of their alignment.</summary>
    private Gen<TypeShape> Element(int depth)
    {
        Gen<TypeShape> plain = Gen.Frequency<TypeShape>(
            (8, _integers),
            (2, FloatingNumbers),
            (2, Pointers),
            (2, Enum()),
            (1, _options.HasWideNumbers ? WideNumbers : FloatingNumbers)
        );
        Gen<TypeShape> named = Gen.Frequency((3, plain), (1, ArrayOf(plain)))
            .Select(static target => (TypeShape)new TypedefShape(target, null));
        return depth == 0
            ? Gen.Frequency((8, plain), (1, named))
            : Gen.Frequency<TypeShape>((8, plain), (1, named), (2, Record(depth - 1, isMember: true)));
    }

    private Gen<EnumShape> Enum()
    {
        string[] small = ["", "0", "1", "7", "100", "0x7FFFFFFF", "-1", "-2147483647 - 1"];
        string[] positive = ["", "3", "0xFFFFFFFF", "0x100000000", "0x7FFFFFFFFFFFFFF0", "0x8000000000000000"];
        string[] negative = ["", "-1", "5", "-0x80000001LL", "0x7FFFFFFF0"];
        Gen<EnumShape> free = Gen.Frequency(
            (3, Shape(small, null)),
            (_options.HasWideEnums ? 1 : 0, Shape(positive, null)),
            (_options.HasWideEnums ? 1 : 0, Shape(negative, null))
        );
        Gen<EnumShape> fixedType = Gen.OneOf("char", "unsigned char", "short", "uint16_t", "int", "unsigned", "long long", "uint64_t")
            .SelectMany(static type => Shape(["", "0", "1", "7", "100"], type));
        return Gen.Frequency((3, free), (1, fixedType));

        // An enumerator without a value must not follow the greatest value of the type.
        static Gen<EnumShape> Shape(string[] values, string? type) =>
            Gen.Select(
                Gen.OneOf(values).Array[1, 4],
                Chance(6),
                (chosen, isPacked) =>
                    new EnumShape(
                        [
                            .. chosen.Select(
                                (value, index) =>
                                    value.Length == 0
                                    && index > 0
                                    && chosen[index - 1] is "0x7FFFFFFF" or "0xFFFFFFFF" or "0x8000000000000000"
                                        ? "2"
                                        : value
                            ),
                        ],
                        type,
                        isPacked && type is null
                    )
            );
    }
}
