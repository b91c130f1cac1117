using System.Runtime.CompilerServices;

namespace KoffiGen;

/// <summary>Creates the exceptions for NULL pointers, before C# or C code would dereference them.</summary>
internal static class NullPointer
{
#pragma warning disable CA2201 // C# throws this exception for null, too; this message also names the pointer.
    internal static NullReferenceException Dereferenced(string target) =>
        new($"The pointer to {target} is NULL. Check IsNull before you dereference it.");
#pragma warning restore CA2201

    /// <summary>Throws if an address is NULL.</summary>
    internal static void ThrowIfNull(nint address, [CallerArgumentExpression(nameof(address))] string? parameterName = null)
    {
        if (address == 0)
        {
            throw new ArgumentNullException(parameterName, "The address is NULL, so it cannot be read or written.");
        }
    }
}
