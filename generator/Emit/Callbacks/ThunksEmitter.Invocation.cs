using KoffiGen.CSharp;
using KoffiGen.Emit.Conversions;
using KoffiGen.Model;

namespace KoffiGen.Emit.Callbacks;

// The code that the thunks share: it converts C values, invokes the delegate and converts its results.
internal sealed partial class ThunksEmitter
{
    private void WriteInvoke()
    {
        using (_writer.Block($"private static {Result} Invoke({_callback.Delegate}? {Callback}, nint {Place}{SharedParameters})"))
        {
            _writer.Line($"{RuntimeMembers.ErrorNumber.Type} {_prefix}error = {RuntimeMembers.ErrorNumber.Save}();");
            if (HasResult)
            {
                _writer.Line($"{Result} {_prefix}result = default;");
            }

            foreach (
                CallbackReference output in _callback.Parameters.OfType<CallbackReference>().Where(static reference => !reference.IsRead)
            )
            {
                WriteUnlessNull(output, $"*{output.Identifier} = default;");
            }

            using (_writer.Block("try"))
            {
                using (
                    _writer.Block(
                        $"if ({Callback} is not null || Callbacks!.{RuntimeMembers.CallbackTable.Enter}("
                            + $"{Place}, out {Callback}, out bool {_prefix}isElsewhere))"
                    )
                )
                {
                    WriteCall();
                }

                using (_writer.Block($"else if ({_prefix}isElsewhere)"))
                {
                    _writer.Line($"{(HasResult ? $"{_prefix}result = " : "")}Deliver({Place}{SharedArguments});");
                }

                if (TransferredInputs().Any())
                {
                    using (_writer.Block("else"))
                    {
                        // C has transferred ownership of values that no delegate receives.
                        WriteFreeing(TransferredInputs().Select(FreeUnused));
                    }
                }
            }

            using (_writer.Block($"catch ({SystemMembers.Exception.Type} {_prefix}exception)"))
            {
                _writer.Line($"Callbacks!.{RuntimeMembers.CallbackTable.Fail}({Place}, {Callback}, {_prefix}exception);");
            }

            _writer.Line();
            _writer.Line($"{_prefix}error.{RuntimeMembers.ErrorNumber.Restore}();");
            if (HasResult)
            {
                _writer.Line($"return {_prefix}result;");
            }
        }
    }

    private void WriteCall()
    {
        // A SafeHandle frees its value itself.
        foreach (CallbackInput input in _callback.Parameters.OfType<CallbackInput>().Where(static input => input.Handle is not null))
        {
            _writer.Lines(Initialize(input, input.Handle!));
        }

        CallbackInput[] given = [.. TransferredInputs().Where(static input => input.Handle is null)];
        if (given.Length == 0)
        {
            WriteConversions();
            WriteInvocation();
            return;
        }

        using (_writer.Block("try"))
        {
            WriteConversions();
            WriteInvocation();
        }

        using (_writer.Block("finally"))
        {
            WriteFreeing(given.Select(Free));
        }
    }

    private void WriteConversions()
    {
        foreach (CallbackReference reference in _callback.Parameters.OfType<CallbackReference>())
        {
            string read = ConversionWriter.ToManaged(reference.ToManaged, Expression.Operation($"*{reference.Identifier}"), _subject);
            string value = reference.IsRead ? $" = {reference.Identifier} == null ? default : {read}" : "";
            _writer.Line($"{reference.ManagedType.Text} {Managed(reference)}{value};");
        }
    }

    private void WriteInvocation()
    {
        string call = $"{Callback}({string.Join(", ", OrderedArguments())})";
        CallbackReference[] written = [.. _callback.Parameters.OfType<CallbackReference>().Where(static reference => reference.IsWritten)];
        if (!HasResult)
        {
            _writer.Line($"{call};");
        }
        else if (_callback.Result.Text is null && written.Length == 0)
        {
            _writer.Line($"{_prefix}result = {ConversionWriter.ToNative(_callback.Result.ToNative, Expression.Primary(call), _subject)};");
            return;
        }
        else
        {
            _writer.Line($"{_callback.Result.ManagedType.Text} {_prefix}managed = {call};");
        }

        int text = _callback.Result.Text is null ? 0 : 1;
        foreach (CallbackReference reference in written)
        {
            string value = reference.Text is { } kept
                ? Text(kept, text++, Managed(reference))
                : ConversionWriter.ToNative(reference.ToNative, Expression.Primary(Managed(reference)), _subject);
            WriteUnlessNull(reference, $"*{reference.Identifier} = {value};");
        }

        if (HasResult)
        {
            string managed = $"{_prefix}managed";
            string value = _callback.Result.Text is { } result
                ? Text(result, 0, managed)
                : ConversionWriter.ToNative(_callback.Result.ToNative, Expression.Primary(managed), _subject);
            _writer.Line($"{_prefix}result = {value};");
        }
    }

