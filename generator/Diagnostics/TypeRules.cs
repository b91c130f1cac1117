using System.Collections.Immutable;
using KoffiGen.C;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of types, constants and layouts: what is wrong with declarations once their names are looked up.</summary>
internal static class TypeRules
{
    public static readonly DiagnosticRule UnknownType = new("KOFFI101", "Unknown type", "'{0}' is no type that is known here.{1}");

    public static readonly DiagnosticRule PlatformDependentType = new(
        "KOFFI102",
        "Type that differs between platforms",
        "'{0}' is a different type on each platform. Declare what it is on yours, for example 'typedef {1} {0};'."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule NotAType = new(
        "KOFFI103",
        "Name of something that is no type",
        "'{0}' is {1}, not a type. Write the name of a type."
    );

    public static readonly DiagnosticRule IncompleteType = new(
        "KOFFI104",
        "Incomplete type by value",
        "'{0}' is incomplete, so {1} cannot have this type.{2}"
    );

    public static readonly DiagnosticRule InvalidVoidParameter = new(
        "KOFFI105",
        "'void' as a parameter",
        "A parameter cannot be 'void'. Write 'void *', or '(void)' for no parameters."
    );

    public static readonly DiagnosticRule InvalidReturnType = new(
        "KOFFI106",
        "Function that returns an array or a function",
        "A function cannot return {0}. Return a pointer instead."
    );

    public static readonly DiagnosticRule FunctionByValue = new(
        "KOFFI107",
        "Function where an object must be",
        "{0} cannot be a function. Use a pointer to it, '(*name)(…)'."
    );

    public static readonly DiagnosticRule InvalidArrayLength = new(
        "KOFFI108",
        "Array length out of range",
        "An array has at least one element, and here are {0}. Write a length from 1 on."
    );

    public static readonly DiagnosticRule TypeTooLarge = new(
        "KOFFI109",
        "Type larger than memory",
        "'{0}' is larger than any memory. Make it smaller."
    );

    public static readonly DiagnosticRule IntegerConstantExpected = new(
        "KOFFI110",
        "Something else than an integer constant",
        "{0} is no integer constant. Write an integer, or an expression of integers."
    );

    public static readonly DiagnosticRule UnknownConstant = new(
        "KOFFI111",
        "Unknown constant",
        "'{0}' is no constant that is known here.{1}"
    );

    public static readonly DiagnosticRule DivisionByZero = new("KOFFI112", "Division by zero", "The divisor is zero. Use another one.");

    public static readonly DiagnosticRule ConstantOverflow = new(
        "KOFFI113",
        "Constant does not fit its type",
        "The value does not fit '{0}'. {1}"
    );

    public static readonly DiagnosticRule ShiftOutOfRange = new(
        "KOFFI114",
        "Shift out of range",
        "'{0}' is shifted by {1} bits. Shift by 0 up to its width less one."
    );

    public static readonly DiagnosticRule Redefinition = new(
        "KOFFI115",
        "Name declared twice",
        "'{0}' is already declared differently. Remove one, or give it another name."
    );

    public static readonly DiagnosticRule DuplicateMember = new(
        "KOFFI116",
        "Member declared twice",
        "There is already a member '{0}'. Give this one another name."
    );

    public static readonly DiagnosticRule DuplicateParameter = new(
        "KOFFI117",
        "Parameter declared twice",
        "There is already a parameter '{0}'. Give this one another name."
    );

    public static readonly DiagnosticRule RecursiveRecord = new(
        "KOFFI118",
        "Type that contains itself",
        "'{0}' contains itself. Use a pointer, '{0} *'."
    );

    public static readonly DiagnosticRule EmptyRecord = new(
        "KOFFI119",
        "Struct without members",
        "'{0}' has no members with a name. Give it one, or declare it without braces as an opaque type."
    );

    public static readonly DiagnosticRule InvalidBitField = new(
        "KOFFI120",
        "Bit-field of a type that has none",
        "A bit-field cannot be '{0}'. Use an integer type."
    );

    public static readonly DiagnosticRule InvalidBitFieldWidth = new(
        "KOFFI121",
        "Bit-field width out of range",
        "A bit-field of '{0}' has {1} up to {2} bits. Change the width."
    );

    public static readonly DiagnosticRule MisplacedFlexibleArray = new(
        "KOFFI122",
        "Flexible array in a wrong place",
        "An array without a length must be the last member of a struct that has others. Give it a length, or move it."
    );

    public static readonly DiagnosticRule InvalidAlignment = new(
        "KOFFI123",
        "Alignment out of range",
        "The alignment must be {0}. Write another value."
    );

    public static readonly DiagnosticRule EnumeratorOutOfRange = new(
        "KOFFI124",
        "Enumerator out of range",
        "The value of '{0}' does not fit '{1}'. Choose a smaller one, or a wider underlying type."
    );

    public static readonly DiagnosticRule WrongTagKind = new(
        "KOFFI125",
        "Tag of another kind of type",
        "'{0}' is declared as {1}. Write '{1} {0}'."
    );

    public static readonly DiagnosticRule UnknownCounter = new(
        "KOFFI126",
        "Counter that does not exist",
        "There is no integer '{0}' to count with.{1}"
    );

    public static readonly DiagnosticRule UnknownAttribute = new(
        "KOFFI127",
        "Attribute without meaning here",
        "The attribute '{0}' is ignored.",
        RuleSeverity.Hidden
    );

    public static readonly DiagnosticRule InvalidDirection = new(
        "KOFFI128",
        "Direction on something that is no pointer",
        "'{0}' is about the memory behind a pointer, and '{1}' is no pointer. Write '{1} *', or remove the word."
    );

    public static readonly DiagnosticRule AssertionFailed = new(
        "KOFFI129",
        "Static assertion that fails",
        "The assertion does not hold.{0}"
    );

    public static readonly DiagnosticRule UnbalancedPack = new(
        "KOFFI130",
        "'#pragma pack(pop)' without a push",
        "Nothing was pushed that could be popped. Remove this line, or add '#pragma pack(push)' before.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule NotAFunction = new(
        "KOFFI131",
        "Declaration that is no function",
        "'{0}' is no function. Write its parameters, '{0}(void)'."
    );

    public static readonly DiagnosticRule TargetDependentConstant = new(
        "KOFFI132",
        "Constant that differs between platforms",
        "The value differs between platforms: {0} on 64-bit Linux, {1} on 64-bit Windows. Write a number, use fixed-width types, or set RuntimeIdentifier in the project to build for one platform."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule UnknownMember = new("KOFFI133", "Member that does not exist", "'{0}' has no member '{1}'.{2}");

    public static readonly DiagnosticRule InvalidUnderlyingType = new(
        "KOFFI137",
        "Enum of a type that is no integer",
        "An enum cannot be stored as '{0}'. Use an integer type."
    );

    public static readonly DiagnosticRule OutputIsConst = new(
        "KOFFI150",
        "Output through a pointer to const",
        "'{0}' says that C writes through '{1}', but a pointer to 'const' is only read. Remove the '{0}' or the 'const'."
    );

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
    ];
}
