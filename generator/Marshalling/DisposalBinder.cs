using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling;

/// <summary>Conversion of the ownership that <c>!</c> declares to the function or method that frees the memory.</summary>
internal static class DisposalBinder
{
    public static DisposalModel Bind(Ownership ownership) =>
        new(ownership.Function is { } function ? new SymbolModel(function) { Library = ownership.Library } : null)
        {
            Method = ownership.GetManagedDisposer(),
        };

    /// <summary>
    /// Returns the disposer of memory that C transfers with the pointer; <see langword="null"/> if the library keeps the memory.
    /// </summary>
    public static DisposalModel? Bind(PointerType pointer) => pointer.Ownership is { } ownership ? Bind(ownership) : null;

    /// <summary>Returns the message arguments for an inaccessible method: its name, and the reason with its fix.</summary>
    public static string[] Explain(ManagedDisposer method) =>
        [
            method.DisplayName,
            method.IsOfGenericType
                ? $"its type arguments are unknown outside '{method.Within!.DisplayText}'. Move it to a class that is not generic."
                : $"only code in '{method.Within!.DisplayText}' can access it. Make it internal.",
        ];
}
