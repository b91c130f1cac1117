using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Emit.Calls;
using KoffiGen.Emit.Structs;
using KoffiGen.Model;

namespace KoffiGen.Emit.Callbacks;

/// <summary>
/// Writes the class of the thunks of a callback type: the table of its slots, one thunk for each slot, and the code that the thunks share.
/// One thunk is enough if C passes a context pointer.
/// </summary>
internal sealed partial class ThunksEmitter
{
    /// <summary>The number of calls that can run at the same time before further calls need a native delegate, which is slower.</summary>
    private const int TransientSlots = 8;

    private readonly SourceWriter _writer;
    private readonly CallbackModel _callback;
    private readonly SymbolHolderEmitter _symbols;
    private readonly MessageSubject _subject;
    private readonly string _prefix = "__";

    private ThunksEmitter(SourceWriter writer, CallbackModel callback, SymbolHolderEmitter symbols)
    {
        _writer = writer;
        _callback = callback;
        _symbols = symbols;
        _subject = new MessageSubject(callback.Declaration, callback.Delegate.DisplayText);

        // Parameters in C headers may have such names, too.
        while (callback.Parameters.Any(parameter => parameter.Identifier.StartsWith(_prefix, StringComparison.Ordinal)))
        {
            _prefix += "_";
        }
    }

    /// <param name="header">The class's accessibility, modifiers and name.</param>
    public static void Write(SourceWriter writer, string header, CallbackModel callback, SymbolHolderEmitter symbols) =>
        new ThunksEmitter(writer, callback, symbols).Write(header);

    private string Table => $"{RuntimeMembers.CallbackTable.Type}<{_callback.Delegate}>";

    private NativeType Result => _callback.Result.NativeType;

    /// <summary>Whether callbacks have thunks that know their slots.</summary>
    private bool HasSlots => !_callback.HasContext && _callback.Options.HasSlots;

    private bool HasResult => !Result.IsVoid;

    private string NativeTypes => string.Concat(_callback.Parameters.Select(static parameter => parameter.NativeType + ", ")) + Result;

    /// <summary>
    /// Gets the native signature, by which the runtime decides whether a callback of one type can replace one of another. All
    /// pointers are equal.
    /// </summary>
    private string Signature
    {
        get
        {
            IEnumerable<string> types = _callback
                .Parameters.Select(static parameter => parameter.NativeType)
                .Append(Result)
                .Select(static type => type.IsPointer ? "nint" : type.ToCSharpType().DisplayText);
            return $"unmanaged[{_callback.Convention}]<{string.Join(", ", types)}>"
                + $"{(_callback.HasContext ? $", context {_callback.Context}" : "")}";
        }
    }

    private string FunctionPointer => $"delegate* unmanaged[{_callback.Convention}]<{NativeTypes}>";

    private string NativeParameters =>
        string.Join(", ", _callback.Parameters.Select(static parameter => $"{parameter.NativeType} {parameter.Identifier}"));

    /// <summary>Gets the parameters of the shared code. The context identifies the slot, so the shared code does not need it.</summary>
    private IEnumerable<CallbackParameter> Shared => _callback.Parameters.Where((_, index) => index != _callback.Context);

    private string SharedParameters => string.Concat(Shared.Select(static parameter => $", {parameter.NativeType} {parameter.Identifier}"));

    private string SharedArguments => string.Concat(Shared.Select(static parameter => $", {parameter.Identifier}"));

    private string Place => _prefix + "place";

    private string Callback => _prefix + "callback";

