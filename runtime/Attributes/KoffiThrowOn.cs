namespace KoffiGen;

/// <summary>Which results of a C function are failures.</summary>
public enum KoffiThrowOn
{
    /// <summary>None: the result is returned, whatever it is.</summary>
    Never,

    /// <summary>A number below zero, as most POSIX functions return.</summary>
    Negative,

    /// <summary>Any number but zero.</summary>
    NonZero,

    /// <summary>A NULL pointer.</summary>
    Null,
}
