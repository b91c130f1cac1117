using System.Globalization;
using KoffiGen.CSharp;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations.Units;

/// <summary>Binds the directives of <c>#pragma koffi</c> in one text, or the directives of the project's item for the file.</summary>
/// <param name="text">The text; <see langword="null"/> for the directives of the project, which have no location.</param>
internal sealed class DirectiveBinder(UnitDirectives directives, DiagnosticBag diagnostics, bool isFile, SourceText? text)
{
    /// <summary>The directives, with the minimum and the maximum number of arguments.</summary>
    private static readonly Dictionary<string, (int Least, int Most)> Words = new(StringComparer.Ordinal)
    {
        ["library"] = (1, 1),
        ["windows"] = (1, 1),
        ["linux"] = (1, 1),
        ["macos"] = (1, 1),
        ["versions"] = (1, int.MaxValue),
        ["lazy"] = (0, 0),
        ["global"] = (0, 0),
        ["deepbind"] = (0, 0),
        ["freefrom"] = (1, 1),
        ["dispatcher"] = (1, 2),
        ["class"] = (1, 1),
        ["namespace"] = (1, 1),
        ["access"] = (1, 1),
        ["strip"] = (1, int.MaxValue),
        ["case"] = (1, 1),
        ["rename"] = (2, 2),
        ["include"] = (1, int.MaxValue),
        ["exclude"] = (1, int.MaxValue),
        ["owned"] = (1, int.MaxValue),
        ["optional"] = (1, int.MaxValue),
        ["lasterror"] = (1, int.MaxValue),
        ["waitsforcalls"] = (1, int.MaxValue),
        ["throw"] = (2, int.MaxValue),
        ["async"] = (1, int.MaxValue),
        ["slots"] = (2, 2),
        ["onexception"] = (2, int.MaxValue),
        ["disable"] = (1, int.MaxValue),
        ["restore"] = (1, int.MaxValue),
    };

    /// <summary>The directives that only files have. A class with <c>[KoffiDefine]</c> has attributes instead.</summary>
    private static readonly HashSet<string> FileWords = new(StringComparer.Ordinal)
    {
        "library",
        "windows",
        "linux",
        "macos",
        "versions",
        "lazy",
        "global",
        "deepbind",
        "freefrom",
        "dispatcher",
        "class",
        "namespace",
        "access",
    };

    /// <summary>The directives that may occur once, because a second one would replace the first.</summary>
    private static readonly HashSet<string> SingleWords = new(FileWords.Concat(["case"]), StringComparer.Ordinal);

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public void Bind(TranslationUnitSyntax unit)
    {
        foreach (PragmaKoffiWordSyntax word in unit.Declarations.OfType<PragmaKoffiSyntax>().SelectMany(static pragma => pragma.Words))
        {
            Bind(word);
        }
    }

    private void Bind(PragmaKoffiWordSyntax word)
    {
        string name = word.Word.Text;
        if (!Words.TryGetValue(name, out (int Least, int Most) count))
        {
            diagnostics.Report(
                DirectiveRules.UnknownWord,
                Locate(word.Word.Span),
                name,
                Suggestion.Ask(name, Words.Keys, " The language reference lists the directives.")
            );
            return;
        }

        if (!isFile && FileWords.Contains(name))
        {
            diagnostics.Report(DirectiveRules.WordOfFile, Locate(word.Word.Span), name);
            return;
        }

        if (SingleWords.Contains(name) && !_said.Add(name))
        {
            diagnostics.Report(SyntaxRules.DuplicateSpecifier, Locate(word.Word.Span), name);
            return;
        }

        if (word.Arguments.Length < count.Least || word.Arguments.Length > count.Most)
        {
            string expected =
                count.Least == count.Most
                    ? count.Least == 0
                        ? "no argument"
                        : count.Least == 1
                            ? "one argument"
                            : $"{count.Least} arguments"
                    : count.Most == 2
                        ? "one or two arguments"
                        : count.Least == 1
                            ? "at least one argument"
                            : $"at least {count.Least} arguments";
            diagnostics.Report(
                DirectiveRules.ArgumentCount,
                Locate(word.Span),
                Source(name),
                expected,
                word.Arguments.Length.ToString(CultureInfo.InvariantCulture)
            );
            return;
        }

        // The parser has reported missing arguments.
        if (word.Arguments.All(static argument => !argument.IsMissing))
        {
            Apply(word, name);
        }
    }

