using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using KoffiGen.Tests.Generator;

namespace KoffiGen.Tests.Proof.Programs;

/// <summary>Creates random programs of valid declarations, with names that generated code might use, too.</summary>
internal sealed partial class RandomPrograms
{
    private static readonly LanguageTableEntry[] Entries = [.. LanguageTable.Read()];

    private static readonly string[] Numbers =
    [
        "int",
        "unsigned char",
        "short",
        "long",
        "unsigned long",
        "long long",
        "size_t",
        "uint16_t",
        "int64_t",
        "float",
        "double",
        "bool",
        "char",
        "char16_t",
        "char32_t",
        "wchar_t",
        "uint32_be_t",
        "int16_le_t",
        "intptr_t",
    ];

    private static readonly string[] Integers = ["int", "unsigned", "size_t", "uint8_t", "int16_t", "long long", "long"];

    private readonly Random _random;
    private readonly RandomNames _names;

    private RandomPrograms(int seed)
    {
        _random = new Random(seed);
        _names = new RandomNames(_random);
    }

    /// <summary>Creates a program, which is always the same for the same seed.</summary>
    public static RandomProgram Create(int seed)
    {
        RandomPrograms programs = new(seed);
        ImmutableArray<ProgramFile> files = [.. programs.CreateFiles()];
        return new RandomProgram(files, programs._names.Drawn);
    }

    private IEnumerable<ProgramFile> CreateFiles()
    {
        int kind = _random.Next(4);
        if (kind != 1)
        {
            yield return CreateFile();
        }

        if (kind == 1 || Chance(3))
        {
            yield return CreateClass();
        }

        if (kind == 2)
        {
            yield return CreateMethods();
        }
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Pick<T>(params IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private ProgramType? PickType(List<ProgramType> types) => types.Count == 0 ? null : Pick(types);

    /// <summary>Returns a declarator for the name, with the specifiers before it.</summary>
    /// <param name="form">A type with annotations, such as <c>_Out_ T *!*</c>. <c>a</c> or <c>cmp</c> stands for a name inside.</param>
    private static string Name(string form, string name) =>
        InnerName().IsMatch(form) ? InnerName().Replace(form, name) : form + (form.EndsWith('*') ? name : " " + name);

    [GeneratedRegex(@"\ba\b|(?<=\(\*)cmp(?=\))")]
    private static partial Regex InnerName();

    [GeneratedRegex(@"\b(?:(?:struct|enum) )?[TSEOHDX]\b")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\bn\b")]
    private static partial Regex Count();

    /// <summary>Returns parameters of one of the documented forms: with a count, they are two.</summary>
    /// <param name="types">The types that take the places of <c>T</c>, <c>S</c> and so on.</param>
    /// <param name="draw">Draws the names of parameters.</param>
    private IEnumerable<string>? CreateParameters(LanguageTableEntry entry, ProgramTypes types, Func<string> draw)
    {
        if (Substitute(entry.Form, types) is not { } form)
        {
            return null;
        }

        if (form.Contains("[n]", StringComparison.Ordinal) || form.Contains("static n", StringComparison.Ordinal))
        {
            return [Name(Count().Replace(form, Number(1, 40)), draw())];
        }

        if (!Count().IsMatch(form))
        {
            return [Name(form, draw())];
        }

        string count = draw();
        string counter =
            !form.Contains("*n", StringComparison.Ordinal) ? $"{Pick(Integers)} {count}"
            : form.Contains("_Inout_", StringComparison.Ordinal) ? $"_Inout_ size_t *{count}"
            : $"_Out_ size_t *{count}";
        string counted = Name(Count().Replace(form, count), draw());
        return Chance(2) ? [counted, counter] : [counter, counted];
    }

    /// <summary>Returns the form with types of the program; <see langword="null"/> if the program has none of a kind.</summary>
    private string? Substitute(string form, ProgramTypes types)
    {
        bool isComplete = true;
        string substituted = Placeholder()
            .Replace(
                form,
                match =>
                {
                    string? name = match.Value[^1] switch
                    {
                        'T' => Pick(Numbers),
                        'S' => PickType(types.Values)?.C,
                        'E' => PickType(types.Enums)?.C,
                        'O' => PickType(types.Opaques)?.C,
                        'H' => PickType(types.Handles)?.C,
                        'D' => PickType(types.OwnedStructs)?.C,
                        _ => PickType(types.Functions)?.C,
                    };
                    isComplete &= name is not null;
                    return name ?? "";
                }
            );
        return isComplete ? substituted : null;
    }

    /// <summary>Returns the parameters of a function.</summary>
    /// <param name="isCallback">Whether C calls the function.</param>
    private ImmutableArray<ProgramPart> CreateParameters(ProgramTypes types, bool isCallback)
    {
        Func<string> draw = _names.DrawLocal();
        List<ProgramPart> parameters = [];
        for (int count = _random.Next(5); parameters.Count < count; )
        {
            IEnumerable<string>? created = isCallback
                ? CreateCallbackParameters(types, draw)
                : CreateParameters(Pick(Entries.Where(static entry => !entry.IsResult).ToArray()), types, draw);
            string?[] texts = [.. created ?? []];
            parameters.AddRange(texts.Select(text => new TextPart(text!, $"int {Guess(text!)}")));
        }

        return [.. parameters];
    }

    private static string Guess(string declaration) => LastName().Match(declaration).Value;

    [GeneratedRegex(@"[A-Za-z_]\w*(?=(?:\[[^\]]*\])*$)")]
    private static partial Regex LastName();

    private IEnumerable<string>? CreateCallbackParameters(ProgramTypes types, Func<string> draw)
    {
        string number = Pick(Numbers);
        string count;
        string? form = _random.Next(16) switch
        {
            0 => "const char *",
            1 => "char *",
            2 => number + " *",
            3 => "_Out_ int *",
            4 => "_Inout_ double *",
            5 => Substitute("_Inout_ enum E *", types),
            6 => Substitute("_Out_ enum E *", types),
            7 => Substitute(Pick("struct S", "const S *", "_Out_ S *", "_Inout_ S *"), types),
            8 => Substitute(Pick("O *", "H *", "X *"), types),
            9 => "_Out_ const char **",
            10 => "_Context_ void *",
            11 => "void *",
            12 => Substitute("enum E", types),
            13 => Pick("const char16_t *", "const wchar_t *", "_Out_ bool *", "_Out_ uint32_be_t *"),
            _ => number,
        };
        if (form is not null && Chance(6))
        {
            count = draw();
            string element = Pick("const int", "int", "const char", "uint8_t", "const double", "wchar_t", "uint32_be_t", "const bool");
            bool isWritable = !element.StartsWith("const", StringComparison.Ordinal);
            string annotation = isWritable ? Pick("_Inout_updates_", "_Out_writes_") : "_In_reads_";
            return [$"{annotation}({count}) {element} *{draw()}", $"int {count}"];
        }

        return form is null ? null : [Name(form, draw())];
    }

    private string CreateResult(ProgramTypes types, bool isCallback)
    {
        if (Chance(4))
        {
            return "void";
        }

        if (isCallback)
        {
            return Substitute(Pick("int", "double", "bool", "const char *", "void *", "struct S", "enum E", "O *", "T"), types) ?? "int";
        }

        LanguageTableEntry entry = Pick(Entries.Where(static entry => entry.IsResult && !Count().IsMatch(entry.Form)).ToArray());
        return Chance(3) ? Pick(Numbers) : Substitute(entry.Form, types) ?? "int";
    }

    private string Number(int least, int most) => _random.Next(least, most + 1).ToString(CultureInfo.InvariantCulture);
}
