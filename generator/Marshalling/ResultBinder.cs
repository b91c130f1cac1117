using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling;

/// <summary>Matches the result of C with that of C#.</summary>
internal sealed class ResultBinder(TypeMatcher types, ArgumentBinder arguments)
{
    public static NativeType TextPointer(TextEncoding encoding) =>
        encoding switch
        {
            TextEncoding.Utf8 => NativeType.Byte.PointerTo(),
            TextEncoding.Utf16 => NativeType.UInt16.PointerTo(),
            TextEncoding.Utf32 => NativeType.UInt32.PointerTo(),
            _ => NativeType.VoidPointer,
        };

    /// <summary>C's text within so many units as a string.</summary>
    public static string TextConversion(TextEncoding encoding, string length) =>
        encoding switch
        {
            TextEncoding.Utf8 => $"global::KoffiGen.CompilerServices.NativeString.FromUtf8((byte*){{0}}, {length})",
            TextEncoding.Utf16 => $"global::KoffiGen.CompilerServices.NativeString.FromUtf16((char*){{0}}, {length})",
            TextEncoding.Utf32 => $"global::KoffiGen.CompilerServices.NativeString.FromUtf32((uint*){{0}}, {length})",
            _ => $"global::KoffiGen.CompilerServices.NativeString.FromWide({{0}}, {length})",
        };

    /// <summary>C's text as a string.</summary>
    /// <param name="managed">The C# type: C may give NULL whether or not it allows null.</param>
    public static string TextConversion(TextEncoding encoding, CSharpType managed) =>
        encoding switch
        {
            TextEncoding.Utf8 => "global::KoffiGen.CompilerServices.NativeString.FromUtf8({0})",
            TextEncoding.Utf16 => "global::KoffiGen.CompilerServices.NativeString.FromUtf16((char*){0})",
            TextEncoding.Utf32 => "global::KoffiGen.CompilerServices.NativeString.FromUtf32({0})",
            _ => "global::KoffiGen.CompilerServices.NativeString.FromWide({0})",
        } + (managed.Text == "string" ? "!" : "");

    public CSharpType? Default(CType type)
    {
        switch (type.Canonical)
        {
            case VoidType:
                return CSharpType.Void;
            case PointerType { Ownership: not null } counted when CountedBinder.Default(types, counted) is { } array:
                return array;
            case PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is not null:
                return CSharpType.NullableString;
            case PointerType pointer when TypeMatcher.IsPointerValue(pointer.Pointee.Type):
                return types.FindGenerated(pointer.Pointee.Type) switch
                {
                    { Disposal: not null } owned when pointer.Ownership is not null => new CSharpType(
                        CSharpTypeKind.Named,
                        owned.HandleText
                    )
                    {
                        Name = owned.HandleName,
                    },
                    { } handle => TypeMatcher.Named(handle),
                    null => CSharpType.IntPtr,
                };
            case PointerType { Ownership: not null, Pointee.Type.Canonical: not PointerType } owned
                when types.MemoryType(owned.Pointee.Type) is { } copied:
                return copied;
            case PointerType { Ownership: not null }:
                return CSharpType.IntPtr;
            case PointerType pointer:
                return types.PointerTo(pointer.Pointee.Type);
            case BasicType basic:
                return ScalarMarshalling.DefaultType(basic.Kind);
            case EnumType:
                return types.MemoryType(type);
            case ForeignType foreign:
                return types.FindForeign(foreign);
            case RecordType:
                return types.FindGenerated(type) is { } record ? TypeMatcher.Named(record) : null;
            default:
                return null;
        }
    }

