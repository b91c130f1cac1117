using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Model;

/// <summary>The callback of a delegate: the native signature, and its conversion to that of the delegate.</summary>
/// <param name="Declaration">The C function type, for the documentation of the generated code.</param>
internal sealed record CallbackModel(CSharpType Delegate, string Declaration, CallingConvention Convention, MethodDeclaration Signature)
{
    /// <summary>The parameters of the C function type, in order.</summary>
    public EquatableArray<CallbackParameter> Parameters { get; init; }

    public CallbackResult Result { get; init; } = CallbackResult.Void;

    /// <summary>
    /// The index of the parameter that carries the context pointer; <see cref="ContextParameters.None"/> if callbacks use slots.
    /// </summary>
    public int Context { get; init; } = ContextParameters.None;

    public CallbackOptions Options { get; init; } = CallbackOptions.Default;

    /// <summary>
    /// The call that is made by a delegate which wraps a C function pointer; <see langword="null"/> if the signature is valid only for
    /// callbacks.
    /// </summary>
    public CallModel? ForwardingCall { get; init; }

    /// <summary>The blittable stand-ins of the user's structs that cannot be passed unchanged.</summary>
    public EquatableArray<BlittableStandInModel> BlittableStandIns { get; init; }

    public bool HasContext => Context != ContextParameters.None;
}

/// <param name="Slots">
/// The number of callbacks of the type that can be registered at the same time; zero for a function type that only C# calls.
/// </param>
internal sealed record CallbackOptions(int Slots, CallbackPolicy OnException)
{
    public const int MaximumSlots = 4096;

    public static readonly CallbackOptions Default = new(16, CallbackPolicy.Rethrow);

    public FunctionTypeUse Use { get; init; } = FunctionTypeUse.Taken;

    /// <summary>Whether callbacks without a context pointer have thunks. Otherwise each has a native delegate.</summary>
    public bool HasSlots => Use == FunctionTypeUse.Taken;

    /// <summary>
    /// The code that requests more slots, for the exception's message; <see langword="null"/> if the maximum is reached.
    /// </summary>
    public string? MoreSlots { get; init; }

    /// <summary>Whether C# only calls functions of the type and never passes a callback to C, so that no thunks are generated.</summary>
    public bool IsOnlyCalled => Slots == 0;

    /// <summary>Returns the options with the code that requests more slots.</summary>
    /// <param name="write">Returns the code that requests the given number of slots.</param>
    public CallbackOptions WithMoreSlots(Func<int, string> write) =>
        this with
        {
            MoreSlots = Slots >= MaximumSlots ? null : write(Math.Min(MaximumSlots, Slots * 4)),
        };

    public static bool IsValid(int slots) => slots is >= 1 and <= MaximumSlots;

    public static bool IsValid(CallbackPolicy policy) =>
        policy is CallbackPolicy.Rethrow or CallbackPolicy.Default or CallbackPolicy.FailFast;
}

/// <summary>A parameter of a callback.</summary>
/// <param name="Identifier">The name as an identifier in code.</param>
/// <param name="NativeType">The blittable type in the signature of the thunk.</param>
internal abstract record CallbackParameter(string Identifier, NativeType NativeType);

/// <summary>A value that is passed to the delegate.</summary>
internal sealed record CallbackInput(string Identifier, NativeType NativeType, ToManagedConversion ToManaged)
    : CallbackParameter(Identifier, NativeType)
{
    /// <summary>The disposer of memory that C transfers, called after the conversion; <see langword="null"/> if C keeps it.</summary>
    public DisposalModel? Disposal { get; init; }

    /// <summary>Whether C transfers ownership of members of the struct that it passes or points to.</summary>
    public bool FreesMembers { get; init; }

    /// <summary>The SafeHandle that takes ownership of the value; <see langword="null"/> for other values.</summary>
    public OwningHandle? Handle { get; init; }
}

/// <summary>
/// Native memory that the delegate receives by reference: a copy is passed, and copied back after the delegate returns.
/// </summary>
/// <param name="RefKind">The reference kind of the delegate's parameter: <c>in</c>, <c>ref</c> or <c>out</c>.</param>
/// <param name="ManagedType">The type of the copy.</param>
/// <param name="ToManaged">The conversion of the native value, used if the delegate reads it.</param>
/// <param name="ToNative">The conversion to the native value, used if the delegate writes it.</param>
internal sealed record CallbackReference(
    string Identifier,
    NativeType NativeElement,
    ByRefKind RefKind,
    CSharpType ManagedType,
    ToManagedConversion ToManaged,
    Conversion ToNative
) : CallbackParameter(Identifier, NativeElement.PointerTo())
{
    /// <summary>The lifetime of the string that C reads; <see langword="null"/> if the value is not a string.</summary>
    public CallbackText? Text { get; init; }

    public bool IsRead => RefKind != ByRefKind.Out;

    public bool IsWritten => RefKind is ByRefKind.Out or ByRefKind.Ref;
}

/// <summary>A parameter that is not passed to the delegate: the context pointer, or a count.</summary>
internal sealed record CallbackOmission(string Identifier, NativeType NativeType) : CallbackParameter(Identifier, NativeType);

/// <summary>The result of a callback, and its conversion from the result of the delegate.</summary>
internal sealed record CallbackResult(NativeType NativeType, CSharpType ManagedType, Conversion ToNative)
{
    public static readonly CallbackResult Void = new(NativeType.Void, CSharpType.Void, Conversion.Identity);

    public CallbackText? Text { get; init; }
}

/// <summary>A string that a callback returns to C.</summary>
/// <param name="TransfersOwnership">
/// Whether C takes ownership of the string. Otherwise KoffiGen keeps it until the callback returns the next one on the same thread.
/// </param>
internal sealed record CallbackText(TextEncoding Encoding, bool TransfersOwnership);
