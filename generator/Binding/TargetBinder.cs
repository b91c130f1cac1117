using KoffiGen.Binding.Calls;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding;

/// <summary>Chooses the kind of target of each import. No other binder depends on the kinds.</summary>
internal static class TargetBinder
{
    /// <summary>Returns the target of a method that calls a function by its symbol.</summary>
    public static ImportTarget BindFunction(ImportAttribute import, BoundFunction function, MethodDeclaration method)
    {
        SymbolModel symbol = new(import.EntryPoint ?? function.Name)
        {
            WindowsName = import.WindowsEntryPoint,
            Ordinal = import.Ordinal,
            Abi = FunctionAbiBinder.Bind(function.Type),
        };
        return method.IsStatic ? new SymbolTarget(symbol) : new InstanceTarget(symbol);
    }

    /// <summary>Returns the target of a user's property for a variable.</summary>
    /// <param name="name">The name of the variable in C.</param>
    public static ImportTarget BindVariable(SymbolImport import, string name)
    {
        SymbolModel symbol = new(import.EntryPoint ?? name) { WindowsName = import.WindowsEntryPoint, Ordinal = import.Ordinal };
        return import.Property.IsStatic || !import.ContainingType.Innermost.IsInstanceLibrary
            ? new SymbolTarget(symbol)
            : new InstanceTarget(symbol);
    }

    /// <summary>Returns the target of a generated property for a variable.</summary>
    /// <param name="name">The name of the variable in C.</param>
    public static ImportTarget BindVariable(string name) => new SymbolTarget(new SymbolModel(name));

    /// <summary>Returns the target of a method that calls a function through a pointer value.</summary>
    public static ImportTarget BindPointer(FunctionAbi abi) => new PointerTarget(abi);
}
