using System.Collections.Immutable;

namespace KoffiGen.Tests.Proof.Programs;

internal sealed partial class RandomPrograms
{
    /// <summary>Directives, of which a file may have one of each group.</summary>
    private static readonly string[][] Directives =
    [
        ["optional(*)"],
        ["lasterror(*)"],
        ["waitsforcalls(*)"],
        ["async(*)"],
        ["case(pascal)", "case(camel)"],
        ["access(public)"],
        ["lazy", "global"],
        ["dispatcher(threads, 2)", "dispatcher(dedicated)"],
        ["freefrom(\"other\")"],
        ["strip(\"n\")"],
    ];

    /// <summary>The last ones are .NET's and KoffiGen's own, which files may not use.</summary>
    private static readonly string[] FileNamespaces =
    [
        .. Enumerable.Repeat("App", 8),
        .. Enumerable.Repeat("App.Native", 8),
        "class",
        "event.string",
        "Data.System",
        "Root",
        "System",
        "System.Text",
        "KoffiGen",
    ];

    /// <summary>Directives that apply to a function type.</summary>
    private static readonly string[] CallbackDirectives =
    [
        "onexception(default, %)",
        "onexception(failfast, %)",
        "slots(%, 0)",
        "slots(%, 2)",
    ];

    private ProgramFile CreateFile()
    {
        ProgramTypes types = new();
        List<ProgramPart> parts =
        [
            new TextPart($"#pragma koffi library(\"lib\") class({_names.Draw()})\n"),
            new TextPart($"#pragma koffi namespace({Pick(FileNamespaces)})\n"),
        ];
        parts.AddRange(Directives.Where(_ => Chance(6)).Select(alternatives => new TextPart($"#pragma koffi {Pick(alternatives)}\n")));

        parts.AddRange(CreateTypes(types));
        parts.AddRange(CreateFunctions(types));
        if (Chance(3) && types.Functions.Count > 0)
        {
            string directive = Pick(CallbackDirectives).Replace("%", Pick(types.Functions).C, StringComparison.Ordinal);
            parts.Add(new TextPart($"#pragma koffi {directive}\n"));
        }

        if (Chance(3))
        {
            parts.Add(new TextPart($"#define {_names.Draw()} {Pick("1", "0x10", "\"text\"", "2.5", "(1 << 4)")}\n"));
        }

        if (Chance(3))
        {
            parts.Add(new TextPart($"extern {Name(Pick("int", "const double", "const char *", "int a[4]", "void *"), _names.Draw())};\n"));
        }

        return new ProgramFile("/project/file.koffi", new ListPart("", [.. parts], "", ""));
    }

    /// <summary>Returns a class whose methods are generated from attributes.</summary>
    private ProgramFile CreateClass()
    {
        ProgramTypes types = new();
        List<ProgramPart> declared = CreateTypes(types);
        List<ProgramPart> attributes = [];
        bool isInstance = Chance(4);
        attributes.Add(new TextPart($"[global::KoffiGen.KoffiLibrary(\"lib\"{Pick("", ", Lazy = true", ", Versions = [\"1\"]")})]\n"));
        attributes.Add(new ListPart("[global::KoffiGen.KoffiDefine(\"\"\"\n", [.. declared], "", "\n\"\"\")]\n"));
        for (int count = _random.Next(1, 6); count > 0; count--)
        {
            bool throws = Chance(6);
            string options = throws ? ", ThrowOn = global::KoffiGen.KoffiThrowOn.Negative" : CreateOptions();
            attributes.Add(CreateFunction(types, "[global::KoffiGen.KoffiImport(\"", $"\"{options})]\n", throws ? "int" : null));
        }

        return new ProgramFile(
            "/project/Class.cs",
            new ListPart(
                $"namespace {Pick("App", "Other.@class", "Events.@event")};\n",
                [new ListPart("", [.. attributes], "", "")],
                "",
                $"{Pick("public", "internal")} {(isInstance ? "" : "static ")}partial class @{_names.DrawClass()};\n"
            )
        );
    }

    private string CreateOptions() =>
        _random.Next(10) switch
        {
            0 or 1 => ", Async = true",
            2 => ", Optional = true",
            3 => ", LastError = true",
            4 => ", Async = true, LastError = true",
            5 => $", MethodName = \"{_names.Draw()}\"",
            _ => "",
        };
}
