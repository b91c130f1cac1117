using System.Globalization;
using KoffiGen.Model;
using KoffiGen.Syntax;

namespace KoffiGen.Emit;

/// <summary>
/// The body of a method that calls C, in stages: bind, set up, marshal, pin, invoke, capture the error, unmarshal, clean up. A stage that has nothing
/// to do leaves no line.
/// </summary>
internal sealed class CallEmitter
{
    /// <summary>All text arguments of a call share this much of the stack.</summary>
    private const int TextBufferBytes = 1024;

    private readonly SourceWriter _writer;
    private readonly CallModel _call;
    private readonly string _function;
    private readonly SymbolHolderEmitter _symbols;
    private readonly int _textBytes;
    private readonly string _prefix = "__";

    private CallEmitter(SourceWriter writer, CallModel call, string function, SymbolHolderEmitter symbols)
    {
        _writer = writer;
        _call = call;
        _function = function;
        _symbols = symbols;
        int texts = call.Arguments.Count(static argument => argument is TextArgument { NeedsBuffer: true });
        _textBytes = texts == 0 ? 0 : Math.Min(512, TextBufferBytes / texts);

        // C's headers like such names for parameters, too.
        while (call.Arguments.Any(argument => argument.Identifier.StartsWith(_prefix, StringComparison.Ordinal)))
        {
            _prefix += "_";
        }
    }

    public static void Write(SourceWriter writer, CallModel call, string function, SymbolHolderEmitter symbols) =>
        new CallEmitter(writer, call, function, symbols).Write();

    private bool HasResult => _call.Result.NativeType != "void";

    private bool CapturesError => _call.CapturesLastError || _call.ThrowOn != ThrowCondition.Never;

    private bool HasHandles => _call.Arguments.Any(static argument => argument is HandleArgument { IsConsumed: false });

    /// <summary>Something stands between the call and the return, so that the result waits in a local.</summary>
    private bool NeedsLocal => HasResult &&
        (CapturesError || HasHandles || _call.Result.Disposal is not null || _call.Result.HandleType is not null ||
        _call.Arguments.Any(static argument => argument is TextArgument or ConvertedOutput or HandleOutput));

    private void Write()
    {
        string holder = _symbols.Holder(_call.Symbol, _function);
        _writer.Line($"nint {_prefix}address = {holder}.Address;");
        using (_writer.Block($"if ({_prefix}address == 0)"))
        {
            _writer.Line($"{_prefix}address = {holder}.Bind();");
        }

        // A disposer that is missing is told before C has allocated anything.
        foreach ((DisposalModel disposal, _, string what) in Disposals().Where(static item => item.Disposal.Symbol is not null))
        {
            string disposer = _symbols.Holder(disposal.Symbol!, $"{_function} ({what})");
            _writer.Line($"nint {_prefix}{what}_disposer = {disposer}.Address != 0 ? {disposer}.Address : {disposer}.Bind();");
        }

        _writer.Line();
        foreach (ArgumentModel argument in _call.Arguments)
        {
            WriteSetup(argument);
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

        if (HasHandles)
        {
            using (_writer.Block("try"))
            {
                foreach (HandleArgument argument in _call.Arguments.OfType<HandleArgument>().Where(static argument => !argument.IsConsumed))
                {
                    _writer.Line($"nint {Native(argument)} = {Local(argument)}.Acquire();");
                }

                WritePinnedCall(0);

                // What C returned may live as long as what it was asked of.
                WriteAfterCall();
            }

            using (_writer.Block("finally"))
            {
                foreach (HandleArgument argument in _call.Arguments.OfType<HandleArgument>().Where(static argument => !argument.IsConsumed))
                {
                    _writer.Line($"{Local(argument)}.Release();");
                }
            }
        }
        else
        {
            WritePinnedCall(0);
            WriteAfterCall();
        }
    }

    private void WriteSetup(ArgumentModel argument)
    {
        switch (argument)
        {
            case TextArgument text:
                string type = text.Encoding switch
                {
                    TextEncoding.Utf8 => "Utf8Argument",
                    TextEncoding.Utf16 => "Utf16Argument",
                    TextEncoding.Utf32 => "Utf32Argument",
                    _ => "WideArgument",
                };
                if (text.IsSpan || text.IsCopy)
                {
                    string units = text.IsCopy ? $"global::System.MemoryExtensions.AsSpan({text.Identifier})" : text.Identifier;
                    _writer.Line($"global::KoffiGen.CompilerServices.{type} {Local(text)} = new({units}, {SourceFile.Literal(Name(text))});");
                }
                else if (text.NeedsBuffer)
                {
                    string element = text.Encoding == TextEncoding.Utf8 ? "byte" : "uint";
                    int length = element == "byte" ? _textBytes : _textBytes / 4;
                    _writer.Line($"{element}* {Buffer(text)} = stackalloc {element}[{length}];");
                    _writer.Line($"global::KoffiGen.CompilerServices.{type} {Local(text)} = new({text.Identifier}, new global::System.Span<{element}>({Buffer(text)}, {length}), {SourceFile.Literal(Name(text))});");
                }

                break;

            case HandleArgument handle:
                _writer.Line($"global::KoffiGen.CompilerServices.HandleArgument {Local(handle)} = {handle.HandleExpression};");
                break;

            case ConvertedOutput output:
                string initial = output.IsInout ? Apply(output.Conversion.ToNative, output.Identifier) : "default";
                _writer.Line($"{output.NativeType.Substring(0, output.NativeType.Length - 1)} {Native(output)} = {initial};");
                break;

            case HandleOutput output:
                _writer.Line($"{output.Identifier} = new {output.HandleType}();");
                _writer.Line($"nint {Native(output)} = 0;");
                break;

            case PinnedArgument { IsOut: true } pinned:
                _writer.Line($"{pinned.Identifier} = default;");
                break;

            case ValueArgument { Conversion.IsIdentity: false } value when NeedsOwnLine(value):
                _writer.Line($"{value.NativeType} {Native(value)} = {Apply(value.Conversion.ToNative, value.Identifier)};");
                break;
        }
    }

    // A conversion that can throw happens before anything is set up behind it, and before the call, in the order of the arguments.
    private static bool NeedsOwnLine(ValueArgument value) => value.Conversion.ToNative.Contains("CheckedInteger");

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
            while (index + 1 < _call.Arguments.Count && (Pin(_call.Arguments[index + 1]) is not null || !CanPin(_call.Arguments[index + 1])))
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

        WriteInvocation();
    }

