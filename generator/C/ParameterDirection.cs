namespace KoffiGen.C;

/// <summary>The words that say which way a parameter's memory travels.</summary>
internal enum ParameterDirection
{
    /// <summary>None is written.</summary>
    Default,
    In,
    Out,
    Inout,
}
