using System.Collections.Immutable;

namespace KoffiGen.Tests.Proof;

/// <summary>The way in which a value is passed.</summary>
internal enum Passing
{
    ByValue,

    /// <summary><c>const T *</c>: C reads the value.</summary>
    ConstPointer,

    /// <summary><c>_Inout_ T *</c>: C reads the value and writes another one.</summary>
    Inout,
}

/// <summary>A type of parameters and results of random functions.</summary>
/// <param name="C">The C name of the type.</param>
/// <param name="CSharp">The corresponding C# type.</param>
/// <param name="MayPassByValue">False for a struct that .NET would pass in other registers than C.</param>
internal sealed record CallType(string C, string CSharp, bool MayPassByValue)
{
    /// <summary>Gets the members that have a value; for a scalar, the value itself.</summary>
    public required ImmutableArray<MemberPath> Leaves { get; init; }
}

internal sealed record RandomArgument(CallType Type, Passing Passing);

/// <param name="Result">The type of the result, or <see langword="null"/> for <c>void</c>.</param>
internal sealed record RandomSignature(string Name, CallType? Result, ImmutableArray<RandomArgument> Arguments);

/// <summary>Generates random signatures of structs and scalars.</summary>
internal static class RandomSignatures
{
    /// <summary>Enough arguments to fill all registers and continue on the stack.</summary>
    private const int MaximumArguments = 12;

    private static readonly ImmutableArray<CallType> Scalars =
    [
        Scalar("char", "sbyte"),
        Scalar("unsigned char", "byte"),
        Scalar("short", "short"),
        Scalar("unsigned short", "ushort"),
        Scalar("int", "int"),
        Scalar("unsigned", "uint"),
        Scalar("long", "CLong"),
        Scalar("unsigned long", "CULong"),
        Scalar("long long", "long"),
        Scalar("uint64_t", "ulong"),
        Scalar("size_t", "nuint"),
        Scalar("intptr_t", "nint"),
        Scalar("bool", "bool"),
        Scalar("char16_t", "char"),
        Scalar("char32_t", "Rune"),
        Scalar("wchar_t", "Rune"),
        Scalar("float", "float"),
        Scalar("double", "double"),
        Scalar("float", "float"),
        Scalar("double", "double"),
        Scalar("void *", "nint"),
        Scalar("uint32_be_t", "uint"),
        Scalar("int16_be_t", "short"),
        Scalar("uint64_le_t", "ulong"),
    ];

    public static RandomSignature[] Generate(IReadOnlyList<CallType> structs, int count, Random random)
    {
        return [.. Enumerable.Range(0, count).Select(index => new RandomSignature($"f{index}", ChooseResult(), ChooseArguments()))];

        CallType? ChooseResult() =>
            random.Next(6) == 0 ? null
            : ChooseType() is { MayPassByValue: true } type ? type
            : null;

        ImmutableArray<RandomArgument> ChooseArguments() =>
            [.. Enumerable.Range(0, random.Next(MaximumArguments + 1)).Select(_ => ChooseArgument(ChooseType()))];

        CallType ChooseType() =>
            structs.Count > 0 && random.Next(2) == 0 ? structs[random.Next(structs.Count)] : Scalars[random.Next(Scalars.Length)];

        RandomArgument ChooseArgument(CallType type)
        {
            bool isStruct = type.Leaves[0].Text.Length > 0;
            Passing passing =
                !isStruct || (type.MayPassByValue && random.Next(3) > 0) ? Passing.ByValue
                : random.Next(2) == 0 ? Passing.ConstPointer
                : Passing.Inout;
            return new RandomArgument(type, passing);
        }
    }

    private static CallType Scalar(string c, string csharp) =>
        new(c, csharp, MayPassByValue: true) { Leaves = [new MemberPath("", null) { Shape = new PlainShape(c) }] };
}
