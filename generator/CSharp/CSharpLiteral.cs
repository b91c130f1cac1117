using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.CSharp;

/// <summary>Values as C# literals.</summary>
internal static class CSharpLiteral
{
    public static string String(string value) => SymbolDisplay.FormatLiteral(value, quote: true);
}
