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

/// <summary>A variable that a library exports.</summary>
/// <param name="Symbol">Where it is.</param>
/// <param name="Modifiers">The modifiers of the property.</param>
/// <param name="Type">The type of the property: <c>ref int</c>, <c>Span&lt;int&gt;</c>.</param>
/// <param name="Expression">What the property gives; <c>{0}</c> is the address.</param>
internal sealed record VariableModel(SymbolModel Symbol, string Modifiers, string Name, string Type, string Expression, string CDeclaration)
{
    /// <summary>No part of the user's declares the property.</summary>
    public bool DeclaresMethod { get; init; }

    /// <summary>A property <c>Is…Available</c> asks first.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The library is that of the object whose property this is.</summary>
    public bool IsInstance { get; init; }

    /// <summary>The declaration is wrong: the property throws.</summary>
    public bool IsPlaceholder { get; init; }

    public string? Documentation { get; init; }
}

/// <summary>What one unit of declarations generates: types, and the members of its class.</summary>
/// <param name="HintName">The name of the generated file, without its ending.</param>
/// <param name="Members">The class; <see langword="null"/> where the unit declares types alone.</param>
internal sealed record UnitModel(string HintName, TypesModel Types, ImportClassModel? Members)
{
    /// <summary>The blittable twins of users' structs that its calls pass by value.</summary>
    public EquatableArray<BlittableStandInModel> BlittableStandIns { get; init; }

    /// <summary>Nothing is generated: the unit only names types.</summary>
    public bool IsEmpty =>
        Members is null && Types is { Handles.IsEmpty: true, FunctionPointers.IsEmpty: true, Structs.IsEmpty: true, Enums.IsEmpty: true };
}
