namespace KoffiGen.CSharp;

/// <summary>The signature of a C# method, with all that the implementing part of a partial method must repeat.</summary>
internal sealed record MethodDeclaration(string Name, CSharpType ReturnType, EquatableArray<ParameterDeclaration> Parameters)
{
    /// <summary>The modifiers that the implementing part must have, <c>partial</c> last.</summary>
    public string Modifiers { get; init; } = "";

    public bool IsPartial { get; init; }

    public bool IsStatic { get; init; }

    /// <summary>Whether the method has a <c>[MethodImpl]</c> attribute, so that KoffiGen must not add one.</summary>
    public bool HasMethodImpl { get; init; }

    /// <summary>The type parameter list, <c>&lt;T&gt;</c>; empty if the method is not generic.</summary>
    public string TypeParameters { get; init; } = "";

    /// <summary>The constraint clauses, each preceded by a space.</summary>
    public string Constraints { get; init; } = "";

    public ByRefKind ReturnRefKind { get; init; }

    /// <summary>The priority among overloads that accept the same arguments; C#'s default is 0.</summary>
    public int OverloadPriority { get; init; }

    /// <summary>The types of the parameters and of the result.</summary>
    public IEnumerable<CSharpType> Types => Parameters.Select(static parameter => parameter.Type).Append(ReturnType);
}

/// <summary>The user's declaration of a partial property.</summary>
internal sealed record PropertyDeclaration(string Name, CSharpType Type, ByRefKind RefKind)
{
    /// <summary>The modifiers that the implementing part must have.</summary>
    public string Modifiers { get; init; } = "";

    public bool IsStatic { get; init; }

    /// <summary>Whether the property is a partial definition with only a getter.</summary>
    public bool IsDefinition { get; init; }
}

internal sealed record ParameterDeclaration(string Name, CSharpType Type, ByRefKind RefKind = ByRefKind.None)
{
    /// <summary>The name as an identifier in code: <c>@in</c> if it is a keyword.</summary>
    public string Identifier => CSharpIdentifier.Escape(Name);

    public bool IsScoped { get; init; }

    public bool IsParams { get; init; }

    public bool IsThis { get; init; }

    /// <summary>The default value; <see langword="null"/> if there is none. Only generated signatures have one.</summary>
    public string? DefaultValue { get; init; }
}
