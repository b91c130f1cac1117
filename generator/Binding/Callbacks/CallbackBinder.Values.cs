using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Declarations;
using KoffiGen.Model.Numbers;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Binding.Callbacks;

// One value at a time, in either direction.
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

        // What C counts is not read up to a NUL instead.
        CallbackInput? counted =
            type.Canonical is PointerType pointer && parameter.Size is { } size
                ? BindCounted(parameter, pointer, size, declared.Type, identifier)
                : null;
        if (counted is not null || (parameter.Size is not null && declared.Type.Kind == CSharpTypeKind.String))
        {
            return counted;
        }

        return _results.Bind(type, declared.Type, _counts) is { } input && declared.Type.Kind != CSharpTypeKind.Void
            ? new CallbackInput(identifier, input.NativeType, input.ToManaged)
            {
                Disposal = input.Disposal,
                FreesMembers = input.FreesMembers,
                HandleType = input.HandleType,
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
        bool isReadOnly = ArgumentBinder.IsReadOnly(parameter, pointer);
        CSharpType? element = managed.Element;
        // An array and a string are copies, in which C would not see what the callback writes; a string counts characters.
        bool isCopy = managed.Kind is CSharpTypeKind.Array or CSharpTypeKind.String;
        if (
            (managed.Kind == CSharpTypeKind.Span && isReadOnly)
            || (isCopy && parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout)
            || (
                managed.Kind == CSharpTypeKind.String
                && parameter.IsByteCount
                && TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is not TextEncoding.Utf8
            )
        )
        {
            return null;
        }

        if (element is not null && ArgumentBinder.IsScaled(parameter, element))
        {
            return
                pointer.Ownership is null
                && managed.Kind is CSharpTypeKind.Span or CSharpTypeKind.ReadOnlySpan
                && _types.IsSameMemory(pointer.Pointee.Type, element)
                && _counts.Express(size) is { } bytes
                ? new CallbackInput(identifier, NativeType.VoidPointer, new SpanConversion(managed, new ElementCount(bytes, element)))
                : null;
        }

        PointerType counted = new(pointer.Pointee, pointer.Ownership) { Count = size };
        return CountedBinder.Bind(_types, counted, managed, _counts) is { } conversion
            ? new CallbackInput(identifier, NativeType.VoidPointer, conversion)
            {
                Disposal = pointer.Ownership is { } ownership ? DisposalBinder.Bind(ownership) : null,
            }
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

        return _arguments.BindValue(pointee, declared.Type, declared.Name) is var (native, conversion)
            ? new CallbackReference(identifier, native, passed, declared.Type, conversion, conversion)
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
            if (_results.Bind(new PointerType(inner.Pointee), declared.Type) is not { } input)
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
        return type.Canonical switch
        {
            VoidType => managed.Kind == CSharpTypeKind.Void ? CallbackResult.Void : null,
            _ when managed.Kind == CSharpTypeKind.Void => null,
            PointerType pointer => BindOutput(pointer, managed),
            _ => _arguments.BindValue(type, managed, "result") is var (native, conversion)
                ? new CallbackResult(native, managed, conversion)
                : null,
        };
    }

    /// <summary>A pointer that the callback gives to C.</summary>
    private CallbackResult? BindOutput(PointerType pointer, CSharpType managed)
    {
        if (managed.Kind == CSharpTypeKind.String)
        {
            return TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is { } encoding && (pointer.Ownership is null || IsFreedByC(pointer))
                ? new CallbackResult(NativeType.IntPtr, managed, Conversion.Identity)
                {
                    Text = new CallbackText(encoding, pointer.Ownership is not null),
                }
                : null;
        }

        // By value a pointer is passed as it is passed to a function; strings and memory of a call would not last.
        CParameter parameter = new(null, new PointerType(pointer.Pointee), null);
        return
            _arguments.Bind(parameter, new ParameterDeclaration("result", managed))
                is ValueArgument { Conversion: var conversion, NativeType: var native }
            ? new CallbackResult(native, managed, conversion)
            : null;
    }
}
