namespace KoffiGen.C;

// The types of C (C23 6.2.5), after names are resolved. They do not depend on a target: TargetAbi and LayoutCalculator have the
// facts that differ between targets.

internal abstract class CType
{
    /// <summary>Gets the type that remains when typedef names are resolved.</summary>
    public virtual CType Canonical => this;

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
    public string Name { get; } = name;

    public QualifiedType Target { get; } = target;

    /// <summary>
    /// Gets the alignment of <c>typedef int T __attribute__((aligned(16)))</c>, which may be above or below the natural one.
    /// </summary>
    public int? RequestedAlignment { get; init; }

    public override CType Canonical => Target.Type.Canonical;
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
