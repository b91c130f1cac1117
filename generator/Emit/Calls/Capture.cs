using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls;

/// <summary>An argument that the class of an asynchronous call stores.</summary>
/// <param name="Parameter">The parameter of the method.</param>
/// <param name="Name">Its name in the class.</param>
/// <param name="Argument">The expression that the call receives on the other thread.</param>
internal sealed record Capture(ParameterDeclaration Parameter, string Name, string Argument)
{
    /// <summary>The field that keeps the argument alive and pinned until the call ends; <see langword="null"/> if none is needed.</summary>
    public CaptureHold? Hold { get; init; }

    /// <summary>Whether the caller passes it.</summary>
    public bool IsInput { get; init; } = true;

    /// <summary>Whether its value is a part of the result.</summary>
    public bool IsOutput { get; init; }

    public static Capture Create(CaptureModel model, string name, MessageSubject subject)
    {
        ParameterDeclaration parameter = model.Parameter;
        string field = $"__{parameter.Name}_hold";
        string? element = parameter.Type.Element?.Text;
        return model.Kind switch
        {
            CaptureKind.Value => new Capture(parameter, name, name),
            CaptureKind.ValueAndOutput => new Capture(parameter, name, $"ref {name}") { IsOutput = true },
            CaptureKind.Output => new Capture(parameter, name, $"out {parameter.Type.Text} {name}") { IsInput = false, IsOutput = true },
            CaptureKind.Memory => new Capture(parameter, name, $"{name}.Span"),
            CaptureKind.PinnedMemory => new Capture(
                parameter,
                name,
                $"new {SpanType(parameter)}<{element}>({field}.{SystemMembers.MemoryHandle.Pointer}, {name}.Length)"
            )
            {
                Hold = new CaptureHold(SystemMembers.MemoryHandle.Type, field, $"{name}.Pin()")
                {
                    End = SystemMembers.MemoryHandle.Dispose,
                    MayThrow = true,
                },
            },
            CaptureKind.OwnedMemory => new Capture(
                parameter,
                name,
                $"new {SystemMembers.Span.Type}<{element}>((void*){field}.{RuntimeMembers.PointerHold.Value}, {name}?.Length ?? 0)"
            )
            {
                Hold = new CaptureHold(
                    RuntimeMembers.PointerHold.Type,
                    field,
                    $"{RuntimeMembers.PointerHold.Create}({name}, {subject.Expression})"
                ),
            },
            CaptureKind.Handle => new Capture(parameter, name, $"{field}.{RuntimeMembers.PointerHold.Value}")
            {
                Hold = new CaptureHold(RuntimeMembers.PointerHold.Type, field, HoldHandle(model, name, subject)),
            },
            CaptureKind.ConsumedHandle => new Capture(parameter, name, $"ref {field}")
            {
                Hold = new CaptureHold(RuntimeMembers.HandleReservation.Type, field, ReserveHandle(model, name, subject))
                {
                    End = RuntimeMembers.HandleReservation.Release,
                },
            },
            _ => throw new ArgumentOutOfRangeException(nameof(model), model.Kind, null),
        };
    }

    private static string SpanType(ParameterDeclaration parameter) =>
        parameter.Type is CSharpType.Memory { IsReadOnly: true } ? SystemMembers.ReadOnlySpan.Type : SystemMembers.Span.Type;

    private static string HoldHandle(CaptureModel model, string name, MessageSubject subject) =>
        model.Handle is { TakesEither: true }
            ? $"{name}.{HandleEmitter.ToHandleArgument}().{RuntimeMembers.HandleArgument.Hold}({subject.Expression})"
            : $"{RuntimeMembers.PointerHold.Create}({name}, {subject.Expression})";

    private static string ReserveHandle(CaptureModel model, string name, MessageSubject subject) =>
        model.Handle is { TakesEither: true }
            ? $"{name}.{HandleEmitter.ToHandleArgument}().{RuntimeMembers.HandleArgument.ReserveForLater}({subject.Expression})"
            : $"{RuntimeMembers.HandleReservation.Create}({name}, {subject.Expression})";
}

/// <summary>A field that keeps an argument or a library valid from the beginning to the end of an asynchronous call.</summary>
/// <param name="Create">The expression of its value.</param>
internal sealed record CaptureHold(string Type, string Field, string Create)
{
    /// <summary>The method that ends the hold.</summary>
    public string End { get; init; } = RuntimeMembers.PointerHold.Release;

    /// <summary>Whether that method runs the user's code. If it throws, the other holds must still end.</summary>
    public bool MayThrow { get; init; }
}
