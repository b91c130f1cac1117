using KoffiGen.CSharp;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Symbols;

/// <summary>Converts Roslyn's <see cref="RefKind"/> to <see cref="ByRefKind"/>.</summary>
internal static class ByRefKinds
{
    public static ByRefKind OfParameter(RefKind kind) =>
        kind switch
        {
            RefKind.Ref => ByRefKind.Ref,
            RefKind.Out => ByRefKind.Out,
            RefKind.In => ByRefKind.In,
            RefKind.RefReadOnlyParameter => ByRefKind.RefReadOnly,
            _ => ByRefKind.None,
        };

    public static ByRefKind OfReturn(RefKind kind) =>
        kind switch
        {
            RefKind.Ref => ByRefKind.Ref,
            RefKind.RefReadOnly => ByRefKind.RefReadOnly,
            _ => ByRefKind.None,
        };
}
