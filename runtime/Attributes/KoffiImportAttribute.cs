using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>
/// Declares a C function. On a partial method, the method's body is generated and its C# signature is checked against the C one; on a
/// partial class, the method is generated whole.
/// </summary>
/// <example>
/// <code>
/// [KoffiLibrary("c")]
/// [KoffiImport("int atoi(str)")]
/// static partial class Libc
/// {
///     [KoffiImport("double atof(const char *text)")]
///     public static partial double ParseDouble(string? text);
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class KoffiImportAttribute : Attribute
{
    /// <summary>Declares a function by its C prototype.</summary>
    /// <param name="prototype">The prototype, as a C programmer would write it: <c>"int atoi(const char *text)"</c>.</param>
    public KoffiImportAttribute([StringSyntax("koffi")] string prototype)
    {
        Prototype = prototype;
        Parameters = [];
    }

    /// <summary>Declares a function in the classic form, part by part.</summary>
    /// <param name="name">The name of the function.</param>
    /// <param name="returns">The C type of its result.</param>
    /// <param name="parameters">The C types of its parameters.</param>
    public KoffiImportAttribute(string name, [StringSyntax("koffi")] string returns, [StringSyntax("koffi")] params string[] parameters)
    {
        Name = name;
        Returns = returns;
        Parameters = parameters;
    }

    /// <summary>The C prototype, or null in the classic form.</summary>
    public string? Prototype { get; }

    /// <summary>The name of the function in the classic form, or null.</summary>
    public string? Name { get; }

    /// <summary>The C type of the result in the classic form, or null.</summary>
    public string? Returns { get; }

    /// <summary>The C types of the parameters in the classic form; empty for a prototype.</summary>
    public string[] Parameters { get; }

    /// <summary>
    /// The calling convention: <c>"__cdecl"</c> (the default), <c>"__stdcall"</c>, <c>"__fastcall"</c> or <c>"__thiscall"</c>. It matters
    /// on 32-bit x86 only.
    /// </summary>
    public string? Convention { get; init; }

    /// <summary>The name that the library exports the function under, when it is not the declared one.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>The name that the library exports the function under on Windows, as in <c>"_strdup"</c>.</summary>
    public string? WindowsEntryPoint { get; init; }

    /// <summary>The number that a Windows library exports the function under. It is tried before the names; 0 is none.</summary>
    public int Ordinal { get; init; }

    /// <summary>The name of the C# method that a partial class gets, when it is not the function's.</summary>
    public string? MethodName { get; init; }

    /// <summary>The function may be missing: a property <c>Is…Available</c> is generated that tells.</summary>
    public bool Optional { get; init; }

    /// <summary>Keeps <c>errno</c>, or Windows' last error, of each call for <see cref="Koffi.LastError"/>.</summary>
    public bool LastError { get; init; }

    /// <summary>Which results are failures, thrown as <see cref="KoffiErrorException"/>.</summary>
    public KoffiThrowOn ThrowOn { get; init; }

    /// <summary>
    /// Calls the function without telling the garbage collector. Only for a function that takes less than a microsecond, never blocks,
    /// and never calls back: the collector waits for it, and a callback ends the process.
    /// </summary>
    public bool SuppressGCTransition { get; init; }

    /// <summary>
    /// On a class: adds a method <c>…Async</c> that makes the call on another thread and returns a <see cref="ValueTask{TResult}"/>, with the outputs in a tuple after the
    /// result. On a method, the signature says it: it returns a task, or ends with an <c>Action&lt;Exception?, T&gt;</c>.
    /// </summary>
    public bool Async { get; init; }
}
