namespace KoffiGen;

/// <summary>The files that were tried for a library, each with the reason of the system's loader.</summary>
internal readonly struct LoadFailure(string name, IReadOnlyList<string> attempts)
{
    internal DllNotFoundException ToException(string user) =>
        new(
            $"The native library '{name}' of the {user} could not be loaded. Tried:{Environment.NewLine}"
                + string.Join(Environment.NewLine, attempts.Select(attempt => "  " + attempt))
        );
}
