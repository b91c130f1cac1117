using System.Text.RegularExpressions;

namespace KoffiGen.Tests.Proof.Programs;

/// <summary>Qualifies the names of .NET's and KoffiGen's types, because a random program may declare types with the same names.</summary>
internal static partial class CSharpTypes
{
    public const string Task = "global::System.Threading.Tasks.Task";

    /// <summary>Replaces the names that the table of C types and C# types uses by complete ones.</summary>
    /// <param name="type">A type of the table, such as <c>ReadOnlySpan&lt;S&gt;</c>.</param>
    /// <param name="find">Returns the complete name of a type that the program declares, or <see langword="null"/>.</param>
    public static string Qualify(string type, Func<string, string?> find) =>
        Identifier()
            .Replace(
                type,
                match =>
                    find(match.Value)
                    ?? match.Value switch
                    {
                        "Span" or "ReadOnlySpan" or "Func" or "Action" => $"global::System.{match.Value}",
                        "CLong" or "CULong" => $"global::System.Runtime.InteropServices.{match.Value}",
                        "Rune" => "global::System.Text.Rune",
                        "KoffiMemory" or "Utf8Pointer" or "Pointer" or "Registered" or "KoffiArgument" => $"global::KoffiGen.{match.Value}",
                        _ => match.Value,
                    }
            );

    [GeneratedRegex(@"(?<![\w@.:])[A-Za-z_]\w*")]
    private static partial Regex Identifier();
}
