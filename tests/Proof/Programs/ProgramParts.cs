using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace KoffiGen.Tests.Proof.Programs;

/// <summary>A part of a random program. The parts know enough about the text to remove or simplify a piece of it.</summary>
internal abstract record ProgramPart
{
    /// <summary>Returns the parts that are smaller by one step, those with the greatest difference first.</summary>
    public abstract IEnumerable<ProgramPart> Smaller();

    public abstract ProgramPart Rename(Regex name, string replacement);

    public abstract void WriteTo(StringBuilder text);

    public sealed override string ToString()
    {
        StringBuilder text = new();
        WriteTo(text);
        return text.ToString();
    }

    /// <summary>Removes halves, then quarters, and at last single elements.</summary>
    protected static IEnumerable<ImmutableArray<T>> Shorten<T>(ImmutableArray<T> elements)
    {
        for (int length = (elements.Length + 1) / 2; length > 0; length = length == 1 ? 0 : (length + 1) / 2)
        {
            for (int start = 0; start < elements.Length; start += length)
            {
                yield return elements.RemoveRange(start, Math.Min(length, elements.Length - start));
            }
        }
    }
}

/// <summary>A text that is kept or replaced as a whole.</summary>
/// <param name="Simple">A simpler text that may stand in its place.</param>
internal sealed record TextPart(string Text, string? Simple = null) : ProgramPart
{
    public override IEnumerable<ProgramPart> Smaller() => Simple is null ? [] : [new TextPart(Simple)];

    public override ProgramPart Rename(Regex name, string replacement) =>
        new TextPart(name.Replace(Text, replacement), Simple is null ? null : name.Replace(Simple, replacement));

    public override void WriteTo(StringBuilder text) => text.Append(Text);
}

/// <summary>A list of parts between two texts: the members of a struct, the parameters of a function, the declarations of a file.</summary>
internal sealed record ListPart(string Open, ImmutableArray<ProgramPart> Parts, string Separator, string Close) : ProgramPart
{
    public override IEnumerable<ProgramPart> Smaller() =>
        Shorten(Parts)
            .Select(parts => this with { Parts = parts })
            .Concat(
                Parts.SelectMany((part, index) => part.Smaller().Select(smaller => this with { Parts = Parts.SetItem(index, smaller) }))
            );

    public override ProgramPart Rename(Regex name, string replacement) =>
        new ListPart(
            name.Replace(Open, replacement),
            [.. Parts.Select(part => part.Rename(name, replacement))],
            Separator,
            name.Replace(Close, replacement)
        );

    public override void WriteTo(StringBuilder text)
    {
        text.Append(Open);
        for (int index = 0; index < Parts.Length; index++)
        {
            text.Append(index == 0 ? "" : Separator);
            Parts[index].WriteTo(text);
        }

        text.Append(Close);
    }
}

/// <summary>A parameter of a C function, and that of the C# method; <see langword="null"/> if the method has none.</summary>
internal sealed record MethodParameter(string C, string? CSharp);

/// <summary>A method with an import and with a signature of its own.</summary>
/// <param name="Options">The named arguments of the attribute.</param>
internal sealed record MethodPart(
    string Options,
    string CResult,
    string CName,
    string CSharpResult,
    string CSharpName,
    string Modifiers,
    ImmutableArray<MethodParameter> Parameters
) : ProgramPart
{
    public override IEnumerable<ProgramPart> Smaller()
    {
        foreach (ImmutableArray<MethodParameter> fewer in Shorten(Parameters))
        {
            yield return this with
            {
                Parameters = fewer,
            };
        }

        if (Options.Length > 0)
        {
            yield return this with
            {
                Options = "",
            };
        }

        if (CResult != "void" && CSharpResult.StartsWith(CSharpTypes.Task, StringComparison.Ordinal) == false)
        {
            yield return this with
            {
                CResult = "void",
                CSharpResult = "void",
            };
        }
    }

    public override ProgramPart Rename(Regex name, string replacement) =>
        new MethodPart(
            Options,
            name.Replace(CResult, replacement),
            name.Replace(CName, replacement),
            name.Replace(CSharpResult, replacement),
            name.Replace(CSharpName, replacement),
            Modifiers,
            [
                .. Parameters.Select(parameter => new MethodParameter(
                    name.Replace(parameter.C, replacement),
                    parameter.CSharp is { } written ? name.Replace(written, replacement) : null
                )),
            ]
        );

    public override void WriteTo(StringBuilder text) =>
        text.Append("    [global::KoffiGen.KoffiImport(\"")
            .Append($"{CResult} {CName}({string.Join(", ", Parameters.Select(static parameter => parameter.C))})\"")
            .Append(Options)
            .Append(")]\n    ")
            .Append($"{Modifiers} {CSharpResult} @{CSharpName}(")
            .AppendJoin(", ", Parameters.Select(static parameter => parameter.CSharp).OfType<string>())
            .Append(");\n");
}

internal sealed record ProgramFile(string Path, ListPart Content);

/// <summary>A random program of <c>.koffi</c> files and C# files.</summary>
/// <param name="Names">The names that the program declares.</param>
internal sealed record RandomProgram(ImmutableArray<ProgramFile> Files, ImmutableArray<string> Names)
{
    public IEnumerable<RandomProgram> Smaller() =>
        Enumerable
            .Range(0, Files.Length)
            .Where(_ => Files.Length > 1)
            .Select(index => this with { Files = Files.RemoveAt(index) })
            .Concat(
                Files.SelectMany(
                    (file, index) =>
                        file
                            .Content.Smaller()
                            .Select(smaller => this with { Files = Files.SetItem(index, file with { Content = (ListPart)smaller }) })
                )
            );

    public RandomProgram Rename(string name, string replacement)
    {
        Regex pattern = new($@"(?<![A-Za-z0-9_]){Regex.Escape(name)}(?![A-Za-z0-9_])");
        return new RandomProgram(
            [.. Files.Select(file => file with { Content = (ListPart)file.Content.Rename(pattern, replacement) })],
            Names.Replace(name, replacement)
        );
    }
}
