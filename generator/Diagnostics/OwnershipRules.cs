using System.Collections.Immutable;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of ownership (<c>!</c>) and of disposable types.</summary>
internal static class OwnershipRules
{
    public static readonly DiagnosticRule OwnershipOnNonPointer = new(
        "KOFFI301",
        "'!' on a type that is not a pointer",
        "'!' transfers ownership of the memory behind a pointer, but '{0}' is not a pointer. Remove '!', or write '{0} *!'."
    );

    public static readonly DiagnosticRule DisposableNotPointer = new(
        "KOFFI302",
        "Disposable type is not a pointer",
        "A disposable type must be a pointer, but '{0}' is not a pointer. Write a pointer type, such as 'int *' or 'str'."
    );

    public static readonly DiagnosticRule OwnedTwice = new(
        "KOFFI303",
        "Disposable type with two disposers",
        "The '!' in '{0}' already says how the memory is freed, but the attribute also names the disposer '{1}'. Remove one of the two."
    );

    public static readonly DiagnosticRule DisposerNotFound = new(
        "KOFFI304",
        "Disposer not found",
        "The disposer '{0}' is not found: {1}.{2}"
    );

    public static readonly DiagnosticRule DisposerSignature = new(
        "KOFFI305",
        "Disposer with a wrong signature",
        "The disposer '{0}' has the wrong signature. Expected 'static void MyFree(nint address)' but found '{1}'."
    );

    public static readonly DiagnosticRule DisposerNotAccessible = new(
        "KOFFI306",
        "Inaccessible disposer",
        "The disposer '{0}' cannot be called from here: {1}"
    );

    public static readonly DiagnosticRule DisposableName = new(
        "KOFFI307",
        "Invalid name of a disposable type",
        "'{0}' is not a valid name of a C type. Write an identifier such as 'HeapString'."
    );

    public static readonly DiagnosticRule NotADisposer = new(
        "KOFFI308",
        "Function that cannot be a disposer",
        "Expected a disposer that takes only a pointer to '{0}' but found '{1}'. Name another function, or write a C function "
            + "that calls this one."
    );

    public static readonly DiagnosticRule OtherDisposer = new(
        "KOFFI309",
        "Disposer that the handle cannot call",
        "The SafeHandle of '{0}' calls '{1}', and cannot call '{2}', which has another calling convention. Write "
            + "'{0} *!' to use '{1}', or use 'nint' and call '{2}' yourself."
    );

    public static readonly DiagnosticRule OwnedOutput = new(
        "KOFFI310",
        "'!' on the pointer to an output",
        "'!' on '{0}' would transfer ownership of the caller's variable to C. To own the memory that C returns, write '!' on the "
            + "inner pointer, as in 'T *!*{1}'."
    );

    public static readonly DiagnosticRule OwnedMember = new(
        "KOFFI311",
        "Owned member that C# cannot copy",
        "The member '{1}' of '{0}' owns memory of type '{2}', which KoffiGen cannot copy. Remove '!' from the member, and free "
            + "the memory yourself."
    );

    public static readonly DiagnosticRule StructWithoutDisposer = new(
        "KOFFI312",
        "Owned object without a disposer",
        "'{0}' transfers ownership of an object without naming the function that frees it. Name the function, as in '{1} "
            + "*!(function)', or declare a C# method that returns {2}."
    );

    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        OwnershipOnNonPointer,
        DisposableNotPointer,
        OwnedTwice,
        DisposerNotFound,
        DisposerSignature,
        DisposerNotAccessible,
        DisposableName,
        NotADisposer,
        OtherDisposer,
        OwnedOutput,
        OwnedMember,
        StructWithoutDisposer,
    ];
}
