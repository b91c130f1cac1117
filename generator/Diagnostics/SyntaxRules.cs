using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of the lexer and the parser: what is wrong with a text before anyone asks what its names mean.</summary>
internal static class SyntaxRules
{
    public static readonly DiagnosticRule UnexpectedCharacter = new(
        "KOFFI001",
        "Character that is no part of C",
        "{0} is no part of C. Remove it."
    );

    public static readonly DiagnosticRule UnterminatedComment = new(
        "KOFFI002",
        "Comment without an end",
        "This comment has no end. Close it with '*/'."
    );

    public static readonly DiagnosticRule UnterminatedLiteral = new(
        "KOFFI003",
        "Literal without an end",
        "This {0} literal has no end on its line. Close it with {1}."
    );

    public static readonly DiagnosticRule InvalidNumber = new(
        "KOFFI004",
        "Malformed number",
        "'{0}' is no number of C. Check its digits and its suffix."
    );

    public static readonly DiagnosticRule NestingTooDeep = new(
        "KOFFI005",
        "Declaration nested too deeply",
        "This is nested more than {0} levels deep. Name the inner parts with typedefs."
    );

    public static readonly DiagnosticRule ExpectedToken = new("KOFFI006", "Something is missing", "Expected {0} but found {1}");

    public static readonly DiagnosticRule ExpectedType = new("KOFFI007", "Type is missing", "Expected a type but found {0}");

    public static readonly DiagnosticRule MissingReturnType = new(
        "KOFFI008",
        "Return type is missing",
        "'{0}' has no return type. Write it before the name, as in 'int {0}(…)' or 'void {0}(…)'."
    );

    public static readonly DiagnosticRule ExpectedName = new("KOFFI009", "Name is missing", "Expected a name but found {0}");

    public static readonly DiagnosticRule ExpectedExpression = new(
        "KOFFI010",
        "Expression is missing",
        "Expected a constant expression but found {0}"
    );

    public static readonly DiagnosticRule InvalidTypeCombination = new(
        "KOFFI011",
        "Words that make no type together",
        "'{0}' cannot be combined with '{1}'. Keep one of them."
    );

    public static readonly DiagnosticRule UnknownSpecifier = new("KOFFI012", "Unknown word before a type", "'{0}' is unknown here.{1}");

