using System.Collections.Immutable;
using KoffiGen.C;

namespace KoffiGen.Diagnostics;

/// <summary>2xx: C's signature against C#'s.</summary>
internal static class SignatureRules
{
    public static readonly DiagnosticRule ParameterCount = new(
        "KOFFI201",
        "Another number of parameters than C's",
        "'{0}' takes {1} in C, but the C# method has {2}; write '{3}'"
    );

    public static readonly DiagnosticRule ParameterType = new(
        "KOFFI202",
        "A C# parameter that cannot be C's",
        "C's '{0}' cannot be '{1}' in C#; write '{2}'"
    );

    public static readonly DiagnosticRule ReturnType = new(
        "KOFFI203",
        "A C# result that cannot be C's",
        "C's result '{0}' cannot be '{1}' in C#; write '{2}'"
    );

    public static readonly DiagnosticRule UnsupportedByValue = new(
        "KOFFI204",
        "A type that .NET cannot pass by value",
        "'{0}' cannot be passed or returned by value from .NET; use a C function that takes 'double', an integer or a pointer"
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule MissingName = new(
        "KOFFI205",
        "A prototype without a name",
        "The prototype does not name the function; write 'int name(…)'"
    );

    public static readonly DiagnosticRule MissingReturnType = new(
        "KOFFI206",
        "A name where a prototype is expected",
        "'{0}' is only a name; write a prototype, as \"int {0}(…)\", or add the return type and the parameter types, as \"{0}\", \"int\", …"
    );

    public static readonly DiagnosticRule ReadOnlyMemory = new(
        "KOFFI207",
        "Read-only memory that C writes to",
        "C writes to '{0}', but '{1}' is read-only; write '{2}'"
    );

    public static readonly DiagnosticRule WritableText = new(
        "KOFFI208",
        "String for memory that C may write to",
        "C may write to '{0}', but a string is passed as a copy that is as long as the string. Take '{1}' or a counted 'out string', or write 'const' or '_In_' in the prototype if C only reads.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule ThrowOn = new(
        "KOFFI209",
        "A result that tells no failure",
        "ThrowOn = {0} needs {1}, but C's result is '{2}'"
    );

    public static readonly DiagnosticRule DuplicateMethod = new(
        "KOFFI210",
        "A name that the class has already",
        "The class has a type '{0}' or a method '{0}' with these parameters already; set MethodName to give this one another name"
    );

    public static readonly DiagnosticRule UnknownConvention = new(
        "KOFFI211",
        "An unknown calling convention",
        "'{0}' is not a calling convention. Use {1}, or a macro for one of them, such as WINAPI."
    );

    public static readonly DiagnosticRule LayoutMismatch = new(
        "KOFFI212",
        "A C# struct with another layout than C's",
        "'{0}' has not the layout of C's '{1}': {2}; correct its fields, or use the struct that [KoffiDefine] generates"
    );

    public static readonly DiagnosticRule ManagedElement = new(
        "KOFFI213",
        "Memory that C cannot see",
        "C cannot be given the memory of '{0}', because it holds references; use an unmanaged type"
    );

    public static readonly DiagnosticRule MethodNameOnMethod = new(
        "KOFFI214",
        "MethodName on a method",
        "MethodName names a method that is generated whole; this one has its name already: remove it"
    );

    public static readonly DiagnosticRule CountLeftOut = new(
        "KOFFI217",
        "A count that nothing in C# knows",
        "The C# method leaves '{0}' out, but '{1}' does not know its length; take a span or an array, or add '{2}'"
    );

    public static readonly DiagnosticRule VariableType = new(
        "KOFFI240",
        "A C# property that cannot be C's variable",
        "C's '{0}' cannot be '{1}' in C#; write '{2}'"
    );

    public static readonly DiagnosticRule NotAVariable = new(
        "KOFFI241",
        "A symbol that is no variable",
        "[KoffiSymbol] takes the declaration of a variable, such as 'int count'; a function is an import"
    );

    public static readonly DiagnosticRule StructByValue = new(
        "KOFFI218",
        "A struct that .NET cannot pass by value",
        "'{0}' cannot be passed or returned by value from .NET: {1}; use a C function that takes a pointer to it"
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule StructTooLarge = new(
        "KOFFI219",
        "A struct that is too large to pass by value",
        "'{0}' has more than the {1} bytes that .NET passes or returns by value here; add [assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling], or use a C function that takes a pointer to it"
    )
    {
        IsLimit = true,
    };

    public static readonly ImmutableArray<DiagnosticRule> All =
    [
        ParameterCount,
        ParameterType,
        ReturnType,
        UnsupportedByValue,
        MissingName,
        MissingReturnType,
        ReadOnlyMemory,
        WritableText,
        ThrowOn,
        DuplicateMethod,
        UnknownConvention,
        LayoutMismatch,
        ManagedElement,
        MethodNameOnMethod,
        CountLeftOut,
        StructByValue,
        StructTooLarge,
        VariableType,
        NotAVariable,
    ];
}

/// <summary>6xx: what the project and the C# declarations around an import must be.</summary>
internal static class ProjectRules
{
    public static readonly DiagnosticRule UnsafeOff = new(
        "KOFFI601",
        "Unsafe code is not allowed",
        "KoffiGen calls C through pointers: add <AllowUnsafeBlocks>true</AllowUnsafeBlocks> to the project file"
    );

    public static readonly DiagnosticRule MethodNotPartial = new(
        "KOFFI602",
        "An import that is not partial",
        "'{0}' must be 'static partial' and have no body: KoffiGen writes it"
    );

    public static readonly DiagnosticRule TypeNotPartial = new(
        "KOFFI603",
        "An import in a type that is not partial",
        "'{0}' must be partial, because KoffiGen adds members to it"
    );

    public static readonly DiagnosticRule SeveralImports = new(
        "KOFFI604",
        "Two imports on one method",
        "A method has one import; remove this one, or put it on an overload of its own"
    );

    public static readonly DiagnosticRule InstanceMethod = new(
        "KOFFI605",
        "An import that is not static",
        "'{0}' must be static; or its class, not static itself, must have a [KoffiLibrary] of its own, which each object then loads for itself"
    );

    public static readonly DiagnosticRule PropertyNotPartial = new(
        "KOFFI606",
        "A symbol that is not a partial property",
        "'{0}' must be 'static partial' (in an instance library, 'partial'), have 'get' alone and no body: KoffiGen writes it"
    );

    public static readonly DiagnosticRule SharedDisposer = new(
        "KOFFI607",
        "What an instance library cannot free",
        "'{0}' gives away {1}, which the library that the process shares would free, not this object's; leave the '!' out there, and free it by an import of this class"
    );

    public static readonly DiagnosticRule NotLoaded = new(
        "KOFFI608",
        "An instance library that is never loaded, or never unloaded",
        "'{0}' has {1} of its own, and nothing in it calls '{2}'; call it there",
        RuleSeverity.Warning
    );

    public static readonly ImmutableArray<DiagnosticRule> All =
    [
        UnsafeOff,
        MethodNotPartial,
        TypeNotPartial,
        SeveralImports,
        InstanceMethod,
        PropertyNotPartial,
        SharedDisposer,
        NotLoaded,
    ];
}

/// <summary>9xx: the generator's own failures.</summary>
internal static class InternalRules
{
    public static readonly DiagnosticRule Failure = new(
        "KOFFI901",
        "KoffiGen failed",
        "KoffiGen failed on '{0}', which is a bug of KoffiGen; please report it with the declaration: {1}"
    );

    public static readonly ImmutableArray<DiagnosticRule> All = [Failure];
}
