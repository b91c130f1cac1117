using System.Diagnostics.CodeAnalysis;

namespace KoffiGen;

/// <summary>
/// Gives a name to a C pointer or string type whose results and outputs are ours to free, for use in prototypes: what C hands over is
/// copied, then freed, once, also when copying fails. NULL is not freed.
/// </summary>
/// <remarks>
/// It is what <c>typedef str!(g_free) gstr;</c> says in C, for a disposer that is a C# method. On an assembly the name is known everywhere in it. On a class it is
/// known in this class, in classes inside it and in <c>.koffi</c> files that include the class's own; elsewhere, too, as long as no other class or file has the name.
/// Whoever asks for an address instead of a copy (<see langword="nint"/>, <see cref="Utf8Pointer"/>) frees it; inputs are never freed.
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
/// The C# method that frees: <c>static void MyFree(nint address)</c> of the class that carries the attribute, of a class around it or of its base, or written with its class
/// (<c>nameof(Native.MyFree)</c> or <c>"Native.MyFree"</c>). A private one serves the code of its own class alone. It runs on the thread of the call; what it throws reaches the caller,
/// after everything else has been freed. Without it, that is C's <c>free</c>, as for <c>!</c> alone, unless the type itself says otherwise (<c>str!(g_free)</c>).
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class KoffiDisposableAttribute(string name, [StringSyntax("koffi")] string type, string? disposer = null) : Attribute
{
    /// <summary>The name of the new type.</summary>
    public string Name { get; } = name;

    /// <summary>The C type that is freed.</summary>
    public string Type { get; } = type;

    /// <summary>The C# method that frees, or null for C's <c>free</c>.</summary>
    public string? Disposer { get; } = disposer;
}
