using System.ComponentModel;
using System.Text;

namespace KoffiGen.CompilerServices;

/// <summary>Single characters that C returns. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeCharacter
{
    /// <summary>C's <c>char32_t</c> as a character; what is no Unicode scalar value becomes U+FFFD.</summary>
    public static Rune ToRune(uint value) => Rune.TryCreate(value, out Rune rune) ? rune : Rune.ReplacementChar;

    /// <summary>
    /// C's <c>wchar_t</c> out of the 32 bits that hold it: on Windows it has 16 bits, and nobody says what the others are.
    /// </summary>
    public static uint Wide(uint value) => OperatingSystem.IsWindows() ? value & 0xFFFF : value;
}
