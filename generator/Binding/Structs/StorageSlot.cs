using KoffiGen.C.Layout;

namespace KoffiGen.Binding.Structs;

/// <summary>A field that a struct needs, before its placement: its C offset and the layout of its C# type on each target.</summary>
/// <param name="Offsets">The C offset in bytes, for each target.</param>
/// <param name="Layouts">The layout of the field's C# type, for each target.</param>
internal sealed record StorageSlot(PlannedField Field, long[] Offsets, TypeLayout[] Layouts)
{
    /// <summary>The member to name in messages; the first of several bit-fields in the same storage.</summary>
    public required string MemberName { get; init; }
}
