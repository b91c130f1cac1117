using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding.Callbacks;

/// <summary>
/// The thunks of delegates in the signatures of a class that are not declared for a named C function type: <c>Func&lt;int, int&gt;</c>,
/// and the user's own delegates.
/// </summary>
internal sealed class CallbackThunksTable(ContainingType container) : ICallbackThunks
{
    private readonly List<(FunctionType Function, CallbackThunksModel Thunks)> _thunks = [];

    public EquatableArray<CallbackThunksModel> Thunks => _thunks.Select(static item => item.Thunks).ToEquatableArray();

    public Match<CSharpType.Named> Match(FunctionType function, CSharpType.Delegate type, MethodDeclaration signature, TypeMatcher types)
    {
        CSharpType managed = type.WithoutNullable;
        foreach ((FunctionType known, CallbackThunksModel thunks) in _thunks)
        {
            if (thunks.Callback.Delegate.IsSame(managed) && TypeIdentity.AreMarshalledAlike(known, function))
            {
                return thunks.Type;
            }
        }

        string declaration = CTypeWriter.WriteDeclaration(function, "");
        if (new CallbackBinder(types, function).Bind(signature, managed, declaration, out CallbackMismatch? mismatch) is not { } callback)
        {
            return mismatch!.Reason;
        }

        string name =
            (container.IsGeneric ? string.Join("_", container.Types.Select(static header => header.Name.TrimStart('@'))) : "")
            + $"CallbackThunks{_thunks.Count + 1}";

        // A thunk cannot be in a generic type, so the class is then local to the file.
        CSharpType.Named thunksClass = new(container.IsGeneric ? new QualifiedName(null, name) : container.QualifiedName.Member(name));
        _thunks.Add((function, new CallbackThunksModel(thunksClass, callback)));
        return thunksClass;
    }
}