    private void Apply(PragmaKoffiWordSyntax word, string name)
    {
        SourceName first = word.Arguments.FirstOrDefault();
        switch (name)
        {
            case "class" or "namespace" when !IsName(first.Text, allowsDots: name == "namespace"):
                ReportInvalid(first, Source(name), "a valid C# name");
                break;
            case "namespace" when CSharpIdentifier.IsFrameworkNamespace(first.Text):
                ReportInvalid(first, Source(name), "a namespace that .NET and KoffiGen do not use");
                break;
            case "class":
                directives.ClassName = CSharpIdentifier.Escape(first.Text.TrimStart('@'));
                break;
            case "namespace":
                directives.Namespace = string.Join(
                    ".",
                    first.Text.Split('.').Select(static part => CSharpIdentifier.Escape(part.TrimStart('@')))
                );
                break;
            case "access" when first.Text is "public" or "internal":
                directives.IsPublic = first.Text == "public";
                break;
            case "access":
                ReportInvalid(first, Source(name), "'public' or 'internal'");
                break;
            case "strip":
                foreach (SourceName prefix in word.Arguments)
                {
                    directives.Names.Strip(prefix.Text);
                    directives.Stripped.Add(Place(prefix));
                }

                break;
            case "case":
                if (first.Text is "pascal" or "camel" or "keep")
                {
                    directives.Names.Case = first.Text switch
                    {
                        "pascal" => NameCase.Pascal,
                        "camel" => NameCase.Camel,
                        _ => NameCase.Keep,
                    };
                }
                else
                {
                    ReportInvalid(first, Source(name), "'pascal', 'camel' or 'keep'");
                }

                break;
            case "rename" when !IsName(word.Arguments[1].Text, allowsDots: false):
                ReportInvalid(word.Arguments[1], Source(name), "a valid C# name");
                break;
            case "rename":
                directives.Names.Rename(first.Text, word.Arguments[1].Text.TrimStart('@'));
                directives.Renamed.Add(Place(first));
                break;
            case "include":
                directives.Included.AddRange(word.Arguments.Select(Place));
                break;
            case "exclude":
                directives.Excluded.AddRange(word.Arguments.Select(Place));
                break;
            case "owned":
                directives.Owned.AddRange(word.Arguments.Select(Place));
                break;
            case "optional":
                directives.Optional.AddRange(word.Arguments.Select(Place));
                break;
            case "lasterror":
                directives.LastError.AddRange(word.Arguments.Select(Place));
                break;
            case "waitsforcalls":
                directives.WaitsForCalls.AddRange(word.Arguments.Select(Place));
                break;
            case "throw":
                ApplyThrow(word);
                break;
            case "async":
                directives.Asynchronous.AddRange(word.Arguments.Select(Place));
                break;
            case "dispatcher":
                ApplyDispatcher(word);
                break;
            case "slots":
                ApplySlots(first, word.Arguments[1]);
                break;
            case "onexception":
                ApplyOnException(word);
                break;
            case "disable" or "restore" when word.Arguments.Any(static id => !IsRule(id.Text)):
                SourceName unknown = word.Arguments.First(static id => !IsRule(id.Text));
                ReportInvalid(unknown, name, "the id of a KoffiGen rule, such as 'KOFFI101'");
                break;
            case "disable" or "restore":
                foreach (SourceName id in word.Arguments)
                {
                    directives.Suppressions.Add(Locate(word.Span), id.Text, name == "disable");
                }

                break;
            default:
                ApplyLibrary(word, name, first.Text);
                break;
        }
    }

    private static bool IsRule(string id) =>
        DiagnosticDescriptors.Rules().Any(rule => string.Equals(rule.Id, id, StringComparison.OrdinalIgnoreCase));

