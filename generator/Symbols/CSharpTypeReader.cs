using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using KoffiGen.CSharp;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Symbols;

/// <summary>Converts the symbol of a C# type to a <see cref="CSharpType"/>. Recursion stops at a type that contains itself.</summary>
internal sealed class CSharpTypeReader
{
    /// <summary>The maximum nesting of types. C types never nest that deep, but generic C# types can nest without end.</summary>
    private const int MaximumDepth = 12;

    /// <summary>
    /// The maximum number of fields of one type, those of nested structs included: a struct that contains another one twice doubles them at
    /// each level, and the pipeline compares all of them at each edit.
    /// </summary>
    private const int MaximumFields = 4096;

    private static readonly CSharpType.String String = new();

    // The types that contain the type being read.
    private readonly HashSet<ITypeSymbol> _open = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, bool> _unmanaged = new(SymbolEqualityComparer.Default);
    private int _fields;
    private bool _isInSignature;
    private bool _isInName;

    private CSharpTypeReader() { }

    // Most types are primitive, and are read again at each edit: they need no reader.
    public static CSharpType Read(ITypeSymbol type) => ReadPrimitive(type.SpecialType) ?? new CSharpTypeReader().ReadType(type);

    /// <summary>
    /// Reads the signature of a delegate, or returns <see langword="null"/> if it contains another delegate, which C cannot represent.
    /// </summary>
    public static MethodDeclaration? ReadSignature(IMethodSymbol invoke) =>
        new CSharpTypeReader { _isInSignature = true }.ReadInvoke(invoke);

    private CSharpType ReadType(ITypeSymbol type)
    {
        if (ReadPrimitive(type.SpecialType) is { } primitive)
        {
            return primitive;
        }

        // Outside a nullable context, the user writes 'string' without '?', so the implementing part must do the same.
        bool isNullable = type.NullableAnnotation == NullableAnnotation.Annotated && !type.IsValueType;
        return type switch
        {
            { SpecialType: SpecialType.System_String } => isNullable ? CSharpType.NullableString : String,
            IArrayTypeSymbol { IsSZArray: true } array => new CSharpType.Array(ReadType(array.ElementType)) { IsNullable = isNullable },
            IArrayTypeSymbol array => new CSharpType.MultidimensionalArray(ReadType(array.ElementType), array.Rank)
            {
                IsNullable = isNullable,
            },
            IPointerTypeSymbol pointer => new CSharpType.Pointer(ReadType(pointer.PointedAtType)),
            IFunctionPointerTypeSymbol { Signature: var function } => ReadFunctionPointer(function),
            ITypeParameterSymbol parameter => new CSharpType.TypeParameter(parameter.Name)
            {
                HasUnmanagedConstraint = parameter.HasUnmanagedTypeConstraint,
                IsNullable = isNullable,
            },
            INamedTypeSymbol named => ReadNamed(named, isNullable),
            _ => new CSharpType.Other(new QualifiedName(null, type.Name)) { IsNullable = isNullable },
        };
    }

    private static CSharpType.Primitive? ReadPrimitive(SpecialType type) =>
        type switch
        {
            SpecialType.System_Void => CSharpType.Of(CSharpPrimitive.Void),
            SpecialType.System_Boolean => CSharpType.Of(CSharpPrimitive.Boolean),
            SpecialType.System_Char => CSharpType.Of(CSharpPrimitive.Char),
            SpecialType.System_SByte => CSharpType.Of(CSharpPrimitive.SByte),
            SpecialType.System_Byte => CSharpType.Of(CSharpPrimitive.Byte),
            SpecialType.System_Int16 => CSharpType.Of(CSharpPrimitive.Int16),
            SpecialType.System_UInt16 => CSharpType.Of(CSharpPrimitive.UInt16),
            SpecialType.System_Int32 => CSharpType.Of(CSharpPrimitive.Int32),
            SpecialType.System_UInt32 => CSharpType.Of(CSharpPrimitive.UInt32),
            SpecialType.System_Int64 => CSharpType.Of(CSharpPrimitive.Int64),
            SpecialType.System_UInt64 => CSharpType.Of(CSharpPrimitive.UInt64),
            SpecialType.System_IntPtr => CSharpType.Of(CSharpPrimitive.IntPtr),
            SpecialType.System_UIntPtr => CSharpType.Of(CSharpPrimitive.UIntPtr),
            SpecialType.System_Single => CSharpType.Of(CSharpPrimitive.Single),
            SpecialType.System_Double => CSharpType.Of(CSharpPrimitive.Double),
            _ => null,
        };

