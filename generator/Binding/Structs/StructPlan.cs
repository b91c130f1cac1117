using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Binding.Structs;

/// <summary>A plan for a C# struct with the layout of a C struct or union, on each target.</summary>
internal sealed record StructPlan(RecordType Record)
{
    /// <summary>The targets for which the plan is valid: all portable targets, or the target of a platform-specific build.</summary>
    public ImmutableArray<TargetAbi> Targets { get; init; } = [];

    /// <summary>The C layouts, one for each target.</summary>
    public ImmutableArray<RecordLayout> Layouts { get; init; } = [];

    /// <summary>The .NET layouts, one for each target. They have the alignment of C, limited to 8 bytes.</summary>
    public ImmutableArray<TypeLayout> ManagedLayouts { get; init; } = [];

    /// <summary>Whether every field has an explicit offset (<c>LayoutKind.Explicit</c>) rather than a sequential one.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>The maximum alignment of fields in bytes (<c>StructLayoutAttribute.Pack</c>); 0 for no limit.</summary>
    public int Pack { get; init; }

    /// <summary>The explicit size in bytes; <see langword="null"/> if the fields determine it.</summary>
    public long? Size { get; init; }

    public ImmutableArray<PlannedField> Fields { get; init; } = [];

    public ImmutableArray<PlannedBitField> BitFields { get; init; } = [];

    /// <summary>
    /// The reason why the struct cannot be passed by value, as the end of a sentence; <see langword="null"/> if it can be.
    /// </summary>
    public string? ByValueObstacle { get; init; }

    /// <summary>Whether a member, or a member of a nested struct, is a floating-point number.</summary>
    public bool HasFloating { get; init; }

    /// <summary>The reason why there is no C# struct; <see langword="null"/> if there is one.</summary>
    public StructProblem? Problem { get; init; }

    public TypeLayout? ManagedLayout(TargetAbi target) => Targets.IndexOf(target) is >= 0 and int index ? ManagedLayouts[index] : null;
}

internal enum PlannedFieldKind
{
    /// <summary>A member with a field of its own type.</summary>
    Member,

    /// <summary>An unsigned integer that stores bit-fields.</summary>
    BitFieldStorage,

    /// <summary>Unused bytes.</summary>
    Padding,

    /// <summary>An unsigned integer at offset 0 that only aligns the struct.</summary>
    Alignment,
}

/// <param name="Member">The C member that the field stores; <see langword="null"/> for other kinds.</param>
/// <param name="Size">The size in bytes of bit-field storage or padding.</param>
internal sealed record PlannedField(PlannedFieldKind Kind, RecordMember? Member = null, int Size = 0)
{
    /// <summary>The offset in bytes, in a struct with explicit layout.</summary>
    public long Offset { get; init; }

    /// <summary>The type of a field of kind <see cref="PlannedFieldKind.Alignment"/>.</summary>
    public BasicType? AligningType { get; init; }
}

/// <summary>The parts of a bit-field, starting with the lowest bits.</summary>
internal sealed record PlannedBitField(RecordMember Member, ImmutableArray<BitPiece> Pieces);

/// <summary>The part of a bit-field in one storage field.</summary>
/// <param name="Field">The index of the storage field in the plan.</param>
/// <param name="Shift">The index of the lowest bit in the storage field.</param>
internal readonly record struct BitPiece(int Field, int Shift, int Width);

internal enum StructProblemKind
{
    /// <summary>The declaration is invalid, which is already reported.</summary>
    Reported,

    /// <summary>The declaration is valid C that cannot be bound, which is already reported.</summary>
    Unbound,

    /// <summary>The type of a member has no C# counterpart.</summary>
    UnsupportedMember,

    /// <summary>A member is a struct without a C# struct.</summary>
    UnsupportedStruct,

    /// <summary>No single C# struct has the C layout on all targets.</summary>
    DiffersBetweenTargets,

    /// <summary>The struct exceeds the maximum size.</summary>
    TooLarge,
}

/// <param name="Member">The member that causes the problem; empty for the struct as a whole.</param>
/// <param name="Detail">The details for the message.</param>
internal sealed record StructProblem(StructProblemKind Kind, string Member = "", string Detail = "")
{
    public static readonly StructProblem Reported = new(StructProblemKind.Reported);

    /// <summary>The nested struct without a C# struct; <see langword="null"/> for other problems.</summary>
    public RecordType? Struct { get; init; }

    /// <summary>Whether the declaration is valid C that C# cannot express.</summary>
    public bool IsLimit => Kind != StructProblemKind.Reported;

    /// <summary>The reason why there is no C# struct, as the end of a sentence.</summary>
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
