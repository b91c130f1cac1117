using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace KoffiGen;

/// <summary>The exception that all string arguments share.</summary>
internal static class TextArgument
{
    /// <summary>Throws for a NUL in a string. C would read a shorter string than the one that the program has checked.</summary>
    [DoesNotReturn]
    internal static void ThrowNul(string parameterName, int index) =>
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"The string contains a NUL at index {index}, where it would end in C."),
            parameterName
        );
}
