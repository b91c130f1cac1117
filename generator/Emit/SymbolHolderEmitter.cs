using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Emit;

/// <summary>
/// Writes the class at the end of a file that holds the addresses of its symbols. Each symbol is bound when it is first needed. A holder
/// has no static constructor, so that the JIT compiler treats the address as a constant in optimized code. Its initializer never throws,
/// so that a missing symbol affects only its own method, and the next call looks it up again.
/// </summary>
internal sealed class SymbolHolderEmitter
{
    private readonly Dictionary<SymbolModel, string> _names = [];
    private readonly List<(string Name, SymbolModel Symbol)> _symbols = [];

    // The members of a holder and of every class. A nested class with one of these names would cause a warning or an error.
    private readonly HashSet<string> _usedNames = new(StringComparer.Ordinal)
    {
        "Address",
        "Bind",
        "IsAvailable",
        "Library",
        "Queue",
        "Symbol",
        nameof(Equals),
        nameof(GetHashCode),
        nameof(GetType),
        nameof(MemberwiseClone),
        nameof(ReferenceEquals),
        nameof(ToString),
        "Finalize",
    };

    // The symbols that each instance binds for itself.
    private readonly Dictionary<SymbolModel, string> _instanceNames = [];
    private readonly List<(string Name, SymbolModel Symbol)> _instanceSymbols = [];

    // The queues of asynchronous calls. The queue of the library comes first.
    private readonly List<(string Name, DispatchDeclaration Dispatch)> _queues = [];
    private readonly LibraryDeclaration _library;
    private readonly string _name;
    private readonly string _qualifiedName;
    private bool _isLibraryUsed;

    /// <param name="space">The namespace of the file.</param>
    /// <param name="owner">The name of the class that the symbols serve.</param>
    public SymbolHolderEmitter(string space, string owner, LibraryDeclaration library)
    {
        _name = owner + "Symbols";
        _usedNames.Add(_name);
        _qualifiedName = "global::" + (space.Length == 0 ? "" : space + ".") + _name;
        _library = library;
    }

    /// <summary>Gets the expression of the library.</summary>
    public string Library
    {
        get
        {
            _isLibraryUsed = true;
            return _qualifiedName + ".Library";
        }
    }

    /// <summary>Returns the qualified name of the holder of a symbol.</summary>
    public string Holder(SymbolModel symbol)
    {
        if (!_names.TryGetValue(symbol, out string? name))
        {
            name = CreateName(symbol);
            _names.Add(symbol, name);
            _symbols.Add((name, symbol));
        }

        return $"{_qualifiedName}.{name}";
    }

    /// <summary>Returns the qualified name of a symbol that instances bind for themselves.</summary>
    public string InstanceSymbol(SymbolModel symbol)
    {
        if (!_instanceNames.TryGetValue(symbol, out string? name))
        {
            name = CreateName(symbol);
            _instanceNames.Add(symbol, name);
            _instanceSymbols.Add((name, symbol));
        }

        return $"{_qualifiedName}.{name}";
    }

    private string CreateName(SymbolModel symbol)
    {
        string plain = CSharpIdentifier.TypeName(CSharpIdentifier.Sanitize(symbol.Name));
        string name = plain;
        for (int number = 2; !_usedNames.Add(name); number++)
        {
            name = $"{plain}_{number}";
        }

        return CSharpIdentifier.Escape(name);
    }

    /// <summary>Returns the expression of the queue of asynchronous calls.</summary>
    /// <param name="chosen">What is asked for instead of the library's own choice.</param>
    public string Queue(DispatchDeclaration? chosen)
    {
        DispatchDeclaration dispatch = chosen ?? new DispatchDeclaration(_library.Dispatcher);
        int index = _queues.FindIndex(queue => queue.Dispatch == dispatch);
        if (index < 0)
        {
            index = _queues.Count;
            string name = "Queue";
            for (int number = 2; index > 0 && !_usedNames.Add(name); number++)
            {
                name = $"Queue_{number}";
            }

            _queues.Add((name, dispatch));
        }

        return $"{_qualifiedName}.{_queues[index].Name}";
    }

