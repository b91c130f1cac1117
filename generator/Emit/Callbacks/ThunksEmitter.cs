using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;

namespace KoffiGen.Emit.Callbacks;

/// <summary>
/// The class with what C calls for the callbacks of a type: the table of their places, a static method for each place or, where C passes a context pointer, one for all, and what the
/// methods share.
/// </summary>
internal sealed class ThunksEmitter
{
    /// <summary>How many calls run at once before others take the longer way of a native delegate.</summary>
    private const int TransientSlots = 8;

    private const string CompilerServices = "global::KoffiGen.CompilerServices.";

    private readonly SourceWriter _writer;
    private readonly CallbackModel _callback;
    private readonly SymbolHolderEmitter _symbols;
    private readonly string _prefix = "__";

    private ThunksEmitter(SourceWriter writer, CallbackModel callback, SymbolHolderEmitter symbols)
    {
        _writer = writer;
        _callback = callback;
        _symbols = symbols;

        // C's headers like such names for parameters, too.
        while (callback.Parameters.Any(parameter => parameter.Identifier.StartsWith(_prefix, StringComparison.Ordinal)))
        {
            _prefix += "_";
        }
    }

    /// <param name="header">The class's accessibility, modifiers and name.</param>
    public static void Write(SourceWriter writer, string header, CallbackModel callback, SymbolHolderEmitter symbols) =>
        new ThunksEmitter(writer, callback, symbols).Write(header);

    private string Table => $"{CompilerServices}CallbackTable<{_callback.Delegate}>";

    private string Result => _callback.Result.NativeType;

    private bool HasResult => Result != "void";

    private string NativeTypes => string.Concat(_callback.Parameters.Select(static parameter => parameter.NativeType + ", ")) + Result;

    /// <summary>What C calls, for the runtime to tell whether a callback of one type can stand for one of another: pointers are all alike.</summary>
    private string Signature
    {
        get
        {
            IEnumerable<string> types = _callback.Parameters.Select(static parameter => parameter.NativeType).Append(Result).Select(static type => type.EndsWith("*", StringComparison.Ordinal) ? "nint" : type.Replace("global::", ""));
            return $"unmanaged[{_callback.Convention}]<{string.Join(", ", types)}>{(_callback.HasContext ? $", context {_callback.Context}" : "")}";
        }
    }

    private string FunctionPointer => $"delegate* unmanaged[{_callback.Convention}]<{NativeTypes}>";

    private string NativeParameters => string.Join(", ", _callback.Parameters.Select(static parameter => $"{parameter.NativeType} {parameter.Identifier}"));

    /// <summary>What the shared code takes: the context is the place already.</summary>
    private IEnumerable<CallbackParameter> Shared => _callback.Parameters.Where((_, index) => index != _callback.Context);

    private string SharedParameters => string.Concat(Shared.Select(static parameter => $", {parameter.NativeType} {parameter.Identifier}"));

    private string SharedArguments => string.Concat(Shared.Select(static parameter => $", {parameter.Identifier}"));

    private string Place => _prefix + "place";

    private string Callback => _prefix + "callback";

    private void Write(string header)
    {
        _writer.Line("/// <summary>What C calls for callbacks of the type.</summary>");
        _writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        _writer.Line(SourceFile.GeneratedCode);
        _writer.Line($"// {_callback.Declaration}");
        using (_writer.Block(header))
        {
            _writer.Line($"private const string Signature = {SourceFile.Literal(Signature)};");
            _writer.Line();
            _writer.Line("// Both are set before C has an address: so C's calls need not ask whether they are.");
            _writer.Line($"private static {Table}? Callbacks;");
            if (!_callback.HasContext)
            {
                _writer.Line($"private static {_callback.Delegate}?[]? Targets;");
                _writer.Line();
                _writer.Line($"[global::System.Runtime.InteropServices.UnmanagedFunctionPointer(global::System.Runtime.InteropServices.CallingConvention.{(_callback.Convention == "Cdecl" ? "Cdecl" : "StdCall")})]");
                _writer.Line($"private delegate {Result} Native({NativeParameters});");
            }

            _writer.Line();
            _writer.Line($"internal static {Table} Table => Places.Table;");
            _writer.Line();
            WriteInvoke();
            _writer.Line();
            WriteDeliver();
            WriteThunks();
            _writer.Line();
            WritePlaces();
            _writer.Line();
            WriteRegistration();
            if (_callback.PassedOn is { } call)
            {
                _writer.Line();
                WriteFunction(call);
            }

            BlittableTwinEmitter.Write(_writer, _callback.BlittableTwins, "private");
        }
    }

