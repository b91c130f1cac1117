using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Declarations;
using KoffiGen.Model.Numbers;
using KoffiGen.Pipeline;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Model;

/// <summary>All methods of one class, bound: what its generated file is written from, and the key that it is cached by.</summary>
internal sealed record ImportClassModel(ContainingType ContainingType, LibraryDeclaration Library)
{
    public EquatableArray<ImportModel> Imports { get; init; }

    public EquatableArray<ConstantModel> Constants { get; init; }

    public EquatableArray<VariableModel> Variables { get; init; }

    /// <summary>The name of the generated file, without its ending.</summary>
    public string HintName { get; init; } = "";

    /// <summary>The members that load and unload the library of an object are here.</summary>
    public bool DeclaresInstance { get; init; }

    /// <summary>Opaque types that the prototypes declare by an unknown tag: they are nested in the class.</summary>
    public EquatableArray<HandleModel> Handles { get; init; }

    /// <summary>Pointers to functions that the prototypes spell out.</summary>
    public EquatableArray<FunctionPointerModel> FunctionPointers { get; init; }

    /// <summary>What C calls for delegates that no C type is named for.</summary>
    public EquatableArray<CallbackThunksModel> Callbacks { get; init; }

    /// <summary>The structs that stand for the user's own where the runtime would convert those.</summary>
    public EquatableArray<BlittableStandInModel> BlittableStandIns { get; init; }
}

/// <summary>What C calls for a delegate, in a class of its own.</summary>
/// <param name="Name">The class.</param>
internal sealed record CallbackThunksModel(string Name, CallbackModel Callback);

/// <summary>A blittable struct with the layout of a user's struct.</summary>
internal sealed record BlittableStandInModel(string Name, CSharpType Original, bool IsExplicit, int Pack, int Size)
{
    public EquatableArray<BlittableStandInField> Fields { get; init; }

    /// <summary>The one field is there several times.</summary>
    public bool IsInlineArray { get; init; }
}

/// <param name="Count">How many there are in a row.</param>
internal sealed record BlittableStandInField(string Name, NativeType Type, int? Offset, int Count);

/// <summary>One method that calls C.</summary>
/// <param name="Prototype">The C declaration, for the reader of the generated code.</param>
/// <param name="Method">The C# method.</param>
/// <param name="DeclaresMethod">No part of the user's declares the method.</param>
internal sealed record ImportModel(string Prototype, MethodDeclaration Method, bool DeclaresMethod)
{
    /// <summary>
    /// The call; <see langword="null"/> where the declaration is wrong. Then the method throws: without a body, the compiler
    /// would stop before the analyzers have told what is wrong.
    /// </summary>
    public CallModel? Call { get; init; }

    /// <summary>The comment that stands before the declaration in C.</summary>
    public string? Documentation { get; init; }

    /// <summary>The name of the property <c>Is…Available</c> of an optional import.</summary>
    public string? AvailabilityProperty { get; init; }
}

/// <summary>The widths of C's characters.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16,
    Utf32,

    /// <summary><c>wchar_t</c>: UTF-16 on Windows, else UTF-32.</summary>
    Wide,
}

/// <summary>How a C# argument becomes the argument of the native call.</summary>
/// <param name="Identifier">The C# parameter, as code writes it.</param>
/// <param name="NativeType">The type in the function pointer: blittable, and of our own making.</param>
internal abstract record ArgumentModel(string Identifier, NativeType NativeType)
{
    /// <summary>The length that C states for the argument's memory; <see langword="null"/> where it states none, or where the C# type has no length.</summary>
    public MinimumLength? Minimum { get; init; }

    /// <summary>The alignment that C expects of the memory behind the pointer, where that is more than .NET's on some target.</summary>
    public PlatformValue? OverAlignment { get; init; }

    public abstract TResult Accept<TResult>(IArgumentVisitor<TResult> visitor);
}

/// <summary>What C states about the length of an argument's memory.</summary>
/// <param name="Length">The length of the memory.</param>
/// <param name="Value">The least length that is enough.</param>
internal sealed record MinimumLength(Number Length, long Value)
{
    /// <summary>An empty span is passed as NULL, which C allows.</summary>
    public bool AllowsNone { get; init; }

    /// <summary>The lengths are in bytes.</summary>
    public bool IsByteCount { get; init; }
}

