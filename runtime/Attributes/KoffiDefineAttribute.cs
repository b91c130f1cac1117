using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>
/// Declares C types, and whatever else a <c>.koffi</c> file may hold. On a class or a struct the generated types are nested in it; on an
/// assembly they stand in the project's root namespace.
/// </summary>
/// <example><code>[KoffiDefine("struct Vec2 { double x, y; };")]</code></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class KoffiDefineAttribute([StringSyntax("koffi")] string declarations) : Attribute
{
    /// <summary>The C declarations.</summary>
    public string Declarations { get; } = declarations;
}