    private void Write(string header)
    {
        _writer.Line("/// <summary>The functions that C calls for callbacks of this type.</summary>");
        _writer.Line($"[{SystemMembers.EditorBrowsable.Type}({SystemMembers.EditorBrowsableState.Never})]");
        _writer.Line(SourceFile.GeneratedCode);
        _writer.Line($"// {_callback.Declaration}");
        using (_writer.Block(header))
        {
            _writer.Line($"private const string Signature = {CSharpLiteral.String(Signature)};");
            _writer.Line();
            _writer.Line("// The fields are set before C receives an address, so the thunks do not check them.");
            _writer.Line($"private static {Table}? Callbacks;");
            if (HasSlots)
            {
                _writer.Line($"private static {_callback.Delegate}?[]? Targets;");
            }

            if (!_callback.HasContext)
            {
                _writer.Line();
                string convention =
                    _callback.Convention == CallingConvention.Cdecl
                        ? SystemMembers.CallingConvention.Cdecl
                        : SystemMembers.CallingConvention.StdCall;
                _writer.Line($"[{SystemMembers.UnmanagedFunctionPointer.Type}({convention})]");
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
            if (_callback.ForwardingCall is { } call)
            {
                _writer.Line();
                WriteFunction(call);
            }

            BlittableStandInEmitter.Write(_writer, _callback.BlittableStandIns, "private");
        }
    }

    private void WritePlaces()
    {
        using (_writer.Block("private static class Places"))
        {
            _writer.Line($"internal static readonly {Table} Table = Create();");
            _writer.Line();
            if (HasSlots)
            {
                _writer.Line($"private static nint Address({FunctionPointer} thunk) => (nint)thunk;");
                _writer.Line();
            }

            using (_writer.Block($"private static {Table} Create()"))
            {
                WriteCreation();
                _writer.Line("Callbacks = table;");
                if (HasSlots)
                {
                    _writer.Line($"Targets = table.{RuntimeMembers.CallbackTable.Targets};");
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
            properties.Add(
                $"{RuntimeMembers.CallbackTable.OnException} = {RuntimeMembers.KoffiCallbackPolicy.Value(_callback.Options.OnException)}"
            );
        }

        if (_callback.Options.MoreSlots is { } more && HasSlots)
        {
            properties.Add($"{RuntimeMembers.CallbackTable.MoreSlots} = {CSharpLiteral.String(more)}");
        }

        string end = properties.Count == 0 ? ";" : $" {{ {string.Join(", ", properties)} }};";
        string name = CSharpLiteral.String(_callback.Delegate.DisplayText);
        const string Bind = "static registration => new Registration(registration).Call";
        if (_callback.HasContext)
        {
            _writer.Line($"{Table} table = new({name}, Signature, (nint)({FunctionPointer})&Thunk, {Bind}){end}");
            return;
        }

        _writer.Line($"{Table} table = new(");
        _writer.Line($"    {name},");
        _writer.Line("    Signature,");
        if (HasSlots)
        {
            WriteAddresses(0, _callback.Options.Slots);
            WriteAddresses(_callback.Options.Slots, TransientSlots);
        }

        _writer.Line($"    {Bind},");
        _writer.Line("    static slot =>");
        _writer.Line("    {");
        _writer.Line(
            "        Native native = ("
                + $"{string.Join(", ", _callback.Parameters.Select(static parameter => parameter.Identifier))}) => "
                + $"Invoke(slot.{RuntimeMembers.CallbackSlot.GetTarget}<{_callback.Delegate}>(), "
                + $"slot.{RuntimeMembers.CallbackSlot.Index}{SharedArguments});"
        );
        _writer.Line($"        slot.{RuntimeMembers.CallbackSlot.Native} = native;");
        _writer.Line($"        return {SystemMembers.Marshal.GetFunctionPointerForDelegate}(native);");
        _writer.Line($"    }}){end}");

        void WriteAddresses(int first, int count)
        {
            _writer.Line("    [");
            for (int index = 0; index < count; index += 8)
            {
                _writer.Line(
                    "        "
                        + string.Join(
                            " ",
                            Enumerable.Range(first + index, Math.Min(8, count - index)).Select(static number => $"Address(&Slot{number}),")
                        )
                );
            }

            _writer.Line("    ],");
        }
    }

    private void WriteThunks()
    {
        if (!HasSlots && !_callback.HasContext)
        {
            return;
        }

        bool isCdecl = _callback.Convention == CallingConvention.Cdecl;
        string convention = isCdecl ? SystemMembers.CallConvCdecl.Type : SystemMembers.CallConvStdcall.Type;
        string attribute = $"[{SystemMembers.UnmanagedCallersOnly.Type}(CallConvs = [typeof({convention})])]";
        _writer.Line();
        if (_callback.HasContext)
        {
            string context = _callback.Parameters[_callback.Context].Identifier;
            WriteThunk("Thunk", $"Callbacks!.{RuntimeMembers.CallbackTable.Find}({context}), {context}");
            return;
        }

        for (int index = 0; index < _callback.Options.Slots + TransientSlots; index++)
        {
            WriteThunk($"Slot{index}", $"Targets![{index}], {index}");
        }

        void WriteThunk(string name, string target)
        {
            _writer.Line($"{attribute} private static {Result} {name}({NativeParameters}) => Invoke({target}{SharedArguments});");
        }
    }

    private void WriteRegistration()
    {
        string type = $"{RuntimeMembers.Registered.Type}<{_callback.Delegate}>";
        using (
            _writer.Block(
                $"private sealed class Registration({type} registration) : "
                    + $"{RuntimeMembers.RegistrationTarget.Type}<{_callback.Delegate}>(registration)"
            )
        )
        {
            string arguments = string.Join(
                ", ",
                _callback.Signature.Parameters.Select(static parameter => MethodSignature.Modifier(parameter) + parameter.Identifier)
            );
            _writer.Line(
                $"internal {MethodSignature.Result(_callback.Signature)} Call({MethodSignature.Parameters(_callback.Signature)}) => "
                    + $"base.{RuntimeMembers.RegistrationTarget.Callback}({arguments});"
            );
        }
    }

    private void WriteFunction(CallModel call)
    {
        using (
            _writer.Block($"internal sealed class Function(nint address) : {RuntimeMembers.NativeFunctionTarget.Type}(address, Signature)")
        )
        {
            CallEmitter emitter = new(_writer, call, _callback.Signature, _callback.Delegate.DisplayText, _symbols);
            if (emitter.NeedsStack)
            {
                _writer.Line($"[{SystemMembers.SkipLocalsInit.Type}]");
            }

            using (
                _writer.Block(
                    $"internal {MethodSignature.Result(_callback.Signature)} Call({MethodSignature.Parameters(_callback.Signature)})"
                )
            )
            {
                emitter.Write();
            }
        }
    }
}
