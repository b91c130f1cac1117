using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace KoffiGen;

/// <summary>The exception that all string arguments share.</summary>
internal static class TextArgument
{
    /// <summary>Throws for a NUL in a string. C would read a shorter string than the one that the program has checked.</summary>
    [DoesNotReturn]
    internal static void ThrowNul(string parameterName, string? function, int index) =>
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The string{For(function)} contains a NUL at index {index}, where it would end in C."
            ),
            parameterName
        );

    /// <summary>Throws for a string that does not fit into its buffer.</summary>
    [DoesNotReturn]
    internal static void ThrowTooLong(string parameterName, string? function, int needed, int available, string units) =>
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The string{For(function)} needs {needed} {units} with its NUL, but there is room for {available}."
            ),
            parameterName
        );

    private static string For(string? function) => function is null ? "" : " for " + function;
}
