using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>
/// Gives a C# delegate the C function type that it stands for. C declarations may use the type by its name; beside the delegate, the generator makes the type of
/// pointers to such functions: for <c>Comparison</c>, that is <c>ComparisonPointer</c>.
/// </summary>
/// <remarks>
/// The delegate's signature is checked against C's: numbers, <see langword="string"/>, handles, structs, <c>out</c>, <c>ref</c>, and spans where C counts the elements. The
/// calling convention is cdecl or stdcall. A type that contains the delegate must be <see langword="partial"/>.
/// </remarks>
/// <example><code>
/// [KoffiCallback("int Comparison(const int *left, const int *right)")]
/// internal delegate int Comparison(in int left, in int right);
/// </code></example>
[AttributeUsage(AttributeTargets.Delegate)]
public sealed class KoffiCallbackAttribute : Attribute
{
    /// <summary>Gives the function type by a prototype: <c>int Comparison(const int *left, const int *right)</c>.</summary>
    /// <param name="prototype">C's declaration of the function type. Without a name in it, C calls the type what C# calls the delegate.</param>
    public KoffiCallbackAttribute([StringSyntax("koffi")] string prototype) => Prototype = prototype;

    /// <summary>Gives the function type in Koffi's classic form: a name, the return type, and the types of the parameters.</summary>
    /// <param name="name">What C declarations call the type.</param>
    /// <param name="returns">The C type that C gets back.</param>
    /// <param name="parameters">The C types of the parameters.</param>
    public KoffiCallbackAttribute(string name, string returns, params string[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Prototype = $"{returns} {name}({string.Join(", ", parameters)})";
    }

    /// <summary>C's declaration of the function type.</summary>
    public string Prototype { get; }

    /// <summary>How many callbacks of this type can be registered at once: 1 to 4096, and 16 where nothing is said. Types with a context pointer have no limit.</summary>
    public int Slots { get; set; } = 16;

    /// <summary>What happens to exceptions that such a callback lets go.</summary>
    public KoffiCallbackPolicy OnException { get; set; }
}
