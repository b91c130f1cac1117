using KoffiGen.CSharp;
using KoffiGen.Emit.Targets;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls;

/// <summary>
/// Writes an asynchronous method: its body, which queues a call, and the class of its calls, which keeps the arguments until a thread makes
/// the call.
/// </summary>
internal sealed class AsynchronousEmitter
{
    // A member of the class hides a parameter of its primary constructor with the same name.
    private static readonly HashSet<string> MemberNames = new(StringComparer.Ordinal)
    {
        RuntimeMembers.AsynchronousCall.Acquire,
        RuntimeMembers.AsynchronousCall.Invoke,
        RuntimeMembers.AsynchronousCall.Release,
        RuntimeMembers.AsynchronousCall.Start,
        RuntimeMembers.AsynchronousCall.StartWithoutResult,
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
    private readonly AsynchronousModel _model;
    private readonly string _name;
    private readonly string _callName;
    private readonly string _receiver = "__receiver";
    private readonly string? _receiverType;
    private readonly CallEmitter _call;
    private readonly string _queue;
    private readonly MessageSubject _subject;
    private readonly Capture[] _captures;
    private readonly CaptureHold[] _holds;

    /// <param name="name">The name of the class of the calls.</param>
    /// <param name="member">The C# method with its type, for exceptions.</param>
    /// <param name="receiverType">The type whose method it is.</param>
    public AsynchronousEmitter(
        SourceWriter writer,
        ImportModel import,
        string name,
        string member,
        SymbolHolderEmitter symbols,
        string receiverType
    )
    {
        _writer = writer;
        _import = import;
        _model = import.Call!.Asynchronous!;
        _name = name;
        _callName = _model.Method.Name;

        // C parameters may have these names, too.
        while (IsParameter(_callName))
        {
            _callName += "_";
        }

        while (IsParameter(_receiver))
        {
            _receiver += "_";
        }

        _call = new CallEmitter(writer, import.Call, _model.Method, member, symbols, _receiver);
        _receiverType = _call.Target.NeedsReceiver ? receiverType : null;
        _queue = symbols.Queue(_model.Dispatch);
        _subject = new MessageSubject(import.Call.Target.SymbolName, member);
        _captures = [.. _model.Captures.Select(capture => Capture.Create(capture, MemberName(capture.Parameter), _subject))];
        _holds = [.. _captures.Select(static capture => capture.Hold).OfType<CaptureHold>()];
    }

    public TargetEmitter Target => _call.Target;

    /// <summary>Writes the statement that queues a call.</summary>
    public void WriteBody()
    {
        IEnumerable<string> passed = _model
            .Captures.Where(static capture => capture.Kind != CaptureKind.Output)
            .Select(static capture => capture.Parameter.Identifier);
        string arguments = string.Join(", ", _receiverType is null ? passed : passed.Prepend("this"));
        string cancellation = _model.Cancellation ?? "default";
        const string Start = RuntimeMembers.AsynchronousCall.Start;
        const string StartWithoutResult = RuntimeMembers.AsynchronousCall.StartWithoutResult;
        string start = _model.Form switch
        {
            AsynchronousForm.Done => $"{Start}({_queue}, {_model.Done}!, {_subject.Expression}, {cancellation})",
            AsynchronousForm.Task => $"{(_model.ResultType is null ? StartWithoutResult : Start)}({_queue}, {cancellation}).AsTask()",
            _ => $"{(_model.ResultType is null ? StartWithoutResult : Start)}({_queue}, {cancellation})",
        };
        string keyword = _model.Form == AsynchronousForm.Done ? "" : "return ";
        _writer.Line($"{keyword}new {_name}{_import.Method.TypeParameters}({arguments}).{start};");
    }

    private bool IsParameter(string name) => _model.Captures.Any(capture => capture.Parameter.Name == name);

    /// <summary>The name of a parameter in the class, where members of the base class have names of their own.</summary>
    private string MemberName(ParameterDeclaration parameter)
    {
        string name = parameter.Name;
        while (MemberNames.Contains(name) || (name != parameter.Name && IsParameter(name)))
        {
            name += "_";
        }

        return name == parameter.Name ? parameter.Identifier : name;
    }

    /// <summary>Writes the class of the calls.</summary>
    public void WriteClass()
    {
        IEnumerable<string> captured = _captures
            .Where(static capture => capture.IsInput)
            .Select(static capture => $"{capture.Parameter.Type.Text} {capture.Name}");
        string parameters = string.Join(", ", _receiverType is null ? captured : captured.Prepend($"{_receiverType} {_receiver}"));
        string result = _model.ResultType?.Text ?? SystemMembers.ValueTuple.Type;
        string baseClass = $"{RuntimeMembers.AsynchronousCall.Type}<{result}>{_import.Method.Constraints}";
        _writer.Line(SourceFile.GeneratedCode);
        using (_writer.Block($"private sealed unsafe class {_name}{_import.Method.TypeParameters}({parameters}) : {baseClass}"))
        {
            CaptureHold? library = _call.Target.Hold(_subject) is { } hold
                ? new CaptureHold(RuntimeMembers.PointerHold.Type, "__library_hold_", hold)
                : null;
            if (_holds.Length > 0 || library is not null)
            {
                WriteHolds(library);
            }

            using (_writer.Block($"protected override {result} {RuntimeMembers.AsynchronousCall.Invoke}()"))
            {
                WriteInvoke();
            }

            _writer.Line();
            if (_call.NeedsStack)
            {
                _writer.Line($"[{SystemMembers.SkipLocalsInit.Type}]");
            }

            string scope = _receiverType is null ? "static " : "";
            using (
                _writer.Block($"private {scope}{_model.Method.ReturnType.Text} {_callName}({MethodSignature.Parameters(_model.Method)})")
            )
            {
                _writer.Line($"// {_import.Prototype}");
                _call.Write();
            }
        }
    }

    /// <param name="library">Holds the object's library, before and after everything else.</param>
    private void WriteHolds(CaptureHold? library)
    {
        CaptureHold[] all = library is null ? _holds : [library, .. _holds];
        _writer.Lines(all.Select(static hold => $"private {hold.Type} {hold.Field};"));
        _writer.Line();
        using (_writer.Block($"protected override void {RuntimeMembers.AsynchronousCall.Acquire}()"))
        {
            _writer.Lines(all.Select(static hold => $"{hold.Field} = {hold.Create};"));
        }

        _writer.Line();
        using (_writer.Block($"protected override void {RuntimeMembers.AsynchronousCall.Release}()"))
        {
            CaptureHold[] ordered = library is null ? _holds : [.. _holds, library];
            DisposalEmitter.Write(
                _writer,
                ordered.Select(static hold => new FreeingStatement($"{hold.Field}.{hold.End}();", MayThrow: hold.MayThrow))
            );
        }

        _writer.Line();
    }

    private void WriteInvoke()
    {
        string call = $"{_callName}({string.Join(", ", _captures.Select(static capture => capture.Argument))})";
        List<string> outcome = [];
        if (!_model.Method.ReturnType.IsVoid)
        {
            outcome.Add(call);
        }
        else
        {
            _writer.Line(call + ";");
        }

        outcome.AddRange(_captures.Where(static capture => capture.IsOutput).Select(static capture => capture.Name));
        if (_model.ReturnsLastError)
        {
            outcome.Add(RuntimeMembers.Koffi.LastError);
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
}
