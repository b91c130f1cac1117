using System.Collections.Immutable;

namespace KoffiGen.Tests.Proof.Programs;

internal sealed partial class RandomPrograms
{
    /// <summary>Returns declarations of types, and adds the types.</summary>
    private List<ProgramPart> CreateTypes(ProgramTypes types)
    {
        List<ProgramPart> parts = [];
        for (int count = _random.Next(2, 9); count > 0; count--)
        {
            ProgramPart part = _random.Next(10) switch
            {
                0 or 1 => CreateEnum(types),
                2 or 3 or 4 => CreateStruct(types),
                5 => CreateUnion(types),
                6 => CreateOpaque(types),
                7 => CreateOwnedStruct(types),
                _ => CreateFunctionType(types),
            };
            parts.Add(part);
        }

        return parts;
    }

    /// <summary>Begins and ends the definition of a type with a tag, a typedef or both.</summary>
    private (string Open, string Close, ProgramType Type) CreateName(string keyword, string attributes = "")
    {
        string tag = _names.Draw();
        string specifiers = attributes.Length == 0 ? keyword : $"{keyword} {attributes}";
        switch (_random.Next(4))
        {
            case 0:
                return ($"typedef {specifiers} {{ ", $" }} {tag};\n", new ProgramType(tag, tag));
            case 1:
                return ($"typedef {specifiers} {tag} {{ ", $" }} {tag};\n", new ProgramType(Chance(2) ? tag : $"{keyword} {tag}", tag));
            case 2:
                string alias = _names.Draw();
                return (
                    $"typedef {specifiers} {tag} {{ ",
                    $" }} {alias};\n",
                    new ProgramType(Chance(2) ? alias : $"{keyword} {tag}", alias)
                );
            default:
                return ($"{specifiers} {tag} {{ ", " };\n", new ProgramType($"{keyword} {tag}", tag));
        }
    }

    private ListPart CreateEnum(ProgramTypes types)
    {
        (string open, string close, ProgramType type) = CreateName("enum");
        ImmutableArray<ProgramPart> enumerators =
        [
            .. Enumerable
                .Range(0, _random.Next(1, 5))
                .Select(index => new TextPart(_names.Draw() + (Chance(3) ? $" = {Number(-3, 70)}" : ""))),
        ];
        types.Enums.Add(type);
        return new ListPart(open, enumerators, ", ", close);
    }

    private ListPart CreateStruct(ProgramTypes types)
    {
        (string open, string close, ProgramType type) = CreateName("struct", Chance(8) ? "__attribute__((packed))" : "");
        Func<string> draw = _names.DrawLocal();
        List<ProgramPart> members = CreateMembers(types, draw, _random.Next(1, 7));
        bool isFlexible = Chance(10);
        if (isFlexible)
        {
            string count = draw();
            members.Add(new TextPart($"int {count}; "));
            members.Add(new TextPart($"{Pick("int", "double", "char")} {draw()}[]{(Chance(2) ? $" __counted_by({count})" : "")}; "));
        }

        types.Structs.Add(type);
        if (!isFlexible)
        {
            types.Values.Add(type);
        }

        return new ListPart(open, [.. members], "", close);
    }

    private List<ProgramPart> CreateMembers(ProgramTypes types, Func<string> draw, int count)
    {
        List<ProgramPart> members = [];
        for (; count > 0; count--)
        {
            members.AddRange(CreateMember(types, draw).Select(static text => new TextPart(text, $"int {Guess(text[..^2])}; ")));
        }

        if (Chance(8))
        {
            members.Add(
                new ListPart(
                    Pick("union", "struct") + " { ",
                    [.. CreateMembers(types, draw, 2)],
                    "",
                    Chance(2) ? " }; " : $" }} {draw()}; "
                )
            );
        }

        return members;
    }