    private CSharpType ReadNamed(INamedTypeSymbol type, bool isNullable)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            // The generated type does not exist yet, so Roslyn reads 'X?' as Nullable<X> even if it will be a class.
            CSharpType value = ReadType(type.TypeArguments[0]);
            return value is CSharpType.Named named ? named with { IsNullable = true } : new CSharpType.Nullable(value);
        }

        if (type.IsTupleType)
        {
            return ReadTuple(type);
        }

        if (ReadFrameworkType(type) is { } framework)
        {
            return isNullable && framework is CSharpType.Reference reference ? reference with { IsNullable = true } : framework;
        }

        // Before and after generation, a generated type must have the same record, so only its name is read.
        QualifiedName name = ReadName(type);
        if (type.TypeKind == TypeKind.Error || IsGenerated(type))
        {
            return new CSharpType.Named(name) { IsNullable = isNullable };
        }

        return type switch
        {
            { TypeKind: TypeKind.Enum, EnumUnderlyingType.SpecialType: var underlying } => new CSharpType.Enum(
                name,
                ReadPrimitive(underlying)!
            )
            {
                CName = CName(type),
            },
            { TypeKind: TypeKind.Delegate, DelegateInvokeMethod: { } invoke } => new CSharpType.Delegate(name, ReadDelegate(invoke))
            {
                IsNullable = isNullable,
                AllowsNull = type.NullableAnnotation != NullableAnnotation.NotAnnotated,
            },
            { TypeKind: TypeKind.Struct, IsRefLikeType: false } when IsUnmanaged(type) => new CSharpType.Struct(
                name,
                _isInName ? null : ReadWithin(type, () => ReadStruct(type))
            )
            {
                CName = CName(type),
            },
            _ => new CSharpType.Other(name) { IsNullable = isNullable },
        };
    }

    private CSharpType? ReadFrameworkType(INamedTypeSymbol type) =>
        type is { ContainingType: null, TypeKind: not TypeKind.Error }
        && CSharpType.FindFrameworkType(type.Name, type.Arity) is { } framework
        && type.ContainingNamespace?.ToDisplayString() == framework.Namespace
            ? framework.Create(type.TypeArguments.Select(ReadType))
            : null;

    private QualifiedName ReadName(INamedTypeSymbol type)
    {
        // Roslyn puts an unknown simple name into the global namespace. For an unknown type, it may also put the whole syntax into the
        // name, as in 'Outer.sqlite3'.
        QualifiedName? container =
            type.ContainingType is { } containing ? ReadName(containing)
            : type.ContainingSymbol is INamespaceSymbol space && !(space.IsGlobalNamespace && type.TypeKind == TypeKind.Error)
                ? ReadName(space)
            : null;
        QualifiedName? name = container;
        foreach (string identifier in type.Name.Split('.'))
        {
            name = new QualifiedName(name, identifier);
        }

        if (type.TypeArguments.IsEmpty)
        {
            return name!;
        }

        // Only the type arguments of delegates are compared with C types. Elsewhere, fields are not read: generic structs can nest
        // without end.
        bool outer = _isInName;
        _isInName = outer || type.TypeKind != TypeKind.Delegate;
        name = name! with { TypeArguments = type.TypeArguments.Select(ReadType).ToEquatableArray() };
        _isInName = outer;
        return name;
    }

    private static QualifiedName ReadName(INamespaceSymbol space) =>
        space.IsGlobalNamespace ? QualifiedName.Global : new QualifiedName(ReadName(space.ContainingNamespace), space.Name);

    // A delegate inside another signature is read without its own signature, because C cannot represent it.
    private MethodDeclaration? ReadDelegate(IMethodSymbol invoke)
    {
        if (_isInSignature || _isInName)
        {
            return null;
        }

        _isInSignature = true;
        MethodDeclaration? signature = ReadInvoke(invoke);
        _isInSignature = false;
        return signature;
    }

    private MethodDeclaration? ReadInvoke(IMethodSymbol invoke) =>
        ReadMethod(invoke) is var method && method.Types.Any(static type => type is CSharpType.Delegate) ? null : method;

    private CSharpType.FunctionPointer ReadFunctionPointer(IMethodSymbol function)
    {
        bool outer = _isInSignature;
        _isInSignature = true;
        MethodDeclaration signature = ReadMethod(function);
        _isInSignature = outer;
        return new CSharpType.FunctionPointer(signature)
        {
            IsUnmanagedCall = function.CallingConvention != SignatureCallingConvention.Default,
            Conventions = ReadConventions(function),
        };
    }

    private MethodDeclaration ReadMethod(IMethodSymbol invoke) =>
        new("Invoke", ReadType(invoke.ReturnType), DeclarationReader.ReadParameters(invoke, ReadType))
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

    private static EquatableArray<string> ReadConventions(IMethodSymbol function) =>
        function.CallingConvention switch
        {
            SignatureCallingConvention.CDecl => new(["Cdecl"]),
            SignatureCallingConvention.StdCall => new(["Stdcall"]),
            SignatureCallingConvention.ThisCall => new(["Thiscall"]),
            SignatureCallingConvention.FastCall => new(["Fastcall"]),

            // With modifiers such as CallConvMemberFunction, every convention is listed as a type.
            _ => function.UnmanagedCallingConventionTypes.Select(static type => type.Name.Substring("CallConv".Length)).ToEquatableArray(),
        };

    // A field of a generated type is assumed to be unmanaged, because the type does not exist yet.
    private bool IsUnmanaged(ITypeSymbol type)
    {
        if (type.IsUnmanagedType || type.TypeKind == TypeKind.Error)
        {
            return true;
        }

        if (type.TypeKind != TypeKind.Struct)
        {
            return false;
        }

        if (!_unmanaged.TryGetValue(type, out bool isUnmanaged))
        {
            isUnmanaged = ReadWithin(
                type,
                () => type.GetMembers().OfType<IFieldSymbol>().All(field => field.IsStatic || field.IsConst || IsUnmanaged(field.Type))
            );
            _unmanaged[type] = isUnmanaged;
        }

        return isUnmanaged;
    }

    private CSharpType.Tuple ReadTuple(INamedTypeSymbol tuple) =>
        new(
            tuple
                .TupleElements.Select(element => new TupleElement(
                    element.IsExplicitlyNamedTupleElement ? CSharpIdentifier.Escape(element.Name) : null,
                    ReadType(element.Type)
                ))
                .ToEquatableArray()
        );

    /// <summary>Reads the fields of a struct; <see langword="null"/> if there are too many.</summary>
    private StructDeclaration? ReadStruct(INamedTypeSymbol type)
    {
        IFieldSymbol[] fields = [.. type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic && !field.IsConst)];
        _fields += fields.Length;
        if (_fields > MaximumFields)
        {
            return null;
        }

        StructDeclaration declaration = new(
            fields
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
}
