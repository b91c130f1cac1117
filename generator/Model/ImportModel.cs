using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Declarations;
using KoffiGen.Model.Numbers;
using KoffiGen.Pipeline;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Model;

/// <summary>The bound members of one class: the input of its generated file, and the key under which that file is cached.</summary>
internal sealed record ImportClassModel(ContainingType ContainingType, LibraryDeclaration Library)
{
    public EquatableArray<ImportModel> Imports { get; init; }

    public EquatableArray<ConstantModel> Constants { get; init; }

    public EquatableArray<VariableModel> Variables { get; init; }

    /// <summary>The name of the generated file, without its extension.</summary>
    public string HintName { get; init; } = "";

    /// <summary>Whether this file declares the members that load and unload the library of an instance.</summary>
    public bool DeclaresInstance { get; init; }

    /// <summary>The opaque types for tags that first occur in a prototype. They are nested in the class.</summary>
    public EquatableArray<HandleModel> Handles { get; init; }

    /// <summary>The types of the function pointers that the prototypes declare inline.</summary>
    public EquatableArray<FunctionPointerModel> FunctionPointers { get; init; }

    /// <summary>The thunks of delegates that are not declared for a named C function type.</summary>
    public EquatableArray<CallbackThunksModel> Callbacks { get; init; }

    /// <summary>The blittable stand-ins of the user's structs that cannot be passed unchanged.</summary>
    public EquatableArray<BlittableStandInModel> BlittableStandIns { get; init; }
}

/// <summary>The thunks of one delegate type.</summary>
/// <param name="Type">The class that contains the thunks.</param>
internal sealed record CallbackThunksModel(CSharpType.Named Type, CallbackModel Callback);

/// <summary>The blittable stand-in of a user's struct, which has the same layout.</summary>
internal sealed record BlittableStandInModel(string Name, CSharpType Original, bool IsExplicit, int Pack, int Size)
{
    public EquatableArray<BlittableStandInField> Fields { get; init; }

    /// <summary>Whether the struct is an <c>[InlineArray]</c>, which repeats its only field.</summary>
    public bool IsInlineArray { get; init; }
}

/// <param name="Count">The number of consecutive fields of that type.</param>
internal sealed record BlittableStandInField(string Name, NativeType Type, int? Offset, int Count);

/// <summary>A generated method that calls a C function.</summary>
/// <param name="Prototype">The C declaration, for the documentation of the generated method.</param>
/// <param name="DeclaresMethod">Whether the generated part declares the method, because the user has not.</param>
internal sealed record ImportModel(string Prototype, MethodDeclaration Method, bool DeclaresMethod)
{
    /// <summary>
    /// The call; <see langword="null"/> if the declaration is invalid. The generated body then throws: without a body, the compiler would
    /// stop before the analyzers report the reason.
    /// </summary>
    public CallModel? Call { get; init; }

    /// <summary>The documentation comment of the C declaration; <see langword="null"/> if there is none.</summary>
    public string? Documentation { get; init; }

    /// <summary>The name of the <c>Is…Available</c> property; <see langword="null"/> if the import is not optional.</summary>
    public string? AvailabilityProperty { get; init; }
}

/// <summary>The encoding of C strings, which the width of the character type determines.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16,
    Utf32,

    /// <summary>The encoding of <c>wchar_t</c>: UTF-16 on Windows, UTF-32 elsewhere.</summary>
    Wide,
}

/// <summary>An argument of the native call, and how it is computed from the C# argument.</summary>
/// <param name="Identifier">The C# parameter as an identifier in code.</param>
/// <param name="NativeType">The blittable type in the signature of the function pointer.</param>
internal abstract record ArgumentModel(string Identifier, NativeType NativeType)
{
    /// <summary>
    /// The minimum length that C states for the memory of the argument; <see langword="null"/> if it states none, or if the C# type has
    /// no length.
    /// </summary>
    public MinimumLength? Minimum { get; init; }

    /// <summary>
    /// The alignment, in bytes, that C expects of the memory behind the pointer, if it exceeds that of .NET on some target; otherwise
    /// <see langword="null"/>.
    /// </summary>
    public PlatformValue? OverAlignment { get; init; }

    public abstract TResult Accept<TResult>(IArgumentVisitor<TResult> visitor);
}

/// <summary>The minimum length of an argument's memory.</summary>
/// <param name="Length">The actual length, in elements or bytes.</param>
/// <param name="Value">The minimum length, in the same unit.</param>
internal sealed record MinimumLength(Number Length, long Value)
{
    /// <summary>Whether an empty span is valid: it is passed as NULL, which C accepts here.</summary>
    public bool AllowsNone { get; init; }

    /// <summary>Whether the lengths are in bytes rather than in elements.</summary>
    public bool IsByteCount { get; init; }
}

