using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Binding.Calls;

/// <summary>The C# names of C parameters: their C names, or names with their position.</summary>
internal static class ParameterNames
{
    public static string[] Of(FunctionType function)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        return
        [
            .. function.Parameters.Select(
                (parameter, index) =>
                {
                    // C# discards a value that is assigned to '_'.
                    string name = parameter.Name is { } written and not "_" ? CSharpIdentifier.Sanitize(written) : $"argument{index + 1}";
                    while (!names.Add(name))
                    {
                        name += "_";
                    }

                    return name;
                }
            ),
        ];
    }
}
