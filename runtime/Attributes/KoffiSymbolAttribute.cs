using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>
/// Declares a variable that a C library exports. The body of the partial property is generated; it gives the variable in place, which C
/// reads and writes too.
/// </summary>
/// <remarks>
/// A number or a struct is a <c>ref</c> of its C# type, a pointer <c>ref nint</c> or <c>ref Utf8Pointer</c>, an array a <c>Span&lt;T&gt;</c>.
/// The symbol is bound at the first use. If the library doesn't have it, the property throws <see cref="EntryPointNotFoundException"/>; if
/// there is no such library, <see cref="DllNotFoundException"/>.
/// </remarks>
/// <example><code>
/// [KoffiSymbol("int my_int")]
/// static partial ref int MyInt { get; }
/// </code></example>
/// <param name="declaration">The variable, as a C programmer would declare it; <c>extern</c> may be left out.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KoffiSymbolAttribute([StringSyntax("koffi")] string declaration) : Attribute
{
    /// <summary>The C declaration.</summary>
    public string Declaration { get; } = declaration;

    /// <summary>The name that the library exports the variable under, when it is not the declared one.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>The name that the library exports the variable under on Windows.</summary>
    public string? WindowsEntryPoint { get; init; }

    /// <summary>The number that a Windows library exports the variable under. It is tried before the names; 0 is none.</summary>
    public int Ordinal { get; init; }

    /// <summary>The variable may be missing: a property <c>Is…Available</c> is generated that tells.</summary>
    public bool Optional { get; init; }
}
