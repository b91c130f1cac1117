using System.Collections.Immutable;

namespace KoffiGen.Tests.Proof;

/// <summary>A struct or union as text.</summary>
/// <param name="Name">How C names it: <c>struct T7</c>, or <c>T7</c> where it is a typedef.</param>
/// <param name="Tag">The name alone.</param>
/// <param name="Declarations">The declarations in KoffiGen's language, which is C's.</param>
/// <param name="CDeclarations">The same for C compilers that don't know all of C23.</param>
/// <param name="Members">The members to ask about: nested ones and those of anonymous structs, too.</param>
internal sealed record DeclaredType(string Name, string Tag, string Declarations, string CDeclarations, ImmutableArray<MemberPath> Members);

/// <summary>The way to a member, as C and C# write it behind the object: <c>m1[0][2].m3</c>.</summary>
/// <param name="Width">Of a bit-field.</param>
internal sealed record MemberPath(string Text, int? Width)
{
    /// <summary>What is there, without typedefs' names.</summary>
    public TypeShape? Shape { get; init; }

    /// <summary>It shares its memory with members of the union that are not marked so.</summary>
    public bool IsAlternative { get; init; }

    /// <summary>An array of any length, which has an offset and no size.</summary>
    public bool IsFlexible { get; init; }

    /// <summary>Whether it is a member of the type itself, or of an anonymous one in it.</summary>
    public bool IsDirect => Text.IndexOfAny(['.', '[']) < 0;
}
