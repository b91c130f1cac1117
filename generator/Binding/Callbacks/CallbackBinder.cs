using KoffiGen.Binding.Calls;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Marshalling;
using KoffiGen.Marshalling.Defaults;
using KoffiGen.Marshalling.Received;
using KoffiGen.Model;

namespace KoffiGen.Binding.Callbacks;

/// <summary>The first mismatch between the signature of a delegate and a C function type.</summary>
/// <param name="Site">The part of the signature.</param>
/// <param name="Index">The index of the parameter, if the part is one.</param>
internal sealed record CallbackMismatch(DiagnosticSite Site, int Index, Mismatch Reason);

/// <summary>
/// Matches the signature of a delegate with the C function type that calls it. Parameters are bound like results of a call, and the
/// result is bound like an argument.
/// </summary>
internal sealed partial class CallbackBinder
{
    /// <summary>The identifiers in generated thunks, which a parameter of the same name would hide.</summary>
    private static readonly HashSet<string> ReservedNames = new(StringComparer.Ordinal)
    {
        "Callbacks",
        "Targets",
        "Table",
        "Places",
        "Create",
        "table",
        "Native",
        "Address",
        "Invoke",
        "Deliver",
        "Thunk",
        "Registration",
        "Function",
        "slot",
        "native",
        "registration",
    };

    private readonly BlittableStandInTable _standIns = new("Callback");
    private readonly TypeMatcher _types;
    private readonly FunctionType _function;
    private readonly ResultMarshaller _results;
    private readonly string[] _names;
    private readonly string[] _identifiers;
    private readonly CallbackCounts _counts;

    public CallbackBinder(TypeMatcher types, FunctionType function)
    {
        // Thunks are visible in other files, whereas the stand-ins of a file are not.
        _types = types.WithStandIns(_standIns);
        _function = function;
        _results = new ResultMarshaller(_types);
        _names = ParameterNames.Of(function);
        _identifiers = [.. _names.Select(name => CSharpIdentifier.Escape(ChooseUnusedName(name)))];
        _counts = new CallbackCounts(function, _identifiers);
    }

    /// <summary>Returns the default signature of the delegate.</summary>
    /// <param name="name">The name of the delegate as an identifier in code.</param>
    public MethodDeclaration CreateDefault(string name)
    {
        int context = ContextParameters.FindReceived(_function);
        ParameterDeclaration[] parameters = [.. Enumerable.Range(0, _function.Parameters.Length).Select(Default)];
        IEnumerable<ParameterDeclaration> kept = ParameterMap
            .CreateDefault(_function, parameters, index => index == context)
            .Select(parameters);
        return new MethodDeclaration(name, DefaultResult(), kept.ToEquatableArray());
    }

    /// <summary>Returns the callback; <see langword="null"/> if the signature does not match.</summary>
    /// <param name="declaration">The C function type, for the documentation of the generated code.</param>
    /// <param name="mismatch">The first mismatch; <see langword="null"/> if C can call a delegate with the signature.</param>
    public CallbackModel? Bind(MethodDeclaration signature, CSharpType type, string declaration, out CallbackMismatch? mismatch)
    {
        List<CallbackParameter> parameters = [];
        mismatch = MatchParameters(signature, type, parameters);
        if (mismatch is not null)
        {
            return null;
        }

        Match<CallbackResult> match =
            signature.ReturnRefKind == ByRefKind.None ? BindResult(signature.ReturnType) : default(Match<CallbackResult>);
        if (match.Form is not { } result)
        {
            string found = (signature.ReturnRefKind == ByRefKind.None ? "" : "ref ") + signature.ReturnType.DisplayText;
            string description =
                $"for the return type '{_function.ReturnType}', expected '{DefaultResult().DisplayText}' but found '{found}'";
            mismatch = new CallbackMismatch(DiagnosticSite.ReturnType, 0, Explain(match.Mismatch, type, description));
            return null;
        }

        return new CallbackModel(
            type,
            declaration,
            _function.Convention == CallingConvention.Stdcall ? CallingConvention.Stdcall : CallingConvention.Cdecl,
            signature
        )
        {
            Parameters = parameters.ToEquatableArray(),
            Result = result,
            Context = ContextParameters.FindReceived(_function),
            BlittableStandIns = _standIns.StandIns,
        };
    }

    private CallbackMismatch? MatchParameters(MethodDeclaration signature, CSharpType type, List<CallbackParameter> parameters)
    {
        int context = ContextParameters.FindReceived(_function);
        if (ParameterMap.MatchCallback(_function, signature.Parameters, context) is not { } map)
        {
            string passed = _function.Parameters.Length == 1 ? "1 parameter" : $"{_function.Parameters.Length} parameters";
            string difference = $"expected {passed} but found {signature.Parameters.Count}";
            return new CallbackMismatch(DiagnosticSite.Name, 0, new FunctionMismatch(_function, type, difference));
        }

        for (int index = 0; index < _function.Parameters.Length; index++)
        {
            CParameter parameter = _function.Parameters[index];
            if (map[index] == ParameterMap.None)
            {
                parameters.Add(new CallbackOmission(_identifiers[index], index == context ? NativeType.IntPtr : FindNativeType(parameter)));
                continue;
            }

            ParameterDeclaration declared = signature.Parameters[map[index]];
            Match<CallbackParameter> match = BindParameter(parameter, declared, _identifiers[index]);
            if (match.Form is not { } bound)
            {
                string description =
                    $"for '{CTypeWriter.WriteParameter(parameter)}', expected '{SignatureBinder.Display(Default(index))}' "
                    + $"but found '{SignatureBinder.Display(declared)}'";
                return new CallbackMismatch(DiagnosticSite.Parameter, map[index], Explain(match.Mismatch, type, description));
            }

            parameters.Add(bound);
        }

        return null;
    }

