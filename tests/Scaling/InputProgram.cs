using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Scaling;

/// <summary>A <c>.koffi</c> file, and a C# file beside it.</summary>
internal sealed record InputProgram(string File, string Source)
{
    public int Length => File.Length + Source.Length;
}

/// <summary>Programs of one shape in any size.</summary>
internal sealed record InputFamily(string Name, Func<int, InputProgram> Create)
{
    /// <summary>The divisor of the sizes of a family whose elements are large.</summary>
    public int Weight { get; init; } = 1;

    public static InputFamily OfFile(string name, Func<int, string> write) => new(name, size => new InputProgram(write(size), ""));

    public static InputFamily OfSource(string name, Func<int, string> write) =>
        new(name, size => new InputProgram("", "using KoffiGen;\n" + write(size)));

    /// <summary>A family of texts in attributes of one class.</summary>
    public static InputFamily OfAttributes(string name, string attribute, Func<int, IEnumerable<string>> write) =>
        OfSource(
            name,
            size =>
                string.Concat(write(size).Select(text => $"[{attribute}({SymbolDisplay.FormatLiteral(text, quote: true)})]\n"))
                + "internal static partial class Imports;"
        );

    public override string ToString() => Name;
}

/// <summary>Repeated text.</summary>
internal static class Texts
{
    /// <summary>Returns the text for each number from 0.</summary>
    public static string Each(int count, Func<int, string> write)
    {
        StringBuilder text = new();
        for (int index = 0; index < count; index++)
        {
            text.Append(write(index));
        }

        return text.ToString();
    }

    /// <summary>Returns the text for each number down to 0.</summary>
    public static string EachDown(int count, Func<int, string> write) => Each(count, index => write(count - 1 - index));

    public static string Times(int count, string text) => Each(count, _ => text);

    /// <summary>Returns the text between as many opening and closing parts.</summary>
    public static string Nest(int count, string open, string inner, string close) => Times(count, open) + inner + Times(count, close);

    public static string List(int count, Func<int, string> write) => string.Join(", ", Enumerable.Range(0, count).Select(write));
}
