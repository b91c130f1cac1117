using System.Collections.Immutable;

namespace KoffiGen.C;

internal sealed class FunctionType(
    QualifiedType returnType,
    ImmutableArray<CParameter> parameters,
    bool isVariadic,
    CallingConvention convention
) : CType
{
    public QualifiedType ReturnType { get; } = returnType;

    public override int DeclaratorDepth { get; } =
        1
        + parameters.Aggregate(
            returnType.Type.DeclaratorDepth,
            static (depth, parameter) => Math.Max(depth, parameter.Type.Type.DeclaratorDepth)
        );

    public ImmutableArray<CParameter> Parameters { get; } = parameters;

    /// <summary>Gets the callback parameter of each parameter that is a context pointer, or -1.</summary>
    public int[] ContextCallbacks => field ??= ContextParameters.FindCallbacks(Parameters);

    public bool IsVariadic { get; } = isVariadic;

    public CallingConvention Convention { get; } = convention;

    /// <summary>Gets the attribute that names the format parameter: <c>__attribute__((format(printf, 1, 2)))</c>.</summary>
    public FormatAttribute? Format { get; init; }

    public FunctionType With(
        QualifiedType? returnType = null,
        ImmutableArray<CParameter>? parameters = null,
        CallingConvention? convention = null,
        FormatAttribute? format = null
    ) => new(returnType ?? ReturnType, parameters ?? Parameters, IsVariadic, convention ?? Convention) { Format = format ?? Format };
}

/// <summary>The function family whose format language applies.</summary>
internal enum FormatKind
{
    Printf,
    Scanf,
}

/// <summary>The <c>format</c> attribute of GNU C.</summary>
/// <param name="Format">The index of the format parameter, from 0.</param>
/// <param name="First">The index of the first formatted argument; -1 if the arguments are a <c>va_list</c>.</param>
internal sealed record FormatAttribute(FormatKind Kind, int Format, int First);
