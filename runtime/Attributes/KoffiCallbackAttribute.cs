using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>
/// Declares the C function type of a C# delegate. C declarations may use the type by its name. For a delegate <c>Comparison</c>, KoffiGen
/// also generates the function pointer type <c>ComparisonPointer</c>.
/// </summary>
/// <remarks>
/// The delegate's signature is checked against the C type. It may contain numbers, <see langword="string"/>, handles, structs, <c>out</c>
/// and <c>ref</c> parameters, and spans where C passes the number of elements. The calling convention is cdecl or stdcall. A type that
/// contains the delegate must be <see langword="partial"/>.
/// </remarks>
/// <example><code>
/// [KoffiCallback("int Comparison(const int *left, const int *right)")]
/// internal delegate int Comparison(in int left, in int right);
/// </code></example>
[AttributeUsage(AttributeTargets.Delegate)]
public sealed class KoffiCallbackAttribute : Attribute
{
    /// <summary>Declares the function type by a prototype, such as <c>int Comparison(const int *left, const int *right)</c>.</summary>
    /// <param name="prototype">
    /// The C declaration of the function type. If it contains no name, the C type has the name of the delegate.
    /// </param>
    public KoffiCallbackAttribute([StringSyntax("koffi")] string prototype) => Prototype = prototype;

    /// <summary>Declares the function type in Koffi's classic form: a name, the return type and the parameter types.</summary>
    /// <param name="name">The name of the C type.</param>
    /// <param name="returns">The C type of the result.</param>
    /// <param name="parameters">The C types of the parameters.</param>
    public KoffiCallbackAttribute(string name, string returns, params string[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Prototype = $"{returns} {name}({string.Join(", ", parameters)})";
    }

    /// <summary>Gets the C declaration of the function type.</summary>
    public string Prototype { get; }

    /// <summary>
    /// Gets or sets how many callbacks of this type can be registered at once: 1 to 4096; the default is 16. A type with a context pointer
    /// has no limit.
    /// </summary>
    public int Slots { get; set; } = 16;

    /// <summary>Gets or sets whether the generated function pointer type also has <c>InvokeAsync</c>.</summary>
    public bool Async { get; set; }

    /// <summary>Gets or sets what happens to an exception that a callback of this type throws.</summary>
    public KoffiCallbackPolicy OnException { get; set; }
}