    private void WritePlaces()
    {
        using (_writer.Block("private static class Places"))
        {
            _writer.Line($"internal static readonly {Table} Table = Create();");
            _writer.Line();
            if (!_callback.HasContext)
            {
                _writer.Line($"private static nint Address({FunctionPointer} thunk) => (nint)thunk;");
                _writer.Line();
            }

            using (_writer.Block($"private static {Table} Create()"))
            {
                WriteCreation();
                _writer.Line("Callbacks = table;");
                if (!_callback.HasContext)
                {
                    _writer.Line("Targets = table.Targets;");
                }

                _writer.Line("return table;");
            }
        }
    }

    private void WriteCreation()
    {
        List<string> properties = [];
        if (_callback.Options.OnException != CallbackPolicy.Rethrow)
        {
            properties.Add($"OnException = global::KoffiGen.KoffiCallbackPolicy.{_callback.Options.OnException}");
        }

        if (_callback.Options.MoreSlots is { } more && !_callback.HasContext)
        {
            properties.Add($"MoreSlots = {SourceFile.Literal(more)}");
        }

        string end = properties.Count == 0 ? ";" : $" {{ {string.Join(", ", properties)} }};";
        string name = SourceFile.Literal(_callback.DisplayName);
        const string Bind = "static registration => new Registration(registration).Call";
        if (_callback.HasContext)
        {
            _writer.Line($"{Table} table = new({name}, Signature, (nint)({FunctionPointer})&Thunk, {Bind}){end}");
            return;
        }

        _writer.Line($"{Table} table = new(");
        _writer.Line($"    {name},");
        _writer.Line("    Signature,");
        WriteAddresses(0, _callback.Options.Slots);
        WriteAddresses(_callback.Options.Slots, TransientSlots);
        _writer.Line($"    {Bind},");
        _writer.Line("    static slot =>");
        _writer.Line("    {");
        _writer.Line($"        Native native = ({string.Join(", ", _callback.Parameters.Select(static parameter => parameter.Identifier))}) => Invoke(slot.GetTarget<{_callback.Delegate}>(), slot.Index{SharedArguments});");
        _writer.Line("        slot.Native = native;");
        _writer.Line("        return global::System.Runtime.InteropServices.Marshal.GetFunctionPointerForDelegate(native);");
        _writer.Line($"    }}){end}");

        void WriteAddresses(int first, int count)
        {
            _writer.Line("    [");
            for (int index = 0; index < count; index += 8)
            {
                _writer.Line("        " + string.Join(" ", Enumerable.Range(first + index, Math.Min(8, count - index)).Select(static number => $"Address(&Slot{number}),")));
            }

            _writer.Line("    ],");
        }
    }

    private void WriteThunks()
    {
        if (_callback.HasContext)
        {
            string context = _callback.Parameters[_callback.Context].Identifier;
            WriteThunk("Thunk", $"Callbacks!.Find({context}), {context}");
            return;
        }

        for (int index = 0; index < _callback.Options.Slots + TransientSlots; index++)
        {
            WriteThunk($"Slot{index}", $"Targets![{index}], {index}");
        }

        void WriteThunk(string name, string target)
        {
            _writer.Line();
            _writer.Line($"[global::System.Runtime.InteropServices.UnmanagedCallersOnly(CallConvs = [typeof(global::System.Runtime.CompilerServices.CallConv{_callback.Convention})])]");
            _writer.Line($"private static {Result} {name}({NativeParameters}) => Invoke({target}{SharedArguments});");
        }
    }

