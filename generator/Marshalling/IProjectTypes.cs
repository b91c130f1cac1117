using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling;

/// <summary>The types that the C declarations and the C# code of a project define, as far as the matchers ask about them.</summary>
internal interface IProjectTypes
{
    /// <summary>Whether .NET passes structs unchanged in this project. Otherwise, it limits their size.</summary>
    bool DisablesRuntimeMarshalling { get; }

    /// <summary>
    /// Returns the generated C# type of a struct, opaque type, enum or function type; <see langword="null"/> if there is none.
    /// </summary>
    GeneratedType? FindGenerated(CType type);

    /// <summary>
    /// Returns the generated types that have this simple name, or whose delegate or SafeHandle class has it, with their C types.
    /// </summary>
    IEnumerable<KeyValuePair<CType, GeneratedType>> FindByName(string name);

    /// <summary>Returns the user's C# type that the C name refers to; <see langword="null"/> if there is none.</summary>
    CSharpType? FindForeign(ForeignType type);

    /// <summary>
    /// Returns the reason why there is no C# struct, as the end of a sentence; <see langword="null"/> if there is one.
    /// </summary>
    string? FindObstacle(RecordType record);

    /// <summary>
    /// Returns the reason why the C# struct cannot be passed by value, as the end of a sentence; <see langword="null"/> if it can, or if
    /// there is no C# struct.
    /// </summary>
    string? FindByValueObstacle(RecordType record);

    /// <summary>Returns the C layout of a type; <see langword="null"/> if it has none.</summary>
    /// <param name="portable">The target to use unless the build is platform-specific.</param>
    TypeLayout? Measure(CType type, TargetAbi portable);

    /// <summary>
    /// Returns the alignment in C, in bytes, if it exceeds that of .NET on some target; otherwise <see langword="null"/>.
    /// </summary>
    PlatformValue? FindOverAlignment(CType type);
}
