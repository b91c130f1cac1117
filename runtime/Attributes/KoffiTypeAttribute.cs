using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>Gives a C# struct without references, or an enum, the name of the C type that it stands for.</summary>
/// <example><code>[KoffiType("struct timeval")] struct TimeValue { public CLong Seconds; public CLong Microseconds; }</code></example>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class KoffiTypeAttribute([StringSyntax("koffi")] string cType) : Attribute
{
    /// <summary>The name of the C type, as prototypes write it.</summary>
    public string CType { get; } = cType;
}
