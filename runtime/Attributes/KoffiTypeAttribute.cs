using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>Declares the C type that a C# struct without references, or an enum, represents.</summary>
/// <example><code>[KoffiType("struct timeval")] struct TimeValue { public CLong Seconds; public CLong Microseconds; }</code></example>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class KoffiTypeAttribute([StringSyntax("koffi")] string cType) : Attribute
{
    /// <summary>Gets the name of the C type, as in prototypes.</summary>
    public string CType { get; } = cType;
}
