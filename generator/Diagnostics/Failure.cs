namespace KoffiGen.Diagnostics;

/// <summary>An exception in KoffiGen, with the declaration that it happened in.</summary>
/// <param name="Declaration">The name that the user knows the declaration by.</param>
/// <param name="Description">The exception's type and the first line of its message.</param>
internal sealed record Failure(string Declaration, string Description)
{
    public static Failure Of(string declaration, Exception exception) =>
        new(declaration, $"{exception.GetType().Name}: {exception.Message.Split('\n')[0].Trim()}");
}
