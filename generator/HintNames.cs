namespace KoffiGen;

/// <summary>
/// The names of generated files: those of the types, with a number where two differ in their case alone, which the compiler and many file systems
/// take for one.
/// </summary>
internal sealed class HintNames
{
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    public string Add(string name)
    {
        string unique = name;
        for (int number = 2; !_used.Add(unique); number++)
        {
            unique = $"{name}_{number}";
        }

        return unique;
    }
}