/// <summary>A value that is passed after a conversion that is a single expression.</summary>
internal sealed record ValueArgument(string Identifier, NativeType NativeType, Conversion Conversion)
    : ArgumentModel(Identifier, NativeType)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Memory owned by the caller, pinned so that C reads or writes it without a copy.</summary>
/// <param name="Element">The element type of the memory.</param>
internal sealed record PinnedArgument(string Identifier, NativeType NativeType, NativeType Element) : ArgumentModel(Identifier, NativeType)
{
    /// <summary>
    /// Whether the parameter is passed by reference, so that the address of the variable is pinned. Otherwise it is a span or an array.
    /// </summary>
    public bool IsVariable { get; init; }

    /// <summary>Whether it is an <c>out</c> parameter, which must be assigned even if C does not write it.</summary>
    public bool IsOut { get; init; }

    /// <summary>Whether C only reads the memory.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether C receives an aligned copy of the variable if the variable itself is not sufficiently aligned.</summary>
    public bool IsCopiedToAlign { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// An address that an object keeps valid until the call returns: <c>KoffiMemory&lt;T&gt;</c> or <c>Registered&lt;T&gt;</c>.
/// </summary>
internal sealed record MemoryArgument(string Identifier) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>The element type of the memory; <see langword="null"/> for a registered callback.</summary>
    public NativeType? Element { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A string or a span of characters that is transcoded into memory owned by the call.</summary>
internal sealed record TextArgument(string Identifier, NativeType NativeType, TextEncoding Encoding) : ArgumentModel(Identifier, NativeType)
{
    /// <summary>Whether the argument is a span of code units, which C receives without a copy if possible.</summary>
    public bool IsSpan { get; init; }

    /// <summary>Whether C receives a copy of a UTF-16 string because C may write to it: .NET strings are immutable.</summary>
    public bool IsCopy { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// A string in a buffer that is owned by the call and as large as C states: an <c>out</c> or <c>ref</c> string, or a string that C reads
/// as an array.
/// </summary>
/// <param name="Size">The size of the buffer.</param>
internal sealed record TextBufferArgument(string Identifier, TextEncoding Encoding, Number Size)
    : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>Whether the size is in bytes rather than in characters.</summary>
    public bool IsByteCount { get; init; }

    /// <summary>Whether the string is copied into the buffer before the call.</summary>
    public bool IsRead { get; init; }

    /// <summary>Whether C does not accept NULL.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the contents of the buffer are assigned to the string after the call.</summary>
    public bool IsWritten { get; init; }

    /// <summary>Whether the C# parameter may be null.</summary>
    public bool IsNullable { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A SafeHandle, which is kept alive during the call.</summary>
internal sealed record HandleArgument(string Identifier) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>Whether the parameter is the generated <c>Argument</c> type, which holds a SafeHandle or a handle value.</summary>
    public bool TakesEither { get; init; }

    /// <summary>Whether C takes ownership of the handle. The SafeHandle is then closed without calling its disposer.</summary>
    public bool IsConsumed { get; init; }

    /// <summary>Whether the parameter is the runtime's reservation of a consumed handle, in an asynchronous call.</summary>
    public bool IsReserved { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>An array of strings, transcoded into one block of native memory that starts with the pointers to them.</summary>
internal sealed record TextArrayArgument(string Identifier, TextEncoding Encoding) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// One or more structs in their managed form. C receives blittable structs, whose strings are in memory owned by the call.
/// </summary>
/// <param name="NativeType">The blittable struct, or a pointer to it.</param>
internal sealed record ManagedFormArgument(string Identifier, NativeType NativeType, NativeType Struct)
    : ArgumentModel(Identifier, NativeType)
{
    /// <summary>Whether C reads the structs.</summary>
    public bool IsRead { get; init; }

    /// <summary>Whether C writes the structs, which are copied back after the call.</summary>
    public bool IsWritten { get; init; }

    /// <summary>Whether C transfers ownership of members that it writes. They are freed after they are copied.</summary>
    public bool FreesMembers { get; init; }

    /// <summary>Whether the argument is a span or an array of structs.</summary>
    public bool IsArray { get; init; }

    public bool IsByValue => NativeType == Struct;

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>An <c>out</c> or <c>ref</c> parameter whose C type differs: C writes a local variable, which is converted.</summary>
internal sealed record ConvertedOutput(string Identifier, NativeType NativeElement, ToManagedConversion ToManaged)
    : ArgumentModel(Identifier, NativeElement.PointerTo())
{
    /// <summary>The conversion of the value before the call; <see langword="null"/> for an <c>out</c> parameter.</summary>
    public Conversion? ToNative { get; init; }

    /// <summary>
    /// Whether C transfers ownership of members of the struct behind the pointer. They are freed after they are copied.
    /// </summary>
    public bool FreesMembers { get; init; }

    /// <summary>
    /// The disposer of the memory behind the pointer, called after the conversion; <see langword="null"/> if the library owns the memory.
    /// </summary>
    public DisposalModel? Disposal { get; init; }

    /// <summary>
    /// Whether the conversion copies memory behind the pointer that may belong to another argument, which must stay valid until then.
    /// </summary>
    public bool CopiesMemory { get; init; }

    /// <summary>Whether the conversion needs a count from another output or from the result, so that it must come last.</summary>
    public bool IsCounted => ToManaged is CountedConversion;

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>An <c>out</c> parameter that becomes a SafeHandle.</summary>
internal sealed record HandleOutput(string Identifier, CSharpType HandleType) : ArgumentModel(Identifier, NativeType.IntPtr.PointerTo())
{
    /// <summary>The function that closes the handle if the library of the call exports it; otherwise <see langword="null"/>.</summary>
    public SymbolModel? Disposer { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// A transient callback. The delegate may also come from a registered callback or from a C function, whose native address is then passed.
/// </summary>
/// <param name="Thunks">The class that contains the thunks of the delegate type.</param>
internal sealed record CallbackArgument(string Identifier, CSharpType.Named Thunks) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>Whether the callback receives a context pointer, which is passed as another argument.</summary>
    public bool HasContext { get; init; }

    /// <summary>Whether a null delegate is passed as NULL.</summary>
    public bool IsNullable { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The context pointer of a transient callback.</summary>
/// <param name="Identifier">The C# parameter that holds the callback.</param>
internal sealed record ContextArgument(string Identifier) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A pointer parameter that the C# signature omits. C receives NULL.</summary>
internal sealed record OmittedArgument() : ArgumentModel("", NativeType.VoidPointer)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A count that the C# signature omits, because it is the length of the memory that it counts.</summary>
/// <param name="Identifier">The C# parameter whose length is passed.</param>
/// <param name="Conversion">The conversion of the length to the type of the C parameter.</param>
/// <param name="Memory">The arguments that share this count.</param>
internal sealed record LengthArgument(string Identifier, NativeType NativeType, Conversion Conversion, EquatableArray<CountedMemory> Memory)
    : ArgumentModel(Identifier, NativeType)
{
    /// <summary>
    /// The length to pass. If the memory may be NULL, any of the arguments may be the one with elements, so the largest length is passed.
    /// </summary>
    public Number Length =>
        Memory[0].IsOptional
            ? Memory.Skip(1).Aggregate(Memory[0].Length, static (length, other) => new LargerNumber(length, other.Length))
            : Memory[0].Length;

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <param name="Name">The name of the C# parameter.</param>
/// <param name="IsOptional">Whether C accepts NULL, for which the C# argument is empty.</param>
internal sealed record CountedMemory(string Name, Number Length, bool IsOptional);

/// <summary>The result of the native call, and its conversion to the C# result.</summary>
/// <param name="NativeType">The blittable type in the signature of the function pointer.</param>
/// <param name="ManagedType">The return type of the C# method.</param>
/// <param name="ToManaged">
/// The conversion of the native result. A local variable holds that result if the conversion uses it more than once.
/// </param>
internal sealed record ResultModel(NativeType NativeType, CSharpType ManagedType, ToManagedConversion ToManaged)
{
    public static readonly ResultModel Void = new(NativeType.Void, CSharpType.Void, Conversion.Identity);

    /// <summary>
    /// Whether C transfers ownership of members of the struct that it returns or points to. They are freed after they are copied.
    /// </summary>
    public bool FreesMembers { get; init; }

    /// <summary>
    /// The disposer of the memory behind the result, called after the conversion; <see langword="null"/> if the library owns the memory.
    /// </summary>
    public DisposalModel? Disposal { get; init; }

    /// <summary>
    /// Whether the conversion copies memory that may belong to an argument, as in <c>strchr</c>, and that must stay valid until then.
    /// </summary>
    public bool CopiesMemory { get; init; }

    /// <summary>The SafeHandle class that takes ownership of the result; <see langword="null"/> for other results.</summary>
    public CSharpType? HandleType { get; init; }

    /// <summary>The function that closes the handle if the library of the call exports it; otherwise <see langword="null"/>.</summary>
    public SymbolModel? HandleDisposer { get; init; }
}

/// <summary>The disposer of owned memory: a C function or a C# method.</summary>
/// <param name="Symbol">
/// The C function; <see langword="null"/> for a C# method, or for the <c>free</c> of the C runtime that the library uses.
/// </param>
internal sealed record DisposalModel(SymbolModel? Symbol)
{
    /// <summary>The C# method; <see langword="null"/> if a C function frees the memory.</summary>
    public ManagedDisposer? Method { get; init; }

    /// <summary>The name in messages.</summary>
    public string Name => Method?.DisplayName ?? Symbol?.Name ?? "free";

    /// <summary>
    /// Whether both are the same function or method. The calling convention, which is not known everywhere, is not compared.
    /// </summary>
    public bool IsSame(DisposalModel other) =>
        Method == other.Method && Symbol?.Name == other.Symbol?.Name && Symbol?.Library == other.Symbol?.Library;
}
