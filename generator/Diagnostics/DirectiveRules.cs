using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of <c>.koffi</c> files and their directives.</summary>
internal static class DirectiveRules
{
    public static readonly DiagnosticRule UnknownWord = new(
        "KOFFI042",
        "Unknown directive in #pragma koffi",
        "'{0}' is not a directive of '#pragma koffi'.{1}"
    );

    public static readonly DiagnosticRule ArgumentCount = new(
        "KOFFI043",
        "Wrong number of arguments for a directive",
        "Expected {1} for '{0}' but found {2}"
    );

    public static readonly DiagnosticRule InvalidArgument = new(
        "KOFFI044",
        "Invalid argument of a directive",
        "'{0}' is not a valid argument of '{1}'. Write {2}."
    );

    public static readonly DiagnosticRule WordOfFile = new(
        "KOFFI045",
        "Directive that only a file can contain",
        "'{0}' is allowed only in '.koffi' files. Use the class declaration or its '[KoffiLibrary]' attribute instead."
    );

    public static readonly DiagnosticRule UnknownTarget = new(
        "KOFFI046",
        "Directive for an unknown name",
        "No declaration in this file or class matches '{0}'{1}.{2}"
    );

    public static readonly DiagnosticRule IncludeNotFound = new(
        "KOFFI047",
        "Included file not found",
        "The project does not contain the file '{0}'.{1}"
    );

    public static readonly DiagnosticRule NotUnicode = new(
        "KOFFI048",
        "File is not UTF-8",
        "The file is not encoded as UTF-8, so some of its characters may be wrong. Save it as UTF-8."
    );

    public static readonly DiagnosticRule NameTaken = new(
        "KOFFI049",
        "Name collision in C#",
        "'{0}' would have the C# name '{1}', which {2} already has. Write '#pragma koffi rename({0}, …)'."
    );

    public static readonly DiagnosticRule AmbiguousName = new(
        "KOFFI050",
        "Ambiguous name",
        "'{0}' is declared in {1}, but none of them is included here. Include one of them; in C#, write [KoffiDefine(\"#include "
            + "\\\"file.koffi\\\"\")] on the class."
    );

    public static readonly DiagnosticRule NoClass = new(
        "KOFFI051",
        "Declaration that needs a class",
        "'{0}' must be a member of a C# class, but [KoffiDefine] on an assembly does not have one. Move it to a '.koffi' file, "
            + "or to [KoffiDefine] on a partial class."
    );

    public static readonly DiagnosticRule UnsupportedVariable = new(
        "KOFFI052",
        "Variable without a C# equivalent",
        "A variable of type '{0}' has no C# equivalent. Access it through a C function instead."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule TypeNameTaken = new(
        "KOFFI053",
        "Type name collision in C#",
        "'{0}' would be the C# type '{1}', which another declaration already generates. Include the file of that declaration, or write "
            + "'#pragma koffi namespace(…)' or '#pragma koffi rename({0}, …)'."
    );

    public static readonly DiagnosticRule ExcludedTypeNeeded = new(
        "KOFFI057",
        "Excluded type that a declaration uses by value",
        "'{0}' uses '{1}' by value, but '{2}'{3} excludes '{1}'. Change the directive so that it keeps '{1}', or exclude '{0}', too."
    );

    public static readonly DiagnosticRule WrongDeclaration = new(
        "KOFFI058",
        "Use of a declaration with an error",
        "'{0}' is declared in '{1}', but that declaration has an error: {2}"
    );

    public static readonly DiagnosticRule LeftOutTypeNeeded = new(
        "KOFFI059",
        "Excluded type in an attribute",
        "'{0}' is declared in '{1}', but the directives there leave it out. {2}"
    );

    public static readonly DiagnosticRule NoEffect = new(
        "KOFFI060",
        "Directive without an effect",
        "'{0}' has no effect on '{1}'{2}: {3}. Correct or remove the name."
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
        NoEffect,
    ];
}
