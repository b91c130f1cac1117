using KoffiGen.C;

namespace KoffiGen.Model;

/// <summary>What a call reaches, and where its address comes from.</summary>
internal abstract record CallTarget
{
    /// <summary>How the function is called.</summary>
    public abstract FunctionAbi Abi { get; init; }

    /// <summary>The name of the C function; <see langword="null"/> where only an address is known.</summary>
    public virtual string? FunctionName => null;

    public abstract TResult Accept<TResult>(ICallTargetVisitor<TResult> visitor);
}

/// <summary>One case for each kind of target: a kind that a visitor does not handle does not compile.</summary>
internal interface ICallTargetVisitor<out TResult>
{
    TResult Visit(SymbolTarget target);

    TResult Visit(InstanceTarget target);

    TResult Visit(PointerTarget target);
}

/// <summary>A symbol of a library that the whole process shares.</summary>
internal sealed record SymbolTarget(SymbolModel Symbol) : CallTarget
{
    public override FunctionAbi Abi
    {
        get => Symbol.Abi;
        init => Symbol = Symbol with { Abi = value };
    }

    public override string? FunctionName => Symbol.Name;

    public override TResult Accept<TResult>(ICallTargetVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A symbol of the library that the object has loaded whose method makes the call.</summary>
internal sealed record InstanceTarget(SymbolModel Symbol) : CallTarget
{
    public override FunctionAbi Abi
    {
        get => Symbol.Abi;
        init => Symbol = Symbol with { Abi = value };
    }

    public override string? FunctionName => Symbol.Name;

    public override TResult Accept<TResult>(ICallTargetVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The function that the value points to whose method makes the call.</summary>
internal sealed record PointerTarget(FunctionAbi Abi) : CallTarget
{
    public override TResult Accept<TResult>(ICallTargetVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A symbol of a library. Calls of equal symbols share one binding.</summary>
internal sealed record SymbolModel(string Name)
{
    public string? WindowsName { get; init; }

    public int Ordinal { get; init; }

    /// <summary>The library, where it is not the class's own: that of <c>!(lib:fn)</c>.</summary>
    public string? Library { get; init; }

    /// <summary>How the function is called: decorated names and adapters depend on it.</summary>
    public FunctionAbi Abi { get; init; } = FunctionAbi.Default;
}

/// <summary>What the machine sees of how a function is called, besides the types of its arguments and its result.</summary>
internal sealed record FunctionAbi(CallingConvention Convention)
{
    public static readonly FunctionAbi Default = new(CallingConvention.Default);

    /// <summary>The bytes that the arguments take on the stack of 32-bit x86, which decorated names contain.</summary>
    public int StackBytes { get; init; }

    /// <summary>The positions of the arguments that fastcall passes in ECX and EDX.</summary>
    public EquatableArray<int> RegisterArguments { get; init; }

    public bool IsVariadic { get; init; }

    /// <summary>Whether a call of the variadic function passes floating-point arguments.</summary>
    public bool HasFloats { get; init; }
}
