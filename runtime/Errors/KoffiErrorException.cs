using System.Globalization;
using System.Runtime.InteropServices;

namespace KoffiGen;

/// <summary>
/// The exception that is thrown when a C function reports a failure according to <see cref="KoffiImportAttribute.ThrowOn"/>.
/// </summary>
public sealed class KoffiErrorException : ExternalException
{
    /// <summary>Creates the exception for a failed call.</summary>
    /// <param name="function">The name of the C function.</param>
    /// <param name="code">The result of the function.</param>
    /// <param name="errno">The value of <c>errno</c>, or the last error on Windows, after the call; 0 if it is not known.</param>
    public KoffiErrorException(string function, long code, int errno)
        : this(function, $"'{function}'", code, errno) { }

    internal KoffiErrorException(string function, string description, long code, int errno)
        : base(Describe(description, code, errno))
    {
        Function = function;
        Code = code;
        Errno = errno;
    }

    /// <summary>Gets the name of the C function.</summary>
    public string Function { get; }

    /// <summary>Gets the result of the function.</summary>
    public long Code { get; }

    /// <summary>Gets the value of <c>errno</c>, or the last error on Windows, after the call; 0 if it is not known.</summary>
    public int Errno { get; }

    private static string Describe(string description, long code, int errno)
    {
        string failure = string.Create(CultureInfo.InvariantCulture, $"{description} returned {code}");
        if (errno == 0)
        {
            return failure + ".";
        }

        // On Windows, the lookup of the message overwrites the last P/Invoke error, which is Koffi.LastError.
        int lastError = Marshal.GetLastPInvokeError();
        string message = Marshal.GetPInvokeErrorMessage(errno);
        Marshal.SetLastPInvokeError(lastError);
        return string.Create(CultureInfo.InvariantCulture, $"{failure}: {message} (error {errno}).");
    }
}
