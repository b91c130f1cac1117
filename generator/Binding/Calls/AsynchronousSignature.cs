using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Binding.Calls;

/// <summary>An asynchronous C# signature, separated into the parts of the C function and those of the asynchronous call.</summary>
/// <param name="Outcome">The result of the task; <c>void</c> for none.</param>
/// <param name="Parameters">The parameters that belong to the C function.</param>
internal sealed record AsynchronousSignature(AsynchronousForm Form, CSharpType Outcome, EquatableArray<ParameterDeclaration> Parameters)
{
    private static readonly QualifiedName Action = QualifiedName.Rooted("System.Action");
    private static readonly QualifiedName Exception = QualifiedName.Rooted("System.Exception");

    /// <summary>The <c>CancellationToken</c> parameter; <see langword="null"/> if there is none.</summary>
    public ParameterDeclaration? Cancellation { get; init; }

    /// <summary>The delegate parameter that is called on completion; <see langword="null"/> for a task.</summary>
    public ParameterDeclaration? Done { get; init; }

    /// <summary>
    /// Returns the signature if it returns a task, or ends with a delegate whose first parameter is an exception; otherwise
    /// <see langword="null"/>.
    /// </summary>
    public static AsynchronousSignature? Read(MethodDeclaration method)
    {
        List<ParameterDeclaration> parameters = [.. method.Parameters];
        ParameterDeclaration? cancellation = TakeLast(parameters, static parameter => parameter.Type is CSharpType.CancellationToken);
        (AsynchronousForm Form, CSharpType? Result)? task = method.ReturnType switch
        {
            CSharpType.Task { ResultType: var result } => (AsynchronousForm.Task, result),
            CSharpType.ValueTask { ResultType: var result } => (AsynchronousForm.ValueTask, result),
            _ => null,
        };
        if (task is var (form, returned))
        {
            return new AsynchronousSignature(form, returned ?? CSharpType.Void, parameters.ToEquatableArray())
            {
                Cancellation = cancellation,
            };
        }

        if (!method.ReturnType.IsVoid || TakeLast(parameters, IsDone) is not { } done)
        {
            return null;
        }

        cancellation ??= TakeLast(parameters, static parameter => parameter.Type is CSharpType.CancellationToken);
        EquatableArray<CSharpType> arguments = done.Type.DeclaredName!.TypeArguments;
        CSharpType outcome = arguments.Count > 1 ? arguments[1] : CSharpType.Void;
        return new AsynchronousSignature(AsynchronousForm.Done, outcome, parameters.ToEquatableArray())
        {
            Cancellation = cancellation,
            Done = done,
        };
    }

    // C has no exceptions, so a delegate that receives one cannot be a C callback.
    private static bool IsDone(ParameterDeclaration parameter) =>
        parameter.Type is CSharpType.Delegate { Name: { TypeArguments: { Count: 1 or 2 } arguments } name }
        && name with { TypeArguments = default } == Action
        && arguments[0] is CSharpType.Other { Name: var exception }
        && exception == Exception;

    private static ParameterDeclaration? TakeLast(List<ParameterDeclaration> parameters, Func<ParameterDeclaration, bool> isWanted)
    {
        if (parameters.Count == 0 || !isWanted(parameters[parameters.Count - 1]))
        {
            return null;
        }

        ParameterDeclaration last = parameters[parameters.Count - 1];
        parameters.RemoveAt(parameters.Count - 1);
        return last;
    }
}
