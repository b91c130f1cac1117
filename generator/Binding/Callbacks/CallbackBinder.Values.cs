using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Marshalling.Received;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Binding.Callbacks;

// Parameters and the result of a callback.
internal sealed partial class CallbackBinder
{
    private Match<CallbackParameter> BindParameter(CParameter parameter, ParameterDeclaration declared, string identifier)
    {
        CType type = parameter.Type.Type;
        if (declared.RefKind != ByRefKind.None)
        {
            return type.Canonical is PointerType { Ownership: null } memory && parameter.Size is null
                ? BindReference(parameter, memory, declared, identifier)
                : default;
        }

        // The count, not a NUL, ends a counted string.
        Match<CallbackParameter> counted =
            type.Canonical is PointerType pointer && parameter.Size is { } size
                ? BindCounted(parameter, pointer, size, declared, identifier)
                : default;
        if (counted.IsDecided || (parameter.Size is not null && declared.Type is CSharpType.String))
        {
            return counted;
        }

        return declared.Type.IsVoid
            ? default
            : _results
                .Match(type, declared.Type, declared.Name, _counts)
                .Select<CallbackParameter>(input => new CallbackInput(identifier, input.NativeType, input.ToManaged)
                {
                    Disposal = input.Disposal,
                    FreesMembers = input.FreesMembers,
                    Handle = input.Handle,
                });
    }

    private Match<CallbackParameter> BindCounted(
        CParameter parameter,
        PointerType pointer,
        CountExpression size,
        ParameterDeclaration declared,
        string identifier
    )
    {
        CSharpType managed = declared.Type;
        bool isReadOnly = parameter.IsReadOnly;
        CSharpType? element = managed.Element;
        // Arrays and strings are copies, so C would not see what the callback writes to them. The length of a string is in characters.
        bool isCopy = managed is CSharpType.Array or CSharpType.String;
        if (
            (managed is CSharpType.Span { IsReadOnly: false } && isReadOnly)
            || (isCopy && parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout)
            || (
                managed is CSharpType.String
                && parameter.IsByteCount
                && TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is not TextEncoding.Utf8
            )
        )
        {
            return default;
        }

        if (element is not null && Lengths.IsScaled(parameter, element))
        {
            return
                pointer.Ownership is null
                && managed is CSharpType.Span
                && _types.IsSameMemory(pointer.Pointee.Type, element)
                && _counts.Express(size) is { } bytes
                ? new CallbackInput(identifier, NativeType.VoidPointer, new SpanConversion(managed, new ElementCount(bytes, element)))
                : default(Match<CallbackParameter>);
        }

        PointerType counted = new(pointer.Pointee, pointer.Ownership) { Count = size };
        return CountedMatcher
            .Match(new ReceivedPair(_types, counted, managed, ReceivedRole.Result, declared.Name) { Counts = _counts })
            .Select<CallbackParameter>(form => new CallbackInput(identifier, form.NativeType, form.ToManaged) { Disposal = form.Disposal });
    }

    private Match<CallbackParameter> BindReference(
        CParameter parameter,
        PointerType pointer,
        ParameterDeclaration declared,
        string identifier
    )
    {
        ByRefKind? refKind = (declared.RefKind, parameter.Direction) switch
        {
            (ByRefKind.Out, ParameterDirection.Out) => ByRefKind.Out,
            (ByRefKind.Ref, ParameterDirection.Inout or ParameterDirection.Out) => ByRefKind.Ref,
            (ByRefKind.Ref, ParameterDirection.Default) when !pointer.Pointee.IsConst => ByRefKind.Ref,
            (ByRefKind.In or ByRefKind.RefReadOnly, ParameterDirection.Default or ParameterDirection.In) => ByRefKind.In,
            _ => null,
        };
        CType pointee = pointer.Pointee.Type;
        if (refKind is not { } passed || pointee.Canonical is VoidType or FunctionType)
        {
            return default;
        }

        if (pointee.Canonical is PointerType inner)
        {
            return BindPointerReference(inner, declared, identifier, passed);
        }

        return ValueMatchers
            .Match(new ValuePair(_types, pointee, declared.Type, declared.Name))
            .Select<CallbackParameter>(form => new CallbackReference(
                identifier,
                form.NativeType,
                passed,
                declared.Type,
                form.Conversion,
                form.Conversion
            ));
    }

    private Match<CallbackParameter> BindPointerReference(
        PointerType inner,
        ParameterDeclaration declared,
        string identifier,
        ByRefKind refKind
    )
    {
        Match<CallbackResult> output = BindOutput(inner, declared.Type, declared.Name);
        if (refKind == ByRefKind.Out)
        {
            return output.Select<CallbackParameter>(form => Reference(form, Conversion.Identity));
        }

        if (output.Form is { Text: not null })
        {
            return default;
        }

        Match<ResultModel> input = _results.Match(new PointerType(inner.Pointee), declared.Type, declared.Name);
        return output.Form is { } written
            ? input.Select<CallbackParameter>(form => Reference(written, new ReinterpretConversion(form.NativeType, form.ToManaged)))
            : new Match<CallbackParameter>(null, output.Mismatch);

        CallbackReference Reference(CallbackResult form, ToManagedConversion toManaged) =>
            new(identifier, form.NativeType, refKind, declared.Type, toManaged, form.ToNative) { Text = form.Text };
    }

    private Match<CallbackResult> BindResult(CSharpType managed)
    {
        CType type = _function.ReturnType.Type;
        return type.Canonical is VoidType ? (managed.IsVoid ? CallbackResult.Void : default(Match<CallbackResult>))
            : managed.IsVoid ? default
            : BindOutput(type, managed, "result");
    }

    /// <summary>
    /// Binds a value that C receives from the callback. C may keep it, so memory that an argument provides only during a call does not
    /// match.
    /// </summary>
    /// <param name="name">The name of the value in exceptions.</param>
    private Match<CallbackResult> BindOutput(CType type, CSharpType managed, string name) =>
        type.Canonical is PointerType pointer && managed is CSharpType.String
            ? BindText(pointer, managed)
            : ValueMatchers
                .Match(new ValuePair(_types, type, managed, name))
                .Select(form => new CallbackResult(form.NativeType, managed, form.Conversion));

    private static Match<CallbackResult> BindText(PointerType pointer, CSharpType managed) =>
        TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is { } encoding && (pointer.Ownership is null || IsFreedByC(pointer))
            ? new CallbackResult(NativeType.IntPtr, managed, Conversion.Identity)
            {
                Text = new CallbackText(encoding, pointer.Ownership is not null),
            }
            : default(Match<CallbackResult>);
}
