using KoffiGen.C.Layout;

namespace KoffiGen.C;

/// <summary>A basic type. There is one instance for each kind and byte order.</summary>
internal sealed class BasicType : CType
{
    private static readonly BasicType[] Native = CreateNative();

    private readonly BasicTypeDefinition _definition;

    private BasicType(BasicTypeDefinition definition, ByteOrder byteOrder)
    {
        _definition = definition;
        ByteOrder = byteOrder;
    }

    /// <summary>Koffi's integers of a fixed byte order: <c>int16_le_t</c>, <c>uint64_be_t</c>.</summary>
    public static IReadOnlyList<BasicType> AllOrdered { get; } =
    [
        .. BasicTypes
            .All.Where(static definition => definition.OrderedName is not null)
            .SelectMany(static definition =>
                new[] { new BasicType(definition, ByteOrder.Little), new BasicType(definition, ByteOrder.Big) }
            ),
    ];

    public BasicTypeKind Kind => _definition.Kind;

    /// <summary>The order of the bytes in memory and in registers.</summary>
    public ByteOrder ByteOrder { get; }

    /// <summary>The name that messages use: <c>unsigned short</c>, <c>uint32_be_t</c>.</summary>
    public string Name =>
        ByteOrder switch
        {
            ByteOrder.Native => _definition.Name,
            ByteOrder.Little => _definition.OrderedName + "_le_t",
            _ => _definition.OrderedName + "_be_t",
        };

    /// <summary>Whether the type is an integer type, which <c>bool</c> and the character types are.</summary>
    public bool IsInteger => _definition.Class == BasicTypeClass.Integer;

    /// <summary>Whether the type is a real floating type.</summary>
    public bool IsFloating => _definition.Class == BasicTypeClass.Floating;

    /// <exception cref="InvalidOperationException">Koffi has no type of this kind with the byte order.</exception>
    public static BasicType Get(BasicTypeKind kind, ByteOrder byteOrder = ByteOrder.Native) =>
        byteOrder == ByteOrder.Native ? Native[(int)kind] : AllOrdered.First(type => type.Kind == kind && type.ByteOrder == byteOrder);

    public bool IsSigned(TargetAbi target) => _definition.IsSigned(target);

    public TypeLayout GetLayout(TargetAbi target) => _definition.Layout(target);

    private static BasicType[] CreateNative()
    {
        BasicType[] types = new BasicType[BasicTypes.All.Length];
        foreach (BasicTypeDefinition definition in BasicTypes.All)
        {
            types[(int)definition.Kind] = new BasicType(definition, ByteOrder.Native);
        }

        return types;
    }
}