    private void WriteInvoke()
    {
        using (_writer.Block($"private static {Result} Invoke({_callback.Delegate}? {Callback}, nint {Place}{SharedParameters})"))
        {
            _writer.Line($"{CompilerServices}ErrorNumber {_prefix}error = {CompilerServices}ErrorNumber.Save();");
            if (HasResult)
            {
                _writer.Line($"{Result} {_prefix}result = default;");
            }

            foreach (CallbackReference output in _callback.Parameters.OfType<CallbackReference>().Where(static reference => !reference.IsRead))
            {
                WriteUnlessNull(output, $"*{output.Identifier} = default;");
            }

            using (_writer.Block("try"))
            {
                using (_writer.Block($"if ({Callback} is not null || Callbacks!.Enter({Place}, out {Callback}, out bool {_prefix}isElsewhere))"))
                {
                    WriteCall();
                }

                using (_writer.Block($"else if ({_prefix}isElsewhere)"))
                {
                    _writer.Line($"{(HasResult ? $"{_prefix}result = " : "")}Deliver({Place}{SharedArguments});");
                }

                if (GivenAway().Any())
                {
                    using (_writer.Block("else"))
                    {
                        // C has given away what nobody takes.
                        WriteFreeing(GivenAway().Select(FreeUnused));
                    }
                }
            }

            using (_writer.Block($"catch (global::System.Exception {_prefix}exception)"))
            {
                _writer.Line($"Callbacks!.Fail({Place}, {Callback}, {_prefix}exception);");
            }

            _writer.Line();
            _writer.Line($"{_prefix}error.Restore();");
            if (HasResult)
            {
                _writer.Line($"return {_prefix}result;");
            }
        }
    }

    private void WriteCall()
    {
        // A SafeHandle has its own way of freeing.
        foreach (CallbackInput input in _callback.Parameters.OfType<CallbackInput>().Where(static input => input.HandleType is not null))
        {
            _writer.Line($"{input.HandleType} {Managed(input)} = new();");
            _writer.Line($"{Managed(input)}.Initialize((nint){input.Identifier});");
        }

        CallbackInput[] given = [.. GivenAway().Where(static input => input.HandleType is null)];
        if (given.Length == 0)
        {
            WriteConversions();
            WriteInvocation();
            return;
        }

        using (_writer.Block("try"))
        {
            WriteConversions();
            WriteInvocation();
        }

        using (_writer.Block("finally"))
        {
            WriteFreeing(given.Select(Free));
        }
    }

    private void WriteConversions()
    {
        foreach (CallbackReference reference in _callback.Parameters.OfType<CallbackReference>())
        {
            string value = reference.IsRead ? $" = {reference.Identifier} == null ? default : {Apply(reference.Conversion.ToManaged, $"*{reference.Identifier}")}" : "";
            _writer.Line($"{reference.ManagedType} {Managed(reference)}{value};");
        }
    }

    private void WriteInvocation()
    {
        string call = $"{Callback}({string.Join(", ", OrderedArguments())})";
        CallbackReference[] written = [.. _callback.Parameters.OfType<CallbackReference>().Where(static reference => reference.IsWritten)];
        string toNative = _callback.Result.Text is null ? _callback.Result.ToNative : "";
        bool isPlain = HasResult && toNative.IndexOf("{0}", StringComparison.Ordinal) is >= 0 and var first && first == toNative.LastIndexOf("{0}", StringComparison.Ordinal);
        if (!HasResult)
        {
            _writer.Line($"{call};");
        }
        else if (isPlain && written.Length == 0)
        {
            _writer.Line($"{_prefix}result = {Apply(toNative, call)};");
            return;
        }
        else
        {
            _writer.Line($"{_callback.Result.ManagedType} {_prefix}managed = {call};");
        }

        int text = _callback.Result.Text is null ? 0 : 1;
        foreach (CallbackReference reference in written)
        {
            string value = reference.Text is { } kept ? Text(kept, text++, Managed(reference)) : Apply(reference.Conversion.ToNative, Managed(reference));
            WriteUnlessNull(reference, $"*{reference.Identifier} = {value};");
        }

        if (HasResult)
        {
            _writer.Line($"{_prefix}result = {(_callback.Result.Text is { } result ? Text(result, 0, $"{_prefix}managed") : Apply(toNative, $"{_prefix}managed"))};");
        }
    }

    // The delegate's parameters are C's without those that it does not get.
    private IEnumerable<string> OrderedArguments() => _callback.Parameters.Select(Argument).OfType<string>();

    private string? Argument(CallbackParameter parameter) => parameter switch
    {
        CallbackInput { HandleType: not null } => Managed(parameter),
        CallbackInput input => Apply(input.ToManaged, input.Identifier),
        CallbackReference reference => $"{reference.Modifier} {Managed(reference)}",
        _ => null,
    };

