using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>
/// Gives a name to a C pointer or string type whose results and outputs the caller owns. In prototypes with this name, the value is copied
/// and then freed once, also if copying fails. A pointer to a struct or an opaque type becomes a SafeHandle, which frees the object when it
/// is closed. NULL is not freed.
/// </summary>
/// <remarks>
/// <para>The attribute has the same effect as <c>typedef str!(g_free) gstr;</c> in C, but the disposer is a C# method.</para>
/// <para>
/// On an assembly, the name is visible in the whole assembly. On a class, it is visible in the class, in its nested classes and in
/// <c>.koffi</c> files that include the file of the class. It is also visible elsewhere if no other class or file declares the same
/// name.
/// </para>
/// <para>
/// A method that receives an address (<see langword="nint"/>, <see cref="Utf8Pointer"/>) instead of a copy must free it. Inputs are
/// never freed.
/// </para>
/// </remarks>
/// <example><code>
/// [KoffiDisposable("HeapStr16", "str16", nameof(MyFree))]
/// [KoffiImport("HeapStr16 make_text(int length)")]
/// static partial class Native
/// {
///     private static void MyFree(nint address) =&gt; Koffi.Free(address);
/// }
/// </code></example>
/// <param name="name">The name of the new type.</param>
/// <param name="type">The C type: a pointer or a string.</param>
/// <param name="disposer">
/// The C# method that frees the memory: <c>static void MyFree(nint address)</c> in the class with the attribute, in an outer class or in
/// its base class, or qualified by its class (<c>nameof(Native.MyFree)</c> or <c>"Native.MyFree"</c>). A private method can be used only in
/// its own class. The method runs on the thread of the call, or on the one that frees the object of a SafeHandle. An exception that it
/// throws reaches the caller after everything else has been freed, or raises <see cref="Koffi.CallbackError"/> if a call or the finalizer
/// frees the object. Without this argument, the disposer is C's <c>free</c>, or the function that the type names (<c>str!(g_free)</c>).
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class KoffiDisposableAttribute(string name, [StringSyntax("koffi")] string type, string? disposer = null) : Attribute
{
    /// <summary>Gets the name of the new type.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the C type whose values are freed.</summary>
    public string Type { get; } = type;

    /// <summary>Gets the C# method that frees the memory, or null for C's <c>free</c>.</summary>
    public string? Disposer { get; } = disposer;
}
