using System.Globalization;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>The names under which a 32-bit Windows library may export a function.</summary>
internal static class NameDecoration
{
    /// <summary>
    /// The names to try, in this order. A decorated name of stdcall or fastcall can mean nothing else, so it comes first. For cdecl the
    /// plain name does: the C runtime has both <c>exit</c> and <c>_exit</c>.
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
