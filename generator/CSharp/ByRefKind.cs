namespace KoffiGen.CSharp;

/// <summary>How C# passes a parameter, or returns a value. Roslyn's <c>RefKind</c>, without Roslyn.</summary>
internal enum ByRefKind
{
    None,
    Ref,
    Out,
    In,

    /// <summary><c>ref readonly</c>.</summary>
    RefReadOnly,
}
