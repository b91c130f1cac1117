namespace KoffiGen.C;

// The types of C (C23 6.2.5), after names are resolved. They do not depend on a target: TargetAbi and LayoutCalculator have the
// facts that differ between targets.

internal abstract class CType
{
    /// <summary>Gets the type that remains when typedef names are resolved.</summary>
    public virtual CType Canonical => this;

    /// <summary>
    /// Gets the number of pointers, arrays and functions from which the type is derived, one inside the other (C23 6.2.5, derived
    /// declarator types).
    /// </summary>
    public virtual int DeclaratorDepth => 0;

    /// <summary>
    /// Gets the declarator depth together with the levels of structs that contain each other. The binder limits it, which bounds every
    /// recursion over a type. A recursion that also follows structs behind pointers and functions needs a bound of its own.
    /// </summary>
    public virtual int Depth => DeclaratorDepth;

    /// <summary>Returns the type name in C: <c>const char *</c>.</summary>
    public override string ToString() => CTypeWriter.Write(this);
}

internal sealed class VoidType : CType
{
    public static readonly VoidType Instance = new();
}

/// <summary>A typedef (C23 6.7.9), or one of Koffi's names: <c>str</c>, <c>uint</c>.</summary>
internal sealed class TypedefType(string name, QualifiedType target) : CType
{
    private readonly int? _targetAlignment = (target.Type as TypedefType)?.EffectiveAlignment;

    public string Name { get; } = name;

    public QualifiedType Target { get; } = target;

    /// <summary>
    /// Gets the alignment of <c>typedef int T __attribute__((aligned(16)))</c>, which may be above or below the natural one.
    /// </summary>
    public int? RequestedAlignment { get; init; }

    // A chain of typedefs may be long, so each one has the facts of its end.
    public override CType Canonical { get; } = target.Type.Canonical;

    public override int DeclaratorDepth => Canonical.DeclaratorDepth;

    public override int Depth => Canonical.Depth;

    /// <summary>Gets the canonical type with the qualifiers of all typedefs on the way to it.</summary>
    public QualifiedType Resolved { get; } =
        target.Type is TypedefType inner ? inner.Resolved with { Qualifiers = inner.Resolved.Qualifiers | target.Qualifiers } : target;

    /// <summary>Gets the alignment that the typedef or one that it names requests.</summary>
    public int? EffectiveAlignment => RequestedAlignment ?? _targetAlignment;

    /// <summary>Whether the typedef is one of the names that need no declaration, or names one of them.</summary>
    public bool IsBuiltin { get; init; } = target.Type is TypedefType { IsBuiltin: true };
}

/// <summary>
/// A C# type that C declarations use only by name: a user's struct or enum in the signature, or a type with <c>[KoffiType]</c>. The
/// binding finds its layout.
/// </summary>
internal sealed class ForeignType(string name) : CType
{
    public string Name { get; } = name;

    /// <summary>Gets the keyword in <c>struct timeval</c>; empty for a name without a keyword.</summary>
    public string TagKeyword => Name.IndexOf(' ') is > 0 and int end ? Name.Substring(0, end) : "";
}

/// <summary>The type of a declaration that could not be bound. Its error is already reported, so its uses are not reported.</summary>
internal sealed class ErrorType : CType
{
    public static readonly ErrorType Instance = new();
}
