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
internal sealed class CallbackThunksTable(ContainingType type)
{
    private readonly List<(FunctionType Function, CallbackThunksModel Thunks)> _thunks = [];

    public EquatableArray<CallbackThunksModel> Thunks => _thunks.Select(static item => item.Thunks).ToEquatableArray();

    /// <summary>Returns the class with the thunks; <see langword="null"/> if the delegate does not match the function type.</summary>
    public CSharpType.Named? Find(FunctionType function, CSharpType managed, MethodDeclaration signature, TypeMatcher types)
    {
        foreach ((FunctionType known, CallbackThunksModel thunks) in _thunks)
        {
            if (thunks.Callback.Delegate.IsSame(managed) && TypeIdentity.AreMarshalledAlike(known, function))
            {
                return thunks.Type;
            }
        }

        if (new CallbackBinder(types, function).Bind(signature, managed, CTypeWriter.WriteDeclaration(function, "")) is not { } callback)
        {
            return null;
        }

        string name =
            (type.IsGeneric ? string.Join("_", type.Types.Select(static header => header.Name.TrimStart('@'))) : "")
            + $"CallbackThunks{_thunks.Count + 1}";

        // A thunk cannot be in a generic type, so the class is then local to the file.
        CSharpType.Named thunksClass = new(type.IsGeneric ? new QualifiedName(null, name) : type.QualifiedName.Member(name));
        _thunks.Add((function, new CallbackThunksModel(thunksClass, callback)));
        return thunksClass;
    }
}
