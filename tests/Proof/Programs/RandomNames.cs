using System.Collections.Immutable;
using System.Globalization;
using KoffiGen.CSharp;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Proof.Programs;

/// <summary>
/// Draws names for a program: words of C#, names that generated code declares or uses, names of .NET, and variants of the program's other
/// names. Few are plain, because plain names find no mistakes.
/// </summary>
internal sealed class RandomNames(Random random)
{
    /// <summary>How often a name is a variant of another name of the program.</summary>
    private const int VariantOneIn = 6;

    private static readonly ImmutableArray<string> Pool =
    [
        .. SyntaxFacts
            .GetKeywordKinds()
            .Concat(SyntaxFacts.GetContextualKeywordKinds())
            .Select(SyntaxFacts.GetText)
            .Concat(Words)
            .Concat(GeneratedNames)
            .Concat(SystemNames)
            .Concat(typeof(Koffi).Assembly.GetExportedTypes().Select(static type => type.Name.Split('`')[0]))
            .Distinct()
            .Where(IsName),
    ];

    private static readonly string[] Suffixes =
    [
        "Handle",
        "Pointer",
        "_callback",
        "_t",
        "Argument",
        "Span",
        "String",
        "Managed",
        "Async",
        "Call",
        "_length",
        "_2",
        "Available",
        "s",
    ];

    private static readonly string[] Prefixes = ["get_", "set_", "__", "_", "Is", "I"];

    /// <summary>The names that are taken. First come those of the namespaces, which a type cannot have, too.</summary>
    private readonly HashSet<string> _used = ["App", "Data", "Events", "Native", "Other", "Root", "class", "event", "string"];
    private readonly List<string> _drawn = [];

    private static IEnumerable<string> Words =>
        ["nint", "nuint", "unmanaged", "extension", "_", "__", "_0", "notnull", "var", "T", "TResult"];

    /// <summary>Names of locals, members and types in generated code.</summary>
    private static IEnumerable<string> GeneratedNames =>
        """
            Layout Offset Size Alignment Managed ToManaged ToNative FromManaged Argument Handle Value IsNull Pointer Span
            native scope index value managed result address function error callbacks __address __runtime __function __result
            __scope __index __callbacks __error __value Dispose Load Invoke InvokeAsync Register Slots Thunk Allocate AsSpan
            AsReadOnlySpan Length handle SetHandle ReleaseHandle Release Free Create Address Symbols Library Thunks Context
            Target slot state source destination element count pointer buffer bytes text length memory item other left right
            obj self cancel done Bind Call Run Begin End Read Write Get Set Item Native This Element Disposer Owner Storage
            Bits storage bits raw _value _handle _storage value__ Equals GetHashCode ToString GetType Finalize MemberwiseClone
            ReferenceEquals op_Implicit op_Explicit Deconstruct Current MoveNext GetEnumerator GetPinnableReference Rest Item1
            Item2 argument1 arguments parameters EqualityContract PrintMembers Clone Main
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> SystemNames =>
        """
            System KoffiGen Microsoft Object String Int32 IntPtr UIntPtr Byte Boolean Void Span ReadOnlySpan Memory Task
            ValueTask Action Func Exception Type Delegate MulticastDelegate Attribute Enum ValueType Array Nullable Math Unsafe
            Marshal MemoryMarshal NativeMemory SafeHandle CLong CULong Rune Encoding StructLayout InlineArray GeneratedCode
            Runtime InteropServices CompilerServices Text Threading Tasks Collections Generic IDisposable IEquatable GC
            Interlocked Volatile StringBuilder CancellationToken ArgumentException OverflowException InvalidOperationException
            ObjectDisposedException NotImplementedException Console Environment OperatingSystem UnmanagedCallersOnly
            CallConvCdecl MethodImpl MethodImplOptions SkipLocalsInit Out In Optional Obsolete Index Range Half Guid
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Gets the names that were drawn so far.</summary>
    public ImmutableArray<string> Drawn => [.. _used];

    /// <summary>Draws a name that the program has not declared yet.</summary>
    public string Draw()
    {
        for (int attempt = 0; ; attempt++)
        {
            string name = attempt > 20 ? Plain() : Candidate();
            if (IsName(name) && _used.Add(name))
            {
                _drawn.Add(name);
                return name;
            }
        }
    }

    /// <summary>Draws a name for a class that the user declares in C#: one that C# would not take for something else.</summary>
    public string DrawClass()
    {
        string name = Draw();
        return CSharpIdentifier.TypeName(name) == name ? name : DrawClass();
    }

    /// <summary>
    /// Draws different names for the members of one struct or the parameters of one function. Others may have the same names.
    /// </summary>
    public Func<string> DrawLocal(params string[] taken)
    {
        HashSet<string> local = [.. taken];
        return () =>
        {
            for (int attempt = 0; ; attempt++)
            {
                string name = attempt > 20 ? Plain() : Candidate();
                if (IsName(name) && local.Add(name))
                {
                    _used.Add(name);
                    return name;
                }
            }
        };
    }

    private string Candidate()
    {
        if (_drawn.Count > 0 && random.Next(VariantOneIn) == 0)
        {
            string other = _drawn[random.Next(_drawn.Count)];
            return random.Next(5) switch
            {
                0 => Prefixes[random.Next(Prefixes.Length)] + other,
                1 => other.ToUpperInvariant(),
                2 => char.ToUpperInvariant(other[0]) + other[1..],
                _ => other + Suffixes[random.Next(Suffixes.Length)],
            };
        }

        return random.Next(8) == 0 ? Plain() : Pool[random.Next(Pool.Length)];
    }

    private string Plain() => string.Create(CultureInfo.InvariantCulture, $"name{random.Next(100000)}");

    /// <summary>Whether C can declare the name, in every place where a declaration has one.</summary>
    private static bool IsName(string name) =>
        SyntaxFacts.IsValidIdentifier(name)
        && Parser
            .ParseTranslationUnit(
                new SourceText(
                    $"typedef struct {name} {{ int {name}; }} {name}; enum e {{ {name} }}; int f({name} {name}); "
                        + $"int {name}(int {name});"
                )
            )
            .Diagnostics.IsEmpty;
}