    private IEnumerable<string> CreateMember(ProgramTypes types, Func<string> draw)
    {
        string? form = _random.Next(20) switch
        {
            0 => "const char *",
            1 => $"char a[{Number(1, 40)}]",
            2 => $"{Pick("char16_t", "bool", "uint32_be_t", "int", "double")} a[{Number(1, 5)}]",
            3 => $"short a[{Number(1, 3)}][{Number(1, 3)}]",
            4 => $"{Pick("int", "unsigned", "unsigned char")} a : {Number(1, 8)}",
            5 => Substitute("enum E", types),
            6 => Substitute("enum E a : 3", types),
            7 => Substitute("struct S", types),
            8 => Substitute("S *", types),
            9 => Substitute("S a[2]", types),
            10 => Substitute(Pick("O *", "H *"), types),
            11 => Substitute("X *", types),
            12 => $"int (*a)({Pick("int", "double, void *", "const char *")})",
            13 => Pick("void *", "int *", "double **", "char **"),
            14 => Pick("char *!(release)", "int *!(release)"),
            15 => Substitute(Pick("O *a[2]", "X *a[2]"), types),
            _ => Pick(Numbers.Where(static number => number != "wchar_t").ToArray()),
        };
        if (Chance(10))
        {
            string count = draw();
            yield return $"int {count}; ";
            yield return $"{Pick("int *", "char **", "const char **", "double *", "const char *")}{draw()} __counted_by({count}); ";
        }
        else
        {
            string name = draw();
            yield return (form ?? "int").Contains(':', StringComparison.Ordinal)
                ? (form ?? "int").Replace(" a ", $" {name} ", StringComparison.Ordinal) + "; "
                : Name(form ?? "int", name) + "; ";
        }
    }

    private ListPart CreateUnion(ProgramTypes types)
    {
        (string open, string close, ProgramType type) = CreateName("union");
        Func<string> draw = _names.DrawLocal();
        List<ProgramPart> members = CreateMembers(types, draw, _random.Next(1, 4));
        types.Structs.Add(type);
        types.Values.Add(type);
        return new ListPart(open, [.. members], "", close);
    }

    private ListPart CreateOpaque(ProgramTypes types)
    {
        string name = _names.Draw();
        bool isHandle = Chance(2);
        ProgramType type = new(name, name);
        (isHandle ? types.Handles : types.Opaques).Add(type);
        List<ProgramPart> parts =
        [
            new TextPart(
                isHandle ? $"opaque {name} !({(Chance(2) ? name + "_close" : _names.Draw())});\n"
                : Chance(2) ? $"opaque {name};\n"
                : $"typedef struct {name} {name};\n"
            ),
        ];
        return new ListPart("", [.. parts], "", "");
    }

    private ListPart CreateOwnedStruct(ProgramTypes types)
    {
        string name = _names.Draw();
        types.OwnedStructs.Add(new ProgramType(name, name));
        return new ListPart(
            "",
            [
                new ListPart(
                    $"typedef struct {name} {{ ",
                    [.. CreateMembers(types, _names.DrawLocal(), _random.Next(1, 4))],
                    "",
                    $" }} {name};\n"
                ),
                new TextPart($"struct {name} !({_names.Draw()});\n"),
            ],
            "",
            ""
        );
    }

    private ListPart CreateFunctionType(ProgramTypes types)
    {
        string name = _names.Draw();
        bool isPointer = Chance(4);
        string result = CreateResult(types, isCallback: true);
        ImmutableArray<ProgramPart> parameters = CreateParameters(types, isCallback: true);
        if (!isPointer)
        {
            types.Functions.Add(new ProgramType(name, name));
            if (parameters.Any(static parameter => parameter.ToString().StartsWith("_Context_", StringComparison.Ordinal)))
            {
                types.Closures.Add(new ProgramType(name, name));
            }
        }

        return new ListPart(isPointer ? $"typedef {result} (*{name})(" : $"typedef {result} {name}(", parameters, ", ", ");\n");
    }

    private IEnumerable<ProgramPart> CreateFunctions(ProgramTypes types)
    {
        for (int count = _random.Next(1, 6); count > 0; count--)
        {
            yield return CreateFunction(types, "", ";\n");
        }
    }

    private ListPart CreateFunction(ProgramTypes types, string open, string close, string? result = null)
    {
        ImmutableArray<ProgramPart> parameters = CreateParameters(types, isCallback: false);
        if (Chance(3) && types.Closures.Count > 0)
        {
            Func<string> draw = _names.DrawLocal([.. parameters.Select(static part => Guess(part.ToString()))]);
            parameters = [.. parameters, new TextPart($"{Pick(types.Closures).C} *{draw()}"), new TextPart($"_Context_ void *{draw()}")];
        }

        if (Chance(8) && parameters.Length > 0)
        {
            parameters = parameters.Add(new TextPart("..."));
        }

        return new ListPart($"{open}{result ?? CreateResult(types, isCallback: false)} {_names.Draw()}(", parameters, ", ", ")" + close);
    }
}
