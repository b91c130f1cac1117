using System.Collections.Immutable;
using KoffiGen.Model;

namespace KoffiGen.Diagnostics;

/// <summary>The rules of Koffi's <c>!</c> and of disposable types: who frees what.</summary>
internal static class OwnershipRules
{
    public static readonly DiagnosticRule OwnershipOnNonPointer = new(
        "KOFFI301",
        "'!' on something that is no pointer",
        "'!' says that memory behind a pointer is ours to free, and '{0}' is no pointer. Remove it, or write '{0} *!'."
    );

    public static readonly DiagnosticRule DisposableNotPointer = new(
        "KOFFI302",
        "A disposable type that is no pointer",
        "What is freed is memory behind a pointer, and '{0}' is no pointer. Write '{0} *', or a string type."
    );

    public static readonly DiagnosticRule OwnedTwice = new(
        "KOFFI303",
        "A disposable type with two disposers",
        "'{0}' says already who frees it, and '{1}' would free it, too. Remove the '!', or the disposer."
    );

    public static readonly DiagnosticRule DisposerNotFound = new(
        "KOFFI304",
        "A disposer that is not found",
        "The disposer '{0}' is not found. {1}.{2}"
    );

    public static readonly DiagnosticRule DisposerSignature = new(
        "KOFFI305",
        "A method that cannot be a disposer",
        "A disposer is 'static void MyFree(nint address)', and '{0}' is '{1}'"
    );

    public static readonly DiagnosticRule DisposerNotAccessible = new(
        "KOFFI306",
        "A disposer that cannot be called here",
        "The disposer '{0}' cannot be called from here: {1}"
    );

    public static readonly DiagnosticRule DisposableName = new(
        "KOFFI307",
        "A disposable type without a name",
        "'{0}' is no name that a C type can have. Write one like 'HeapString'."
    );

    public static readonly DiagnosticRule NotADisposer = new(
        "KOFFI308",
        "A function that cannot be a disposer",
        "'{0}' cannot close '{1}': a disposer takes the pointer and nothing else, and this is '{2}'. Name another, or write a function in C that calls it."
    );

    public static readonly DiagnosticRule OtherDisposer = new(
        "KOFFI309",
        "Another disposer than the type's",
        "'{0}' is closed by '{1}', and a SafeHandle of it knows no other. Write '{0} *!', or take an 'nint' and call '{2}' on it."
    );

    public static readonly DiagnosticRule OwnedOutput = new(
        "KOFFI310",
        "'!' on the place of an output",
        "'!' on '{0}' says that C takes this memory over, but C only writes to it. For what C writes there to be ours, write '!' on the pointer behind it, as in 'T *!*{1}'."
    );

    public static readonly DiagnosticRule OwnedMember = new(
        "KOFFI311",
        "A member that owns what C# cannot copy",
        "What the member '{1}' of '{0}' points to is freed once it is copied, and '{2}' cannot be. Remove the '!', and free it yourself."
    );

    public static readonly DiagnosticRule StructWithoutDisposer = new(
        "KOFFI312",
        "Owned struct without a disposer",
        "'{0}' transfers ownership of a struct, but does not name the function that frees it, which is rarely C's 'free'. Name it, as in '{1} *!(function)', or declare a method of your own that returns a copy."
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
