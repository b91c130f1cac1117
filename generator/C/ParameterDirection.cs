namespace KoffiGen.C;

/// <summary>The direction in which a call copies the memory of a parameter.</summary>
internal enum ParameterDirection
{
    /// <summary>The declaration has no annotation.</summary>
    Default,
    In,
    Out,
    Inout,
}
