using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using KoffiGen.Binding;
using KoffiGen.Model;
using Microsoft.CodeAnalysis;
using CallingConvention = KoffiGen.Syntax.CallingConvention;

namespace KoffiGen.Symbols;

/// <summary>Turns the symbol of a C# type into a <see cref="ManagedType"/>, which ends where the type comes to itself again.</summary>
internal sealed class ManagedTypeReader
{
    /// <summary>Types within types, before what lies deeper is nothing that C knows of: generic ones can go on for ever.</summary>
    private const int MaximumDepth = 12;

    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
    );

    // The types around the one that is being read.
    private readonly HashSet<ITypeSymbol> _open = new(SymbolEqualityComparer.Default);
    private bool _isInDelegate;

    private ManagedTypeReader() { }

    public static ManagedType Read(ITypeSymbol type) => new ManagedTypeReader().ReadType(type);

    /// <summary>What a delegate takes and gives; <see langword="null"/> for one with a delegate in it, of which C knows nothing.</summary>
    public static MethodDeclaration? ReadSignature(IMethodSymbol invoke) =>
        new ManagedTypeReader { _isInDelegate = true }.ReadMethod(invoke);

    private ManagedType ReadType(ITypeSymbol type)
    {
        ManagedType? primitive = type.SpecialType switch
        {
            SpecialType.System_Void => ManagedType.Void,
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
            SpecialType.System_IntPtr => ManagedType.IntPtr,
            SpecialType.System_UIntPtr => Primitives.UIntPtr,
            SpecialType.System_Single => Primitives.Single,
            SpecialType.System_Double => Primitives.Double,
            SpecialType.System_String => type.NullableAnnotation == NullableAnnotation.NotAnnotated
                ? Primitives.String
                : ManagedType.NullableString,
            _ => null,
        };
        if (primitive is not null)
        {
            // Without a nullable context the user wrote plain string, and so must the implementing part.
            return primitive.Kind == ManagedTypeKind.String && type.NullableAnnotation == NullableAnnotation.None
                ? Primitives.String
                : primitive;
        }

        return type switch
        {
            IArrayTypeSymbol { IsSZArray: true } array => Create(ManagedTypeKind.Array, array) with
            {
                Element = ReadType(array.ElementType),
            },
            IPointerTypeSymbol pointer => Create(ManagedTypeKind.Pointer, pointer) with
            {
                Element = ReadType(pointer.PointedAtType),
                IsUnmanaged = true,
            },
            IFunctionPointerTypeSymbol { Signature: var function } => Create(ManagedTypeKind.FunctionPointer, type) with
            {
                IsUnmanaged = true,
                Signature = ReadMethod(function),
                Convention = ReadConvention(function),
            },
            ITypeParameterSymbol parameter => Create(ManagedTypeKind.TypeParameter, parameter) with
            {
                IsUnmanaged = parameter.HasUnmanagedTypeConstraint,
            },
            INamedTypeSymbol named => ReadNamed(named),
            _ => Create(ManagedTypeKind.Other, type),
        };
    }

    private ManagedType ReadNamed(INamedTypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            // Of a type that does not exist yet the compiler cannot know whether it is a class, and takes 'X?' for a nullable value.
            ManagedType value = ReadType(type.TypeArguments[0]);
            return value.Kind == ManagedTypeKind.Named
                ? value with
                {
                    Text = value.TextWithoutNullable + "?",
                }
                : Create(ManagedTypeKind.Nullable, type) with
                {
                    Element = value,
                };
        }

        // A generated type looks alike before it exists and after: a name.
        if (type.TypeKind == TypeKind.Error || IsGenerated(type))
        {
            string text = type.ToDisplayString(Qualified);
            string name = SimpleName(type);
            return new ManagedType(ManagedTypeKind.Named, text) { Name = name, IsUnmanaged = name.IndexOf('.') < 0 };
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return Create(ManagedTypeKind.Enum, type) with
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
            ? Create(ManagedTypeKind.Struct, type) with
            {
                IsUnmanaged = true,
                Struct = ReadWithin(type, () => ReadStruct(type)),
                CName = CName(type),
            }
            : Create(ManagedTypeKind.Other, type);
    }

    // A delegate within a delegate's signature has none itself: C knows nothing of either.
    private ManagedType ReadDelegate(INamedTypeSymbol type, IMethodSymbol invoke)
    {
        ManagedType managed = Create(ManagedTypeKind.Delegate, type) with
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
                ReturnRefKind = invoke.RefKind,
            };

    /// <summary>What is read of the type, unless it is within itself.</summary>
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

            // With modifiers, all of them are types.
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

    // Of a generated type inside, the generator cannot know yet that it is unmanaged.
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

    private ManagedType? Framework(INamedTypeSymbol type)
    {
        string? space = type.ContainingNamespace?.Name;
        return (type.Name, space) switch
        {
            ("Span", "System") when type.Arity == 1 => Generic(ManagedTypeKind.Span),
            ("ReadOnlySpan", "System") when type.Arity == 1 => Generic(ManagedTypeKind.ReadOnlySpan),
            ("Pointer", "KoffiGen") when type.Arity == 1 => Generic(ManagedTypeKind.TypedPointer),
            ("KoffiMemory", "KoffiGen") when type.Arity == 1 => Generic(ManagedTypeKind.OwnedMemory),
            ("Registered", "KoffiGen") when type.Arity == 1 => Generic(ManagedTypeKind.Registered),
            ("Utf8Pointer", "KoffiGen") => Create(ManagedTypeKind.Utf8Pointer, type) with { IsUnmanaged = true },
            ("CLong", "InteropServices") => Create(ManagedTypeKind.CLong, type) with { IsUnmanaged = true },
            ("CULong", "InteropServices") => Create(ManagedTypeKind.CULong, type) with { IsUnmanaged = true },
            ("Memory", "System") when type.Arity == 1 => Generic(ManagedTypeKind.Memory),
            ("ReadOnlyMemory", "System") when type.Arity == 1 => Generic(ManagedTypeKind.ReadOnlyMemory),
            ("Task", "Tasks") when type.Arity < 2 => ReadTask(ManagedTypeKind.Task),
            ("ValueTask", "Tasks") when type.Arity < 2 => ReadTask(ManagedTypeKind.ValueTask),
            ("CancellationToken", "Threading") => Create(ManagedTypeKind.CancellationToken, type),
            ("Rune", "Text") => Create(ManagedTypeKind.Rune, type) with { IsUnmanaged = true },
            _ => null,
        };

        ManagedType ReadTask(ManagedTypeKind kind) =>
            Create(kind, type) with
            {
                Element = type.Arity == 0 ? null : ReadOutcome(type.TypeArguments[0]),
            };

        ManagedType Generic(ManagedTypeKind kind) =>
            Create(kind, type) with
            {
                Element = ReadType(type.TypeArguments[0]),
                IsUnmanaged = kind == ManagedTypeKind.TypedPointer,
            };
    }

    /// <summary>What an asynchronous call gives. A tuple anywhere else is a struct like others.</summary>
    private ManagedType ReadOutcome(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple
            ? Create(ManagedTypeKind.Tuple, tuple) with
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

    private static ManagedType Create(ManagedTypeKind kind, ITypeSymbol type) =>
        new(kind, type.ToDisplayString(Qualified)) { Name = type.Name };

    // The symbol of an unknown type may carry the text of its syntax, as in Outer.sqlite3.
    private static string SimpleName(INamedTypeSymbol type)
    {
        string name = type.Name.Substring(type.Name.LastIndexOf('.') + 1);
        if (!GeneratedType.Companions.Contains(name))
        {
            return name;
        }

        // Of what a type has beside it, it matters whose it is.
        string[] parts = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).TrimEnd('?').Split('.');
        return parts.Length > 1 ? $"{parts[parts.Length - 2]}.{name}" : name;
    }

    private static class Primitives
    {
        public static readonly ManagedType Boolean = Unmanaged(ManagedTypeKind.Boolean, "bool");
        public static readonly ManagedType Char = Unmanaged(ManagedTypeKind.Char, "char");
        public static readonly ManagedType SByte = Unmanaged(ManagedTypeKind.SByte, "sbyte");
        public static readonly ManagedType Byte = Unmanaged(ManagedTypeKind.Byte, "byte");
        public static readonly ManagedType Int16 = Unmanaged(ManagedTypeKind.Int16, "short");
        public static readonly ManagedType UInt16 = Unmanaged(ManagedTypeKind.UInt16, "ushort");
        public static readonly ManagedType Int32 = Unmanaged(ManagedTypeKind.Int32, "int");
        public static readonly ManagedType UInt32 = Unmanaged(ManagedTypeKind.UInt32, "uint");
        public static readonly ManagedType Int64 = Unmanaged(ManagedTypeKind.Int64, "long");
        public static readonly ManagedType UInt64 = Unmanaged(ManagedTypeKind.UInt64, "ulong");
        public static readonly ManagedType UIntPtr = Unmanaged(ManagedTypeKind.UIntPtr, "nuint");
        public static readonly ManagedType Single = Unmanaged(ManagedTypeKind.Single, "float");
        public static readonly ManagedType Double = Unmanaged(ManagedTypeKind.Double, "double");
        public static readonly ManagedType String = new(ManagedTypeKind.String, "string");

        private static ManagedType Unmanaged(ManagedTypeKind kind, string text) => new(kind, text) { IsUnmanaged = true };
    }
}
