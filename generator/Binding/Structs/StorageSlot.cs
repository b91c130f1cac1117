using KoffiGen.C.Layout;

namespace KoffiGen.Binding.Structs;

/// <summary>A storage field that a struct needs, before it is placed: where C has it on each target, and what .NET makes of its type there.</summary>
/// <param name="Field">What the field is.</param>
/// <param name="Offsets">C's offset, for each target.</param>
/// <param name="Layouts">What the field's C# type takes, for each target.</param>
internal sealed record StorageSlot(PlannedField Field, long[] Offsets, TypeLayout[] Layouts)
{
    /// <summary>The member that messages name: of several bit-fields in one storage the first.</summary>
    public required string MemberName { get; init; }
}
