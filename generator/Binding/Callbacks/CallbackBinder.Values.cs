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
    private CallbackParameter? BindParameter(CParameter parameter, ParameterDeclaration declared, string identifier)
    {
        CType type = parameter.Type.Type;
        if (declared.RefKind != ByRefKind.None)
        {
            return type.Canonical is PointerType { Ownership: null } memory && parameter.Size is null
                ? BindReference(parameter, memory, declared, identifier)
                : null;
        }

        // The count, not a NUL, ends a counted string.
        CallbackInput? counted =
            type.Canonical is PointerType pointer && parameter.Size is { } size
                ? BindCounted(parameter, pointer, size, declared.Type, identifier)
                : null;
        if (counted is not null || (parameter.Size is not null && declared.Type is CSharpType.String))
        {
            return counted;
        }

        return _results.Match(type, declared.Type, _counts) is { } input && !declared.Type.IsVoid
            ? new CallbackInput(identifier, input.NativeType, input.ToManaged)
            {
                Disposal = input.Disposal,
                FreesMembers = input.FreesMembers,
                Handle = input.Handle,
            }
            : null;
    }

    private CallbackInput? BindCounted(
        CParameter parameter,
        PointerType pointer,
        CountExpression size,
        CSharpType managed,
        string identifier
    )
    {
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
            return null;
        }

        if (element is not null && Lengths.IsScaled(parameter, element))
        {
            return
                pointer.Ownership is null
                && managed is CSharpType.Span
                && _types.IsSameMemory(pointer.Pointee.Type, element)
                && _counts.Express(size) is { } bytes
                ? new CallbackInput(identifier, NativeType.VoidPointer, new SpanConversion(managed, new ElementCount(bytes, element)))
                : null;
        }

        PointerType counted = new(pointer.Pointee, pointer.Ownership) { Count = size };
        return CountedMatcher.Match(new ReceivedPair(_types, counted, managed, ReceivedRole.Result) { Counts = _counts }) is { } form
            ? new CallbackInput(identifier, form.NativeType, form.ToManaged) { Disposal = form.Disposal }
            : null;
    }

    private CallbackReference? BindReference(CParameter parameter, PointerType pointer, ParameterDeclaration declared, string identifier)
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
            return null;
        }

        if (pointee.Canonical is PointerType inner)
        {
            return BindPointerReference(inner, declared, identifier, passed);
        }

        return ValueMatchers.Match(new ValuePair(_types, pointee, declared.Type, declared.Name)) is { } form
            ? new CallbackReference(identifier, form.NativeType, passed, declared.Type, form.Conversion, form.Conversion)
            : null;
    }

    private CallbackReference? BindPointerReference(PointerType inner, ParameterDeclaration declared, string identifier, ByRefKind refKind)
    {
        if (BindOutput(inner, declared.Type) is not { } output || (output.Text is not null && refKind != ByRefKind.Out))
        {
            return null;
        }

        ToManagedConversion toManaged = Conversion.Identity;
        if (refKind != ByRefKind.Out)
        {
            if (_results.Match(new PointerType(inner.Pointee), declared.Type) is not { } input)
            {
                return null;
            }

            toManaged = new ReinterpretConversion(input.NativeType, input.ToManaged);
        }

        return new CallbackReference(identifier, output.NativeType, refKind, declared.Type, toManaged, output.ToNative)
        {
            Text = output.Text,
        };
    }

    private CallbackResult? BindResult(CSharpType managed)
    {
        CType type = _function.ReturnType.Type;
        return type.Canonical is VoidType ? (managed.IsVoid ? CallbackResult.Void : null)
            : managed.IsVoid ? null
            : BindOutput(type, managed);
    }

    /// <summary>
    /// Binds a value that C receives from the callback. C may keep it, so memory that an argument provides only during a call does not
    /// match.
    /// </summary>
    private CallbackResult? BindOutput(CType type, CSharpType managed) =>
        type.Canonical is PointerType pointer && managed is CSharpType.String ? BindText(pointer, managed)
        : ValueMatchers.Match(new ValuePair(_types, type, managed, "result")) is { } form
            ? new CallbackResult(form.NativeType, managed, form.Conversion)
        : null;

    private static CallbackResult? BindText(PointerType pointer, CSharpType managed) =>
        TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is { } encoding && (pointer.Ownership is null || IsFreedByC(pointer))
            ? new CallbackResult(NativeType.IntPtr, managed, Conversion.Identity)
            {
                Text = new CallbackText(encoding, pointer.Ownership is not null),
            }
            : null;
}