    private void ApplyThrow(PragmaKoffiWordSyntax word)
    {
        SourceName condition = word.Arguments[0];
        ThrowCondition? parsed = condition.Text switch
        {
            "negative" => ThrowCondition.Negative,
            "nonzero" => ThrowCondition.NonZero,
            "null" or "NULL" => ThrowCondition.Null,
            _ => null,
        };
        if (parsed is null)
        {
            ReportInvalid(condition, "throw", "'negative', 'nonzero' or 'null', followed by functions");
            return;
        }

        directives.ThrowOn.AddRange(word.Arguments.Skip(1).Select(Place), parsed.Value);
    }

    private void ApplyDispatcher(PragmaKoffiWordSyntax word)
    {
        SourceName name = word.Arguments[0];
        Dispatcher? dispatcher = name.Text switch
        {
            "threadpool" => Dispatcher.ThreadPool,
            "threads" => Dispatcher.Threads,
            "dedicated" => Dispatcher.Dedicated,
            _ => null,
        };
        int limit = DispatchDeclaration.DefaultLimit;
        if (dispatcher is null)
        {
            ReportInvalid(
                name,
                Source("dispatcher"),
                "'threadpool', 'threads' or 'dedicated', optionally followed by the maximum number of concurrent calls"
            );
        }
        else if (
            word.Arguments.Length > 1
            && (!int.TryParse(word.Arguments[1].Text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1)
        )
        {
            ReportInvalid(word.Arguments[1], Source("dispatcher"), "a positive number");
        }
        else
        {
            directives.Dispatch = new DispatchDeclaration(dispatcher.Value, limit);
        }
    }

    private void ApplySlots(SourceName callback, SourceName count)
    {
        if (
            !int.TryParse(count.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || number > CallbackOptions.MaximumSlots
        )
        {
            ReportInvalid(
                count,
                Source("slots"),
                $"a number from 1 to {CallbackOptions.MaximumSlots}, or 0 for functions that only C# calls"
            );
            return;
        }

        directives.Slots.Add(Place(callback), number);
    }

    private void ApplyOnException(PragmaKoffiWordSyntax word)
    {
        SourceName policy = word.Arguments[0];
        CallbackPolicy? parsed = policy.Text switch
        {
            "rethrow" => CallbackPolicy.Rethrow,
            "default" => CallbackPolicy.Default,
            "failfast" => CallbackPolicy.FailFast,
            _ => null,
        };
        if (parsed is null)
        {
            ReportInvalid(policy, Source("onexception"), "'rethrow', 'default' or 'failfast', followed by callback types");
            return;
        }

        directives.OnException.AddRange(word.Arguments.Skip(1).Select(Place), parsed.Value);
    }

    private void ApplyLibrary(PragmaKoffiWordSyntax word, string name, string argument)
    {
        LibraryDeclaration library = directives.Library ?? new LibraryDeclaration("");
        directives.Library = name switch
        {
            "library" => library with { Name = argument, IsNamed = true },
            "windows" => library with { Windows = argument },
            "linux" => library with { Linux = argument },
            "macos" => library with { MacOS = argument },
            "versions" => library with { Versions = word.Arguments.Select(static version => version.Text).ToEquatableArray() },
            "lazy" => library with { IsLazy = true },
            "global" => library with { IsGlobal = true },
            "deepbind" => library with { IsDeepBind = true },
            _ => library with { FreeFrom = argument },
        };
    }

    /// <summary>Returns the directive's name, or the name of the attribute of the project's item.</summary>
    private string Source(string name) => text is null ? "Koffi" + char.ToUpperInvariant(name[0]) + name.Substring(1) : name;

    private DirectiveName Place(SourceName name) => new(name.Text, Locate(name.Span));

    private void ReportInvalid(SourceName argument, string directive, string expected) =>
        diagnostics.Report(DirectiveRules.InvalidArgument, Locate(argument.Span), argument.Text, directive, expected);

    private SourceLocation Locate(SourceSpan span) => text?.Locate(span) ?? SourceLocation.None;

    private static bool IsName(string name, bool allowsDots) =>
        allowsDots ? name.Split('.').All(static part => IsName(part, allowsDots: false)) : CSharpIdentifier.IsValid(name.TrimStart('@'));
}
