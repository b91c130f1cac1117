using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Binding.Structs;

/// <summary>
/// Whether a struct whose memory is right travels right by value, too. ABIs choose registers by the members' types and the alignment, so what only
/// .NET has, or has not, can change them.
/// </summary>
internal sealed class ByValueRules(RecordType record, ImmutableArray<RecordLayout> layouts)
{
    /// <summary>Four doubles: no ABI takes a larger struct apart to put its members into registers.</summary>
    private const int MaximumSizeInRegisters = 32;

    /// <summary>What C has and .NET has not.</summary>
    public string? FindObstacle()
    {
        if (layouts.Max(static layout => layout.Alignment) is > ManagedLayout.MaximumAlignment and int alignment)
        {
            return $"C aligns it to {alignment} bytes, but .NET aligns structs to at most {ManagedLayout.MaximumAlignment}";
        }

        if (record.Members.Any(static member => member.Type.Type.Canonical is ArrayType { Length: null }))
        {
            return "its last member is a flexible array";
        }

        return record.Members.Any(static member => member is { BitFieldWidth: not null, Name: null }) ? FindPaddingObstacle(record) : null;
    }

    /// <summary>What .NET has and C has not: a struct with padding fields is no longer one of floating numbers alone.</summary>
    public static string? FindPaddingObstacle(RecordType record) =>
        HasFloating(record)
        && TargetAbi.Portable.Any(target => LayoutCalculator.GetLayout(record, target) is { Size: <= MaximumSizeInRegisters })
            ? "its padding and floating-point members would be passed in other registers than in C"
            : null;

    private static bool HasFloating(CType type) =>
        type.Canonical switch
        {
            BasicType basic => basic.IsFloating,
            ArrayType array => HasFloating(array.Element.Type),
            RecordType { IsComplete: true } nested => nested.Members.Any(static member => HasFloating(member.Type.Type)),
            ForeignType => true,
            _ => false,
        };
}
