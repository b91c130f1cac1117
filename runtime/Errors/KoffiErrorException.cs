using System.Globalization;
using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>A C function reported a failure, and its declaration says to throw then (<see cref="KoffiImportAttribute.ThrowOn"/>).</summary>
public sealed class KoffiErrorException : ExternalException
{
    /// <summary>Describes a failed call.</summary>
    /// <param name="function">The name of the C function.</param>
    /// <param name="code">What it returned.</param>
    /// <param name="errno"><c>errno</c>, or Windows' last error, after the call; 0 if it says nothing.</param>
    public KoffiErrorException(string function, long code, int errno)
        : base(Describe(function, code, errno))
    {
        Function = function;
        Code = code;
        Errno = errno;
    }

    /// <summary>The name of the C function.</summary>
    public string Function { get; }

    /// <summary>What the function returned.</summary>
    public long Code { get; }

    /// <summary><c>errno</c>, or Windows' last error, after the call; 0 if it says nothing.</summary>
    public int Errno { get; }

    private static string Describe(string function, long code, int errno)
    {
        string failure = string.Create(CultureInfo.InvariantCulture, $"{function} returned {code}");
        return errno == 0
            ? failure + "."
            : string.Create(CultureInfo.InvariantCulture, $"{failure}: {Marshal.GetPInvokeErrorMessage(errno)} (error {errno}).");
    }
}