    private static bool CanPin(ArgumentModel argument) => argument is PinnedArgument or TextArgument;

    private string? Pin(ArgumentModel argument) => argument switch
    {
        PinnedArgument pinned => $"{pinned.PointerType} {Native(pinned)} = {pinned.Pinned}",
        TextArgument { Encoding: TextEncoding.Utf16, IsSpan: false, IsCopy: false } text =>
            $"char* {Native(text)} = global::KoffiGen.CompilerServices.Utf16Argument.Validate({text.Identifier}, {SourceFile.Literal(Name(text))})",
        TextArgument text => $"{PinnedType(text.Encoding)} {Native(text)} = {Local(text)}",
        _ => null,
    };

    private static string PinnedType(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => "byte*",
        TextEncoding.Utf16 => "char*",
        TextEncoding.Utf32 => "uint*",
        _ => "byte*",
    };

    private void WriteInvocation()
    {
        // Nothing can fail from here to the call: a handle that is closed reaches the function that frees it.
        foreach (HandleArgument handle in _call.Arguments.OfType<HandleArgument>().Where(static argument => argument.IsConsumed))
        {
            _writer.Line($"nint {Native(handle)} = {Local(handle)}.Consume({SourceFile.Literal(_function)});");
        }

        if (CapturesError)
        {
            _writer.Line("global::System.Runtime.InteropServices.Marshal.SetLastSystemError(0);");
        }

        if (_call.Symbol.Convention == CallingConvention.Fastcall)
        {
            // .NET has no call site for fastcall, and only 32-bit x86 knows it: there, thiscall passes one argument in ECX, and an
            // adapter in front of the symbol takes two. Elsewhere it is the platform's one convention.
            int[] order = _call.Symbol.RegisterArguments.Concat(Enumerable.Range(0, _call.Arguments.Count).Except(_call.Symbol.RegisterArguments)).ToArray();
            using (_writer.Block("if (global::KoffiGen.CompilerServices.NativeTarget.IsX86)"))
            {
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
        string types = string.Join(", ", arguments.Select(static argument => argument.NativeType).Append(_call.Result.NativeType));
        string suppress = _call.SuppressesGCTransition ? ", SuppressGCTransition" : "";
        string call = $"((delegate* unmanaged[{convention}{suppress}]<{types}>){_prefix}address)({string.Join(", ", arguments.Select(NativeExpression))})";
        if (NeedsLocal)
        {
            _writer.Line($"{_prefix}result = {call};");
        }
        else if (_call.Result.ManagedType == "void")
        {
            _writer.Line(call + ";");
        }
        else
        {
            _writer.Line($"return {Apply(_call.Result.ToManaged, call)};");
        }
    }

    private string NativeExpression(ArgumentModel argument) => argument switch
    {
        ValueArgument value when value.Conversion.IsIdentity => value.Identifier,
        ValueArgument value when NeedsOwnLine(value) => Native(value),
        ValueArgument value => Apply(value.Conversion.ToNative, value.Identifier),
        TextArgument { Encoding: TextEncoding.Wide } text => $"(void*){Native(text)}",
        TextArgument { Encoding: TextEncoding.Utf16 } text => $"(ushort*){Native(text)}",
        ConvertedOutput or HandleOutput => "&" + Native(argument),
        OmittedArgument omitted => omitted.Expression,
        _ => Native(argument),
    };

    private void WriteAfterCall()
    {
        foreach (ArgumentModel argument in _call.Arguments)
        {
            switch (argument)
            {
                case HandleOutput output:
                    _writer.Line($"{output.Identifier}.Initialize({Native(output)});");
                    break;

                case TextArgument text when text.Encoding != TextEncoding.Utf16 || text.IsSpan || text.IsCopy:
                    _writer.Line($"{Local(text)}.Dispose();");
                    break;
            }
        }

        if (_call.Result.HandleType is not null)
        {
            _writer.Line($"{_prefix}handle.Initialize({_prefix}result);");
        }

        if (_call.CapturesLastError)
        {
            _writer.Line($"global::KoffiGen.Koffi.LastError = {_prefix}error;");
        }

        string[] disposals = [.. Disposals().Select(item => item.Disposal.Symbol is null
            ? $"global::KoffiGen.CompilerServices.NativeMemoryOwner.Free({_symbols.Library}, {item.Pointer});"
            : $"global::KoffiGen.CompilerServices.NativeMemoryOwner.Free({_prefix}{item.What}_disposer, {item.Pointer});")];
        if (disposals.Length == 0)
        {
            WriteUnmarshal();
            return;
        }

        using (_writer.Block("try"))
        {
            WriteUnmarshal();
        }

        using (_writer.Block("finally"))
        {
            foreach (string disposal in disposals)
            {
                _writer.Line(disposal);
            }
        }
    }

    private void WriteUnmarshal()
    {
        if (_call.ThrowOn != ThrowCondition.Never)
        {
            // The numbers of C's long are wrapped.
            string number = _call.Result.NativeType.StartsWith("global::System.Runtime.InteropServices.C", StringComparison.Ordinal) ? $"{_prefix}result.Value" : $"{_prefix}result";
            string condition = _call.ThrowOn switch
            {
                ThrowCondition.Negative => $"{number} < 0",
                ThrowCondition.NonZero => $"{number} != 0",
                _ => _call.Result.NativeType.EndsWith("*", StringComparison.Ordinal) ? $"{_prefix}result == null" : $"{_prefix}result == 0",
            };
            using (_writer.Block($"if ({condition})"))
            {
                string code = _call.ThrowOn == ThrowCondition.Null ? "0" : $"unchecked((long){number})";
                _writer.Line($"throw global::KoffiGen.CompilerServices.NativeError.Create({SourceFile.Literal(_function)}, {code}, {_prefix}error);");
            }

            if (_call.Result.ManagedType != "void" || _call.Arguments.Any(static argument => argument is ConvertedOutput))
            {
                _writer.Line();
            }
        }

        foreach (ConvertedOutput output in _call.Arguments.OfType<ConvertedOutput>())
        {
            _writer.Line($"{output.Identifier} = {Apply(output.Conversion.ToManaged, Native(output))};");
        }

        if (_call.Result.HandleType is not null)
        {
            _writer.Line($"return {_prefix}handle;");
        }
        else if (NeedsLocal && _call.Result.ManagedType != "void")
        {
            _writer.Line($"return {Apply(_call.Result.ToManaged, $"{_prefix}result")};");
        }
    }

    /// <summary>What is freed after the call, and what it is called.</summary>
    private IEnumerable<(DisposalModel Disposal, string Pointer, string What)> Disposals()
    {
        foreach (ConvertedOutput output in _call.Arguments.OfType<ConvertedOutput>())
        {
            if (output.Disposal is { } disposal)
            {
                yield return (disposal, $"(nint){Native(output)}", Name(output));
            }
        }

        if (_call.Result.Disposal is { } resultDisposal)
        {
            yield return (resultDisposal, $"(nint){_prefix}result", "result");
        }
    }

    private static string Apply(string format, string value) => string.Format(CultureInfo.InvariantCulture, format, value);

    private static string Name(ArgumentModel argument) => argument.Identifier.TrimStart('@');

    private string Local(ArgumentModel argument) => $"{_prefix}{Name(argument)}_argument";

    private string Buffer(ArgumentModel argument) => $"{_prefix}{Name(argument)}_buffer";

    private string Native(ArgumentModel argument) => $"{_prefix}{Name(argument)}_native";
}
