using KoffiGen.Model;
using KoffiGen.Types;

namespace KoffiGen.Binding;

/// <summary>Koffi's <c>!</c> as the function that is called.</summary>
internal static class DisposalBinder
{
    public static DisposalModel Bind(Ownership ownership) =>
        new(ownership.Function is { } function ? new SymbolModel(function) { Library = ownership.Library } : null);
}
