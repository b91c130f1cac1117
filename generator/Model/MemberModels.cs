using KoffiGen.CSharp;

namespace KoffiGen.Model;

/// <summary>A constant of C: an enumerator of an unnamed enum, or a <c>#define</c>.</summary>
/// <param name="Type">The C# type.</param>
/// <param name="Value">The value as C# writes it.</param>
internal sealed record ConstantModel(string Name, string Type, string Value, string CDeclaration)
{
    /// <summary>The value on Windows, where it is another: then the constant is a property.</summary>
    public string? WindowsValue { get; init; }

    public string? Documentation { get; init; }
}

/// <summary>What a property gives for a variable of C.</summary>
/// <param name="PropertyType">The type of the property.</param>
internal abstract record VariableForm(CSharpType PropertyType)
{
    public virtual ByRefKind RefKind => ByRefKind.None;
}

/// <summary>The variable itself.</summary>
internal sealed record VariableReference(CSharpType PropertyType, bool IsReadOnly) : VariableForm(PropertyType)
{
    public override ByRefKind RefKind => IsReadOnly ? ByRefKind.RefReadOnly : ByRefKind.Ref;
}

/// <summary>The elements of an array, as a span.</summary>
internal sealed record VariableSpan(CSharpType PropertyType, long Length) : VariableForm(PropertyType);

/// <summary>A pointer to the first element of an array whose length C alone knows.</summary>
internal sealed record VariablePointer(CSharpType PropertyType) : VariableForm(PropertyType);

/// <summary>The declaration is wrong, or the project has no unsafe code: the property throws.</summary>
internal sealed record VariablePlaceholder(CSharpType PropertyType, ByRefKind DeclaredKind) : VariableForm(PropertyType)
{
    public override ByRefKind RefKind => DeclaredKind;
}

/// <summary>A variable that a library exports.</summary>
/// <param name="Symbol">Where it is.</param>
/// <param name="Modifiers">The modifiers of the property.</param>
/// <param name="Form">What the property gives.</param>
internal sealed record VariableModel(SymbolModel Symbol, string Modifiers, string Name, VariableForm Form, string CDeclaration)
{
    /// <summary>No part of the user's declares the property.</summary>
    public bool DeclaresProperty { get; init; }

    /// <summary>The name of the property <c>Is…Available</c> of an optional variable.</summary>
    public string? AvailabilityProperty { get; init; }

    /// <summary>The library is that of the object whose property this is.</summary>
    public bool IsInstance { get; init; }

    public string? Documentation { get; init; }

    /// <summary>The variable where the project has no unsafe code: its property throws, and the analyzers say why.</summary>
    public VariableModel WithoutAccess() => this with { Form = new VariablePlaceholder(Form.PropertyType, Form.RefKind) };
}

/// <summary>What one unit of declarations generates: types, and the members of its class.</summary>
/// <param name="DisplayName">What messages call the unit.</param>
/// <param name="Members">The class; <see langword="null"/> where the unit declares types alone.</param>
internal sealed record UnitModel(string DisplayName, TypesModel Types, ImportClassModel? Members)
{
    /// <summary>The name of the generated file, without its ending.</summary>
    public string HintName { get; init; } = "";

    /// <summary>The blittable twins of users' structs that its calls pass by value.</summary>
    public EquatableArray<BlittableStandInModel> BlittableStandIns { get; init; }

    /// <summary>Nothing is generated: the unit only names types.</summary>
    public bool IsEmpty =>
        Members is null && Types is { Handles.IsEmpty: true, FunctionPointers.IsEmpty: true, Structs.IsEmpty: true, Enums.IsEmpty: true };
}
