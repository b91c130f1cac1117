using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding.Calls;

/// <summary>What a C# signature says of the call itself, where it is asynchronous.</summary>
/// <param name="Outcome">What the caller gets in the end; <c>void</c> for nothing.</param>
/// <param name="Parameters">Those that are C's.</param>
internal sealed record AsynchronousSignature(AsynchronousForm Form, CSharpType Outcome, EquatableArray<ParameterDeclaration> Parameters)
{
    private static readonly QualifiedName Action = QualifiedName.Rooted("System.Action");
    private static readonly QualifiedName Exception = QualifiedName.Rooted("System.Exception");

    /// <summary>The parameter that cancels the call.</summary>
    public ParameterDeclaration? Cancellation { get; init; }

    /// <summary>The parameter that is told the end.</summary>
    public ParameterDeclaration? Done { get; init; }

    /// <summary>The signature, if it returns a task, or ends with a delegate that gets an exception; <see langword="null"/> for another.</summary>
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

    // C knows no exceptions: such a delegate cannot be a callback of C's.
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
