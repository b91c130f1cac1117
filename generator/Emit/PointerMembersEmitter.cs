using KoffiGen.CSharp;

namespace KoffiGen.Emit;

/// <summary>The common members of all generated structs that represent a pointer: the address, conversions, and equality.</summary>
internal static class PointerMembersEmitter
{
    /// <param name="name">The type, as code writes it.</param>
    /// <param name="property">The property that has the address.</param>
    /// <param name="parameter">The parameter of the primary constructor.</param>
    public static void Write(SourceWriter writer, string name, string property, string parameter)
    {
        writer.Line("/// <summary>Gets the address.</summary>");
        writer.Line($"public nint {property} {{ get; }} = {parameter};");
        writer.Line();
        writer.Line("/// <summary>Whether the pointer is NULL.</summary>");
        writer.Line($"public bool IsNull => {property} == 0;");
        writer.Line();
        writer.Line($"public static explicit operator nint({name} value) => value.{property};");
        writer.Line($"public static explicit operator {name}(nint value) => new(value);");
        writer.Line($"public static implicit operator {RuntimeMembers.KoffiArgument.Type}({name} value) => value.{property};");
        writer.Line($"public static bool operator ==({name} left, {name} right) => left.{property} == right.{property};");
        writer.Line($"public static bool operator !=({name} left, {name} right) => left.{property} != right.{property};");
        writer.Line($"public bool Equals({name} other) => {property} == other.{property};");
        writer.Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);");
        writer.Line($"public override int GetHashCode() => {property}.GetHashCode();");
        writer.Line($"public override string ToString() => $\"{name.TrimStart('@')} 0x{{{property}:x}}\";");
    }
}
