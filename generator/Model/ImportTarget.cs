using KoffiGen.C;

namespace KoffiGen.Model;

/// <summary>The C function or variable that an import reaches, and the source of its address.</summary>
internal abstract record ImportTarget
{
    /// <summary>The ABI of a function. A variable has the default one.</summary>
    public abstract FunctionAbi Abi { get; init; }

    /// <summary>The name of the symbol; <see langword="null"/> if only an address is known.</summary>
    public virtual string? SymbolName => null;

    /// <summary>Whether the symbol is in the library that the instance has loaded, which only members of the instance can reach.</summary>
    public virtual bool IsInInstanceLibrary => false;

    public abstract TResult Accept<TResult>(IImportTargetVisitor<TResult> visitor);
}

/// <summary>A visitor with one method for each target, so that the compiler finds every visitor that a new target concerns.</summary>
internal interface IImportTargetVisitor<out TResult>
{
    TResult Visit(SymbolTarget target);

    TResult Visit(InstanceTarget target);

    TResult Visit(PointerTarget target);
}

/// <summary>A symbol of a library that the process loads once.</summary>
internal sealed record SymbolTarget(SymbolModel Symbol) : ImportTarget
{
    public override FunctionAbi Abi
    {
        get => Symbol.Abi;
        init => Symbol = Symbol with { Abi = value };
    }

    public override string? SymbolName => Symbol.Name;

    public override TResult Accept<TResult>(IImportTargetVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A symbol of the library that the instance has loaded.</summary>
internal sealed record InstanceTarget(SymbolModel Symbol) : ImportTarget
{
    public override FunctionAbi Abi
    {
        get => Symbol.Abi;
        init => Symbol = Symbol with { Abi = value };
    }

    public override string? SymbolName => Symbol.Name;

    public override bool IsInInstanceLibrary => true;

    public override TResult Accept<TResult>(IImportTargetVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The function behind a function pointer value. The calling method is a member of that value.</summary>
internal sealed record PointerTarget(FunctionAbi Abi) : ImportTarget
{
    public override TResult Accept<TResult>(IImportTargetVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A symbol of a library. Equal symbols share one binding.</summary>
internal sealed record SymbolModel(string Name)
{
    public string? WindowsName { get; init; }

    public int Ordinal { get; init; }

    /// <summary>The library from <c>!(lib:fn)</c>; <see langword="null"/> for the library of the class.</summary>
    public string? Library { get; init; }

    /// <summary>The ABI of the function, on which its decorated names and its adapters depend.</summary>
    public FunctionAbi Abi { get; init; } = FunctionAbi.Default;
}

/// <summary>The properties of a call at machine level, except for the types of its arguments and of its result.</summary>
internal sealed record FunctionAbi(CallingConvention Convention)
{
    public static readonly FunctionAbi Default = new(CallingConvention.Default);

    /// <summary>The size in bytes of the arguments on the stack of 32-bit x86. Decorated names contain it.</summary>
    public int StackBytes { get; init; }

    /// <summary>The indexes of the arguments that <c>fastcall</c> passes in ECX and EDX.</summary>
    public EquatableArray<int> RegisterArguments { get; init; }

    public bool IsVariadic { get; init; }

    /// <summary>Whether a call of the variadic function passes floating-point arguments.</summary>
    public bool HasFloats { get; init; }
}