    public static readonly DiagnosticRule UnsupportedKeyword = new(
        "KOFFI013",
        "Keyword that declarations of libraries cannot use",
        "'{0}' is not supported. Write the type itself."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule UnsupportedConvention = new(
        "KOFFI014",
        "Calling convention that is not supported",
        "The calling convention '{0}' is not supported. Use {1}."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule DuplicateConvention = new(
        "KOFFI015",
        "Two calling conventions",
        "A function has one calling convention. Remove '{0}'."
    );

    public static readonly DiagnosticRule TwoDirections = new(
        "KOFFI016",
        "Two direction words",
        "A parameter has one direction, and '{0}' is written already. Write '_Inout_' if it goes both ways."
    );

    public static readonly DiagnosticRule MisspelledAnnotation = new(
        "KOFFI017",
        "Misspelled annotation",
        "'{0}' is unknown. Did you mean '{1}'?"
    );

    public static readonly DiagnosticRule MisplacedAnnotation = new(
        "KOFFI018",
        "Annotation in a wrong place",
        "'{0}' belongs before the type of a parameter."
    );

    public static readonly DiagnosticRule ArrayBeforeName = new(
        "KOFFI019",
        "Array length before the name",
        "C writes the length behind the name: '{0}'"
    );

    public static readonly DiagnosticRule ReferenceDeclarator = new(
        "KOFFI020",
        "Reference",
        "C has no references. Write '*' instead of '&'."
    );

    public static readonly DiagnosticRule ParameterInitializer = new(
        "KOFFI021",
        "Default value of a parameter",
        "C has no default values. Remove '{0}' and what follows, or give the C# parameter a default."
    );

    public static readonly DiagnosticRule EllipsisNotLast = new(
        "KOFFI022",
        "Ellipsis is not last",
        "'...' comes last among the parameters"
    );

    public static readonly DiagnosticRule EmptyText = new(
        "KOFFI023",
        "Nothing is declared",
        "There is no declaration here. Write one, as in {0}."
    );

    public static readonly DiagnosticRule NotAFunction = new(
        "KOFFI024",
        "Prototype that is no function",
        "'{0}' is no function. Write its parameters, as in 'int f(int)'."
    );

    public static readonly DiagnosticRule TextAfterPrototype = new(
        "KOFFI025",
        "Text behind a prototype",
        "Unexpected {0} behind the prototype. Remove it, or write each declaration in an attribute of its own."
    );

    public static readonly DiagnosticRule SeveralDeclarators = new(
        "KOFFI026",
        "Several functions in one prototype",
        "A prototype declares one function. Write '{0}' in an attribute of its own."
    );

    public static readonly DiagnosticRule DeclaresNothing = new(
        "KOFFI027",
        "Declaration without a name",
        "This declares nothing. Write a name behind the type."
    );

    public static readonly DiagnosticRule MisplacedStorageClass = new(
        "KOFFI028",
        "Storage class in a wrong place",
        "'{0}' cannot stand here. Remove it."
    );

    public static readonly DiagnosticRule FunctionBody = new(
        "KOFFI029",
        "Function body is ignored",
        "The body of '{0}' is ignored: functions are declared here, not compiled. End the declaration with ';'.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule InvalidPragmaPack = new(
        "KOFFI030",
        "Malformed #pragma pack",
        "'{0}' is no form of #pragma pack. Write pack(1|2|4|8|16), pack(push, n), pack(pop) or pack()."
    );

    public static readonly DiagnosticRule InvalidPragmaKoffi = new(
        "KOFFI031",
        "Malformed #pragma koffi",
        "Expected a word with its arguments, as in library(\"name\"), but found {0}"
    );

    public static readonly DiagnosticRule MacroIgnored = new(
        "KOFFI032",
        "Macro is ignored",
        "The macro '{0}' is no constant expression and is ignored",
        RuleSeverity.Hidden
    )
    {
        IsOmission = true,
    };

    public static readonly DiagnosticRule DirectiveIgnored = new(
        "KOFFI033",
        "Directive is ignored",
        "'#{0}' is ignored",
        RuleSeverity.Hidden
    );

    public static readonly DiagnosticRule ConditionalIgnored = new(
        "KOFFI034",
        "Condition is ignored",
        "The condition '#{0}' is ignored: what it guards is always read",
        RuleSeverity.Hidden
    );

    public static readonly DiagnosticRule EmptyEnum = new("KOFFI035", "Enum without enumerators", "An enum has at least one enumerator");

    public static readonly DiagnosticRule InitializerIgnored = new(
        "KOFFI036",
        "Initializer is ignored",
        "The initializer in braces is ignored",
        RuleSeverity.Info
    );

    public static readonly DiagnosticRule ExpectedDeclaration = new(
        "KOFFI037",
        "Declaration expected",
        "Expected a declaration but found {0}"
    );

    public static readonly DiagnosticRule DuplicateSpecifier = new(
        "KOFFI038",
        "Specifier stands twice",
        "'{0}' is written twice. Remove one."
    );

    public static readonly DiagnosticRule AnnotationIgnored = new(
        "KOFFI039",
        "Annotation is ignored",
        "'{0}' says nothing about the call and is ignored",
        RuleSeverity.Hidden
    );

    public static readonly DiagnosticRule OperandIsNoType = new(
        "KOFFI040",
        "Operand that is no type",
        "'{0}' takes a type in parentheses here. Write the type of the expression, as in '{0}(int)'."
    );

    public static readonly DiagnosticRule NestedMember = new(
        "KOFFI041",
        "Member of a member",
        "'offsetof' takes a direct member here. Add the offsets: one for '{0}', and one within its type."
    );

    public static readonly DiagnosticRule MacroCall = new(
        "KOFFI054",
        "Macro with parameters in a declaration",
        "'{0}' is a macro with parameters, and those are not expanded here. Write what it stands for."
    );

    public static readonly DiagnosticRule StaticIgnored = new(
        "KOFFI055",
        "Static function or variable is ignored",
        "'{0}' is static, so that no library exports it, and is ignored",
        RuleSeverity.Hidden
    )
    {
        IsOmission = true,
    };

    public static readonly DiagnosticRule MisspelledPragma = new(
        "KOFFI056",
        "Misspelled #pragma koffi",
        "'#pragma {0}' is ignored. Did you mean '#pragma koffi'?",
        RuleSeverity.Warning
    );

    /// <summary>Every rule of this class, in the order of the ids.</summary>
    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        UnexpectedCharacter,
        UnterminatedComment,
        UnterminatedLiteral,
        InvalidNumber,
        NestingTooDeep,
        ExpectedToken,
        ExpectedType,
        MissingReturnType,
        ExpectedName,
        ExpectedExpression,
        InvalidTypeCombination,
        UnknownSpecifier,
        UnsupportedKeyword,
        UnsupportedConvention,
        DuplicateConvention,
        TwoDirections,
        MisspelledAnnotation,
        MisplacedAnnotation,
        ArrayBeforeName,
        ReferenceDeclarator,
        ParameterInitializer,
        EllipsisNotLast,
        EmptyText,
        NotAFunction,
        TextAfterPrototype,
        SeveralDeclarators,
        DeclaresNothing,
        MisplacedStorageClass,
        FunctionBody,
        InvalidPragmaPack,
        InvalidPragmaKoffi,
        MacroIgnored,
        DirectiveIgnored,
        ConditionalIgnored,
        EmptyEnum,
        InitializerIgnored,
        ExpectedDeclaration,
        DuplicateSpecifier,
        AnnotationIgnored,
        OperandIsNoType,
        NestedMember,
        MacroCall,
        StaticIgnored,
        MisspelledPragma,
    ];
}
