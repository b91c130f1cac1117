using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>
/// Declares C types, or anything else that a <c>.koffi</c> file may contain. On a class or a struct, the generated types are nested in it;
/// on an assembly, they are in the root namespace of the project.
/// </summary>
/// <example><code>[KoffiDefine("struct Vec2 { double x, y; };")]</code></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class KoffiDefineAttribute([StringSyntax("koffi")] string declarations) : Attribute
{
    /// <summary>Gets the C declarations.</summary>
    public string Declarations { get; } = declarations;
}