    private void WriteDeliver()
    {
        using (_writer.Block($"private static {Result} Deliver(nint {Place}{SharedParameters})"))
        {
            string result = HasResult ? $"{_prefix}result = " : "";
            string delivery = $"Callbacks!.Deliver({Place}, () => {result}Invoke(null, {Place}{SharedArguments}))";
            if (HasResult)
            {
                _writer.Line($"{Result} {_prefix}result = default;");
            }

            if (GivenAway().Any())
            {
                using (_writer.Block($"if (!{delivery})"))
                {
                    WriteFreeing(GivenAway().Select(FreeUnused));
                }
            }
            else
            {
                _writer.Line(delivery + ";");
            }

            if (HasResult)
            {
                _writer.Line($"return {_prefix}result;");
            }
        }
    }

    private void WriteRegistration()
    {
        string type = $"global::KoffiGen.Registered<{_callback.Delegate}>";
        using (_writer.Block($"private sealed class Registration({type} registration) : {CompilerServices}RegistrationTarget<{_callback.Delegate}>(registration)"))
        {
            string arguments = string.Join(", ", _callback.Signature.Parameters.Select(static parameter => MethodSignature.Modifier(parameter) + parameter.Identifier));
            _writer.Line($"internal {MethodSignature.Result(_callback.Signature)} Call({MethodSignature.Parameters(_callback.Signature)}) => base.Callback({arguments});");
        }
    }

    private void WriteFunction(CallModel call)
    {
        using (_writer.Block($"internal sealed class Function(nint address) : {CompilerServices}NativeFunctionTarget(address, Signature)"))
        {
            if (CallEmitter.NeedsBuffer(call))
            {
                _writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
            }

            using (_writer.Block($"internal {MethodSignature.Result(_callback.Signature)} Call({MethodSignature.Parameters(_callback.Signature)})"))
            {
                CallEmitter.Write(_writer, call, _callback.DisplayName, _symbols);
            }
        }
    }

    private void WriteUnlessNull(CallbackReference reference, string statement)
    {
        using (_writer.Block($"if ({reference.Identifier} != null)"))
        {
            _writer.Line(statement);
        }
    }

    private string Text(CallbackText text, int index, string value)
    {
        string encoding = $"{CompilerServices}NativeTextEncoding.{text.Encoding}";
        return text.IsGivenAway ? $"{CompilerServices}NativeMemoryOwner.AllocateText({_symbols.Library}, {value}, {encoding})" : $"Callbacks!.KeepText({Place}, {index}, {value}, {encoding})";
    }

    /// <summary>What C gives away with a call.</summary>
    private IEnumerable<CallbackInput> GivenAway() =>
        _callback.Parameters.OfType<CallbackInput>().Where(static input => input.Disposal is not null || input.MemberDisposal is not null || input.HandleType is not null);

    private void WriteFreeing(IEnumerable<IEnumerable<FreeingStatement>> statements) => DisposalEmitter.Write(_writer, statements.SelectMany(static freeing => freeing));

    private IEnumerable<FreeingStatement> FreeUnused(CallbackInput input) =>
        input.HandleType is { } handle ? [new FreeingStatement($"{handle} {Managed(input)} = new();\n{Managed(input)}.Initialize((nint){input.Identifier});\n{Managed(input)}.Dispose();")] : Free(input);

    // What a struct points to goes before the struct itself.
    private IEnumerable<FreeingStatement> Free(CallbackInput input)
    {
        if (input.MemberDisposal is { } members)
        {
            yield return new FreeingStatement(Apply(members, input.Identifier));
        }

        string pointer = $"(nint){input.Identifier}";
        switch (input.Disposal)
        {
            case { Method: { } method }:
                yield return FreeingStatement.Managed(method, pointer);
                break;
            case { Symbol: { } symbol }:
                string holder = _symbols.Holder(symbol, symbol.Name);
                yield return new FreeingStatement(DisposalEmitter.Free(symbol, $"{holder}.Address != 0 ? {holder}.Address : {holder}.Bind()", pointer));
                break;
            case not null:
                yield return new FreeingStatement(DisposalEmitter.Free(_symbols, pointer));
                break;
        }
    }

    private string Managed(CallbackParameter parameter) => $"{_prefix}{parameter.Identifier.TrimStart('@')}_managed";

    private static string Apply(string format, string value) => format.Replace("{0}", value);
}