    /// <summary>Returns the reason of a part of the signature as a reason of the delegate.</summary>
    /// <param name="description">The part, with the C# type that matches it.</param>
    private Mismatch Explain(Mismatch? reason, CSharpType type, string description) =>
        reason switch
        {
            LayoutMismatch or ManagedElementMismatch => reason,
            FunctionMismatch inner => new FunctionMismatch(_function, type, $"{description}: {inner.Reason}"),
            _ => new FunctionMismatch(_function, type, description),
        };

    /// <summary>
    /// Adds the call that a delegate makes when it wraps a C function pointer, if the signature is also valid for a call.
    /// </summary>
    public CallbackModel BindForwardingCall(CallbackModel callback, Func<TypeMatcher, CallBinder> createCalls) =>
        createCalls(_types).Bind(callback.Signature) is { } call
            ? callback with
            {
                ForwardingCall = FunctionPointerBinder.CallThroughPointer(call),
                BlittableStandIns = _standIns.StandIns,
            }
            : callback;

    private ParameterDeclaration Default(int index)
    {
        CParameter parameter = _function.Parameters[index];
        string name = _names[index];
        CType type = parameter.Type.Type;
        if (type.Canonical is not PointerType pointer)
        {
            return new ParameterDeclaration(name, DefaultResults.Find(_types, type) ?? CSharpType.IntPtr);
        }

        CType pointee = pointer.Pointee.Type;
        bool isWritten = parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout;
        if (parameter.Size is { } size && _counts.Express(size) is not null)
        {
            if (pointer.Ownership is not null)
            {
                return new ParameterDeclaration(
                    name,
                    CountedMatcher.Default(_types, new PointerType(pointer.Pointee, pointer.Ownership) { Count = size })
                        ?? CSharpType.IntPtr
                );
            }

            return new ParameterDeclaration(
                name,
                DefaultElement(parameter, pointee) is { } element
                    ? new CSharpType.Span(element) { IsReadOnly = parameter.IsReadOnly }
                    : CSharpType.IntPtr
            );
        }

        if (!isWritten)
        {
            CSharpType? passed = UnterminatedText.IsPossible(_function, index)
                ? _types.MemoryPointerTo(pointee)
                : DefaultResults.Find(_types, type);
            return new ParameterDeclaration(name, passed ?? CSharpType.IntPtr);
        }

        ByRefKind refKind = parameter.Direction == ParameterDirection.Out ? ByRefKind.Out : ByRefKind.Ref;
        CSharpType? written = pointee.Canonical switch
        {
            PointerType { Pointee.Type: { } text } when TypeMatcher.TextEncodingOf(text) is not null => refKind == ByRefKind.Out
                ? CSharpType.NullableString
                : _types.PointerTo(text),
            PointerType inner => DefaultResults.Find(_types, new PointerType(inner.Pointee)),
            BasicType basic when TypeMatcher.TextEncodingOf(basic) is null => ScalarMarshalling.DefaultType(basic.Kind),
            EnumType or ForeignType or RecordType { IsComplete: true } => DefaultResults.Find(_types, pointee),
            _ => null,
        };
        return written is null ? new ParameterDeclaration(name, CSharpType.IntPtr) : new ParameterDeclaration(name, written, refKind);
    }

    private CSharpType? DefaultElement(CParameter parameter, CType pointee) =>
        pointee.Canonical is not VoidType ? _types.MemoryType(pointee)
        : parameter.Counter is not null ? ScalarMarshalling.DefaultType(BasicTypeKind.UInt8)
        : null;

    // Owned results are addresses, except for strings: KoffiGen cannot copy other memory to memory that C can free.
    private CSharpType DefaultResult() =>
        _function.ReturnType.Type.Canonical switch
        {
            PointerType { Ownership: not null } owned when TypeMatcher.TextEncodingOf(owned.Pointee.Type) is not null => IsFreedByC(owned)
                ? CSharpType.NullableString
                : CSharpType.IntPtr,
            PointerType pointer => DefaultResults.Find(_types, new PointerType(pointer.Pointee)) ?? CSharpType.IntPtr,
            var type => DefaultResults.Find(_types, type) ?? CSharpType.Void,
        };

    // C may only free() memory that came from malloc().
    private static bool IsFreedByC(PointerType owned) => owned.Ownership is { Foreign: null, Function: null or "free" };

    /// <summary>Returns the name, or a similar one that is not used in the generated code or by another parameter.</summary>
    private string ChooseUnusedName(string name)
    {
        bool isSlot = name.StartsWith("Slot", StringComparison.Ordinal) && name.Skip("Slot".Length).All(char.IsDigit);
        if (!isSlot && !ReservedNames.Contains(name))
        {
            return name;
        }

        do
        {
            name += "_";
        } while (_names.Contains(name));
        return name;
    }

    private static NativeType FindNativeType(CParameter parameter) =>
        parameter.Type.Type.Canonical is BasicType basic ? ScalarMarshalling.NativeType(basic.Kind)! : NativeType.IntPtr;
}
