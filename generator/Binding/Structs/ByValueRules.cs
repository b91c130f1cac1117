using KoffiGen.C;
using KoffiGen.C.Layout;

namespace KoffiGen.Binding.Structs;

/// <summary>
/// The conditions under which a struct with the correct layout can also be passed by value. ABIs select registers by the types of the
/// members and by the alignment, so a member that exists only in C or only in .NET can change them.
/// </summary>
internal sealed class ByValueRules(StructPlan plan)
{
    /// <summary>The size of four doubles. No ABI passes the members of a larger struct in separate registers.</summary>
    private const int MaximumSizeInRegisters = 32;

    /// <summary>Returns the reason why .NET cannot represent a property of the C struct; <see langword="null"/> if it can.</summary>
    public string? FindObstacle()
    {
        if (plan.Layouts.Max(static layout => layout.Alignment) is > ManagedLayout.MaximumAlignment and int alignment)
        {
            return $"C aligns it to {alignment} bytes, but .NET aligns structs to at most {ManagedLayout.MaximumAlignment}";
        }

        if (plan.Record.Members.Any(static member => member.Type.Type.Canonical is ArrayType { Length: null }))
        {
            return "its last member is a flexible array";
        }

        return plan.Record.Members.Any(static member => member is { BitFieldWidth: not null, Name: null }) ? FindPaddingObstacle() : null;
    }

    /// <summary>
    /// Returns the reason why padding fields change the registers: a floating-point struct with padding fields is no longer homogeneous;
    /// <see langword="null"/> if they do not.
    /// </summary>
    public string? FindPaddingObstacle() =>
        plan.HasFloating
        && TargetAbi.Portable.Any(target => LayoutCalculator.GetLayout(plan.Record, target) is { Size: <= MaximumSizeInRegisters })
            ? "its padding and floating-point members would be passed in other registers than in C"
            : null;
}
