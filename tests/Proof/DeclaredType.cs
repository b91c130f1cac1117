using System.Collections.Immutable;

namespace KoffiGen.Tests.Proof;

/// <summary>A struct or union as source text.</summary>
/// <param name="Name">The C name: <c>struct T7</c>, or <c>T7</c> for a typedef.</param>
/// <param name="Tag">The name without <c>struct</c> or <c>union</c>.</param>
/// <param name="Declarations">The declarations for KoffiGen.</param>
/// <param name="CDeclarations">The declarations for C compilers that do not support all of C23.</param>
/// <param name="Members">The members to compare, including nested members and those of anonymous structs.</param>
internal sealed record DeclaredType(string Name, string Tag, string Declarations, string CDeclarations, ImmutableArray<MemberPath> Members);

/// <summary>The path to a member, as C and C# write it after the object: <c>m1[0][2].m3</c>.</summary>
/// <param name="Width">The width of a bit-field.</param>
internal sealed record MemberPath(string Text, int? Width)
{
    /// <summary>Gets the type of the member, with typedefs resolved.</summary>
    public TypeShape? Shape { get; init; }

    /// <summary>Whether another member of the same union stands for this memory, so that this member is not compared.</summary>
    public bool IsAlternative { get; init; }

    /// <summary>Whether it is a flexible array member, which has an offset and no size.</summary>
    public bool IsFlexible { get; init; }

    /// <summary>Whether it is a member of the type itself or of an anonymous struct or union in it.</summary>
    public bool IsDirect => Text.IndexOfAny(['.', '[']) < 0;
}
