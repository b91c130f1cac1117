using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Emit;

/// <summary>
/// An asynchronous method: its body, which queues a call, and the class of such calls, which keeps the arguments until a thread makes the call.
/// </summary>
internal sealed class AsynchronousEmitter
{
    // A member hides what the constructor was given.
    private static readonly HashSet<string> MemberNames = new(StringComparer.Ordinal)
    {
        "Acquire",
        "Invoke",
        "Release",
        "Start",
        "StartWithoutResult",
        nameof(Equals),
        nameof(GetHashCode),
        nameof(GetType),
        nameof(MemberwiseClone),
        nameof(ReferenceEquals),
        nameof(ToString),
        "Finalize",
    };

    private readonly SourceWriter _writer;
    private readonly ImportModel _import;
    private readonly CallModel _call;
    private readonly AsynchronousModel _model;
    private readonly string _name;
    private readonly string _function;
    private readonly string _callName;
    private readonly string? _receiverType;

    private AsynchronousEmitter(SourceWriter writer, ImportModel import, string name, string function, string receiverType)
    {
        _function = function;
        _writer = writer;
        _import = import;
        _call = import.Call!;
        _model = _call.Asynchronous!;
        _name = name;
        _callName = _model.Method.Name;
        _receiverType = CallEmitter.NeedsReceiver(_call) ? receiverType : null;

        // C's headers like such names for parameters, too.
        while (_model.Captures.Any(capture => capture.Parameter.Name == _callName))
        {
            _callName += "_";
        }
    }

    /// <param name="name">The name of the class of the calls.</param>
    /// <param name="function">The C# method, for messages.</param>
    public static void WriteBody(SourceWriter writer, ImportModel import, string name, string function, SymbolHolderEmitter symbols)
    {
        AsynchronousModel model = import.Call!.Asynchronous!;
        IEnumerable<string> captured = Captured(model).Select(static parameter => parameter.Identifier);
        string arguments = string.Join(", ", CallEmitter.NeedsReceiver(import.Call) ? captured.Prepend("this") : captured);
        string queue = symbols.Queue(model.Dispatch);
        string cancellation = model.Cancellation ?? "default";
        string start =
            model.Form == AsynchronousForm.Done
                ? $"Start({queue}, {model.Done}!, {CSharpLiteral.String(function)}, {cancellation})"
                : $"{(model.ResultType is null ? "StartWithoutResult" : "Start")}({queue}, {cancellation}){(model.Form == AsynchronousForm.Task ? ".AsTask()" : "")}";
        writer.Line(
            $"{(model.Form == AsynchronousForm.Done ? "" : "return ")}new {name}{import.Method.TypeParameters}({arguments}).{start};"
        );
    }

    /// <param name="name">The name of the class of the calls.</param>
    /// <param name="function">The C# method, for messages.</param>
    /// <param name="receiverType">The type whose method it is.</param>
    public static void WriteClass(
        SourceWriter writer,
        ImportModel import,
        string name,
        string function,
        SymbolHolderEmitter symbols,
        string receiverType
    ) => new AsynchronousEmitter(writer, import, name, function, receiverType).WriteClass(symbols);

    private static IEnumerable<ParameterDeclaration> Captured(AsynchronousModel model) =>
        model.Captures.Where(static capture => capture.Kind != CaptureKind.Output).Select(static capture => capture.Parameter);

    /// <summary>What the argument is called in the class.</summary>
    private string Captured(ParameterDeclaration parameter)
    {
        string name = parameter.Name;
        while (MemberNames.Contains(name) || (name != parameter.Name && _model.Captures.Any(capture => capture.Parameter.Name == name)))
        {
            name += "_";
        }

        return name == parameter.Name ? parameter.Identifier : name;
    }

    private void WriteClass(SymbolHolderEmitter symbols)
    {
        string receiver = "__receiver";
        while (_model.Captures.Any(capture => capture.Parameter.Name == receiver))
        {
            receiver += "_";
        }

        IEnumerable<string> captured = Captured(_model).Select(parameter => $"{parameter.Type.Text} {Captured(parameter)}");
        string parameters = string.Join(", ", _receiverType is null ? captured : captured.Prepend($"{_receiverType} {receiver}"));
        string result = _model.ResultType ?? "global::System.ValueTuple";
        _writer.Line(SourceFile.GeneratedCode);
        using (
            _writer.Block(
                $"private sealed unsafe class {_name}{_import.Method.TypeParameters}({parameters}) : global::KoffiGen.CompilerServices.AsynchronousCall<{result}>{_import.Method.Constraints}"
            )
        )
        {
            CaptureModel[] held = [.. _model.Captures.Where(capture => Hold(capture) is not null)];
            if (held.Length > 0 || _call.IsInstance)
            {
                WriteHolds(held, receiver);
            }

            using (_writer.Block($"protected override {result} Invoke()"))
            {
                WriteInvoke();
            }

            _writer.Line();
            if (CallEmitter.NeedsBuffer(_call))
            {
                _writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
            }

            using (
                _writer.Block(
                    $"private {(_receiverType is null ? "static " : "")}{_model.Method.ReturnType.Text} {_callName}({MethodSignature.Parameters(_model.Method)})"
                )
            )
            {
                _writer.Line($"// {_import.Prototype}");
                CallEmitter.Write(_writer, _call, _function, symbols, receiver);
            }
        }
    }

