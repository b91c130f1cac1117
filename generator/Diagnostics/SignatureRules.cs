using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of imports: the C# signature must match the C function.</summary>
internal static class SignatureRules
{
    public static readonly DiagnosticRule ParameterCount = new(
        "KOFFI201",
        "Parameter count differs from the C function",
        "The C function '{0}' takes {1}, but the C# method has {2}. Write '{3}'."
    );

    public static readonly DiagnosticRule ParameterType = new(
        "KOFFI202",
        "Parameter type differs from the C function",
        "'{1}' does not match the C parameter '{0}'. Write '{2}'."
    );

    public static readonly DiagnosticRule ReturnType = new(
        "KOFFI203",
        "Return type differs from the C function",
        "'{1}' does not match the C result '{0}'. Write '{2}'."
    );

    public static readonly DiagnosticRule UnsupportedByValue = new(
        "KOFFI204",
        "Type that .NET cannot pass by value",
        ".NET cannot pass or return '{0}' by value. Use a C function with a 'double', an integer or a pointer instead."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule MissingName = new(
        "KOFFI205",
        "Prototype without a name",
        "The prototype does not name the function. Write the name before the parameters, as in 'int name(…)'."
    );

    public static readonly DiagnosticRule MissingReturnType = new(
        "KOFFI206",
        "Name without a prototype",
        "'{0}' is only a name, not a prototype. Write 'int {0}(…)', or add the return type and the parameter types as further strings."
    );

    public static readonly DiagnosticRule ReadOnlyMemory = new(
        "KOFFI207",
        "Read-only memory that C writes to",
        "C writes to '{0}', but '{1}' is read-only. Write '{2}'."
    );

    public static readonly DiagnosticRule WritableText = new(
        "KOFFI208",
        "String for memory that C may write to",
        "C may write to '{0}', but a string is passed as a copy without extra space. Use '{1}' or a counted 'out string', or "
            + "write 'const' or '_In_' in the prototype if C only reads.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule ThrowOn = new(
        "KOFFI209",
        "Return type that cannot indicate the failure",
        "'ThrowOn = {0}' requires {1}, but the C function returns '{2}'. Use another condition, or remove it."
    );

    public static readonly DiagnosticRule DuplicateMethod = new(
        "KOFFI210",
        "Name already used in the class",
        "The class already has a type or a property '{0}', or a method '{0}' with these parameters. {1} another name."
    );

    public static readonly DiagnosticRule UnknownConvention = new(
        "KOFFI211",
        "Unknown calling convention",
        "'{0}' is not a supported calling convention. Write {1}, or a macro for one of them, such as 'WINAPI'."
    );

    public static readonly DiagnosticRule LayoutMismatch = new(
        "KOFFI212",
        "C# struct with a different layout",
        "'{0}' does not match the layout of the C type '{1}': {2}. Correct its fields, or use the struct that [KoffiDefine] generates."
    );

    public static readonly DiagnosticRule ManagedElement = new(
        "KOFFI213",
        "Memory that contains references",
        "C cannot access '{0}', because it contains references. Use an unmanaged type."
    );

    public static readonly DiagnosticRule MethodNameOnMethod = new(
        "KOFFI214",
        "MethodName on a method",
        "'MethodName' is allowed only for imports on a class, which generate the method. Remove it, and rename the C# method instead."
    );

    public static readonly DiagnosticRule CountLeftOut = new(
        "KOFFI217",
        "Omitted count that KoffiGen cannot compute",
        "The C# method omits '{0}', but '{1}' does not have a length. Use a span or an array, or add '{2}'."
    );

    public static readonly DiagnosticRule VariableType = new(
        "KOFFI240",
        "Property type differs from the C variable",
        "'{1}' does not match the C variable '{0}'. Write '{2}'."
    );

    public static readonly DiagnosticRule NotAVariable = new(
        "KOFFI241",
        "Symbol that is not a variable",
        "[KoffiSymbol] requires the declaration of a variable, such as 'int count'. Import a function with [KoffiImport]."
    );

    public static readonly DiagnosticRule StructByValue = new(
        "KOFFI218",
        "Struct that .NET cannot pass by value",
        ".NET cannot pass or return '{0}' by value: {1}. Use a C function that takes a pointer to it."
    )
    {
        IsLimit = true,
    };

    public static readonly DiagnosticRule StructTooLarge = new(
        "KOFFI219",
        "Struct too large to pass by value",
        "'{0}' is larger than the {1} bytes that .NET can pass or return by value here. Add [assembly: "
            + "System.Runtime.CompilerServices.DisableRuntimeMarshalling], or use a C function that takes a pointer to it."
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

/// <summary>The rules of the project and of the C# declarations that have attributes.</summary>
internal static class ProjectRules
{
    public static readonly DiagnosticRule UnsafeOff = new(
        "KOFFI601",
        "Unsafe code is not allowed",
        "KoffiGen calls C through pointers, which requires unsafe code. Add <AllowUnsafeBlocks>true</AllowUnsafeBlocks> to the "
            + "project file."
    );

    public static readonly DiagnosticRule MethodNotPartial = new(
        "KOFFI602",
        "Import that is not a partial method",
        "KoffiGen must generate the body of '{0}'. Declare the method 'static partial' without a body."
    );

    public static readonly DiagnosticRule TypeNotPartial = new(
        "KOFFI603",
        "Import in a type that is not partial",
        "KoffiGen must add members to '{0}'. Declare the type 'partial'."
    );

    public static readonly DiagnosticRule SeveralImports = new(
        "KOFFI604",
        "Several imports on one method",
        "A method can have only one import. Remove this one, or move it to another method."
    );

    public static readonly DiagnosticRule InstanceMethod = new(
        "KOFFI605",
        "Import that is not static",
        "'{0}' is not static, so its class must have its own [KoffiLibrary]. Declare the method 'static', or add [KoffiLibrary] "
            + "to the class."
    );

    public static readonly DiagnosticRule PropertyNotPartial = new(
        "KOFFI606",
        "Symbol that is not a partial property",
        "KoffiGen must generate the getter of '{0}'. Declare a 'static partial' property with only 'get' and without a body; in "
            + "an instance library, 'partial' is enough."
    );

    public static readonly DiagnosticRule SharedDisposer = new(
        "KOFFI607",
        "Owned memory that an instance library cannot free",
        "'{0}' transfers ownership of {1}, but the process-wide library would free it instead of this instance's. Remove the '!' "
            + "and free it through an import of this class."
    );

    public static readonly DiagnosticRule NotLoaded = new(
        "KOFFI608",
        "Instance library that is not loaded or unloaded",
        "'{0}' {1} but never calls '{2}'. Call '{2}' there.",
        RuleSeverity.Warning
    );

    public static readonly DiagnosticRule ReservedAlias = new(
        "KOFFI609",
        "Global alias that generated code declares",
        "Generated code declares the alias '{0}' in each of its files, so no global alias can have this name. Rename the alias."
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
        ReservedAlias,
    ];
}

/// <summary>The rule of the generator's own failures.</summary>
internal static class InternalRules
{
    public static readonly DiagnosticRule Failure = new(
        "KOFFI901",
        "KoffiGen failed",
        "KoffiGen failed on '{0}' because of a bug in KoffiGen. Report it with the declaration and this exception: {1}"
    );

    public static readonly ImmutableArray<DiagnosticRule> All = [Failure];
}
