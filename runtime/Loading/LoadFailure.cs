namespace KoffiGen;

/// <summary>Everything that was tried in vain for a library, with the loader's own words.</summary>
internal readonly struct LoadFailure(string name, IReadOnlyList<string> attempts)
{
    internal DllNotFoundException ToException(string function) =>
        new(
            $"The native library '{name}' of the function '{function}' could not be loaded. Tried:{Environment.NewLine}"
                + string.Join(Environment.NewLine, attempts.Select(attempt => "  " + attempt))
        );
}
