using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model;

namespace KoffiGen.Binding.Structs;

/// <summary>The models of the types that are nested in one struct, collected while its members are bound.</summary>
/// <param name="owner">The qualified name of the struct.</param>
internal sealed class NestedTypeModels(StructNames names, QualifiedName owner)
{
    private readonly HashSet<CType> _seen = [];

    private readonly Dictionary<RecordType, StructModel> _structs = [];

    public List<InlineArrayModel> Arrays { get; } = [];

    public List<StructModel> Structs { get; } = [];

    public List<EnumModel> Enums { get; } = [];

    public QualifiedName Owner => owner;

    public StructModel FindStruct(RecordType record) => _structs[record];

    public string Unique(string name) => names.Unique(name);

    /// <summary>Adds the unnamed types that a member declares.</summary>
    public void Add(
        CType type,
        TypeEnvironment environment,
        Func<RecordType, GeneratedType, StructModel> bind,
        Func<RecordType, GeneratedType, StructModel> bindAnonymous
    )
    {
        type = NestedTypes.Innermost(type);
        if (environment.FindGenerated(type) is not { IsNested: true } generated || !_seen.Add(type) || generated.Container != owner)
        {
            return;
        }

        switch (type)
        {
            case RecordType record:
                StructModel model = generated.IsAnonymous ? bindAnonymous(record, generated) : bind(record, generated);
                Structs.Add(model);
                _structs.Add(record, model);
                break;
            case EnumType enumeration when environment.Types.FindUnit(enumeration) is { } unit:
                Enums.Add(EnumBinder.Bind(enumeration, generated, unit.Directives.Names));
                break;
        }
    }
}
