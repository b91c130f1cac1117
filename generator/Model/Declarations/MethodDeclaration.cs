using KoffiGen.CSharp;

namespace KoffiGen.Model.Declarations;

/// <summary>The user's part of a partial method: all that the implementing part must repeat.</summary>
internal sealed record MethodDeclaration(string Name, CSharpType ReturnType, EquatableArray<ParameterDeclaration> Parameters)
{
    /// <summary>The modifiers as they must stand on the implementing part, <c>partial</c> last.</summary>
    public string Modifiers { get; init; } = "";

    public bool IsPartial { get; init; }

    public bool IsStatic { get; init; }

    /// <summary>The user says by <c>[MethodImpl]</c> how the method is compiled.</summary>
    public bool HasMethodImpl { get; init; }

    /// <summary>The type parameter list, <c>&lt;T&gt;</c>, or nothing.</summary>
    public string TypeParameters { get; init; } = "";

    /// <summary>The constraint clauses, each behind a space.</summary>
    public string Constraints { get; init; } = "";

    public ByRefKind ReturnRefKind { get; init; }

    /// <summary>The types of the parameters and of the result.</summary>
    public IEnumerable<CSharpType> Types => Parameters.Select(static parameter => parameter.Type).Append(ReturnType);
}

/// <summary>The user's part of a partial property.</summary>
internal sealed record PropertyDeclaration(string Name, CSharpType Type, ByRefKind RefKind)
{
    /// <summary>The modifiers as they must stand on the implementing part.</summary>
    public string Modifiers { get; init; } = "";

    public bool IsStatic { get; init; }

    /// <summary>A partial property without a body, which can be read only.</summary>
    public bool IsDefinition { get; init; }
}

/// <summary>A parameter of the C# method.</summary>
internal sealed record ParameterDeclaration(string Name, CSharpType Type, ByRefKind RefKind = ByRefKind.None)
{
    /// <summary>The name as code writes it: <c>@in</c> where it is a keyword.</summary>
    public string Identifier => CSharpIdentifier.Escape(Name);

    public bool IsScoped { get; init; }

    public bool IsParams { get; init; }

    public bool IsThis { get; init; }

    /// <summary>What a caller may leave out, of a method that is generated whole.</summary>
    public string? DefaultValue { get; init; }
}
