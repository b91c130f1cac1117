using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of <c>.koffi</c> files and of the directives in them.</summary>
internal static class DirectiveRules
{
    public static readonly DiagnosticRule UnknownWord = new(
        "KOFFI042",
        "Unknown word in #pragma koffi",
        "'{0}' is no word of '#pragma koffi'.{1}"
    );

    public static readonly DiagnosticRule ArgumentCount = new(
        "KOFFI043",
        "Another number of arguments than the directive takes",
        "'{0}' takes {1}"
    );

    public static readonly DiagnosticRule InvalidArgument = new(
        "KOFFI044",
        "Argument that the directive cannot take",
        "'{0}' cannot be an argument of '{1}'. Write {2}."
    );

    public static readonly DiagnosticRule WordOfFile = new(
        "KOFFI045",
        "Directive that only a file can have",
        "'{0}' stands in '.koffi' files only. Here, the class and its attributes say it."
    );

    public static readonly DiagnosticRule UnknownTarget = new(
        "KOFFI046",
        "Directive about a name that is not declared",
        "Nothing that is called '{0}' is declared here.{1}"
    );

    public static readonly DiagnosticRule IncludeNotFound = new(
        "KOFFI047",
        "Included file that the project does not have",
        "The project has no file '{0}'.{1}"
    );

    public static readonly DiagnosticRule NotUnicode = new(
        "KOFFI048",
        "File that is not UTF-8",
        "The file is not UTF-8, so that its characters are guessed. Save it as UTF-8."
    );

    public static readonly DiagnosticRule NameTaken = new(
        "KOFFI049",
        "Two declarations with one name in C#",
        "'{0}' would be called '{1}' in C#, like {2}. Write '#pragma koffi rename({0}, …)'."
    );

    public static readonly DiagnosticRule AmbiguousName = new(
        "KOFFI050",
        "Name that several units declare",
        "'{0}' is declared by {1}, and none of them is included here. Include the one that is meant; in C#, with [KoffiDefine(\"#include \\\"file.koffi\\\"\")] on the class."
    );

    public static readonly DiagnosticRule NoClass = new(
        "KOFFI051",
        "Declaration that needs a class",
        "'{0}' becomes a member of a class, and these declarations have none. Put it into a '.koffi' file, or [KoffiDefine] on a partial class."
    );

    public static readonly DiagnosticRule UnsupportedVariable = new(
        "KOFFI052",
        "Variable that has no counterpart in C#",
        "A variable of type '{0}' cannot be shown in C#"
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule TypeNameTaken = new(
        "KOFFI053",
        "Two types with one name in C#",
        "'{0}' would be the type '{1}', which other declarations give already. Include those, or write '#pragma koffi namespace(…)' or 'rename({0}, …)'."
    );

    public static readonly DiagnosticRule ExcludedTypeNeeded = new(
        "KOFFI057",
        "Excluded type that a declaration needs by value",
        "'{0}' needs '{1}' by value, but '{2}' leaves it out{3}. Change the directive so that it keeps '{1}', or exclude '{0}' too."
    );

    public static readonly DiagnosticRule WrongDeclaration = new(
        "KOFFI058",
        "Use of a wrong declaration",
        "'{0}' is declared in '{1}', but its declaration is wrong: {2}"
    );

    public static readonly DiagnosticRule LeftOutTypeNeeded = new(
        "KOFFI059",
        "Left-out type in an attribute",
        "'{0}' is declared in '{1}', which leaves it out. {2}"
    );

    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        UnknownWord,
        ArgumentCount,
        InvalidArgument,
        WordOfFile,
        UnknownTarget,
        IncludeNotFound,
        NotUnicode,
        NameTaken,
        AmbiguousName,
        NoClass,
        UnsupportedVariable,
        TypeNameTaken,
        ExcludedTypeNeeded,
        WrongDeclaration,
        LeftOutTypeNeeded,
    ];
}
