using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Pipeline;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Emit;

/// <summary>
/// The body of a method that calls C, in stages: bind, set up, marshal, pin, invoke, capture the error, unmarshal, clean up. A stage that has nothing
/// to do leaves no line.
/// </summary>
internal sealed partial class CallEmitter
{
    /// <summary>All text arguments of a call share this much of the stack.</summary>
    private const int TextBufferBytes = 1024;

    private readonly SourceWriter _writer;
    private readonly CallModel _call;
    private readonly string _function;
    private readonly SymbolHolderEmitter _symbols;
    private readonly string _receiver;
    private readonly int _textBytes;
    private readonly string _prefix = "__";

    private CallEmitter(SourceWriter writer, CallModel call, string function, SymbolHolderEmitter symbols, string receiver)
    {
        _writer = writer;
        _receiver = receiver;
        _call = call;
        _function = function;
        _symbols = symbols;
        int texts = call.Arguments.Count(static argument => argument is TextArgument { NeedsBuffer: true } or TextBufferArgument);
        _textBytes = texts == 0 ? 0 : Math.Min(512, TextBufferBytes / texts);

        // C's headers like such names for parameters, too.
        while (call.Arguments.Any(argument => argument.Identifier.StartsWith(_prefix, StringComparison.Ordinal)))
        {
            _prefix += "_";
        }
    }

    /// <param name="function">The C# method, for messages.</param>
    /// <param name="receiver">The expression of the value whose method the call is.</param>
    public static void Write(SourceWriter writer, CallModel call, string function, SymbolHolderEmitter symbols, string receiver = "this") =>
        new CallEmitter(writer, call, function, symbols, receiver).Write();

    /// <summary>
    /// Whether the compiler is to be told that the call is worth inlining: the ways of all platforms together look longer than the one that is left, where nothing but the call is done.
    /// </summary>
    public static bool IsWorthInlining(CallModel call) =>
        call is { Variadic.Open: null, IsInstance: false, IsThroughPointer: false, CapturesLastError: false, ThrowOn: ThrowCondition.Never }
        && call.Arguments.All(static argument => argument is ValueArgument)
        && call.Result is { Disposal: null, FreesMembers: false, HandleType: null };

    /// <summary>Whether the call needs the value whose method it is.</summary>
    public static bool NeedsReceiver(CallModel call) => call.IsThroughPointer || call.IsInstance;

    /// <summary>The library that the object has loaded.</summary>
    private string Instance => $"{_receiver}.{InstanceEmitter.Field}";

    // An asynchronous call keeps the library from its beginning on.
    private bool EntersLibrary => _call is { IsInstance: true, Asynchronous: null };

    /// <summary>Whether the call has memory on the stack that need not be cleared first.</summary>
    public static bool NeedsBuffer(CallModel call) =>
        call.Arguments.Any(static argument =>
            argument is TextArgument { NeedsBuffer: true } or TextBufferArgument || NeedsAlignedStack(argument)
        );

    private bool HasResult => !_call.Result.NativeType.IsVoid;

    private bool CapturesError => _call.CapturesLastError || _call.ThrowOn != ThrowCondition.Never;

    private IEnumerable<ArgumentModel> Acquired =>
        _call.Arguments.Where(argument =>
            argument.IsAcquired || (ReservesHandles && argument is HandleArgument { IsConsumed: true, IsReserved: false })
        );

    private bool HasCallbacks => _call.Arguments.Any(static argument => argument is CallbackArgument);

    /// <summary>Structs are made of their twins, in memory that lasts as long as the call.</summary>
    private bool NeedsScope => _call.Arguments.Any(static argument => argument is ManagedFormArgument { IsAcquired: true });

    private IEnumerable<HandleArgument> Consumed => _call.Arguments.OfType<HandleArgument>().Where(static argument => argument.IsConsumed);

    /// <summary>C takes over several handles, or, where one of them is closed, none.</summary>
    private bool ReservesHandles => Consumed.Where(static handle => !handle.IsReserved).Skip(1).Any();

    /// <summary>Something stands between the call and the return, so that the result waits in a local.</summary>
    private bool NeedsLocal =>
        HasResult
        && (
            CapturesError
            || Acquired.Any()
            || CopiesBack
            || RebasesResult
            || !_call.Result.ToManaged.UsesValueOnce
            || _call.Result.Disposal is not null
            || _call.Result.FreesMembers
            || _call.Result.HandleType is not null
            || _call.Arguments.Any(static argument =>
                argument is TextArgument or MemoryArgument or ConvertedOutput or HandleOutput or ManagedFormArgument
            )
        );

    /// <summary>
    /// What the result, or an output, is copied from may be the memory of an argument: the arguments stay where they are until it is copied.
    /// </summary>
    private bool CopiesArguments =>
        (
            _call.Result.CopiesMemory
            || _call.Arguments.Any(static argument =>
                argument is ConvertedOutput { CopiesMemory: true } or ManagedFormArgument { IsWritten: true }
            )
        ) && _call.Arguments.Any(static argument => CanPin(argument) || argument is MemoryArgument);

