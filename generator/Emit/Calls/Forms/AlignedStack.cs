using System.Globalization;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>Stack memory that is large enough for a value at any alignment that a target needs.</summary>
internal static class AlignedStack
{
    public static void Write(SourceWriter writer, string name, NativeType type, PlatformValue alignment) =>
        writer.Line($"byte* {name} = stackalloc byte[sizeof({type}) + {(alignment.Largest - 1).ToString(CultureInfo.InvariantCulture)}];");
}
