using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling;

/// <summary>Koffi's <c>!</c> as the function or method that is called.</summary>
internal static class DisposalBinder
{
    public static DisposalModel Bind(Ownership ownership) =>
        new(ownership.Function is { } function ? new SymbolModel(function) { Library = ownership.Library } : null)
        {
            Method = ownership.GetManagedDisposer(),
        };

    /// <summary>The disposer of memory that C transfers with the pointer; <see langword="null"/> where the library keeps the memory.</summary>
    public static DisposalModel? Bind(PointerType pointer) => pointer.Ownership is { } ownership ? Bind(ownership) : null;

    /// <summary>What to say of a method that only some code can call: its name, and why.</summary>
    public static string[] Explain(ManagedDisposer method) =>
        [
            method.DisplayName,
            method.IsOfGenericType
                ? $"its type arguments are unknown outside '{method.Within!.DisplayText}'. Move it to a class that is not generic."
                : $"only code in '{method.Within!.DisplayText}' can access it. Make it internal.",
        ];
}
