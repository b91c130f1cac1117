using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Pipeline;

namespace KoffiGen.Emit;

// What happens after the call: results and outputs on their way to C#, and what is freed then.
internal sealed partial class CallEmitter
{
    private void WriteAfterCall()
    {
        string[] releases = [.. _call.Arguments.Select(Release).OfType<string>()];
        if (!CopiesArguments)
        {
            _writer.Lines(releases);
            releases = [];
        }

        // What gives the handle back must still be there then.
        foreach (HandleOutput output in _call.Arguments.OfType<HandleOutput>())
        {
            _writer.Line($"{output.Identifier}.Initialize({Native(output)}{Owner(output.Disposer, Name(output))});");
        }

        if (_call.Result.HandleType is not null)
        {
            _writer.Line($"{_prefix}handle.Initialize({_prefix}result{Owner(_call.Result.HandleDisposer, "handle")});");
        }

        if (_call.CapturesLastError)
        {
            _writer.Line($"global::KoffiGen.Koffi.LastError = {_prefix}error;");
        }

        FreeingStatement[] disposals = [.. releases.Select(static release => new FreeingStatement(release)), .. Disposals().Select(Free)];
        if (disposals.Length == 0 && !FreesMembers)
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
            WriteDisposals(disposals);
        }
    }

    /// <summary>What a handle is told of the object's library.</summary>
    private string Owner(SymbolModel? disposer, string what) =>
        !_call.IsInstance ? "" : $", {Instance}, {(disposer is null ? "0" : $"{_prefix}{what}_disposer")}";

    private FreeingStatement Free((DisposalModel Disposal, string Pointer, string What) item) =>
        item.Disposal switch
        {
            { Method: { } method } => FreeingStatement.Managed(method, item.Pointer),
            { Symbol: { } symbol } => new FreeingStatement(DisposalEmitter.Free(symbol, $"{_prefix}{item.What}_disposer", item.Pointer)),
            _ when _call.IsInstance => new FreeingStatement($"{Instance}.Free({item.Pointer});"),
            _ => new FreeingStatement(DisposalEmitter.Free(_symbols, item.Pointer)),
        };

    // What a struct points to goes before the struct itself.
    private void WriteDisposals(FreeingStatement[] disposals)
    {
        FreeingStatement[] members = [.. MemberDisposals()];
        if (members.Length == 0 || disposals.Length == 0)
        {
            DisposalEmitter.Write(_writer, members.Concat(disposals));
            return;
        }

        using (_writer.Block("try"))
        {
            DisposalEmitter.Write(_writer, members);
        }

        using (_writer.Block("finally"))
        {
            DisposalEmitter.Write(_writer, disposals);
        }
    }

    private bool FreesMembers => MemberDisposals().Any();

    /// <summary>The structs whose members are freed after the call.</summary>
    private IEnumerable<string> FreedStructs() =>
        _call
            .Arguments.Select(static argument =>
                argument switch
                {
                    ManagedFormArgument { FreesMembers: true } twin => twin.Struct.Text,
                    ConvertedOutput { FreesMembers: true } output => output.NativeElement.PointeeOrSelf.Text,
                    _ => null,
                }
            )
            .Append(_call.Result.FreesMembers ? _call.Result.NativeType.PointeeOrSelf.Text : null)
            .OfType<string>();

    private IEnumerable<FreeingStatement> MemberDisposals() =>
        _call
            .Arguments.Select(MemberDisposal)
            .Append(
                _call.Result.FreesMembers
                    ? FreeingStatement.Members(_call.Result.NativeType, $"{_prefix}result") with
                    {
                        MayThrow = true,
                    }
                    : null
            )
            .OfType<FreeingStatement>();

    private FreeingStatement? MemberDisposal(ArgumentModel argument) =>
        argument switch
        {
            ManagedFormArgument { FreesMembers: true, IsArray: true } twins => new FreeingStatement(
                $"{Native(twins)}[{_prefix}index].FreeOwned();",
                MayThrow: true,
                Loop: Each(twins)
            ),
            ManagedFormArgument { FreesMembers: true } twin => new FreeingStatement(
                $"{Native(twin)}.FreeOwned({(twin.IsRead ? Given(twin) : "")});",
                MayThrow: true
            ),
            ConvertedOutput { FreesMembers: true } output => FreeingStatement.Members(output.NativeElement, Native(argument)) with
            {
                MayThrow = true,
            },
            _ => null,
        };

    /// <summary>What ends an argument's life once C's values are read.</summary>
    private string? Release(ArgumentModel argument) =>
        argument switch
        {
            TextArgument text when text.Encoding != TextEncoding.Utf16 || text.IsSpan || text.IsCopy => $"{Local(text)}.Dispose();",
            MemoryArgument memory => $"global::System.GC.KeepAlive({memory.Identifier});",
            _ => null,
        };

    private void WriteUnmarshal()
    {
        WriteCallbackFailure();
        if (_call.ThrowOn != ThrowCondition.Never)
        {
            // The numbers of C's long are wrapped.
            string number = _call.Result.NativeType is NativeLong ? $"{_prefix}result.Value" : $"{_prefix}result";
            string condition = _call.ThrowOn switch
            {
                ThrowCondition.Negative => $"{number} < 0",
                ThrowCondition.NonZero => $"{number} != 0",
                _ => _call.Result.NativeType.IsPointer ? $"{_prefix}result == null" : $"{_prefix}result == 0",
            };
            using (_writer.Block($"if ({condition})"))
            {
                // Nobody gets what C has opened all the same.
                _writer.Lines(_call.Arguments.OfType<HandleOutput>().Select(static output => $"{output.Identifier}.Dispose();"));
                string code = _call.ThrowOn == ThrowCondition.Null ? "0" : $"unchecked((long){number})";
                _writer.Line(
                    $"throw global::KoffiGen.CompilerServices.NativeError.Create({CSharpLiteral.String(_function)}, {code}, {_prefix}error);"
                );
            }

            if (
                _call.Result.ManagedType.Kind != CSharpTypeKind.Void
                || _call.Arguments.Any(static argument => argument is ConvertedOutput or ManagedFormArgument { IsWritten: true })
            )
            {
                _writer.Line();
            }
        }

        // Numbers first: others are counted with them.
        foreach (ConvertedOutput output in _call.Arguments.OfType<ConvertedOutput>().OrderBy(static output => output.IsCounted))
        {
            _writer.Line($"{output.Identifier} = {ToManaged(output.ToManaged, Native(output))};");
        }

        foreach (TextBufferArgument output in _call.Arguments.OfType<TextBufferArgument>().Where(static argument => argument.IsWritten))
        {
            _writer.Line($"{output.Identifier} = {Local(output)}.Read(){(output.IsNullable ? "" : "!")};");
        }

        foreach (ManagedFormArgument twin in _call.Arguments.OfType<ManagedFormArgument>().Where(static argument => argument.IsWritten))
        {
            if (twin.IsArray)
            {
                WriteEach(twin, $"{Elements(twin)}[{_prefix}index] = {Native(twin)}[{_prefix}index].ToManaged();");
            }
            else
            {
                _writer.Line($"{twin.Identifier} = {Native(twin)}.ToManaged();");
            }
        }

        if (_call.Result.HandleType is not null)
        {
            _writer.Line($"return {_prefix}handle;");
        }
        else if (NeedsLocal && _call.Result.ManagedType.Kind != CSharpTypeKind.Void)
        {
            _writer.Line($"return {ToManaged(_call.Result.ToManaged, $"{_prefix}result")};");
        }
    }

    // What a callback has thrown is thrown again here, and C's results are freed like those of any call that fails.
    private void WriteCallbackFailure()
    {
        if (!HasCallbacks)
        {
            return;
        }

        string[] handles =
        [
            .. _call.Arguments.OfType<HandleOutput>().Select(static output => $"{output.Identifier}.Dispose();"),
            .. _call.Result.HandleType is null ? [] : new[] { $"{_prefix}handle.Dispose();" },
        ];
        if (handles.Length == 0)
        {
            _writer.Line($"{_prefix}callbacks.ThrowIfFailed();");
            return;
        }

        using (_writer.Block($"if ({_prefix}callbacks.HasFailed)"))
        {
            _writer.Lines(handles);
            _writer.Line($"{_prefix}callbacks.ThrowIfFailed();");
        }

        _writer.Line();
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
}
