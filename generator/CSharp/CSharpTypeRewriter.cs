namespace KoffiGen.CSharp;

/// <summary>Replaces parts of types. A type without changed parts remains the same object.</summary>
internal abstract class CSharpTypeRewriter
{
    public virtual CSharpType Rewrite(CSharpType type) => type.RewriteParts(this);

    public MethodDeclaration Rewrite(MethodDeclaration method)
    {
        EquatableArray<ParameterDeclaration> parameters = Rewrite(
            method.Parameters,
            static (rewriter, parameter) =>
                rewriter.Rewrite(parameter, parameter.Type, static (parameter, type) => parameter with { Type = type })
        );
        CSharpType result = Rewrite(method.ReturnType);
        return ReferenceEquals(result, method.ReturnType) && parameters.Equals(method.Parameters)
            ? method
            : method with
            {
                ReturnType = result,
                Parameters = parameters,
            };
    }

    /// <summary>Returns the name with its type arguments rewritten.</summary>
    public QualifiedName Rewrite(QualifiedName name)
    {
        QualifiedName? container = name.Container is null ? null : Rewrite(name.Container);
        EquatableArray<CSharpType> arguments = Rewrite(name.TypeArguments, static (rewriter, argument) => rewriter.Rewrite(argument));
        return ReferenceEquals(container, name.Container) && arguments.Equals(name.TypeArguments)
            ? name
            : name with
            {
                Container = container,
                TypeArguments = arguments,
            };
    }

    public EquatableArray<TupleElement> Rewrite(EquatableArray<TupleElement> elements) =>
        Rewrite(
            elements,
            static (rewriter, element) => rewriter.Rewrite(element, element.Type, static (element, type) => element with { Type = type })
        );

    /// <summary>Rewrites the signature of a delegate. The text of the delegate's type does not contain it.</summary>
    public virtual MethodDeclaration? RewriteDeclaration(MethodDeclaration? signature) => signature is null ? null : Rewrite(signature);

    /// <summary>Rewrites the fields of a struct. The text of the struct's type does not contain them.</summary>
    public virtual StructDeclaration? RewriteDeclaration(StructDeclaration? declaration)
    {
        if (declaration is null)
        {
            return null;
        }

        EquatableArray<FieldDeclaration> fields = Rewrite(
            declaration.Fields,
            static (rewriter, field) => rewriter.Rewrite(field, field.Type, static (field, type) => field with { Type = type })
        );
        return fields.Equals(declaration.Fields) ? declaration : declaration with { Fields = fields };
    }

    /// <summary>Returns a type or an element with its only part rewritten.</summary>
    /// <param name="replace">Returns a copy with another part.</param>
    public T Rewrite<T>(T whole, CSharpType part, Func<T, CSharpType, T> replace)
    {
        CSharpType rewritten = Rewrite(part);
        return ReferenceEquals(rewritten, part) ? whole : replace(whole, rewritten);
    }

    /// <summary>Returns a type with the type arguments of its name rewritten.</summary>
    /// <param name="replace">Returns a copy with another name.</param>
    public T Rewrite<T>(T type, QualifiedName name, Func<T, QualifiedName, T> replace)
    {
        QualifiedName rewritten = Rewrite(name);
        return ReferenceEquals(rewritten, name) ? type : replace(type, rewritten);
    }

    /// <summary>Returns the rewritten items, or the same array if none changes.</summary>
    private EquatableArray<T> Rewrite<T>(EquatableArray<T> items, Func<CSharpTypeRewriter, T, T> rewrite)
        where T : class, IEquatable<T>
    {
        T[]? rewritten = null;
        for (int index = 0; index < items.Count; index++)
        {
            T item = rewrite(this, items[index]);
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
