using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.CSharp;

internal static class CSharpLiteral
{
    public static string String(string value) => SymbolDisplay.FormatLiteral(value, quote: true);
}
