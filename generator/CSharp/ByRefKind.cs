namespace KoffiGen.CSharp;

/// <summary>The passing of a parameter or the return of a value by reference. The counterpart of Roslyn's <c>RefKind</c>.</summary>
internal enum ByRefKind
{
    None,
    Ref,
    Out,
    In,

    /// <summary><c>ref readonly</c>.</summary>
    RefReadOnly,
}