/// <summary>By value, through a conversion that is one expression.</summary>
internal sealed record ValueArgument(string Identifier, NativeType NativeType, Conversion Conversion)
    : ArgumentModel(Identifier, NativeType)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Memory of the caller that C reads or writes where it is.</summary>
/// <param name="Element">The type of the memory that the pinned pointer points to.</param>
internal sealed record PinnedArgument(string Identifier, NativeType NativeType, NativeType Element) : ArgumentModel(Identifier, NativeType)
{
    /// <summary>The parameter is a variable, whose address is pinned; else a span or an array.</summary>
    public bool IsVariable { get; init; }

    /// <summary>An <c>out</c> parameter, which has a value even where C writes none.</summary>
    public bool IsOut { get; init; }

    /// <summary>C does not write it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>One variable, of which C gets a copy where it is not aligned enough.</summary>
    public bool IsCopiedToAlign { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>An address that an object keeps valid until the call is over: memory outside of .NET's heap, or what C calls for a registration.</summary>
internal sealed record MemoryArgument(string Identifier) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>The type of an element of memory.</summary>
    public NativeType? Element { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Text that is transcoded into memory of this call.</summary>
internal sealed record TextArgument(string Identifier, NativeType NativeType, TextEncoding Encoding) : ArgumentModel(Identifier, NativeType)
{
    /// <summary>The caller gives units that may be passed as they are: a span instead of a string.</summary>
    public bool IsSpan { get; init; }

    /// <summary>A UTF-16 string that C may write to, which must not see the string itself: strings never change.</summary>
    public bool IsCopy { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A string in a buffer of this call, as large as C states: an <c>out</c> or <c>ref</c> string, or one that C reads as an array.</summary>
/// <param name="Size">The size of the buffer.</param>
internal sealed record TextBufferArgument(string Identifier, TextEncoding Encoding, Number Size)
    : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>The size is one of bytes, not of characters.</summary>
    public bool IsByteCount { get; init; }

    /// <summary>The buffer begins with the string.</summary>
    public bool IsRead { get; init; }

    /// <summary>C takes no NULL.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The string is afterwards what C left in the buffer.</summary>
    public bool IsWritten { get; init; }

    /// <summary>The C# parameter may be null.</summary>
    public bool IsNullable { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A handle that may be a SafeHandle, kept alive during the call.</summary>
internal sealed record HandleArgument(string Identifier) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>C# may pass the bare value, too.</summary>
    public bool TakesEither { get; init; }

    /// <summary>C frees what the handle stands for: the SafeHandle is closed, once and for all.</summary>
    public bool IsConsumed { get; init; }

    /// <summary>The parameter is the runtime's reservation of a handle that is consumed.</summary>
    public bool IsReserved { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Strings that are transcoded into one block of C memory, with pointers to them in front.</summary>
internal sealed record TextArrayArgument(string Identifier, TextEncoding Encoding) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A struct's managed twin, or several: C gets structs made of it, whose text stands in memory of the call.</summary>
/// <param name="NativeType">The struct, or a pointer to it.</param>
/// <param name="Struct">The blittable struct.</param>
internal sealed record ManagedFormArgument(string Identifier, NativeType NativeType, NativeType Struct)
    : ArgumentModel(Identifier, NativeType)
{
    /// <summary>C reads it.</summary>
    public bool IsRead { get; init; }

    /// <summary>C writes it: what it leaves is copied back.</summary>
    public bool IsWritten { get; init; }

    /// <summary>C gives away members of what it writes, which are freed once they are copied.</summary>
    public bool FreesMembers { get; init; }

    /// <summary>As many as there are in a span or an array.</summary>
    public bool IsArray { get; init; }

    public bool IsByValue => NativeType == Struct;

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>An <c>out</c> or <c>ref</c> parameter whose C value has another form: C writes a local, which is converted.</summary>
internal sealed record ConvertedOutput(string Identifier, NativeType NativeElement, ToManagedConversion ToManaged)
    : ArgumentModel(Identifier, NativeElement.PointerTo())
{
    /// <summary>The conversion of the value that goes in; <see langword="null"/> where none does: <c>out</c>.</summary>
    public Conversion? ToNative { get; init; }

    /// <summary>C gives away members of the struct that it points to, which are freed once they are copied.</summary>
    public bool FreesMembers { get; init; }

    /// <summary>Who frees what C wrote, after it has been converted.</summary>
    public DisposalModel? Disposal { get; init; }

    /// <summary>The conversion copies what C's value points to, which may be the memory of an argument.</summary>
    public bool CopiesMemory { get; init; }

    /// <summary>The conversion needs the number that another output, or the result, gives.</summary>
    public bool IsCounted => ToManaged is CountedConversion;

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>An <c>out</c> parameter that is a SafeHandle of what C writes.</summary>
internal sealed record HandleOutput(string Identifier, CSharpType HandleType) : ArgumentModel(Identifier, NativeType.IntPtr.PointerTo())
{
    /// <summary>The function that closes the handle, where it is the library's own.</summary>
    public SymbolModel? Disposer { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A delegate that C calls while the call lasts; or, if it stands for a registration or for a function of C's, what that is to C.</summary>
/// <param name="Thunks">The class with the callbacks of the type.</param>
internal sealed record CallbackArgument(string Identifier, string Thunks) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    /// <summary>The context pointer goes along.</summary>
    public bool HasContext { get; init; }

    /// <summary>Null is NULL.</summary>
    public bool IsNullable { get; init; }

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The context pointer of a callback.</summary>
/// <param name="Identifier">The C# parameter that is the callback.</param>
internal sealed record ContextArgument(string Identifier) : ArgumentModel(Identifier, NativeType.IntPtr)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A pointer that the C# signature leaves out: C gets NULL.</summary>
internal sealed record OmittedArgument() : ArgumentModel("", NativeType.VoidPointer)
{
    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A count that the C# signature leaves out: it is the length of the memory that it counts.</summary>
/// <param name="Identifier">The C# parameter whose length it is.</param>
/// <param name="Conversion">The conversion of the length to the type of the count.</param>
/// <param name="Memory">All memory that C counts with this number.</param>
internal sealed record LengthArgument(string Identifier, NativeType NativeType, Conversion Conversion, EquatableArray<CountedMemory> Memory)
    : ArgumentModel(Identifier, NativeType)
{
    /// <summary>The length. Of memory that C lets be NULL, each may be the one that is not.</summary>
    public Number Length =>
        Memory[0].IsOptional
            ? Memory.Skip(1).Aggregate(Memory[0].Length, static (length, other) => new LargerNumber(length, other.Length))
            : Memory[0].Length;

    public override TResult Accept<TResult>(IArgumentVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <param name="Name">The C# parameter.</param>
/// <param name="IsOptional">C lets it be NULL, which is an empty one here.</param>
internal sealed record CountedMemory(string Name, Number Length, bool IsOptional);

/// <summary>How the native result becomes the C# result.</summary>
/// <param name="NativeType">The type in the function pointer.</param>
/// <param name="ManagedType">The result of the C# method.</param>
/// <param name="ToManaged">The conversion of the native result, which stands in a local where it is needed more than once.</param>
internal sealed record ResultModel(NativeType NativeType, CSharpType ManagedType, ToManagedConversion ToManaged)
{
    public static readonly ResultModel Void = new(NativeType.Void, CSharpType.Void, Conversion.Identity);

    /// <summary>C gives away members of the struct that it returns, or points to, which are freed once they are copied.</summary>
    public bool FreesMembers { get; init; }

    /// <summary>Who frees the memory behind the result once it has been converted.</summary>
    public DisposalModel? Disposal { get; init; }

    /// <summary>The conversion copies what the result points to, which may be the memory of an argument, as with <c>strchr</c>.</summary>
    public bool CopiesMemory { get; init; }

    /// <summary>The SafeHandle class that the result is wrapped in.</summary>
    public CSharpType? HandleType { get; init; }

    /// <summary>The function that closes that handle, where it is the library's own.</summary>
    public SymbolModel? HandleDisposer { get; init; }
}

/// <summary>What frees memory.</summary>
/// <param name="Symbol">The function; without it, and without a method, the <c>free</c> of the C runtime that the library uses.</param>
internal sealed record DisposalModel(SymbolModel? Symbol)
{
    /// <summary>The C# method, instead of a function.</summary>
    public ManagedDisposer? Method { get; init; }

    /// <summary>What messages call it.</summary>
    public string Name => Method?.DisplayName ?? Symbol?.Name ?? "free";

    /// <summary>Whether the other is the same function or method, whatever is known of how it is called.</summary>
    public bool IsSame(DisposalModel other) =>
        Method == other.Method && Symbol?.Name == other.Symbol?.Name && Symbol?.Library == other.Symbol?.Library;
}
