namespace KoffiGen.Diagnostics;

/// <summary>An exception in KoffiGen, and the declaration that caused it.</summary>
/// <param name="Declaration">The name of the declaration in the user's code.</param>
/// <param name="Description">The exception's type and the first line of its message.</param>
internal sealed record Failure(string Declaration, string Description)
{
    public static Failure Of(string declaration, Exception exception) =>
        new(declaration, $"{exception.GetType().Name}: {exception.Message.Split('\n')[0].Trim()}");
}