    public void Write(SourceWriter writer)
    {
        bool hasLibrary = _symbols.Count + _instanceSymbols.Count > 0 || _isLibraryUsed;
        if (!hasLibrary && _queues.Count == 0)
        {
            return;
        }

        writer.Line();
        string summary = hasLibrary ? "The symbols, each bound at its first use." : "The queues of asynchronous calls.";
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"file static class {_name}"))
        {
            Dictionary<string, string> others = [];
            if (hasLibrary)
            {
                writer.Line(
                    $"internal static readonly {RuntimeMembers.NativeLibraryReference.Type} Library = {LibraryExpression(_library)};"
                );
            }

            foreach ((_, SymbolModel symbol) in _symbols)
            {
                if (symbol.Library is { } library && !others.ContainsKey(library))
                {
                    int number = others.Count + 2;
                    while (!_usedNames.Add($"Library_{number}"))
                    {
                        number++;
                    }

                    others.Add(library, $"Library_{number}");
                    string creation = LibraryExpression(new LibraryDeclaration(library));
                    writer.Line($"private static readonly {RuntimeMembers.NativeLibraryReference.Type} {others[library]} = {creation};");
                }
            }

            foreach ((string name, DispatchDeclaration dispatch) in _queues)
            {
                string limit = dispatch.Limit == DispatchDeclaration.DefaultLimit ? "" : $", {dispatch.Limit}";
                string arguments =
                    $"{CSharpLiteral.String(_library.Name)}, {RuntimeMembers.KoffiDispatcher.Value(dispatch.Dispatcher)}{limit}";
                writer.Line(
                    $"internal static readonly {RuntimeMembers.KoffiQueue.Type} {name} = {RuntimeMembers.KoffiQueue.Get}({arguments});"
                );
            }

            foreach ((string name, SymbolModel symbol) in _instanceSymbols)
            {
                writer.Line($"internal static readonly {RuntimeMembers.NativeSymbol.Type} {name} = {SymbolExpression("Library", symbol)};");
            }

            foreach ((string name, SymbolModel symbol) in _symbols)
            {
                writer.Line();
                WriteHolder(writer, name, symbol, symbol.Library is { } library ? others[library] : "Library");
            }
        }
    }

    private static void WriteHolder(SourceWriter writer, string name, SymbolModel symbol, string library)
    {
        using (writer.Block($"internal static class {name}"))
        {
            writer.Line($"private static readonly {RuntimeMembers.NativeSymbol.Type} Symbol = {SymbolExpression(library, symbol)};");
            writer.Line($"internal static readonly nint Address = Symbol.{RuntimeMembers.NativeSymbol.TryBind}();");
            writer.Line($"internal static bool IsAvailable => Symbol.{RuntimeMembers.NativeSymbol.IsAvailable};");
            writer.Line($"internal static nint Bind(string? function = null) => Symbol.{RuntimeMembers.NativeSymbol.Bind}(function);");
        }
    }

    private static string SymbolExpression(string library, SymbolModel symbol)
    {
        List<string> properties = [];
        if (symbol.WindowsName is { } windowsName)
        {
            properties.Add($"{RuntimeMembers.NativeSymbol.WindowsName} = {CSharpLiteral.String(windowsName)}");
        }

        if (symbol.Ordinal != 0)
        {
            properties.Add($"{RuntimeMembers.NativeSymbol.Ordinal} = {symbol.Ordinal}");
        }

        FunctionAbi abi = symbol.Abi;
        if (abi.Convention is not (CallingConvention.Default or CallingConvention.Cdecl))
        {
            properties.Add($"{RuntimeMembers.NativeSymbol.Convention} = {RuntimeMembers.NativeConvention.Value(abi.Convention)}");
            properties.Add($"{RuntimeMembers.NativeSymbol.StackBytes} = {abi.StackBytes}");
        }

        if (abi.IsVariadic)
        {
            properties.Add($"{RuntimeMembers.NativeSymbol.IsVariadic} = true");
            if (abi.HasFloats)
            {
                properties.Add($"{RuntimeMembers.NativeSymbol.HasFloats} = true");
            }
        }

        if (!abi.RegisterArguments.IsEmpty)
        {
            properties.Add($"{RuntimeMembers.NativeSymbol.RegisterArguments} = {abi.RegisterArguments.Count}");
        }

        string creation = $"new({library}, {CSharpLiteral.String(symbol.Name)})";
        return properties.Count == 0 ? creation : $"{creation} {{ {string.Join(", ", properties)} }}";
    }

    private string LibraryExpression(LibraryDeclaration library)
    {
        List<string> properties = [];
        Add(RuntimeMembers.NativeLibraryReference.Windows, library.Windows);
        Add(RuntimeMembers.NativeLibraryReference.Linux, library.Linux);
        Add(RuntimeMembers.NativeLibraryReference.MacOS, library.MacOS);
        Add(RuntimeMembers.NativeLibraryReference.FreeFrom, library.FreeFrom);
        if (!library.Versions.IsEmpty)
        {
            properties.Add(
                $"{RuntimeMembers.NativeLibraryReference.Versions} = [{string.Join(", ", library.Versions.Select(CSharpLiteral.String))}]"
            );
        }

        AddFlag(RuntimeMembers.NativeLibraryReference.Lazy, library.IsLazy);
        AddFlag(RuntimeMembers.NativeLibraryReference.Global, library.IsGlobal);
        AddFlag(RuntimeMembers.NativeLibraryReference.DeepBind, library.IsDeepBind);
        string creation = $"new(typeof({_name}).Assembly, {CSharpLiteral.String(library.Name)})";
        return properties.Count == 0 ? creation : $"{creation} {{ {string.Join(", ", properties)} }}";

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                properties.Add($"{name} = {CSharpLiteral.String(value)}");
            }
        }

        void AddFlag(string name, bool value)
        {
            if (value)
            {
                properties.Add($"{name} = true");
            }
        }
    }
}