    private void Write()
    {
        WriteAddress();
        if (!EntersLibrary)
        {
            WriteStages();
            return;
        }

        using (_writer.Block("try"))
        {
            WriteStages();
        }

        using (_writer.Block("finally"))
        {
            _writer.Line($"{Instance}.Exit();");
        }
    }

    private void WriteStages()
    {
        // A disposer that is missing is told before C has allocated anything.
        _writer.Lines(FreedStructs().Distinct().Select(static type => $"{type}.BindDisposers();"));
        foreach ((DisposalModel disposal, _, string what) in Disposals().Where(static item => item.Disposal.Symbol is not null))
        {
            if (IsOfInstance(disposal.Symbol!))
            {
                _writer.Line(
                    $"nint {_prefix}{what}_disposer = {Instance}.GetAddress({_symbols.InstanceSymbol(disposal.Symbol!, disposal.Symbol!.Name)});"
                );
                continue;
            }

            string disposer = _symbols.Holder(disposal.Symbol!, disposal.Symbol!.Name);
            _writer.Line($"nint {_prefix}{what}_disposer = {disposer}.Address != 0 ? {disposer}.Address : {disposer}.Bind();");
        }

        foreach ((SymbolModel disposer, string what) in HandleDisposers())
        {
            _writer.Line($"nint {_prefix}{what}_disposer = {Instance}.GetAddress({_symbols.InstanceSymbol(disposer, disposer.Name)});");
        }

        if (
            !EntersLibrary
            || Disposals().Any(static item => item.Disposal.Symbol is not null)
            || HandleDisposers().Any()
            || FreedStructs().Any()
        )
        {
            _writer.Line();
        }

        // C would read it whatever it is.
        if (
            _call.Variadic is { FormatParameter: { } format }
            && _call.Arguments.Any(argument => argument is TextArgument { IsSpan: false } && argument.Identifier == format)
        )
        {
            _writer.Line($"global::System.ArgumentNullException.ThrowIfNull({format});");
        }

        foreach (ArgumentModel argument in _call.Arguments)
        {
            WriteSetup(argument);
        }

        if (NeedsScope)
        {
            _writer.Line($"global::KoffiGen.CompilerServices.NativeScope {_prefix}scope = default;");
        }

        if (HasCallbacks)
        {
            _writer.Line($"global::KoffiGen.CompilerServices.CallbackScope {_prefix}callbacks = default;");
        }

        if (_call.Result.HandleType is { } handleType)
        {
            _writer.Line($"{handleType} {_prefix}handle = new();");
        }

        if (NeedsLocal)
        {
            _writer.Line($"{_call.Result.NativeType} {_prefix}result;");
        }

        if (CapturesError)
        {
            _writer.Line($"int {_prefix}error;");
        }

        if (Acquired.Any())
        {
            using (_writer.Block("try"))
            {
                foreach (ArgumentModel argument in Acquired)
                {
                    WriteAcquisition(argument);
                }

                WritePinnedCall(0);

                // What C returned may live as long as what it was asked of.
                if (!CopiesArguments)
                {
                    WriteAfterCall();
                }
            }

            using (_writer.Block("finally"))
            {
                foreach (
                    ArgumentModel argument in Acquired.Where(static argument => argument is not (ManagedFormArgument or CallbackArgument))
                )
                {
                    _writer.Line($"{Local(argument)}.Release();");
                }

                if (NeedsScope)
                {
                    _writer.Line($"{_prefix}scope.Dispose();");
                }

                if (HasCallbacks)
                {
                    _writer.Line($"{_prefix}callbacks.Dispose();");
                }
            }
        }
        else
        {
            WritePinnedCall(0);
            if (!CopiesArguments)
            {
                WriteAfterCall();
            }
        }
    }

    private void WriteAddress()
    {
        if (_call.IsThroughPointer)
        {
            _writer.Line($"nint {_prefix}address = {_receiver}.Address;");
            using (_writer.Block($"if ({_prefix}address == 0)"))
            {
                _writer.Line($"throw global::KoffiGen.CompilerServices.NativeFunction.NullPointer({CSharpLiteral.String(_function)});");
            }

            if (_call.Variadic is not null)
            {
                using (_writer.Block("if (global::KoffiGen.CompilerServices.NativeTarget.IsSystemV)"))
                {
                    _writer.Line(
                        $"{_prefix}address = global::KoffiGen.CompilerServices.NativeFunction.GetVariadicAdapter({_prefix}address, {(_call.Symbol.HasFloats ? "true" : "false")});"
                    );
                }
            }

            return;
        }

        if (_call.IsInstance)
        {
            _writer.Line(
                $"nint {_prefix}address = {Instance}.{(EntersLibrary ? "Enter" : "GetAddress")}({_symbols.InstanceSymbol(_call.Symbol, _function)});"
            );
            return;
        }

        string holder = _symbols.Holder(_call.Symbol, _function);
        _writer.Line($"nint {_prefix}address = {holder}.Address;");
        using (_writer.Block($"if ({_prefix}address == 0)"))
        {
            _writer.Line($"{_prefix}address = {holder}.Bind();");
        }
    }

