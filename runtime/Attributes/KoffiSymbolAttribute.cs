using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>
/// Declares a variable that a C library exports. KoffiGen generates the body of the partial property, which returns a reference to the
/// variable.
/// </summary>
/// <remarks>
/// The property has the type <c>ref T</c> for a number or a struct, <c>ref nint</c> or <c>ref Utf8Pointer</c> for a pointer, and
/// <c>Span&lt;T&gt;</c> for an array. The symbol is bound at the first use. The property throws <see cref="EntryPointNotFoundException"/>
/// if the library does not export the variable, and <see cref="DllNotFoundException"/> if the library is not found.
/// </remarks>
/// <example><code>
/// [KoffiSymbol("int my_int")]
/// static partial ref int MyInt { get; }
/// </code></example>
/// <param name="declaration">The C declaration of the variable; <c>extern</c> is optional.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KoffiSymbolAttribute([StringSyntax("koffi")] string declaration) : Attribute
{
    /// <summary>Gets the C declaration.</summary>
    public string Declaration { get; } = declaration;

    /// <summary>Gets the exported name of the variable, if it differs from the declared name.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>Gets the exported name of the variable on Windows.</summary>
    public string? WindowsEntryPoint { get; init; }

    /// <summary>Gets the ordinal of the variable in a Windows library, which is tried before the names; 0 for none.</summary>
    public int Ordinal { get; init; }

    /// <summary>Whether the library may lack the variable. KoffiGen then generates a property <c>Is…Available</c>.</summary>
    public bool Optional { get; init; }
}
