namespace KoffiGen;

/// <summary>Specifies which results of a C function are failures.</summary>
public enum KoffiThrowOn
{
    /// <summary>No result is a failure.</summary>
    Never,

    /// <summary>A negative number is a failure, as in most POSIX functions.</summary>
    Negative,

    /// <summary>Any number except zero is a failure.</summary>
    NonZero,

    /// <summary>A NULL pointer is a failure.</summary>
    Null,
}
