using System.Globalization;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>Derives the names under which a 32-bit Windows library can export a function.</summary>
internal static class NameDecoration
{
    /// <summary>
    /// Returns the names to try, in this order. A decorated stdcall or fastcall name is unambiguous, so it comes first. For cdecl, the
    /// plain name comes first: the C runtime exports both <c>exit</c> and <c>_exit</c>.
    /// </summary>
    internal static string[] Candidates(string name, NativeConvention convention, int stackBytes)
    {
        string bytes = stackBytes.ToString(CultureInfo.InvariantCulture);
        return convention switch
        {
            NativeConvention.Stdcall => [$"_{name}@{bytes}", $"{name}@{bytes}", name],
            NativeConvention.Fastcall => [$"@{name}@{bytes}", name],
            NativeConvention.Cdecl => [name, "_" + name],
            _ => [name],
        };
    }
}
