using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Binding.Structs;

/// <summary>How a C# struct gets the layout of a struct or union of C, on each of the targets.</summary>
internal sealed record StructPlan(RecordType Record)
{
    /// <summary>The targets that the plan holds on: all, or the one that the project is built for.</summary>
    public ImmutableArray<TargetAbi> Targets { get; init; } = [];

    /// <summary>C's layouts, one for each target.</summary>
    public ImmutableArray<RecordLayout> Layouts { get; init; } = [];

    /// <summary>What the C# struct takes, for each target. Its alignment is C's, except that .NET aligns nothing to more than 8 bytes.</summary>
    public ImmutableArray<TypeLayout> ManagedLayouts { get; init; } = [];

    /// <summary>Every field has an offset (<c>LayoutKind.Explicit</c>); else they follow each other.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>The largest alignment that a field has; 0 where nothing limits it.</summary>
    public int Pack { get; init; }

    /// <summary>The size, where it is not what the fields come to.</summary>
    public long? Size { get; init; }

    public ImmutableArray<PlannedField> Fields { get; init; } = [];

    public ImmutableArray<PlannedBitField> BitFields { get; init; } = [];

    /// <summary>Why the struct must not travel by value, although its memory is right; <see langword="null"/> where it may.</summary>
    public string? ByValueObstacle { get; init; }

    /// <summary>Why there is no C# struct; <see langword="null"/> where there is one.</summary>
    public StructProblem? Problem { get; init; }

    public TypeLayout? ManagedLayout(TargetAbi target) => Targets.IndexOf(target) is >= 0 and int index ? ManagedLayouts[index] : null;
}

internal enum PlannedFieldKind
{
    /// <summary>A member, as it is.</summary>
    Member,

    /// <summary>An unsigned integer that bit-fields live in.</summary>
    BitFieldStorage,

    /// <summary>Bytes that nobody uses.</summary>
    Padding,

    /// <summary>An unsigned integer over the first bytes that only aligns the struct.</summary>
    Alignment,
}

/// <param name="Member">The member of C, of which this is the storage.</param>
/// <param name="Size">In bytes, of what is no member.</param>
internal sealed record PlannedField(PlannedFieldKind Kind, RecordMember? Member = null, int Size = 0)
{
    /// <summary>The offset in a struct that is explicit.</summary>
    public long Offset { get; init; }

    /// <summary>The type of what only aligns the struct.</summary>
    public BasicType? AligningType { get; init; }
}

/// <summary>The bits of a bit-field, the lowest first.</summary>
internal sealed record PlannedBitField(RecordMember Member, ImmutableArray<BitPiece> Pieces);

/// <summary>Bits that lie in one storage field.</summary>
/// <param name="Field">The index of the storage among the plan's fields.</param>
/// <param name="Shift">The lowest bit.</param>
internal readonly record struct BitPiece(int Field, int Shift, int Width);

internal enum StructProblemKind
{
    /// <summary>Reported already: the declaration itself is wrong.</summary>
    Reported,

    /// <summary>Reported already: the declaration is sound C that cannot be bound.</summary>
    Unbound,

    /// <summary>A member's type has no C# counterpart.</summary>
    UnsupportedMember,

    /// <summary>A member is a struct that has no C# struct itself.</summary>
    UnsupportedStruct,

    /// <summary>No one C# struct has C's layout on all targets.</summary>
    DiffersBetweenTargets,

    /// <summary>Larger than .NET allows.</summary>
    TooLarge,
}

/// <param name="Member">The member at fault.</param>
/// <param name="Detail">What is wrong with it.</param>
internal sealed record StructProblem(StructProblemKind Kind, string Member = "", string Detail = "")
{
    public static readonly StructProblem Reported = new(StructProblemKind.Reported);

    /// <summary>The struct inside that has no C# struct.</summary>
    public RecordType? Struct { get; init; }

    /// <summary>Whether the declaration is sound C, and only C# cannot express it.</summary>
    public bool IsLimit => Kind != StructProblemKind.Reported;

    /// <summary>Why there is no C# struct, as the end of a sentence.</summary>
    public string Reason =>
        Kind switch
        {
            StructProblemKind.DiffersBetweenTargets => "no single C# struct has its layout on every platform",
            StructProblemKind.UnsupportedMember or StructProblemKind.UnsupportedStruct =>
                $"its member '{Member}' has the unsupported type {Detail}",
            StructProblemKind.Unbound => "its declaration cannot be bound",
            StructProblemKind.TooLarge => $"it is larger than {Detail}",
            _ => "its declaration has an error",
        };
}
