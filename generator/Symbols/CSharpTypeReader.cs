using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using KoffiGen.Binding;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using Microsoft.CodeAnalysis;
using CallingConvention = KoffiGen.C.CallingConvention;

namespace KoffiGen.Symbols;

/// <summary>Converts the symbol of a C# type to a <see cref="CSharpType"/>. Recursion stops at a type that contains itself.</summary>
internal sealed class CSharpTypeReader
{
    /// <summary>The maximum nesting of types. C types never nest that deep, but generic C# types can nest without end.</summary>
    private const int MaximumDepth = 12;

    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
    );

    // The types that contain the type being read.
    private readonly HashSet<ITypeSymbol> _open = new(SymbolEqualityComparer.Default);
    private bool _isInDelegate;

    private CSharpTypeReader() { }

    public static CSharpType Read(ITypeSymbol type) => new CSharpTypeReader().ReadType(type);

    /// <summary>
    /// Reads the signature of a delegate, or returns <see langword="null"/> if it contains another delegate, which C cannot represent.
    /// </summary>
    public static MethodDeclaration? ReadSignature(IMethodSymbol invoke) =>
        new CSharpTypeReader { _isInDelegate = true }.ReadMethod(invoke);

    private CSharpType ReadType(ITypeSymbol type)
    {
        CSharpType? primitive = type.SpecialType switch
        {
            SpecialType.System_Void => CSharpType.Void,
            SpecialType.System_Boolean => Primitives.Boolean,
            SpecialType.System_Char => Primitives.Char,
            SpecialType.System_SByte => Primitives.SByte,
            SpecialType.System_Byte => Primitives.Byte,
            SpecialType.System_Int16 => Primitives.Int16,
            SpecialType.System_UInt16 => Primitives.UInt16,
            SpecialType.System_Int32 => Primitives.Int32,
            SpecialType.System_UInt32 => Primitives.UInt32,
            SpecialType.System_Int64 => Primitives.Int64,
            SpecialType.System_UInt64 => Primitives.UInt64,
            SpecialType.System_IntPtr => CSharpType.IntPtr,
            SpecialType.System_UIntPtr => Primitives.UIntPtr,
            SpecialType.System_Single => Primitives.Single,
            SpecialType.System_Double => Primitives.Double,
            SpecialType.System_String => type.NullableAnnotation == NullableAnnotation.NotAnnotated
                ? Primitives.String
                : CSharpType.NullableString,
            _ => null,
        };
        if (primitive is not null)
        {
            // Outside a nullable context, the user writes 'string' without '?', so the implementing part must do the same.
            return primitive.Kind == CSharpTypeKind.String && type.NullableAnnotation == NullableAnnotation.None
                ? Primitives.String
                : primitive;
        }

        return type switch
        {
            IArrayTypeSymbol { IsSZArray: true } array => Create(CSharpTypeKind.Array, array) with
            {
                Element = ReadType(array.ElementType),
            },
            IPointerTypeSymbol pointer => Create(CSharpTypeKind.Pointer, pointer) with
            {
                Element = ReadType(pointer.PointedAtType),
                IsUnmanaged = true,
            },
            IFunctionPointerTypeSymbol { Signature: var function } => Create(CSharpTypeKind.FunctionPointer, type) with
            {
                IsUnmanaged = true,
                Signature = ReadMethod(function),
                Convention = ReadConvention(function),
            },
            ITypeParameterSymbol parameter => Create(CSharpTypeKind.TypeParameter, parameter) with
            {
                IsUnmanaged = parameter.HasUnmanagedTypeConstraint,
            },
            INamedTypeSymbol named => ReadNamed(named),
            _ => Create(CSharpTypeKind.Other, type),
        };
    }

    private CSharpType ReadNamed(INamedTypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            // The generated type does not exist yet, so Roslyn reads 'X?' as Nullable<X> even if it will be a class.
            CSharpType value = ReadType(type.TypeArguments[0]);
            return value.Kind == CSharpTypeKind.Named
                ? value with
                {
                    Text = value.TextWithoutNullable + "?",
                }
                : Create(CSharpTypeKind.Nullable, type) with
                {
                    Element = value,
                };
        }

        // Before and after generation, a generated type must have the same record, so only its name is read.
        if (type.TypeKind == TypeKind.Error || IsGenerated(type))
        {
            string text = type.ToDisplayString(Qualified);
            string name = SimpleName(type);
            return new CSharpType(CSharpTypeKind.Named, text) { Name = name, IsUnmanaged = name.IndexOf('.') < 0 };
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return Create(CSharpTypeKind.Enum, type) with
            {
                Element = ReadType(type.EnumUnderlyingType!),
                IsUnmanaged = true,
                CName = CName(type),
            };
        }

        if (type is { TypeKind: TypeKind.Delegate, DelegateInvokeMethod: { } invoke })
        {
            return ReadDelegate(type, invoke);
        }

        if (Framework(type) is { } framework)
        {
            return framework;
        }

        return type.TypeKind == TypeKind.Struct && !type.IsRefLikeType && IsUnmanaged(type)
            ? Create(CSharpTypeKind.Struct, type) with
            {
                IsUnmanaged = true,
                Struct = ReadWithin(type, () => ReadStruct(type)),
                CName = CName(type),
            }
            : Create(CSharpTypeKind.Other, type);
    }

    // A delegate inside a delegate's signature is read without its own signature, because C cannot represent it.
    private CSharpType ReadDelegate(INamedTypeSymbol type, IMethodSymbol invoke)
    {
        CSharpType managed = Create(CSharpTypeKind.Delegate, type) with
        {
            TypeArguments = type
                .TypeArguments.Select(argument =>
                    type.TypeArguments[0].Name == nameof(Exception) ? ReadOutcome(argument) : ReadType(argument)
                )
                .ToEquatableArray(),
            AllowsNull = type.NullableAnnotation != NullableAnnotation.NotAnnotated,
        };
        if (_isInDelegate)
        {
            return managed;
        }

        _isInDelegate = true;
        managed = managed with { Signature = ReadMethod(invoke) };
        _isInDelegate = false;
        return managed;
    }

    private MethodDeclaration? ReadMethod(IMethodSymbol invoke) =>
        invoke
            .Parameters.Select(static parameter => parameter.Type)
            .Append(invoke.ReturnType)
            .Any(static type => type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } named && !IsGenerated(named))
            ? null
            : new MethodDeclaration("Invoke", ReadType(invoke.ReturnType), DeclarationReader.ReadParameters(invoke, ReadType))
            {
                ReturnRefKind = ByRefKinds.OfReturn(invoke.RefKind),
            };

    /// <summary>Reads a type unless it contains itself.</summary>
    private T? ReadWithin<T>(ITypeSymbol type, Func<T?> read)
    {
        if (_open.Count >= MaximumDepth || !_open.Add(type))
        {
            return default;
        }

        T? result = read();
        _open.Remove(type);
        return result;
    }

    private static CallingConvention? ReadConvention(IMethodSymbol function) =>
        function.CallingConvention switch
        {
            SignatureCallingConvention.Default => null,
            SignatureCallingConvention.CDecl => CallingConvention.Cdecl,
            SignatureCallingConvention.StdCall => CallingConvention.Stdcall,
            SignatureCallingConvention.ThisCall => CallingConvention.Thiscall,
            SignatureCallingConvention.FastCall => CallingConvention.Fastcall,

            // With modifiers such as CallConvMemberFunction, every convention is listed as a type.
            _ => function
                .UnmanagedCallingConventionTypes.Select(static type =>
                    type.Name switch
                    {
                        "CallConvCdecl" => CallingConvention.Cdecl,
                        "CallConvStdcall" => CallingConvention.Stdcall,
                        "CallConvThiscall" => CallingConvention.Thiscall,
                        "CallConvFastcall" => CallingConvention.Fastcall,
                        _ => CallingConvention.Default,
                    }
                )
                .Append(CallingConvention.Default)
                .Max(),
        };

    // A field of a generated type is assumed to be unmanaged, because the type does not exist yet.
    private bool IsUnmanaged(ITypeSymbol type) =>
        type.IsUnmanagedType
        || type.TypeKind == TypeKind.Error
        || (
            type.TypeKind == TypeKind.Struct
            && ReadWithin(
                type,
                () => type.GetMembers().OfType<IFieldSymbol>().All(field => field.IsStatic || field.IsConst || IsUnmanaged(field.Type))
            )
        );

    private CSharpType? Framework(INamedTypeSymbol type)
    {
        string? space = type.ContainingNamespace?.Name;
        return (type.Name, space) switch
        {
            ("Span", "System") when type.Arity == 1 => Generic(CSharpTypeKind.Span),
            ("ReadOnlySpan", "System") when type.Arity == 1 => Generic(CSharpTypeKind.ReadOnlySpan),
            ("Pointer", "KoffiGen") when type.Arity == 1 => Generic(CSharpTypeKind.TypedPointer),
            ("KoffiMemory", "KoffiGen") when type.Arity == 1 => Generic(CSharpTypeKind.OwnedMemory),
            ("Registered", "KoffiGen") when type.Arity == 1 => Generic(CSharpTypeKind.Registered),
            ("Utf8Pointer", "KoffiGen") => Create(CSharpTypeKind.Utf8Pointer, type) with { IsUnmanaged = true },
            ("CLong", "InteropServices") => Create(CSharpTypeKind.CLong, type) with { IsUnmanaged = true },
            ("CULong", "InteropServices") => Create(CSharpTypeKind.CULong, type) with { IsUnmanaged = true },
            ("Memory", "System") when type.Arity == 1 => Generic(CSharpTypeKind.Memory),
            ("ReadOnlyMemory", "System") when type.Arity == 1 => Generic(CSharpTypeKind.ReadOnlyMemory),
            ("Task", "Tasks") when type.Arity < 2 => ReadTask(CSharpTypeKind.Task),
            ("ValueTask", "Tasks") when type.Arity < 2 => ReadTask(CSharpTypeKind.ValueTask),
            ("CancellationToken", "Threading") => Create(CSharpTypeKind.CancellationToken, type),
            ("Rune", "Text") => Create(CSharpTypeKind.Rune, type) with { IsUnmanaged = true },
            _ => null,
        };

        CSharpType ReadTask(CSharpTypeKind kind) =>
            Create(kind, type) with
            {
                Element = type.Arity == 0 ? null : ReadOutcome(type.TypeArguments[0]),
            };

        CSharpType Generic(CSharpTypeKind kind) =>
            Create(kind, type) with
            {
                Element = ReadType(type.TypeArguments[0]),
                IsUnmanaged = kind == CSharpTypeKind.TypedPointer,
            };
    }

    /// <summary>Reads the result of an asynchronous call. A tuple in any other position is read as a struct.</summary>
    private CSharpType ReadOutcome(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple
            ? Create(CSharpTypeKind.Tuple, tuple) with
            {
                TupleElements = tuple
                    .TupleElements.Select(element => new TupleElement(
                        element.IsExplicitlyNamedTupleElement ? CSharpIdentifier.Escape(element.Name) : null,
                        ReadType(element.Type)
                    ))
                    .ToEquatableArray(),
            }
            : ReadType(type);

    private StructDeclaration ReadStruct(INamedTypeSymbol type)
    {
        StructDeclaration declaration = new(
            type.GetMembers()
                .OfType<IFieldSymbol>()
                .Where(static field => !field.IsStatic && !field.IsConst)
                .Select(field =>
                    field.IsFixedSizeBuffer && field.Type is IPointerTypeSymbol buffer
                        ? new FieldDeclaration(field.Name, ReadType(buffer.PointedAtType))
                        {
                            Offset = Offset(field),
                            Count = field.FixedSize,
                        }
                        : new FieldDeclaration(field.Name, ReadType(field.Type)) { Offset = Offset(field) }
                )
                .ToEquatableArray()
        );
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (
                attribute is { AttributeClass.Name: "InlineArrayAttribute", ConstructorArguments: [{ Value: int length }] }
                && declaration.Fields.Count == 1
            )
            {
                declaration = declaration with
                {
                    IsInlineArray = true,
                    Fields = new EquatableArray<FieldDeclaration>([declaration.Fields[0] with { Count = length }]),
                };
            }

            if (
                attribute.AttributeClass is not { Name: "StructLayoutAttribute", ContainingNamespace.Name: "InteropServices" }
                || attribute.ConstructorArguments.Length == 0
            )
            {
                continue;
            }

            LayoutKind kind = (LayoutKind)
                Convert.ToInt32(attribute.ConstructorArguments[0].Value, System.Globalization.CultureInfo.InvariantCulture);
            declaration = declaration with { IsExplicit = kind == LayoutKind.Explicit, IsAuto = kind == LayoutKind.Auto };
            foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
            {
                declaration = named.Key switch
                {
                    "Pack" => declaration with { Pack = named.Value.Value as int? ?? 0 },
                    "Size" => declaration with { Size = named.Value.Value as int? ?? 0 },
                    _ => declaration,
                };
            }
        }

        return declaration;
    }

    private static int? Offset(IFieldSymbol field)
    {
        foreach (AttributeData attribute in field.GetAttributes())
        {
            if (
                attribute.AttributeClass is { Name: "FieldOffsetAttribute", ContainingNamespace.Name: "InteropServices" }
                && attribute.ConstructorArguments.Length == 1
            )
            {
                return attribute.ConstructorArguments[0].Value as int?;
            }
        }

        return null;
    }

    private static string? CName(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (DeclarationReader.IsAttribute(attribute, "KoffiTypeAttribute") && attribute.ConstructorArguments.Length == 1)
            {
                return attribute.ConstructorArguments[0].Value as string;
            }
        }

        return null;
    }

    private static bool IsGenerated(INamedTypeSymbol type)
    {
        if (type.ContainingAssembly is null || type.DeclaringSyntaxReferences.IsEmpty)
        {
            return false;
        }

        if (type is { Name: "Argument", ContainingType: { } handle })
        {
            return IsGenerated(handle);
        }

        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (
                attribute.AttributeClass is { Name: "GeneratedCodeAttribute" }
                && attribute.ConstructorArguments.Length == 2
                && attribute.ConstructorArguments[0].Value is "KoffiGen"
            )
            {
                return true;
            }
        }

        return false;
    }

    private static CSharpType Create(CSharpTypeKind kind, ITypeSymbol type) =>
        new(kind, type.ToDisplayString(Qualified)) { Name = type.Name };

    // For an unknown type, Roslyn may put the whole syntax into the name, as in 'Outer.sqlite3'.
    private static string SimpleName(INamedTypeSymbol type)
    {
        string name = type.Name.Substring(type.Name.LastIndexOf('.') + 1);
        if (!GeneratedType.Companions.Contains(name))
        {
            return name;
        }

        // The name of a companion type is ambiguous without its containing type.
        string[] parts = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).TrimEnd('?').Split('.');
        return parts.Length > 1 ? $"{parts[parts.Length - 2]}.{name}" : name;
    }

    private static class Primitives
    {
        public static readonly CSharpType Boolean = Unmanaged(CSharpTypeKind.Boolean, "bool");
        public static readonly CSharpType Char = Unmanaged(CSharpTypeKind.Char, "char");
        public static readonly CSharpType SByte = Unmanaged(CSharpTypeKind.SByte, "sbyte");
        public static readonly CSharpType Byte = Unmanaged(CSharpTypeKind.Byte, "byte");
        public static readonly CSharpType Int16 = Unmanaged(CSharpTypeKind.Int16, "short");
        public static readonly CSharpType UInt16 = Unmanaged(CSharpTypeKind.UInt16, "ushort");
        public static readonly CSharpType Int32 = Unmanaged(CSharpTypeKind.Int32, "int");
        public static readonly CSharpType UInt32 = Unmanaged(CSharpTypeKind.UInt32, "uint");
        public static readonly CSharpType Int64 = Unmanaged(CSharpTypeKind.Int64, "long");
        public static readonly CSharpType UInt64 = Unmanaged(CSharpTypeKind.UInt64, "ulong");
        public static readonly CSharpType UIntPtr = Unmanaged(CSharpTypeKind.UIntPtr, "nuint");
        public static readonly CSharpType Single = Unmanaged(CSharpTypeKind.Single, "float");
        public static readonly CSharpType Double = Unmanaged(CSharpTypeKind.Double, "double");
        public static readonly CSharpType String = new(CSharpTypeKind.String, "string");

        private static CSharpType Unmanaged(CSharpTypeKind kind, string text) => new(kind, text) { IsUnmanaged = true };
    }
}
