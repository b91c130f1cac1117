using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of the lexer and the parser. They do not depend on what names mean.</summary>
internal static class SyntaxRules
{
    public static readonly DiagnosticRule UnexpectedCharacter = new(
        "KOFFI001",
        "Invalid character",
        "{0} is not a valid character in C. Remove it."
    );

    public static readonly DiagnosticRule UnterminatedComment = new(
        "KOFFI002",
        "Unterminated comment",
        "This comment is not terminated. Close it with '*/'."
    );

    public static readonly DiagnosticRule UnterminatedLiteral = new(
        "KOFFI003",
        "Unterminated literal",
        "This {0} literal has no closing quote on its line. Add the quote."
    );

    public static readonly DiagnosticRule InvalidNumber = new(
        "KOFFI004",
        "Malformed number",
        "'{0}' is not a valid C number. Check its digits and its suffix."
    );

    public static readonly DiagnosticRule NestingTooDeep = new(
        "KOFFI005",
        "Declaration nested too deeply",
        "This declaration is nested more than {0} levels deep. Name its inner parts with typedefs."
    );

    public static readonly DiagnosticRule ExpectedToken = new("KOFFI006", "Expected token not found", "Expected {0} but found {1}");

    public static readonly DiagnosticRule ExpectedType = new("KOFFI007", "Missing type", "Expected a type but found {0}");

    public static readonly DiagnosticRule MissingReturnType = new(
        "KOFFI008",
        "Missing return type",
        "'{0}' has no return type. Write one before the name, such as 'int {0}(…)' or 'void {0}(…)'."
    );

    public static readonly DiagnosticRule ExpectedName = new("KOFFI009", "Missing name", "Expected a name but found {0}");

    public static readonly DiagnosticRule ExpectedExpression = new(
        "KOFFI010",
        "Missing expression",
        "Expected a constant expression but found {0}"
    );

    public static readonly DiagnosticRule InvalidTypeCombination = new(
        "KOFFI011",
        "Invalid combination of type specifiers",
        "'{0}' cannot be combined with '{1}'. Keep one of them."
    );

    public static readonly DiagnosticRule UnknownSpecifier = new(
        "KOFFI012",
        "Unknown word before a type",
        "'{0}' is not a keyword, an annotation or a known type.{1}"
    );

