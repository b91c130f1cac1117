using System.ComponentModel;
using System.Text;

namespace KoffiGen.CompilerServices;

/// <summary>Converts single characters that C returns. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeCharacter
{
    /// <summary>Converts a C <c>char32_t</c>. A value that is not a Unicode scalar value becomes U+FFFD.</summary>
    public static Rune ToRune(uint value) => Rune.TryCreate(value, out Rune rune) ? rune : Rune.ReplacementChar;

    /// <summary>Returns a C <c>wchar_t</c> from a 32-bit register. On Windows it has 16 bits, and the upper half is undefined.</summary>
    public static uint Wide(uint value) => OperatingSystem.IsWindows() ? value & 0xFFFF : value;
}
