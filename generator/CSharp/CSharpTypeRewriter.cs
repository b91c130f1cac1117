namespace KoffiGen.CSharp;

/// <summary>A visitor that replaces parts of types. A type without changed parts remains the same object.</summary>
internal abstract class CSharpTypeRewriter : CSharpTypeVisitor<CSharpType>
{
    public MethodDeclaration Rewrite(MethodDeclaration method)
    {
        CSharpType result = Visit(method.ReturnType);
        EquatableArray<ParameterDeclaration> parameters = Rewrite(
            method.Parameters,
            parameter =>
                Visit(parameter.Type) is var type && ReferenceEquals(type, parameter.Type) ? parameter : parameter with { Type = type }
        );
        return ReferenceEquals(result, method.ReturnType) && parameters.Equals(method.Parameters)
            ? method
            : method with
            {
                ReturnType = result,
                Parameters = parameters,
            };
    }

    public override CSharpType VisitPrimitive(CSharpType.Primitive type) => type;

    public override CSharpType VisitString(CSharpType.String type) => type;

    public override CSharpType VisitCLong(CSharpType.CLong type) => type;

    public override CSharpType VisitCULong(CSharpType.CULong type) => type;

    public override CSharpType VisitRune(CSharpType.Rune type) => type;

    public override CSharpType VisitUtf8Pointer(CSharpType.Utf8Pointer type) => type;

    public override CSharpType VisitCancellationToken(CSharpType.CancellationToken type) => type;

    public override CSharpType VisitTypeParameter(CSharpType.TypeParameter type) => type;

    public override CSharpType VisitEnum(CSharpType.Enum type) =>
        Rewrite(type.Name) is var name && ReferenceEquals(name, type.Name) ? type : type with { Name = name };

    public override CSharpType VisitStruct(CSharpType.Struct type)
    {
        QualifiedName name = Rewrite(type.Name);
        StructDeclaration? declaration = type.Declaration is null ? null : Rewrite(type.Declaration);
        return ReferenceEquals(name, type.Name) && ReferenceEquals(declaration, type.Declaration)
            ? type
            : type with
            {
                Name = name,
                Declaration = declaration,
            };
    }

    public override CSharpType VisitPointer(CSharpType.Pointer type) =>
        Rewrite(type, type.PointedAtType, static (type, part) => type with { PointedAtType = part });

    public override CSharpType VisitFunctionPointer(CSharpType.FunctionPointer type) =>
        Rewrite(type.Signature) is var signature && ReferenceEquals(signature, type.Signature) ? type : type with { Signature = signature };

    public override CSharpType VisitArray(CSharpType.Array type) =>
        Rewrite(type, type.ElementType, static (type, part) => type with { ElementType = part });

    public override CSharpType VisitMultidimensionalArray(CSharpType.MultidimensionalArray type) =>
        Rewrite(type, type.ElementType, static (type, part) => type with { ElementType = part });

    public override CSharpType VisitSpan(CSharpType.Span type) =>
        Rewrite(type, type.ElementType, static (type, part) => type with { ElementType = part });

    public override CSharpType VisitMemory(CSharpType.Memory type) =>
        Rewrite(type, type.ElementType, static (type, part) => type with { ElementType = part });

    public override CSharpType VisitTypedPointer(CSharpType.TypedPointer type) =>
        Rewrite(type, type.PointedAtType, static (type, part) => type with { PointedAtType = part });

    public override CSharpType VisitKoffiMemory(CSharpType.KoffiMemory type) =>
        Rewrite(type, type.ElementType, static (type, part) => type with { ElementType = part });

    public override CSharpType VisitRegistered(CSharpType.Registered type) =>
        Rewrite(type, type.DelegateType, static (type, part) => type with { DelegateType = part });

    public override CSharpType VisitTask(CSharpType.Task type) =>
        type.ResultType is null ? type : Rewrite(type, type.ResultType, static (type, part) => type with { ResultType = part });

    public override CSharpType VisitValueTask(CSharpType.ValueTask type) =>
        type.ResultType is null ? type : Rewrite(type, type.ResultType, static (type, part) => type with { ResultType = part });

    public override CSharpType VisitTuple(CSharpType.Tuple type)
    {
        EquatableArray<TupleElement> elements = Rewrite(
            type.Elements,
            element => Visit(element.Type) is var part && ReferenceEquals(part, element.Type) ? element : element with { Type = part }
        );
        return elements.Equals(type.Elements) ? type : type with { Elements = elements };
    }

    public override CSharpType VisitNullable(CSharpType.Nullable type) =>
        Rewrite(type, type.UnderlyingType, static (type, part) => type with { UnderlyingType = part });

    public override CSharpType VisitDelegate(CSharpType.Delegate type)
    {
        QualifiedName name = Rewrite(type.Name);
        MethodDeclaration? signature = type.Signature is null ? null : Rewrite(type.Signature);
        return ReferenceEquals(name, type.Name) && ReferenceEquals(signature, type.Signature)
            ? type
            : type with
            {
                Name = name,
                Signature = signature,
            };
    }

    public override CSharpType VisitNamed(CSharpType.Named type) =>
        Rewrite(type.Name) is var name && ReferenceEquals(name, type.Name) ? type : type with { Name = name };

    public override CSharpType VisitOther(CSharpType.Other type) =>
        Rewrite(type.Name) is var name && ReferenceEquals(name, type.Name) ? type : type with { Name = name };

    /// <summary>Returns the name with its type arguments rewritten.</summary>
    protected QualifiedName Rewrite(QualifiedName name)
    {
        QualifiedName? container = name.Container is null ? null : Rewrite(name.Container);
        EquatableArray<CSharpType> arguments = Rewrite(name.TypeArguments, Visit);
        return ReferenceEquals(container, name.Container) && arguments.Equals(name.TypeArguments)
            ? name
            : name with
            {
                Container = container,
                TypeArguments = arguments,
            };
    }

    private T Rewrite<T>(T type, CSharpType part, Func<T, CSharpType, T> rebuild)
        where T : CSharpType
    {
        CSharpType rewritten = Visit(part);
        return ReferenceEquals(rewritten, part) ? type : rebuild(type, rewritten);
    }

    private StructDeclaration Rewrite(StructDeclaration declaration)
    {
        EquatableArray<FieldDeclaration> fields = Rewrite(
            declaration.Fields,
            field => Visit(field.Type) is var type && ReferenceEquals(type, field.Type) ? field : field with { Type = type }
        );
        return fields.Equals(declaration.Fields) ? declaration : declaration with { Fields = fields };
    }

    /// <summary>Returns the rewritten items, or the same array if none changes.</summary>
    private static EquatableArray<T> Rewrite<T>(EquatableArray<T> items, Func<T, T> rewrite)
        where T : class, IEquatable<T>
    {
        T[]? rewritten = null;
        for (int index = 0; index < items.Count; index++)
        {
            T item = rewrite(items[index]);
            if (rewritten is null && ReferenceEquals(item, items[index]))
            {
                continue;
            }

            rewritten ??= [.. items];
            rewritten[index] = item;
        }

        return rewritten is null ? items : new EquatableArray<T>(rewritten);
    }
}
