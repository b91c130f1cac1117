using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

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

    /// <summary>C's text as a string.</summary>
    /// <param name="managed">The C# type: C may give NULL whether or not it allows null.</param>
    public static TextConversion TextConversion(TextEncoding encoding, CSharpType managed) =>
        new(encoding, AllowsNull: managed is CSharpType.Reference { IsNullable: true });

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
                    { Disposal: not null } owned when pointer.Ownership is not null => owned.Handle,
                    { } handle => handle.Type,
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
                return types.FindGenerated(type) is { } record ? record.Type : null;
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
            return new ResultModel(NativeType.Of(twinned.Type), managed, new ReadManagedFormConversion())
            {
                CopiesMemory = true,
                FreesMembers = types.OwnsMemory(type),
            };
        }

        // A result that the user does not want is called for what it is, and dropped.
        CSharpType wanted = managed.Kind == CSharpTypeKind.Void ? Default(type) ?? managed : managed;
        if (arguments.BindValue(type, wanted, "result") is not var (native, conversion))
        {
            return null;
        }

        return new ResultModel(native, managed, conversion);
    }

    private ResultModel? BindPointer(PointerType pointer, CSharpType managed, ElementCounts? counts)
    {
        CType pointee = pointer.Pointee.Type;
        DisposalModel? disposal = pointer.Ownership is { } ownership ? DisposalBinder.Bind(ownership) : null;
        if (CountedBinder.Bind(types, pointer, managed, counts) is { } counted)
        {
            return new ResultModel(NativeType.VoidPointer, managed, counted)
            {
                Disposal = disposal,
                CopiesMemory = disposal is null && CountedBinder.IsCopy(managed),
            };
        }

        switch (managed.Kind)
        {
            case CSharpTypeKind.Void:
                // An opaque type knows how it is closed, unless the declaration says otherwise.
                return new ResultModel(NativeType.IntPtr, CSharpType.Void, Conversion.Identity)
                {
                    Disposal =
                        pointer.Ownership is { IsFree: true } && types.FindGenerated(pointee)?.Disposal is { } closing ? closing : disposal,
                };
            case CSharpTypeKind.IntPtr:
                return new ResultModel(NativeType.IntPtr, managed, Conversion.Identity);
            case CSharpTypeKind.String when TypeMatcher.TextEncodingOf(pointee) is { } encoding:
                return new ResultModel(TextPointer(encoding), managed, TextConversion(encoding, managed))
                {
                    Disposal = disposal,
                    CopiesMemory = disposal is null,
                };
            case CSharpTypeKind.Pointer or CSharpTypeKind.FunctionPointer when types.IsPointerTo(pointee, managed):
                return new ResultModel(NativeType.VoidPointer, managed, new PointerCastConversion(managed));
            case CSharpTypeKind.TypedPointer or CSharpTypeKind.Utf8Pointer when types.IsPointerTo(pointee, managed):
                return new ResultModel(NativeType.IntPtr, managed, new WrapPointerConversion(managed, AddressProperty.Address));
            case CSharpTypeKind.Named when pointee.Canonical is FunctionType && types.IsGenerated(pointee, managed):
                return new ResultModel(NativeType.IntPtr, managed, new WrapPointerConversion(managed, AddressProperty.Address));
            case CSharpTypeKind.Named when types.FindGenerated(pointee) is { } generated && TypeMatcher.IsOpaque(pointee):
                if (generated.IsHandle(managed))
                {
                    return pointer.Ownership is null
                        ? null
                        : new ResultModel(NativeType.IntPtr, managed, Conversion.Identity)
                        {
                            HandleType = generated.Handle,
                            HandleDisposer = generated.OwnDisposer,
                        };
                }

                return generated.IsValue(managed)
                    ? new ResultModel(NativeType.IntPtr, managed, new WrapPointerConversion(generated.Type, AddressProperty.Value))
                    : null;
        }

        return CopyBinder.Bind(types, pointer, managed) is { } copy
            ? new ResultModel(copy.NativeType, managed, copy.Conversion)
            {
                Disposal = disposal,
                FreesMembers = copy.FreesMembers,
                CopiesMemory = disposal is null,
            }
            : null;
    }
}