    /// <summary>What closes the handles that an object's library gives, which is found before C has opened any.</summary>
    private IEnumerable<(SymbolModel Disposer, string What)> HandleDisposers()
    {
        if (!_call.IsInstance)
        {
            yield break;
        }

        foreach (HandleOutput output in _call.Arguments.OfType<HandleOutput>().Where(static output => output.Disposer is not null))
        {
            yield return (output.Disposer!, Name(output));
        }

        if (_call.Result.HandleDisposer is { } disposer)
        {
            yield return (disposer, "handle");
        }
    }

    private bool IsOfInstance(SymbolModel symbol) => _call.IsInstance && symbol.Library is null;

    private void WritePinnedCall(int index)
    {
        for (; index < _call.Arguments.Count; index++)
        {
            if (Pin(_call.Arguments[index]) is not { } pin)
            {
                continue;
            }

            // Pins that follow each other share one block.
            List<string> pins = [pin];
            while (
                index + 1 < _call.Arguments.Count && (Pin(_call.Arguments[index + 1]) is not null || !CanPin(_call.Arguments[index + 1]))
            )
            {
                index++;
                if (Pin(_call.Arguments[index]) is { } next)
                {
                    pins.Add(next);
                }
            }

            for (int number = 0; number < pins.Count - 1; number++)
            {
                _writer.Line($"fixed ({pins[number]})");
            }

            using (_writer.Block($"fixed ({pins[pins.Count - 1]})"))
            {
                WritePinnedCall(index + 1);
            }

            return;
        }

        WriteAlignment();
        WriteInvocation();
        WriteCopiesBack();
        if (CopiesArguments)
        {
            WriteAfterCall();
        }
    }

    private void WriteInvocation()
    {
        // Nothing can fail from here to the call: a handle that is closed reaches the function that frees it.
        foreach (HandleArgument handle in Consumed)
        {
            _writer.Line(
                handle.IsReserved ? $"nint {Native(handle)} = {handle.Identifier}.Complete();"
                : ReservesHandles ? $"{Local(handle)}.Complete();"
                : $"nint {Native(handle)} = {Local(handle)}.Consume({CSharpLiteral.String(_function)});"
            );
        }

        if (_call.Variadic?.Open is { } open)
        {
            WriteOpenCall(open);
            return;
        }

        if (CapturesError)
        {
            _writer.Line("global::System.Runtime.InteropServices.Marshal.SetLastSystemError(0);");
        }

        if (_call.Variadic is { } variadic)
        {
            WriteVariadicCalls(variadic);
        }
        else if (_call.Symbol.Convention == CallingConvention.Fastcall)
        {
            // .NET has no call site for fastcall, and only 32-bit x86 knows it: there, thiscall passes one argument in ECX, and an
            // adapter in front of the symbol takes two. Elsewhere it is the platform's one convention.
            int[] order = _call
                .Symbol.RegisterArguments.Concat(Enumerable.Range(0, _call.Arguments.Count).Except(_call.Symbol.RegisterArguments))
                .ToArray();
            using (_writer.Block("if (global::KoffiGen.CompilerServices.NativeTarget.IsX86)"))
            {
                if (_call.IsThroughPointer && _call.Symbol.RegisterArguments.Count == 2)
                {
                    _writer.Line(
                        $"{_prefix}address = global::KoffiGen.CompilerServices.NativeFunction.GetFastcallAdapter({_prefix}address);"
                    );
                }

                WriteCall(_call.Symbol.RegisterArguments.Count == 1 ? "Thiscall" : "Stdcall", order);
            }

            using (_writer.Block("else"))
            {
                WriteCall("Cdecl", null);
            }
        }
        else
        {
            WriteCall(_call.Symbol.Convention == CallingConvention.Default ? "Cdecl" : _call.Symbol.Convention.ToString(), null);
        }

        if (CapturesError)
        {
            _writer.Line($"{_prefix}error = global::System.Runtime.InteropServices.Marshal.GetLastSystemError();");
        }
    }

    private void WriteCall(string convention, int[]? order)
    {
        IEnumerable<ArgumentModel> arguments = order is null ? _call.Arguments : order.Select(index => _call.Arguments[index]);
        WriteReturn(
            FormatCall(
                convention,
                arguments.Select(static argument => argument.NativeType),
                arguments.Select(NativeExpression),
                _call.Result.NativeType
            )
        );
    }

    private string FormatCall(string convention, IEnumerable<NativeType> types, IEnumerable<string> arguments, NativeType result)
    {
        string suppress = _call.SuppressesGCTransition ? ", SuppressGCTransition" : "";
        return $"((delegate* unmanaged[{convention}{suppress}]<{string.Join(", ", types.Append(result))}>){_prefix}address)({string.Join(", ", arguments)})";
    }

    /// <summary>Hands on what the call gives.</summary>
    private void WriteReturn(string call)
    {
        if (NeedsLocal)
        {
            _writer.Line($"{_prefix}result = {call};");
        }
        else if (_call.Result.ManagedType.Kind == CSharpTypeKind.Void)
        {
            _writer.Line(call + ";");
        }
        else
        {
            _writer.Line($"return {ToManaged(_call.Result.ToManaged, call)};");
        }
    }
}
