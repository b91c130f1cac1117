using KoffiGen.Text;

namespace KoffiGen.C;

internal sealed class PointerType(QualifiedType pointee, Ownership? ownership = null) : CType
{
    public QualifiedType Pointee { get; } = pointee;

    public override int DeclaratorDepth { get; } = pointee.Type.DeclaratorDepth + 1;

    /// <summary>Gets the disposer of an owned pointer; <see langword="null"/> for a borrowed one.</summary>
    public Ownership? Ownership { get; } = ownership;

    /// <summary>Gets the location of the <c>!</c>; <see langword="null"/> if the declaration of the pointer has none.</summary>
    public SourceLocation? OwnershipLocation { get; init; }

    /// <summary>Gets the number of elements that <c>__counted_by</c> after the <c>*</c> states.</summary>
    public CountExpression? Count { get; init; }

    /// <summary>
    /// Gets the location of the expression in <c>__counted_by</c>; <see langword="null"/> if the declaration of the pointer has none.
    /// </summary>
    public SourceLocation? CountLocation { get; init; }
}

internal sealed class ArrayType(QualifiedType element, long? length) : CType
{
    public QualifiedType Element { get; } = element;

    public override int DeclaratorDepth { get; } = element.Type.DeclaratorDepth + 1;

    public override int Depth { get; } = element.Type.Depth + 1;

    /// <summary>
    /// Gets the number of elements; <see langword="null"/> for an incomplete array, a flexible array member or a variable length array.
    /// </summary>
    public long? Length { get; } = length;

    /// <summary>Gets the length of a variable length array, which only a parameter can be.</summary>
    public VariableLength? Variable { get; init; }

    /// <summary>Whether the array or a row of it is a variable length array.</summary>
    public bool HasVariableLength => Variable is not null || Element.Type is ArrayType { HasVariableLength: true };
}
