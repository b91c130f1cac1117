using KoffiGen.CSharp;
using KoffiGen.Emit.Calls.Forms;
using KoffiGen.Emit.Calls.Invocations;
using KoffiGen.Emit.Targets;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls;

/// <summary>
/// Writes the body of a method that calls C. This class defines the order of the stages and what happens if one of them throws. The
/// emitters of the target, the arguments, the result and the invocation write each stage. A stage with nothing to do writes nothing.
/// </summary>
internal sealed class CallEmitter
{
    private const string ReleaseComment = "Release the arguments.";

    private readonly SourceWriter _writer;
    private readonly CallContext _context;
    private readonly TargetEmitter _target;
    private readonly ArgumentEmitter[] _arguments;
    private readonly ResultEmitter _result;
    private readonly FormEmitter[] _forms;
    private readonly InvocationEmitter _invocation;
    private readonly StageComments _stages;

    /// <param name="method">The C# method that makes the call.</param>
    /// <param name="member">Its name with its type, for exceptions.</param>
    /// <param name="receiver">The expression of the object whose method makes the call.</param>
    public CallEmitter(
        SourceWriter writer,
        CallModel call,
        MethodDeclaration method,
        string member,
        SymbolHolderEmitter symbols,
        string receiver = "this"
    )
    {
        _writer = writer;
        _stages = new StageComments(writer);
        _context = new CallContext(writer, call, method, member);
        ArgumentEmitterFactory forms = new(_context);
        _target = call.Target.Accept(
            new TargetEmitterFactory(
                new TargetContext(writer, symbols, _context.Subject, receiver, _context.Address) { IsHeld = call.Asynchronous is not null }
            )
        );
        _arguments = [.. call.Arguments.Select(argument => argument.Accept(forms))];
        _result = ResultEmitter.Create(
            _context,
            call.Result,
            isFollowed: _context.CapturesError || _arguments.Any(static argument => argument.FollowsCall)
        );
        _forms = [.. _arguments, _result];
        _invocation = InvocationEmitter.Create(_context, _target, _arguments, _result);
        _context.ShareTextBuffer(_arguments.Count(static argument => argument.UsesTextBuffer));
    }

    public TargetEmitter Target => _target;

    /// <summary>Whether the call has memory on the stack that need not be cleared first.</summary>
    public bool NeedsStack => _arguments.Any(static argument => argument.NeedsStack);

    /// <summary>
    /// Whether the method should request inlining. The JIT compiler considers the calls for all platforms too long, although only one
    /// of them remains.
    /// </summary>
    public bool IsWorthInlining =>
        _context.Call.Variadic is { Open: null }
        && _target.IsConstant
        && !_context.CapturesError
        && _arguments.All(static argument => argument.IsPlainValue)
        && _result.IsPlainValue;

    private IEnumerable<ArgumentEmitter> Acquired => _arguments.Where(static argument => argument.IsAcquired);

    private bool UsesScope => _arguments.Any(static argument => argument.UsesScope);

    private bool HasCallbacks => _arguments.Any(static argument => argument.IsCallback);

    /// <summary>
    /// The C function may return a pointer into the memory of an argument. Arguments are then held until its values have been copied.
    /// </summary>
    private bool CopiesHeldMemory =>
        _forms.Any(static form => form.CopiesMemory) && _arguments.Any(static argument => argument.HoldsMemory);

    public void Write()
    {
        _writer.Line(_context.Subject.Declaration);
        _target.WriteAddress();
        WriteTry(WriteStages, _target.Exit is { } exit ? () => _writer.Line(exit) : null);
        _stages.WriteComments();
    }

    private void WriteStages()
    {
        bool hasDisposers = WriteDisposers();
        if (hasDisposers || _target.Exit is null)
        {
            _writer.Line();
        }

        WriteSetup();
        WriteTry(
            () =>
            {
                _stages.Write("Acquire the arguments.", WriteAcquisitions);
                WritePinned();

                // A returned handle or pointer may depend on an acquired argument, which is therefore still held.
                if (!CopiesHeldMemory)
                {
                    WriteAfterCall();
                }
            },
            Acquired.Any() ? () => _stages.Write(ReleaseComment, WriteRelease) : null
        );
    }

    /// <summary>
    /// Writes the lookup of the functions that free memory, so that a missing function is reported before C allocates anything.
    /// </summary>
    private bool WriteDisposers()
    {
        string[] structs = [.. _forms.Select(static form => form.FreedStruct).OfType<string>().Distinct()];
        (FormEmitter Form, SymbolModel Symbol)[] disposers =
        [
            .. _forms.Select(static form => (form, form.Owned?.Disposal.Symbol!)),
            .. _forms
                .Where(form => form.OwningHandle is { } handle && _target.PassesDisposer(handle))
                .Select(static form => (form, form.OwningHandle!.Disposer!)),
        ];
        disposers = [.. disposers.Where(static disposer => disposer.Symbol is not null)];
        _writer.Lines(structs.Select(static type => $"{type}.{ManagedFormMembers.BindDisposers}();"));
        foreach ((FormEmitter form, SymbolModel symbol) in disposers)
        {
            _writer.Line($"nint {form.Disposer} = {_target.DisposerAddress(symbol)};");
        }

        return structs.Length + disposers.Length > 0;
    }

    private void WriteSetup()
    {
        _stages.Write("Prepare the arguments.", WriteArguments);
        if (UsesScope)
        {
            _writer.Line($"{RuntimeMembers.NativeScope.Type} {_context.Scope} = default;");
        }

        if (HasCallbacks)
        {
            _writer.Line($"{RuntimeMembers.CallbackScope.Type} {_context.Callbacks} = default;");
        }

        _result.WriteSetup();
        if (_context.CapturesError)
        {
            _writer.Line($"int {_context.Error};");
        }
    }

