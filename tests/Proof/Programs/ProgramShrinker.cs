using System.Globalization;
using System.Text;

namespace KoffiGen.Tests.Proof.Programs;

/// <summary>Reduces a program to a smallest one that still shows the same mistake, and replaces the names that do not matter.</summary>
internal static class ProgramShrinker
{
    public static RandomProgram Shrink(RandomProgram program, Func<RandomProgram, bool> holds)
    {
        while (program.Smaller().FirstOrDefault(holds) is { } smaller)
        {
            program = smaller;
        }

        for (int index = 0; index < program.Names.Length; index++)
        {
            RandomProgram renamed = program.Rename(program.Names[index], string.Create(CultureInfo.InvariantCulture, $"n{index}"));
            if (holds(renamed))
            {
                program = renamed;
            }
        }

        return program;
    }

    /// <summary>Writes a program as a test.</summary>
    public static string WriteTest(RandomProgram program)
    {
        StringBuilder text = new();
        text.Append("[Test]\npublic void A_program_compiles() =>\n    GeneratorHarness.Run(\n        [");
        foreach (ProgramFile file in program.Files.Where(IsKoffiFile))
        {
            text.Append(CultureInfo.InvariantCulture, $"new MemoryFile(\"{file.Path}\", {Literal(file)})");
        }

        text.Append(']');
        foreach (ProgramFile file in program.Files.Where(static file => !IsKoffiFile(file)))
        {
            text.Append(CultureInfo.InvariantCulture, $",\n        {Literal(file)}");
        }

        return text.Append("\n    );\n").ToString();
    }

    private static bool IsKoffiFile(ProgramFile file) => file.Path.EndsWith(".koffi", StringComparison.Ordinal);

    private static string Literal(ProgramFile file) => $"\"\"\"\"\n{file.Content.ToString().TrimEnd()}\n\"\"\"\"";
}