    /// <param name="counts">The numbers that a result may be counted with.</param>
    public ResultModel? Bind(CType type, CSharpType managed, ElementCounts? counts = null)
    {
        if (type.Canonical is VoidType)
        {
            return managed.Kind == CSharpTypeKind.Void ? ResultModel.Void : null;
        }

        if (type.Canonical is PointerType pointer)
        {
            return BindPointer(pointer, managed, counts);
        }

        if (types.FindManagedForm(type, managed) is { } twinned)
        {
            // Its text may be that of an argument.
            return new ResultModel(NativeType.Of(TypeMatcher.Named(twinned)), managed.Text, ManagedFormTexts.Read)
            {
                CopiesMemory = true,
                MemberDisposal = types.OwnsMemory(type) ? ManagedFormTexts.Free : null,
            };
        }

        // A result that the user does not want is called for what it is, and dropped.
        CSharpType wanted = managed.Kind == CSharpTypeKind.Void ? Default(type) ?? managed : managed;
        if (arguments.BindValue(type, wanted, "result") is not var (native, conversion))
        {
            return null;
        }

        return new ResultModel(native, managed.Text, conversion.ToManaged);
    }

    private ResultModel? BindPointer(PointerType pointer, CSharpType managed, ElementCounts? counts)
    {
        CType pointee = pointer.Pointee.Type;
        DisposalModel? disposal = pointer.Ownership is { } ownership ? DisposalBinder.Bind(ownership) : null;
        if (CountedBinder.Bind(types, pointer, managed, counts) is { } counted)
        {
            return new ResultModel(NativeType.VoidPointer, managed.Text, counted)
            {
                Disposal = disposal,
                CopiesMemory = disposal is null && CountedBinder.IsCopy(managed),
            };
        }

        switch (managed.Kind)
        {
            case CSharpTypeKind.Void:
                // An opaque type knows how it is closed, unless the declaration says otherwise.
                return new ResultModel(NativeType.IntPtr, "void", "{0}")
                {
                    Disposal =
                        pointer.Ownership is { Function: null, Method: null } && types.FindGenerated(pointee)?.Disposal is { } closing
                            ? closing
                            : disposal,
                };
            case CSharpTypeKind.IntPtr:
                return new ResultModel(NativeType.IntPtr, managed.Text, "{0}");
            case CSharpTypeKind.String when TypeMatcher.TextEncodingOf(pointee) is { } encoding:
                return new ResultModel(TextPointer(encoding), managed.Text, TextConversion(encoding, managed))
                {
                    Disposal = disposal,
                    CopiesMemory = disposal is null,
                };
            case CSharpTypeKind.Pointer or CSharpTypeKind.FunctionPointer when types.IsPointerTo(pointee, managed):
                return new ResultModel(NativeType.VoidPointer, managed.Text, $"({managed.Text}){{0}}");
            case CSharpTypeKind.TypedPointer or CSharpTypeKind.Utf8Pointer when types.IsPointerTo(pointee, managed):
                return new ResultModel(NativeType.IntPtr, managed.Text, $"new {managed.Text}({{0}})");
            case CSharpTypeKind.Named when pointee.Canonical is FunctionType && types.IsGenerated(pointee, managed):
                return new ResultModel(NativeType.IntPtr, managed.Text, $"new {managed.Text}({{0}})");
            case CSharpTypeKind.Named when types.FindGenerated(pointee) is { } generated && TypeMatcher.IsOpaque(pointee):
                if (generated.IsHandle(managed))
                {
                    return pointer.Ownership is null
                        ? null
                        : new ResultModel(NativeType.IntPtr, managed.Text, "{0}")
                        {
                            HandleType = generated.HandleText,
                            HandleDisposer = generated.OwnDisposer,
                        };
                }

                return generated.IsValue(managed) ? new ResultModel(NativeType.IntPtr, managed.Text, $"new {generated.Text}({{0}})") : null;
        }

        return CopyBinder.Bind(types, pointer, managed) is { } copy
            ? new ResultModel(copy.NativeType, managed.Text, copy.Conversion)
            {
                Disposal = disposal,
                MemberDisposal = copy.MemberDisposal,
                CopiesMemory = disposal is null,
            }
            : null;
    }
}
