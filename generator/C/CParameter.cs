using KoffiGen.Text;

namespace KoffiGen.C;

/// <summary>The locations in a parameter's declaration that diagnostics are reported at.</summary>
/// <param name="Specifiers">The specifiers: <c>const char</c>.</param>
/// <param name="Type">The type among the specifiers: <c>char</c>.</param>
/// <param name="Context">The <c>_Context_</c> annotation.</param>
internal sealed record ParameterLocations(SourceLocation Specifiers, SourceLocation Type, SourceLocation? Context);

/// <summary>A parameter after C's adjustments (C23 6.7.7.4): arrays and functions have become pointers.</summary>
internal sealed class CParameter(string? name, QualifiedType type, ParameterLocations? locations = null)
{
    /// <summary>The name; <see langword="null"/> if the prototype has none.</summary>
    public string? Name { get; } = name;

    public QualifiedType Type { get; } = type;

    /// <summary>
    /// The declared array type, without the qualifiers of the pointer that it is adjusted to. Its alignment may differ from the
    /// alignment of its elements.
    /// </summary>
    public QualifiedType? Array { get; init; }

    /// <summary>The type before the adjustment: an array if <see cref="Type"/> is a pointer to its elements.</summary>
    public QualifiedType Declared => Array ?? Type;

    /// <summary><see langword="null"/> for a parameter that no text declares, such as a variable argument.</summary>
    public ParameterLocations? Locations { get; } = locations;

    public ParameterDirection Direction { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>The count of the elements that an annotation or <c>__counted_by</c> states.</summary>
    public CountReference? Count { get; init; }

    /// <summary>The count as a value that can be computed. An array parameter also has one.</summary>
    public CountExpression? Size { get; init; }

    public bool IsArray => Array is not null;

    /// <summary>
    /// Whether NULL is not a valid argument, because C states the size of the memory: <c>T a[static n]</c> (C23 6.7.7.4) and the
    /// annotations without <c>_opt_</c>.
    /// </summary>
    public bool IsNeverNull { get; init; }

    /// <summary>The parameter that counts the elements; <see langword="null"/> if the count is not a single parameter.</summary>
    public string? Counter => Count?.Name;

    /// <summary>The number of elements, if C states it as a constant.</summary>
    public long? StatedLength => (Size as ConstantCount)?.Value;

    public bool IsByteCount { get; init; }

    /// <summary>Whether C counts the memory in bytes: an annotation states it, or the elements have no size.</summary>
    public bool CountsBytes => IsByteCount || Type.Type.Canonical is PointerType { Pointee.Type.Canonical: VoidType };

    /// <summary>Whether C only reads what the parameter points to.</summary>
    public bool IsReadOnly =>
        Direction == ParameterDirection.In
        || (Direction == ParameterDirection.Default && Type.Type.Canonical is PointerType { Pointee.IsConst: true });

    /// <summary>The second count of <c>_Out_writes_to_(size, count)</c>: the number of elements that C writes.</summary>
    public CountReference? WrittenCount { get; init; }

    public bool IsContext { get; init; }

    /// <summary>The callback parameter that this context pointer belongs to, if the annotation names one.</summary>
    public string? ContextCallback { get; init; }

    /// <summary>Returns the same parameter with another type.</summary>
    public CParameter With(QualifiedType type) =>
        new(Name, type, Locations)
        {
            Direction = Direction,
            IsOptional = IsOptional,
            Count = Count,
            Size = Size,
            IsByteCount = IsByteCount,
            Array = Array,
            IsNeverNull = IsNeverNull,
            WrittenCount = WrittenCount,
            IsContext = IsContext,
            ContextCallback = ContextCallback,
        };
}
