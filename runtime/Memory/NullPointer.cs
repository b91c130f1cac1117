using System.Runtime.CompilerServices;

namespace KoffiGen;

/// <summary>What is thrown where C would crash.</summary>
internal static class NullPointer
{
#pragma warning disable CA2201 // It is what C# throws for a null reference; here it also says which.
    internal static NullReferenceException Dereferenced(string target) =>
        new($"The pointer to {target} is NULL. Test IsNull before you use what C returned.");
#pragma warning restore CA2201

    /// <summary>Refuses NULL as an argument.</summary>
    internal static void ThrowIfNull(nint address, [CallerArgumentExpression(nameof(address))] string? parameterName = null)
    {
        if (address == 0)
            throw new ArgumentNullException(parameterName, "The address is NULL, and nothing can be read or written there.");
    }
}
