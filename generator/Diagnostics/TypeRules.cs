using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of types, constants and layouts, which depend on what names mean.</summary>
internal static class TypeRules
{
    public static readonly DiagnosticRule UnknownType = new("KOFFI101", "Unknown type", "'{0}' is not a known type.{1}");

    public static readonly DiagnosticRule PlatformDependentType = new(
        "KOFFI102",
        "Platform-dependent type",
        "The type '{0}' differs between platforms. Declare it for your platform, such as 'typedef {1} {0};'."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule NotAType = new(
        "KOFFI103",
        "Name is not a type",
        "'{0}' is {1}, not a type. Write the name of a type."
    );

    public static readonly DiagnosticRule IncompleteType = new(
        "KOFFI104",
        "Incomplete type used by value",
        "'{0}' is incomplete, so {1} cannot have this type.{2}"
    );

    public static readonly DiagnosticRule InvalidVoidParameter = new(
        "KOFFI105",
        "'void' as a parameter",
        "A parameter cannot have the type 'void'. Write 'void *' for a pointer, or '(void)' for no parameters."
    );

    public static readonly DiagnosticRule InvalidReturnType = new(
        "KOFFI106",
        "Function returns an array or a function",
        "A function cannot return {0}. Return a pointer to it instead."
    );

    public static readonly DiagnosticRule FunctionByValue = new(
        "KOFFI107",
        "Function used as an object",
        "{0} cannot be a function. Use a pointer to the function, '(*name)(…)'."
    );

    public static readonly DiagnosticRule InvalidArrayLength = new(
        "KOFFI108",
        "Array length out of range",
        "An array must have at least one element, but this length is {0}. Write a positive length, or '[]' at the end of a struct."
    );

    public static readonly DiagnosticRule TypeTooLarge = new(
        "KOFFI109",
        "Type too large",
        "The size of '{0}' does not fit in 64 bits. Make the type smaller."
    );

    public static readonly DiagnosticRule IntegerConstantExpected = new(
        "KOFFI110",
        "Not an integer constant",
        "{0} is not an integer constant. Write an integer, or an expression of integer constants."
    );

    public static readonly DiagnosticRule UnknownConstant = new("KOFFI111", "Unknown constant", "'{0}' is not a known constant.{1}");

    public static readonly DiagnosticRule DivisionByZero = new(
        "KOFFI112",
        "Division by zero",
        "The divisor is zero. Write another divisor."
    );

    public static readonly DiagnosticRule ConstantOverflow = new(
        "KOFFI113",
        "Constant does not fit its type",
        "The value does not fit in '{0}'. {1}"
    );

    public static readonly DiagnosticRule ShiftOutOfRange = new(
        "KOFFI114",
        "Shift out of range",
        "A value of type '{0}' cannot be shifted by {1} bits. Shift it by at least 0 and less than the width of the type."
    );

    public static readonly DiagnosticRule Redefinition = new(
        "KOFFI115",
        "Conflicting declarations",
        "'{0}' is already declared differently. Remove one of the declarations, or rename one."
    );

    public static readonly DiagnosticRule DuplicateMember = new(
        "KOFFI116",
        "Duplicate member",
        "The struct or union already has a member '{0}'. Rename this one."
    );

    public static readonly DiagnosticRule DuplicateParameter = new(
        "KOFFI117",
        "Duplicate parameter",
        "The function already has a parameter '{0}'. Rename this one."
    );

    public static readonly DiagnosticRule RecursiveRecord = new(
        "KOFFI118",
        "Type that contains itself",
        "'{0}' cannot contain itself by value. Use a pointer, '{0} *'."
    );

    public static readonly DiagnosticRule EmptyRecord = new(
        "KOFFI119",
        "Struct or union without members",
        "'{0}' does not have a named member. Add one, or declare it without braces as an opaque type."
    );

    public static readonly DiagnosticRule InvalidBitField = new(
        "KOFFI120",
        "Invalid type for a bit-field",
        "A bit-field cannot have the type '{0}'. Use an integer type."
    );

    public static readonly DiagnosticRule InvalidBitFieldWidth = new(
        "KOFFI121",
        "Bit-field width out of range",
        "A bit-field of type '{0}' must have {1} to {2} bits. Change the width, or use another type."
    );

    public static readonly DiagnosticRule MisplacedFlexibleArray = new(
        "KOFFI122",
        "Misplaced flexible array",
        "Only the last of several struct members can be an array without a length. Write a length, or move the array to the end."
    );

    public static readonly DiagnosticRule InvalidAlignment = new(
        "KOFFI123",
        "Invalid alignment",
        "The alignment must be {0}. Write another value."
    );

    public static readonly DiagnosticRule EnumeratorOutOfRange = new(
        "KOFFI124",
        "Enumerator out of range",
        "The value of '{0}' does not fit in '{1}'. Write a smaller value, or use a wider underlying type."
    );

    public static readonly DiagnosticRule WrongTagKind = new(
        "KOFFI125",
        "Tag of another kind of type",
        "The tag '{0}' is declared with '{1}'. Write '{1} {0}'."
    );

    public static readonly DiagnosticRule UnknownCounter = new(
        "KOFFI126",
        "Count is not an integer",
        "'{0}' is not an integer that can hold the count.{1}"
    );

    public static readonly DiagnosticRule UnknownAttribute = new(
        "KOFFI127",
        "Attribute without effect",
        "The attribute '{0}' is ignored, because it does not affect the call or the layout",
        RuleSeverity.Hidden
    );

    public static readonly DiagnosticRule InvalidDirection = new(
        "KOFFI128",
        "Annotation on a type that is not a pointer",
        "'{0}' applies to the memory behind a pointer, but '{1}' is not a pointer. Write '{1} *', or remove '{0}'."
    );

    public static readonly DiagnosticRule AssertionFailed = new("KOFFI129", "Failed static assertion", "The static assertion fails{0}");

    public static readonly DiagnosticRule UnbalancedPack = new(
        "KOFFI130",
        "'#pragma pack(pop)' without a push",
        "This '#pragma pack(pop)' does not have a matching push. Remove it, or add '#pragma pack(push)' before it.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule NotAFunction = new(
        "KOFFI131",
        "Import of a declaration that is not a function",
        "{0} is not a function. Write its parameters after the name, as in 'int f(int)'."
    );

    public static readonly DiagnosticRule TargetDependentConstant = new(
        "KOFFI132",
        "Platform-dependent constant",
        "The value is {0} on 64-bit Linux but {1} on 64-bit Windows. Write a number, use fixed-width types, or set "
            + "'RuntimeIdentifier' in the project to build for one platform."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule UnknownMember = new("KOFFI133", "Unknown member", "'{0}' does not have a member '{1}'.{2}");

    public static readonly DiagnosticRule InvalidUnderlyingType = new(
        "KOFFI137",
        "Underlying type of an enum is not an integer",
        "The underlying type of an enum cannot be '{0}'. Use an integer type."
    );

    public static readonly DiagnosticRule OutputIsConst = new(
        "KOFFI150",
        "Output through a pointer to const",
        "'{0}' says that C writes to '{1}', but 'const' says that C only reads it. Remove '{0}' or 'const'."
    );

    public static readonly DiagnosticRule UncheckedCount = new(
        "KOFFI151",
        "Count that cannot be computed",
        "{0}, so the length of the memory is not checked. {1}",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule TypeTooDeep = new(
        "KOFFI152",
        "Type nested too deeply",
        "This type consists of more than {0} pointers, arrays, functions and structs inside each other. Use a pointer to a struct for an "
            + "inner part."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule TooManyParameters = new(
        "KOFFI153",
        "Too many parameters",
        "KoffiGen supports functions with at most {0} parameters. Pass some of them in a struct."
    )
    {
        IsLimit = true,
    };

    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        UnknownType,
        PlatformDependentType,
        NotAType,
        IncompleteType,
        InvalidVoidParameter,
        InvalidReturnType,
        FunctionByValue,
        InvalidArrayLength,
        TypeTooLarge,
        IntegerConstantExpected,
        UnknownConstant,
        DivisionByZero,
        ConstantOverflow,
        ShiftOutOfRange,
        Redefinition,
        DuplicateMember,
        DuplicateParameter,
        RecursiveRecord,
        EmptyRecord,
        InvalidBitField,
        InvalidBitFieldWidth,
        MisplacedFlexibleArray,
        InvalidAlignment,
        EnumeratorOutOfRange,
        WrongTagKind,
        UnknownCounter,
        UnknownAttribute,
        InvalidDirection,
        AssertionFailed,
        UnbalancedPack,
        NotAFunction,
        TargetDependentConstant,
        UnknownMember,
        InvalidUnderlyingType,
        OutputIsConst,
        UncheckedCount,
        TypeTooDeep,
        TooManyParameters,
    ];
}
