using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding.Calls;

/// <summary>What a C# signature says of the call itself, where it is asynchronous.</summary>
/// <param name="Outcome">What the caller gets in the end; <c>void</c> for nothing.</param>
/// <param name="Parameters">Those that are C's.</param>
internal sealed record AsynchronousSignature(AsynchronousForm Form, CSharpType Outcome, EquatableArray<ParameterDeclaration> Parameters)
{
    /// <summary>The parameter that cancels the call.</summary>
    public ParameterDeclaration? Cancellation { get; init; }

    /// <summary>The parameter that is told the end.</summary>
    public ParameterDeclaration? Done { get; init; }

    /// <summary>The signature, if it returns a task, or ends with a delegate that gets an exception; <see langword="null"/> for another.</summary>
    public static AsynchronousSignature? Read(MethodDeclaration method)
    {
        List<ParameterDeclaration> parameters = [.. method.Parameters];
        ParameterDeclaration? cancellation = TakeLast(
            parameters,
            static parameter => parameter.Type.Kind == CSharpTypeKind.CancellationToken
        );
        if (method.ReturnType.Kind is CSharpTypeKind.Task or CSharpTypeKind.ValueTask)
        {
            return new AsynchronousSignature(
                method.ReturnType.Kind == CSharpTypeKind.Task ? AsynchronousForm.Task : AsynchronousForm.ValueTask,
                method.ReturnType.Element ?? CSharpType.Void,
                parameters.ToEquatableArray()
            )
            {
                Cancellation = cancellation,
            };
        }

        if (method.ReturnType.Kind != CSharpTypeKind.Void || TakeLast(parameters, IsDone) is not { } done)
        {
            return null;
        }

        cancellation ??= TakeLast(parameters, static parameter => parameter.Type.Kind == CSharpTypeKind.CancellationToken);
        CSharpType outcome = done.Type.TypeArguments.Count > 1 ? done.Type.TypeArguments[1] : CSharpType.Void;
        return new AsynchronousSignature(AsynchronousForm.Done, outcome, parameters.ToEquatableArray())
        {
            Cancellation = cancellation,
            Done = done,
        };
    }

    // C knows no exceptions: such a delegate cannot be a callback of C's.
    private static bool IsDone(ParameterDeclaration parameter) =>
        parameter.Type is { Kind: CSharpTypeKind.Delegate, Name: "Action", TypeArguments: { Count: 1 or 2 } arguments }
        && arguments[0].TextWithoutNullable == "global::System.Exception"
        && parameter.Type.Text.StartsWith("global::System.Action<", StringComparison.Ordinal);

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
