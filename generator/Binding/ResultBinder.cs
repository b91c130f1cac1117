using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;

namespace KoffiGen.Binding;

/// <summary>Matches the result of C with that of C#.</summary>
internal sealed class ResultBinder(TypeMatcher types, ArgumentBinder arguments)
{
    public static string TextPointer(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => "byte*",
        TextEncoding.Utf16 => "ushort*",
        TextEncoding.Utf32 => "uint*",
        _ => "void*",
    };

    /// <summary>C's text as a string.</summary>
    public static string TextConversion(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => "global::KoffiGen.CompilerServices.NativeString.FromUtf8({0})",
        TextEncoding.Utf16 => "global::KoffiGen.CompilerServices.NativeString.FromUtf16((char*){0})",
        TextEncoding.Utf32 => "global::KoffiGen.CompilerServices.NativeString.FromUtf32({0})",
        _ => "global::KoffiGen.CompilerServices.NativeString.FromWide({0})",
    };

    public ManagedType? Default(CType type)
    {
        switch (type.Canonical)
        {
            case VoidType:
                return ManagedType.Void;
            case PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is not null:
                return ManagedType.NullableString;
            case PointerType pointer when TypeMatcher.IsOpaque(pointer.Pointee.Type):
                return types.FindGenerated(pointer.Pointee.Type) switch
                {
                    { Disposal: not null } owned when pointer.Ownership is not null => new ManagedType(ManagedTypeKind.Named, owned.HandleText) { Name = owned.HandleName },
                    { } handle => TypeMatcher.Named(handle),
                    null => ManagedType.IntPtr,
                };
            case PointerType { Ownership: not null, Pointee.Type.Canonical: not PointerType } owned when types.MemoryType(owned.Pointee.Type) is { } copied:
                return copied;
            case PointerType { Ownership: not null }:
                return ManagedType.IntPtr;
            case PointerType pointer:
                return types.PointerTo(pointer.Pointee.Type);
            case BasicType basic:
                return ScalarMarshalling.DefaultType(basic.Kind);
            case EnumType:
                return types.FindGenerated(type) is { } enumeration ? TypeMatcher.Named(enumeration) : ScalarMarshalling.DefaultType(BasicTypeKind.Int32);
            case ForeignType foreign:
                return types.FindForeign(foreign);
            case RecordType:
                return types.FindGenerated(type) is { } record ? TypeMatcher.Named(record) : null;
            default:
                return null;
        }
    }

    public ResultModel? Bind(CType type, ManagedType managed)
    {
        if (type.Canonical is VoidType)
        {
            return managed.Kind == ManagedTypeKind.Void ? ResultModel.Void : null;
        }

        if (type.Canonical is PointerType pointer)
        {
            return BindPointer(pointer, managed);
        }

        // A result that the user does not want is called for what it is, and dropped.
        ManagedType wanted = managed.Kind == ManagedTypeKind.Void ? Default(type) ?? managed : managed;
        if (arguments.BindValue(type, wanted, "result") is not var (native, conversion))
        {
            return null;
        }

        return new ResultModel(native, managed.Text, conversion.ToManaged);
    }

    private ResultModel? BindPointer(PointerType pointer, ManagedType managed)
    {
        CType pointee = pointer.Pointee.Type;
        DisposalModel? disposal = pointer.Ownership is { } ownership ? DisposalBinder.Bind(ownership) : null;
        switch (managed.Kind)
        {
            case ManagedTypeKind.Void:
                // An opaque type knows how it is closed, unless the declaration says otherwise.
                return new ResultModel("nint", "void", "{0}") { Disposal = pointer.Ownership is { Function: null, Method: null } && types.FindGenerated(pointee)?.Disposal is { } closing ? closing : disposal };
            case ManagedTypeKind.IntPtr:
                return new ResultModel("nint", managed.Text, "{0}");
            case ManagedTypeKind.String when TypeMatcher.TextEncodingOf(pointee) is { } encoding:
                return new ResultModel(TextPointer(encoding), managed.Text, TextConversion(encoding) + (managed.Text == "string" ? "!" : "")) { Disposal = disposal };
            case ManagedTypeKind.Pointer or ManagedTypeKind.FunctionPointer when types.IsPointerTo(pointee, managed):
                return new ResultModel("void*", managed.Text, $"({managed.Text}){{0}}");
            case ManagedTypeKind.TypedPointer or ManagedTypeKind.Utf8Pointer when types.IsPointerTo(pointee, managed):
                return new ResultModel("nint", managed.Text, $"new {managed.Text}({{0}})");
            case ManagedTypeKind.Named when types.FindGenerated(pointee) is { } generated && TypeMatcher.IsOpaque(pointee):
                if (managed.Name == generated.HandleName && generated.Disposal is not null)
                {
                    return pointer.Ownership is null ? null : new ResultModel("nint", managed.Text, "{0}") { HandleType = generated.HandleText };
                }

                return managed.Name == generated.Name.TrimStart('@') ? new ResultModel("nint", managed.Text, $"new {generated.Text}({{0}})") : null;
        }

        // What is ours to free is copied out first; of NULL there is nothing to copy.
        return disposal is not null && types.IsSameMemory(pointee, managed)
            ? new ResultModel(managed.Text + "*", managed.Text, "({0} == null ? default : *{0})") { Disposal = disposal }
            : null;
    }
}
