using KoffiGen.CSharp;

namespace KoffiGen.Model;

/// <summary>A C constant: an enumerator of an unnamed enum, or an object-like macro.</summary>
/// <param name="Value">The value as a C# literal.</param>
internal sealed record ConstantModel(string Name, string Type, string Value, string CDeclaration)
{
    /// <summary>
    /// The value on Windows, if it differs; otherwise <see langword="null"/>. The constant is then generated as a property.
    /// </summary>
    public string? WindowsValue { get; init; }

    public string? Documentation { get; init; }
}

/// <summary>The form in which a property exposes a C variable.</summary>
internal abstract record VariableForm(CSharpType PropertyType)
{
    public virtual ByRefKind RefKind => ByRefKind.None;
}

/// <summary>The variable itself, by reference.</summary>
internal sealed record VariableReference(CSharpType PropertyType, bool IsReadOnly) : VariableForm(PropertyType)
{
    public override ByRefKind RefKind => IsReadOnly ? ByRefKind.RefReadOnly : ByRefKind.Ref;
}

/// <summary>The elements of an array, as a span.</summary>
internal sealed record VariableSpan(CSharpType PropertyType, long Length) : VariableForm(PropertyType);

/// <summary>A pointer to the first element of an array of unknown length.</summary>
internal sealed record VariablePointer(CSharpType PropertyType) : VariableForm(PropertyType);

/// <summary>A property that throws, because the declaration is invalid or the project does not allow unsafe code.</summary>
internal sealed record VariablePlaceholder(CSharpType PropertyType, ByRefKind DeclaredKind) : VariableForm(PropertyType)
{
    public override ByRefKind RefKind => DeclaredKind;
}

/// <summary>A property for a variable that a library exports.</summary>
internal sealed record VariableModel(ImportTarget Target, string Modifiers, string Name, VariableForm Form, string CDeclaration)
{
    /// <summary>Whether the generated part declares the property, because the user has not.</summary>
    public bool DeclaresProperty { get; init; }

    /// <summary>The name of the <c>Is…Available</c> property; <see langword="null"/> if the variable is not optional.</summary>
    public string? AvailabilityProperty { get; init; }

    public string? Documentation { get; init; }

    /// <summary>
    /// Returns the variable for a project that does not allow unsafe code: its property throws, and the analyzers report why.
    /// </summary>
    public VariableModel WithoutAccess() => this with { Form = new VariablePlaceholder(Form.PropertyType, Form.RefKind) };
}

/// <summary>The types of one unit, and the members of its class.</summary>
/// <param name="DisplayName">The name of the unit in messages.</param>
/// <param name="Members">The class; <see langword="null"/> if the unit declares only types.</param>
internal sealed record UnitModel(string DisplayName, TypesModel Types, ImportClassModel? Members)
{
    /// <summary>The name of the generated file, without its extension.</summary>
    public string HintName { get; init; } = "";

    /// <summary>The blittable stand-ins of users' structs that the unit's calls pass by value.</summary>
    public EquatableArray<BlittableStandInModel> BlittableStandIns { get; init; }

    /// <summary>Whether nothing is generated, because the unit only gives names to existing types.</summary>
    public bool IsEmpty =>
        Members is null && Types is { Handles.IsEmpty: true, FunctionPointers.IsEmpty: true, Structs.IsEmpty: true, Enums.IsEmpty: true };
}
