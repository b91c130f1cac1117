using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Declarations;
using KoffiGen.Pipeline;

namespace KoffiGen.Model;

/// <summary>What C calls for a delegate: the native signature, and how it becomes the delegate's.</summary>
/// <param name="Declaration">C's function type, for the reader of the generated code.</param>
/// <param name="Convention">The calling convention: that of C, or <c>stdcall</c>.</param>
/// <param name="Signature">The delegate's signature.</param>
internal sealed record CallbackModel(CSharpType Delegate, string Declaration, CallingConvention Convention, MethodDeclaration Signature)
{
    /// <summary>One for each parameter of C.</summary>
    public EquatableArray<CallbackParameter> Parameters { get; init; }

    public CallbackResult Result { get; init; } = CallbackResult.Void;

    /// <summary>The parameter that C passes the context in; <see cref="ContextParameters.None"/> where callbacks have slots.</summary>
    public int Context { get; init; } = ContextParameters.None;

    /// <summary>What the user says of slots and exceptions.</summary>
    public CallbackOptions Options { get; init; } = CallbackOptions.Default;

    /// <summary>
    /// The call that the delegate of a function of C's makes; <see langword="null"/> where a signature for callbacks is none for calls.
    /// </summary>
    public CallModel? ForwardingCall { get; init; }

    /// <summary>The structs that stand for the user's own where the runtime would convert those.</summary>
    public EquatableArray<BlittableStandInModel> BlittableStandIns { get; init; }

    public bool HasContext => Context != ContextParameters.None;
}

/// <summary>What happens to exceptions: <c>KoffiCallbackPolicy</c> of the runtime.</summary>
internal enum CallbackPolicy
{
    Rethrow,
    Default,
    FailFast,
}

/// <param name="Slots">How many callbacks of the type can be registered at once.</param>
internal sealed record CallbackOptions(int Slots, CallbackPolicy OnException)
{
    public const int MaximumSlots = 4096;

    public static readonly CallbackOptions Default = new(16, CallbackPolicy.Rethrow);

    /// <summary>
    /// What to write so that more callbacks can be registered at once; <see langword="null"/> where there cannot be more.
    /// </summary>
    public string? MoreSlots { get; init; }

    /// <summary>C# calls such functions, and C never gets one: there is nothing to generate for that.</summary>
    public bool IsOnlyCalled => Slots == 0;

    /// <summary>The same with what to write for more slots.</summary>
    /// <param name="write">Writes a request for as many.</param>
    public CallbackOptions WithMoreSlots(Func<int, string> write) =>
        this with
        {
            MoreSlots = Slots >= MaximumSlots ? null : write(Math.Min(MaximumSlots, Slots * 4)),
        };

    public static bool IsValid(int slots) => slots is >= 1 and <= MaximumSlots;

    public static bool IsValid(CallbackPolicy policy) =>
        policy is CallbackPolicy.Rethrow or CallbackPolicy.Default or CallbackPolicy.FailFast;
}

/// <summary>A parameter that C passes.</summary>
/// <param name="Identifier">Its name, as code writes it.</param>
/// <param name="NativeType">The blittable type that it travels as.</param>
internal abstract record CallbackParameter(string Identifier, NativeType NativeType);

/// <summary>A value that the delegate gets.</summary>
/// <param name="ToManaged">The conversion of C's value.</param>
internal sealed record CallbackInput(string Identifier, NativeType NativeType, ToManagedConversion ToManaged)
    : CallbackParameter(Identifier, NativeType)
{
    /// <summary>Who frees what C gives away, once the delegate has it.</summary>
    public DisposalModel? Disposal { get; init; }

    /// <summary>C gives away members of the struct that it passes, or points to.</summary>
    public bool FreesMembers { get; init; }

    /// <summary>The SafeHandle class that the value is wrapped in.</summary>
    public CSharpType? HandleType { get; init; }
}

/// <summary>Memory of C's that the delegate has by reference: it gets a copy, and what it leaves there is copied back.</summary>
/// <param name="RefKind">How C# passes it: <c>in</c>, <c>ref</c> or <c>out</c>.</param>
/// <param name="ManagedType">The type of the copy.</param>
/// <param name="ToManaged">The conversion of C's value to the copy, where the delegate reads it.</param>
/// <param name="ToNative">The conversion of the copy back, where the delegate writes it.</param>
internal sealed record CallbackReference(
    string Identifier,
    NativeType NativeElement,
    ByRefKind RefKind,
    CSharpType ManagedType,
    ToManagedConversion ToManaged,
    Conversion ToNative
) : CallbackParameter(Identifier, NativeElement.PointerTo())
{
    /// <summary>C reads text: what becomes of it then.</summary>
    public CallbackText? Text { get; init; }

    public bool IsRead => RefKind != ByRefKind.Out;

    public bool IsWritten => RefKind is ByRefKind.Out or ByRefKind.Ref;
}

/// <summary>What the delegate does not get: the context, and counts.</summary>
internal sealed record CallbackOmission(string Identifier, NativeType NativeType) : CallbackParameter(Identifier, NativeType);

/// <summary>How the delegate's result becomes C's.</summary>
/// <param name="ToNative">The conversion of the delegate's result.</param>
internal sealed record CallbackResult(NativeType NativeType, CSharpType ManagedType, Conversion ToNative)
{
    public static readonly CallbackResult Void = new(NativeType.Void, CSharpType.Void, Conversion.Identity);

    public CallbackText? Text { get; init; }
}

/// <summary>Text on its way to C.</summary>
/// <param name="IsGivenAway">C frees it; else it is kept until the callback gives the next one on the same thread.</param>
internal sealed record CallbackText(TextEncoding Encoding, bool IsGivenAway);
