using System.Collections.Immutable;
using KoffiGen.Tests.Generator;

namespace KoffiGen.Tests.Proof.Programs;

internal sealed partial class RandomPrograms
{
    private const string Namespace = "App";

    /// <summary>Returns a class of methods with signatures of their own, of the types that the language reference lists.</summary>
    private ProgramFile CreateMethods()
    {
        string name = _names.DrawClass();
        Dictionary<string, string> types = [];
        foreach (string placeholder in (string[])["S", "E", "O", "H", "D", "X"])
        {
            types[placeholder] = _names.DrawClass();
        }

        Func<string> draw = _names.DrawLocal();
        string declarations =
            $"typedef struct {types["S"]} {{ int {draw()}; const char *{draw()}; }} {types["S"]}; enum {types["E"]} {{ {_names.Draw()} }}; "
            + $"opaque {types["O"]}; opaque {types["H"]} !({_names.Draw()}); "
            + $"typedef struct {types["D"]} {{ int {draw()}; const char *{draw()}; }} "
            + $"{types["D"]}; struct {types["D"]} !({_names.Draw()}); typedef int {types["X"]}(int {draw()});";
        List<ProgramPart> methods = [];
        for (int count = _random.Next(2, 8); count > 0; count--)
        {
            methods.Add(CreateMethod(name, types));
        }

        return new ProgramFile(
            "/project/Methods.cs",
            new ListPart(
                $"namespace {Namespace};\n[global::KoffiGen.KoffiDefine(\"{declarations}\")]\nstatic unsafe partial class @{name}\n{{\n",
                [.. methods],
                "",
                "}\n"
            )
        );
    }

    private MethodPart CreateMethod(string container, Dictionary<string, string> types)
    {
        string cName = _names.Draw();
        Func<string> draw = _names.DrawLocal();
        List<MethodParameter> parameters = [];
        for (int count = _random.Next(4); parameters.Count < count; )
        {
            LanguageTableEntry entry = Pick(Entries.Where(static entry => !entry.IsResult).ToArray());
            if (entry.Default.Contains("none", StringComparison.Ordinal) || entry.Form == "...")
            {
                continue;
            }

            string name = draw();
            string form = Placeholder().Replace(entry.Form, match => Replace(match.Value, types));
            string type = Pick([.. entry.Accepted, entry.Default.Trim('`')]);
            bool isConstant = form.Contains("[n]", StringComparison.Ordinal) || form.Contains("static n", StringComparison.Ordinal);
            string counter = draw();
            string written = Name(Count().Replace(form, isConstant ? "4" : counter), name);
            string csharp = $"{Qualify(type, container, types, $"{cName}_{name}")} @{name}";
            if (isConstant || !Count().IsMatch(form))
            {
                parameters.Add(new MethodParameter(written, csharp));
                continue;
            }

            bool isPointer = form.Contains("*n", StringComparison.Ordinal);
            bool keeps =
                isPointer
                || form.Contains("n *", StringComparison.Ordinal)
                || form.Contains("n +", StringComparison.Ordinal)
                || type is "nint"
                || type.EndsWith('*')
                || type.Contains("string", StringComparison.Ordinal) && !type.Contains("string?[]", StringComparison.Ordinal);
            parameters.Add(new MethodParameter(written, csharp));
            parameters.Add(
                isPointer && form.Contains("_Inout_", StringComparison.Ordinal)
                    ? new MethodParameter($"_Inout_ size_t *{counter}", $"ref nuint @{counter}")
                : isPointer ? new MethodParameter($"_Out_ size_t *{counter}", $"out nuint @{counter}")
                : new MethodParameter($"int {counter}", keeps ? $"int @{counter}" : null)
            );
        }

        LanguageTableEntry result = Pick(Entries.Where(static entry => entry.IsResult && !Count().IsMatch(entry.Form)).ToArray());
        bool isVoid = Chance(2);
        return new MethodPart(
            Pick("", "", "", ", LastError = true", ", Optional = true"),
            isVoid ? "int" : Placeholder().Replace(result.Form, match => Replace(match.Value, types)),
            cName,
            isVoid ? "int" : Qualify(Pick([.. result.Accepted, result.Default.Trim('`')]), container, types, cName),
            _names.Draw(),
            "public static partial",
            [.. parameters]
        );
    }

    private static string Replace(string placeholder, Dictionary<string, string> types) =>
        placeholder[^1] == 'T' ? "int"
        : placeholder.Contains(' ', StringComparison.Ordinal) ? placeholder[..^1] + types[placeholder[^1..]]
        : types[placeholder];

    private static string Qualify(string type, string container, Dictionary<string, string> types, string callback) =>
        CSharpTypes.Qualify(
            type,
            name =>
            {
                string prefix = $"global::{Namespace}.@{container}.@";
                string first = name[..1];
                string rest = name[1..];
                return name switch
                {
                    "T" => "int",
                    "EnumOf_int" or "EnumOf_sbyte" or "EnumOf_byte" or "EnumOf_short" or "EnumOf_ushort" or "EnumOf_uint" =>
                        $"global::Support.{name}",
                    "EnumOf_long" or "EnumOf_ulong" or "SameLayout" => $"global::Support.{name}",
                    "f_cmp" or "f_cmpPointer" => $"{prefix}{callback}{name["f_cmp".Length..]}",
                    _ when types.TryGetValue(first, out string? declared) && rest is "" or "Handle" or "Pointer" =>
                        $"{prefix}{declared}{rest}",
                    "Argument" or "Managed" => name,
                    _ => null,
                };
            }
        );
}
