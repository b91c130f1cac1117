using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace KoffiGen;

/// <summary>What all widths of text arguments refuse alike.</summary>
internal static class TextArgument
{
    /// <summary>C would take the text for shorter than it is, and what a program checked would not be what C gets.</summary>
    [DoesNotReturn]
    internal static void ThrowNul(string parameterName, int index) =>
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"The text has a NUL at index {index}, where C would take it to end."),
            parameterName
        );
}