    private void WriteHolds(CaptureModel[] held, string receiver)
    {
        if (_call.IsInstance)
        {
            _writer.Line("private global::KoffiGen.CompilerServices.PointerHold __library_hold_;");
        }

        foreach (CaptureModel capture in held)
        {
            string type = capture.Kind switch
            {
                CaptureKind.PinnedMemory => "global::System.Buffers.MemoryHandle",
                CaptureKind.ConsumedHandle => "global::KoffiGen.CompilerServices.HandleReservation",
                _ => "global::KoffiGen.CompilerServices.PointerHold",
            };
            _writer.Line($"private {type} {HoldName(capture)};");
        }

        _writer.Line();
        using (_writer.Block("protected override void Acquire()"))
        {
            if (_call.IsInstance)
            {
                _writer.Line($"__library_hold_ = {receiver}.{InstanceEmitter.Field}.Hold();");
            }

            _writer.Lines(held.Select(capture => $"{HoldName(capture)} = {Hold(capture)};"));
        }

        _writer.Line();
        using (_writer.Block("protected override void Release()"))
        {
            _writer.Lines(
                held.Where(static capture => capture.Kind != CaptureKind.PinnedMemory)
                    .Select(static capture => $"{HoldName(capture)}.Release();")
            );
            if (_call.IsInstance)
            {
                _writer.Line("__library_hold_.Release();");
            }

            WriteUnpinning([.. held.Where(static capture => capture.Kind == CaptureKind.PinnedMemory)], 0);
        }

        _writer.Line();
    }

    /// <summary>Memory of the user's own may throw when it is unpinned: the others are all the same.</summary>
    private void WriteUnpinning(CaptureModel[] pinned, int index)
    {
        if (index == pinned.Length)
        {
            return;
        }

        if (index == pinned.Length - 1)
        {
            _writer.Line($"{HoldName(pinned[index])}.Dispose();");
            return;
        }

        using (_writer.Block("try"))
        {
            _writer.Line($"{HoldName(pinned[index])}.Dispose();");
        }

        using (_writer.Block("finally"))
        {
            WriteUnpinning(pinned, index + 1);
        }
    }

    private void WriteInvoke()
    {
        string call = $"{_callName}({string.Join(", ", _model.Captures.Select(Argument))})";
        List<string> outcome = [];
        if (_model.Method.ReturnType.Kind != CSharpTypeKind.Void)
        {
            outcome.Add(call);
        }
        else
        {
            _writer.Line(call + ";");
        }

        outcome.AddRange(
            _model
                .Captures.Where(static capture => capture.Kind is CaptureKind.Output or CaptureKind.ValueAndOutput)
                .Select(capture => Captured(capture.Parameter))
        );
        if (_model.GivesLastError)
        {
            outcome.Add("global::KoffiGen.Koffi.LastError");
        }

        _writer.Line(
            outcome.Count switch
            {
                0 => "return default;",
                1 => $"return {outcome[0]};",
                _ => $"return ({string.Join(", ", outcome)});",
            }
        );
    }

    private string Argument(CaptureModel capture)
    {
        string identifier = Captured(capture.Parameter);
        string? element = capture.Parameter.Type.Element?.Text;
        return capture.Kind switch
        {
            CaptureKind.ValueAndOutput => $"ref {identifier}",
            CaptureKind.Output => $"out {capture.Parameter.Type.Text} {identifier}",
            CaptureKind.PinnedMemory =>
                $"new global::System.{(capture.Parameter.Type.Kind == CSharpTypeKind.ReadOnlyMemory ? "ReadOnlySpan" : "Span")}<{element}>({HoldName(capture)}.Pointer, {identifier}.Length)",
            CaptureKind.Memory => $"{identifier}.Span",
            CaptureKind.OwnedMemory => $"new global::System.Span<{element}>((void*){HoldName(capture)}.Value, {identifier}?.Length ?? 0)",
            CaptureKind.Handle => $"{HoldName(capture)}.Value",
            CaptureKind.ConsumedHandle => $"ref {HoldName(capture)}",
            _ => identifier,
        };
    }

    /// <summary>What keeps alive and in place what the argument stands for; <see langword="null"/> where nothing need.</summary>
    private string? Hold(CaptureModel capture) =>
        capture.Kind switch
        {
            CaptureKind.PinnedMemory => $"{Captured(capture.Parameter)}.Pin()",
            CaptureKind.OwnedMemory => $"global::KoffiGen.CompilerServices.PointerHold.Create({Captured(capture.Parameter)})",
            CaptureKind.Handle when capture.Handle is { TakesEither: true } => $"{Captured(capture.Parameter)}.ToHandleArgument().Hold()",
            CaptureKind.Handle => $"global::KoffiGen.CompilerServices.PointerHold.Create({Captured(capture.Parameter)})",
            CaptureKind.ConsumedHandle when capture.Handle is { TakesEither: true } =>
                $"{Captured(capture.Parameter)}.ToHandleArgument().ReserveForLater({CSharpLiteral.String(_function)})",
            CaptureKind.ConsumedHandle =>
                $"global::KoffiGen.CompilerServices.HandleReservation.Create({Captured(capture.Parameter)}, {CSharpLiteral.String(_function)})",
            _ => null,
        };

    private static string HoldName(CaptureModel capture) => $"__{capture.Parameter.Name}_hold";
}