    public static readonly DiagnosticRule UnsupportedKeyword = new(
        "KOFFI013",
        "Unsupported keyword",
        "'{0}' is not supported. Write an ordinary type instead, such as 'int32_t'."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule UnsupportedConvention = new(
        "KOFFI014",
        "Unsupported calling convention",
        ".NET cannot call functions with the convention '{0}'. Wrap the function in a C function that uses {1}."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule DuplicateConvention = new(
        "KOFFI015",
        "More than one calling convention",
        "A function can have only one calling convention. Remove '{0}'."
    );

    public static readonly DiagnosticRule TwoDirections = new(
        "KOFFI016",
        "More than one direction",
        "The parameter already has the direction '{0}'. Remove one of the two annotations, or write '_Inout_' if C reads and writes "
            + "the memory."
    );

    public static readonly DiagnosticRule MisspelledAnnotation = new(
        "KOFFI017",
        "Misspelled annotation",
        "'{0}' is not an annotation. Did you mean '{1}'?"
    );

    public static readonly DiagnosticRule MisplacedAnnotation = new(
        "KOFFI018",
        "Misplaced annotation",
        "'{0}' is allowed only before the type of a parameter. Move or remove it."
    );

    public static readonly DiagnosticRule ArrayBeforeName = new(
        "KOFFI019",
        "Array length before the name",
        "An array length belongs after the name. Write '{0}'."
    );

    public static readonly DiagnosticRule ReferenceDeclarator = new(
        "KOFFI020",
        "Reference",
        "C does not have references. Write '*' instead of '&'."
    );

    public static readonly DiagnosticRule ParameterInitializer = new(
        "KOFFI021",
        "Default value of a parameter",
        "C parameters cannot have default values. Remove '=' and the value, or give the C# parameter a default value."
    );

    public static readonly DiagnosticRule EllipsisNotLast = new(
        "KOFFI022",
        "Ellipsis is not the last parameter",
        "'...' must come after all other parameters. Move it to the end."
    );

    public static readonly DiagnosticRule EmptyText = new(
        "KOFFI023",
        "Empty declaration",
        "The string does not contain a C declaration or type. Write one, such as {0}."
    );

    public static readonly DiagnosticRule NotAFunction = new(
        "KOFFI024",
        "Prototype does not declare a function",
        "'{0}' is not a function. Write its parameters after the name, as in 'int f(int)'."
    );

    public static readonly DiagnosticRule TextAfterPrototype = new(
        "KOFFI025",
        "Text after a prototype",
        "Expected the end of the prototype but found {0}. Remove it, or move each further declaration to its own attribute."
    );

    public static readonly DiagnosticRule SeveralDeclarators = new(
        "KOFFI026",
        "Several functions in one prototype",
        "A prototype declares only one function. Declare '{0}' in its own attribute."
    );

    public static readonly DiagnosticRule DeclaresNothing = new(
        "KOFFI027",
        "Declaration without a name",
        "This declaration has no name. Add one after the type."
    );

    public static readonly DiagnosticRule MisplacedStorageClass = new(
        "KOFFI028",
        "Misplaced storage class",
        "'{0}' is not allowed here. Remove it."
    );

    public static readonly DiagnosticRule FunctionBody = new(
        "KOFFI029",
        "Function body is ignored",
        "KoffiGen ignores the body of '{0}', because it does not compile C. End the declaration with ';'.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule InvalidPragmaPack = new(
        "KOFFI030",
        "Malformed #pragma pack",
        "'{0}' is not a valid form of '#pragma pack'. Write 'pack(n)' or 'pack(push, n)' with n = 1, 2, 4, 8 or 16, 'pack(pop)' "
            + "or 'pack()'."
    );

    public static readonly DiagnosticRule InvalidPragmaKoffi = new(
        "KOFFI031",
        "Malformed #pragma koffi",
        "Expected a directive such as 'library(\"name\")' but found {0}"
    );

    public static readonly DiagnosticRule MacroIgnored = new(
        "KOFFI032",
        "Macro is ignored",
        "The macro '{0}' is ignored, because it has parameters or its value is not a constant expression",
        RuleSeverity.Hidden
    )
    {
        IsOmission = true,
    };

    public static readonly DiagnosticRule DirectiveIgnored = new(
        "KOFFI033",
        "Preprocessor directive is ignored",
        "The preprocessor directive '#{0}' is ignored",
        RuleSeverity.Hidden
    );

    public static readonly DiagnosticRule ConditionalIgnored = new(
        "KOFFI034",
        "Preprocessor condition is ignored",
        "The condition '#{0}' is not evaluated. KoffiGen reads all declarations that it guards.",
        RuleSeverity.Hidden
    );

    public static readonly DiagnosticRule EmptyEnum = new(
        "KOFFI035",
        "Enum without enumerators",
        "An enum must have at least one enumerator"
    );

    public static readonly DiagnosticRule InitializerIgnored = new(
        "KOFFI036",
        "Initializer is ignored",
        "The initializer is ignored, because the library contains the value of the variable",
        RuleSeverity.Info
    );

    public static readonly DiagnosticRule ExpectedDeclaration = new(
        "KOFFI037",
        "Missing declaration",
        "Expected a declaration but found {0}"
    );

    public static readonly DiagnosticRule DuplicateSpecifier = new(
        "KOFFI038",
        "Duplicate specifier or directive",
        "'{0}' is written twice. Remove one of the two."
    );

    public static readonly DiagnosticRule AnnotationIgnored = new(
        "KOFFI039",
        "Annotation is ignored",
        "'{0}' is ignored, because it does not affect the call",
        RuleSeverity.Hidden
    );

    public static readonly DiagnosticRule OperandIsNoType = new(
        "KOFFI040",
        "Operand is not a type",
        "The operand of '{0}' must be a type in parentheses. Write the type of the expression, such as '{0}(int)'."
    );

    public static readonly DiagnosticRule NestedMember = new(
        "KOFFI041",
        "Nested member in 'offsetof'",
        "'offsetof' accepts only a direct member. Write the sum of the offset of '{0}' and the offset within the type of '{0}'."
    );

    public static readonly DiagnosticRule MacroCall = new(
        "KOFFI054",
        "Macro with parameters in a declaration",
        "KoffiGen does not expand '{0}', because it is a macro with parameters. Write its expansion instead."
    );

    public static readonly DiagnosticRule StaticIgnored = new(
        "KOFFI055",
        "Static function or variable is ignored",
        "'{0}' is ignored, because it is static and no library exports it",
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

    public static readonly DiagnosticRule MacroTooLarge = new(
        "KOFFI061",
        "Macro expansion too large",
        "The expansion of the macro '{0}' needs too many tokens or levels. Define it with fewer nested macros."
    );

    /// <summary>The rules of this class, ordered by id.</summary>
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
        MacroTooLarge,
    ];
}
