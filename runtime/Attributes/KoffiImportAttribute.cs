using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>
/// Declares a C function. On a partial method, KoffiGen checks the C# signature against the C one and generates the body. On a partial
/// class, it generates the whole method.
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
    /// <param name="prototype">The C prototype: <c>"int atoi(const char *text)"</c>.</param>
    public KoffiImportAttribute([StringSyntax("koffi")] string prototype)
    {
        Prototype = prototype;
        Parameters = [];
    }

    /// <summary>Declares a function in the classic form: a name, the return type and the parameter types.</summary>
    /// <param name="name">The name of the function.</param>
    /// <param name="returns">The C type of the result.</param>
    /// <param name="parameters">The C types of its parameters.</param>
    public KoffiImportAttribute(string name, [StringSyntax("koffi")] string returns, [StringSyntax("koffi")] params string[] parameters)
    {
        Name = name;
        Returns = returns;
        Parameters = parameters;
    }

    /// <summary>Gets the C prototype, or null in the classic form.</summary>
    public string? Prototype { get; }

    /// <summary>Gets the name of the function in the classic form; null with a prototype.</summary>
    public string? Name { get; }

    /// <summary>Gets the C type of the result in the classic form; null with a prototype.</summary>
    public string? Returns { get; }

    /// <summary>Gets the C types of the parameters in the classic form; empty with a prototype.</summary>
    public string[] Parameters { get; }

    /// <summary>
    /// Gets the calling convention: <c>"__cdecl"</c> (the default), <c>"__stdcall"</c>, <c>"__fastcall"</c> or <c>"__thiscall"</c>. It has
    /// an effect on 32-bit x86 only.
    /// </summary>
    public string? Convention { get; init; }

    /// <summary>Gets the exported name of the function, if it differs from the declared name.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>Gets the exported name of the function on Windows, such as <c>"_strdup"</c>.</summary>
    public string? WindowsEntryPoint { get; init; }

    /// <summary>Gets the ordinal of the function in a Windows library, which is tried before the names; 0 for none.</summary>
    public int Ordinal { get; init; }

    /// <summary>
    /// Gets the name of the generated C# method, if it differs from the name of the function. Only for imports on a class.
    /// </summary>
    public string? MethodName { get; init; }

    /// <summary>Whether the library may lack the function. KoffiGen then generates a property <c>Is…Available</c>.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether <c>errno</c>, or the last error on Windows, is saved after each call for <see cref="Koffi.LastError"/>.</summary>
    public bool LastError { get; init; }

    /// <summary>
    /// Whether a call that frees a handle waits for the calls with the handle that are in flight. Without it, the call throws an
    /// <see cref="InvalidOperationException"/>, or the last call in flight frees the handle if the function is its <c>void</c> disposer.
    /// </summary>
    /// <remarks>The call never returns if its thread is inside one of the calls that it waits for, such as in a callback.</remarks>
    public bool WaitsForCalls { get; init; }

    /// <summary>Gets which results are failures. For a failure, the method throws a <see cref="KoffiErrorException"/>.</summary>
    public KoffiThrowOn ThrowOn { get; init; }

    /// <summary>Whether the call keeps the thread in the garbage collector's cooperative mode, which makes it faster.</summary>
    /// <remarks>
    /// Use it only for a function that takes less than a microsecond, never blocks and never calls back. The garbage collector waits for
    /// the function, and a callback ends the process.
    /// </remarks>
    public bool SuppressGCTransition { get; init; }

    /// <summary>Whether KoffiGen also generates a method <c>…Async</c> for an import on a class.</summary>
    /// <remarks>
    /// The method makes the call on another thread and returns a <see cref="ValueTask{TResult}"/>. Outputs follow the result in a tuple. A
    /// partial method is asynchronous if it returns a task or if its last parameter is an <c>Action&lt;Exception?, T&gt;</c>.
    /// </remarks>
    public bool Async { get; init; }
}