    // The delegate has the parameters of the C function, except those that it does not receive.
    private IEnumerable<string> OrderedArguments() => _callback.Parameters.Select(Argument).OfType<string>();

    private string? Argument(CallbackParameter parameter) =>
        parameter switch
        {
            CallbackInput { Handle: not null } => Managed(parameter),
            CallbackInput input => ConversionWriter.ToManaged(input.ToManaged, Expression.Primary(input.Identifier), _subject),
            CallbackReference reference => $"{Modifier(reference.RefKind)} {Managed(reference)}",
            _ => null,
        };

    private static string Modifier(ByRefKind kind) =>
        kind switch
        {
            ByRefKind.Out => "out",
            ByRefKind.Ref => "ref",
            _ => "in",
        };

    private void WriteDeliver()
    {
        using (_writer.Block($"private static {Result} Deliver(nint {Place}{SharedParameters})"))
        {
            string result = HasResult ? $"{_prefix}result = " : "";
            string delivery =
                $"Callbacks!.{RuntimeMembers.CallbackTable.Deliver}({Place}, () => {result}Invoke(null, {Place}{SharedArguments}))";
            if (HasResult)
            {
                _writer.Line($"{Result} {_prefix}result = default;");
            }

            if (TransferredInputs().Any())
            {
                using (_writer.Block($"if (!{delivery})"))
                {
                    WriteFreeing(TransferredInputs().Select(FreeUnused));
                }
            }
            else
            {
                _writer.Line(delivery + ";");
            }

            if (HasResult)
            {
                _writer.Line($"return {_prefix}result;");
            }
        }
    }

    private void WriteUnlessNull(CallbackReference reference, string statement)
    {
        using (_writer.Block($"if ({reference.Identifier} != null)"))
        {
            _writer.Line(statement);
        }
    }

    private string Text(CallbackText text, int index, string value)
    {
        string encoding = RuntimeMembers.NativeTextEncoding.Value(text.Encoding);
        return text.TransfersOwnership
            ? $"{RuntimeMembers.NativeMemoryOwner.AllocateText}({_symbols.Library}, {value}, {encoding}, {_subject.Expression})"
            : $"Callbacks!.{RuntimeMembers.CallbackTable.KeepText}({Place}, {index}, {value}, {encoding}, {_subject.Expression})";
    }

    /// <summary>Frees the memory whose ownership C transfers with a call.</summary>
    private IEnumerable<CallbackInput> TransferredInputs() =>
        _callback
            .Parameters.OfType<CallbackInput>()
            .Where(static input => input.Disposal is not null || input.FreesMembers || input.Handle is not null);

    private void WriteFreeing(IEnumerable<IEnumerable<FreeingStatement>> statements) =>
        DisposalEmitter.Write(_writer, statements.SelectMany(static freeing => freeing));

    private IEnumerable<FreeingStatement> FreeUnused(CallbackInput input) =>
        input.Handle is { } handle
            ? [new FreeingStatement(string.Join("\n", [.. Initialize(input, handle), $"{Managed(input)}.Dispose();"]))]
            : Free(input);

    private string[] Initialize(CallbackInput input, OwningHandle handle)
    {
        string disposer =
            handle.Method is { } method ? $", {method.Name.Text}"
            : handle is { IsTypesDisposer: false, Disposer: { } symbol } ? ", " + DisposerAddress(symbol)
            : "";
        return
        [
            $"{handle.Type} {Managed(input)} = new();",
            $"{Managed(input)}.{RuntimeMembers.KoffiHandle.Initialize}((nint){input.Identifier}{disposer});",
        ];
    }

    private string DisposerAddress(SymbolModel disposer)
    {
        string holder = _symbols.Holder(disposer);
        return $"{holder}.Address != 0 ? {holder}.Address : {holder}.Bind()";
    }

    // The memory that a struct points to is freed before the struct.
    private IEnumerable<FreeingStatement> Free(CallbackInput input)
    {
        if (input.FreesMembers)
        {
            yield return FreeingStatement.Members(input.NativeType, input.Identifier);
        }

        string pointer = $"(nint){input.Identifier}";
        switch (input.Disposal)
        {
            case { Method: { } method }:
                yield return FreeingStatement.Managed(method, pointer);
                break;
            case { Symbol: { } symbol }:
                yield return new FreeingStatement(DisposalEmitter.Free(symbol, DisposerAddress(symbol), pointer));
                break;
            case not null:
                yield return new FreeingStatement(DisposalEmitter.Free(_symbols, pointer));
                break;
        }
    }

    private string Managed(CallbackParameter parameter) => $"{_prefix}{parameter.Identifier.TrimStart('@')}_managed";
}
