using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model;

namespace KoffiGen.Binding;

/// <summary>
/// The types that the imports of a class may use: those of the project, those that the prototypes of the class declare, and those that
/// the C# signature of the current import names.
/// </summary>
internal sealed class ClassTypes(TypeEnvironment environment) : IProjectTypes
{
    private readonly Dictionary<CType, GeneratedType> _generated = [];
    private readonly Dictionary<string, CSharpType> _signatureTypes = new(StringComparer.Ordinal);

    public bool DisablesRuntimeMarshalling => environment.DisablesRuntimeMarshalling;

    /// <summary>The generated types that the prototypes of the class declare.</summary>
    public IEnumerable<GeneratedType> Generated => _generated.Values;

    /// <summary>Declares a type that is generated in the class.</summary>
    public void Declare(CType type, GeneratedType generated) => _generated[type] = generated;

    /// <summary>Returns the type if the class declares it; otherwise <see langword="null"/>.</summary>
    public GeneratedType? FindDeclared(CType type) => _generated.TryGetValue(type, out GeneratedType? generated) ? generated : null;

    /// <summary>Replaces the types of the last signature by the structs and enums in these types, which C may refer to by name.</summary>
    public void SetSignature(IEnumerable<CSharpType> types)
    {
        _signatureTypes.Clear();
        foreach (CSharpType part in types.SelectMany(static type => type.DescendantsAndSelf()))
        {
            if (part is CSharpType.Struct or CSharpType.Enum)
            {
                _signatureTypes[part.DeclaredName!.Identifier] = part;
            }
        }
    }

    /// <summary>Returns the C type for a name in the C# signature; <see langword="null"/> if the signature does not contain it.</summary>
    public CType? FindByCName(string name) => _signatureTypes.ContainsKey(name) ? new ForeignType(name) : null;

    public GeneratedType? FindGenerated(CType type) => environment.FindGenerated(type) ?? FindDeclared(type.Canonical);

    public IEnumerable<KeyValuePair<CType, GeneratedType>> FindByName(string name) =>
        _generated.Count == 0
            ? environment.FindByName(name)
            : environment.FindByName(name).Concat(_generated.Where(declared => declared.Value.Names.Contains(name)));

    public CSharpType? FindForeign(ForeignType type) =>
        _signatureTypes.TryGetValue(type.Name, out CSharpType? managed) ? managed : environment.FindForeign(type);

    public string? FindObstacle(RecordType record) => environment.FindObstacle(record);

    public string? FindByValueObstacle(RecordType record) => environment.FindByValueObstacle(record);

    public TypeLayout? Measure(CType type, TargetAbi portable) => environment.Measure(type, portable);

    public PlatformValue? FindOverAlignment(CType type) => environment.FindOverAlignment(type);
}