    private void WriteArguments()
    {
        // C reads the format even if it has no conversions.
        if (
            _context.Call.Variadic is { FormatParameter: { } format }
            && _context.Call.Arguments.Any(argument => argument is TextArgument { IsSpan: false } && argument.Identifier == format)
        )
        {
            _writer.Line($"{SystemMembers.ArgumentNullException.ThrowIfNull}({format});");
        }

        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.WriteLengthCheck();
            argument.WriteSetup();
        }
    }

    private void WriteAcquisitions()
    {
        foreach (ArgumentEmitter argument in Acquired.OrderBy(static argument => argument.DelaysOtherCalls))
        {
            argument.WriteAcquisition();
        }
    }

    private void WritePinned()
    {
        string[] pins = [.. _arguments.Select(static argument => argument.Pin).OfType<string>()];
        if (pins.Length == 0)
        {
            WriteCall();
            return;
        }

        _stages.Add("Pin the memory that the C function uses.");
        _writer.Lines(pins.Take(pins.Length - 1).Select(static pin => $"fixed ({pin})"));
        using (_writer.Block($"fixed ({pins[pins.Length - 1]})"))
        {
            WriteCall();
        }
    }

    private void WriteCall()
    {
        _stages.Add("Call the C function.");
        for (int index = 0; index < _arguments.Length; index++)
        {
            _arguments[index].WriteAlignment(new ArraySegment<ArgumentEmitter>(_arguments, 0, index));
        }

        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.WriteTransfer();
        }

        _invocation.Write();
        WriteCopiesBack();
        if (CopiesHeldMemory)
        {
            WriteAfterCall();
        }
    }

    /// <summary>
    /// Copies what C wrote to aligned copies into the caller's variables. This follows the call at once, even if the call has failed.
    /// </summary>
    private void WriteCopiesBack()
    {
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.WriteCopyBack();
        }

        PointerLocal[] pointers =
        [
            .. _arguments.Prepend<FormEmitter>(_result).Select(static form => form.WrittenPointer).OfType<PointerLocal>(),
        ];
        foreach (ArgumentEmitter argument in _arguments.Where(static argument => argument.IsCopiedToAlign))
        {
            foreach (PointerLocal pointer in pointers)
            {
                argument.WriteRebase(pointer);
            }
        }
    }

    private void WriteAfterCall()
    {
        string[] releases = [.. _arguments.Select(static argument => argument.Release).OfType<string>()];
        if (!CopiesHeldMemory)
        {
            string[] released = releases;
            _stages.Write(ReleaseComment, () => _writer.Lines(released));
            releases = [];
        }

        // Handles come after releases, because a release may be of the function that closes a handle.
        foreach (FormEmitter form in _forms)
        {
            form.WriteHandle(_target);
        }

        if (_context.Call.CapturesLastError)
        {
            _writer.Line($"{RuntimeMembers.Koffi.LastError} = {_context.Error};");
        }

        FreeingStatement[] members = [.. _forms.Select(static form => form.FreeMembers()).OfType<FreeingStatement>()];
        FreeingStatement[] memory =
        [
            .. releases.Select(static release => new FreeingStatement(release)),
            .. _forms.Where(static form => form.Owned is not null).Select(form => Free(form, form.Owned!.Value)),
        ];
        string purpose = members.Length + memory.Length > releases.Length ? "Free the memory that the caller owns." : ReleaseComment;
        WriteTry(WriteRead, members.Length + memory.Length > 0 ? () => _stages.Write(purpose, () => WriteFreeing(members, memory)) : null);
    }

    private void WriteRead()
    {
        _stages.Write("Throw if the call failed.", () => FailureEmitter.Write(_context, _arguments, _result));
        _stages.Write("Return the results.", WriteResults);
    }

    private void WriteResults()
    {
        // Lengths come first, because other outputs are counted with them.
        foreach (ArgumentEmitter argument in _arguments.OrderBy(static argument => argument.IsCounted))
        {
            argument.WriteRead();
        }

        _result.WriteReturn();
    }

    private FreeingStatement Free(FormEmitter form, OwnedMemory owned) =>
        owned.Disposal switch
        {
            { Method: { } method } => FreeingStatement.Managed(method, owned.Pointer),
            { Symbol: { } symbol } => new FreeingStatement(DisposalEmitter.Free(symbol, form.Disposer, owned.Pointer)),
            _ => new FreeingStatement(_target.Free(owned.Pointer)),
        };

    // The memory that a struct points to is freed before the struct.
    private void WriteFreeing(FreeingStatement[] members, FreeingStatement[] memory)
    {
        if (members.Length == 0 || memory.Length == 0)
        {
            DisposalEmitter.Write(_writer, members.Concat(memory));
            return;
        }

        WriteTry(() => DisposalEmitter.Write(_writer, members), () => DisposalEmitter.Write(_writer, memory));
    }

    private void WriteRelease()
    {
        foreach (ArgumentEmitter argument in Acquired)
        {
            argument.WriteRelease();
        }

        if (UsesScope)
        {
            _writer.Line($"{_context.Scope}.{RuntimeMembers.NativeScope.Dispose}();");
        }

        if (HasCallbacks)
        {
            _writer.Line($"{_context.Callbacks}.{RuntimeMembers.CallbackScope.Dispose}();");
        }
    }

    /// <summary>Writes statements and, if any, others that follow even if the first ones throw.</summary>
    private void WriteTry(Action write, Action? writeFinally)
    {
        if (writeFinally is null)
        {
            write();
            return;
        }

        using (_writer.Block("try"))
        {
            write();
        }

        using (_writer.Block("finally"))
        {
            writeFinally();
        }
    }
}
