using System.Text;
using KoffiGen.C;

namespace KoffiGen.CSharp;

// Types that C# syntax composes of other types.
internal abstract partial record CSharpType
{
    public sealed record Pointer(CSharpType PointedAtType) : CSharpType
    {
        public override bool IsUnmanaged => true;

        public override CSharpType Element => PointedAtType;

        public override string Write(CSharpTypeFormat format) => PointedAtType.Write(format) + "*";

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, PointedAtType, static (type, pointee) => type with { PointedAtType = pointee });
    }

    public sealed record FunctionPointer(MethodDeclaration Signature) : CSharpType
    {
        /// <summary>Whether the function pointer is <c>unmanaged</c>, so that C can call the function.</summary>
        public bool IsUnmanagedCall { get; init; }

        /// <summary>The names in brackets after <c>unmanaged</c>: <c>Cdecl</c>, <c>SuppressGCTransition</c>.</summary>
        public EquatableArray<string> Conventions { get; init; }

        /// <summary>The calling convention; <see langword="null"/> for a managed function pointer.</summary>
        public CallingConvention? Convention =>
            IsUnmanagedCall
                ? Conventions
                    .Select(static name =>
                        System.Enum.TryParse(name, out CallingConvention convention) ? convention : CallingConvention.Default
                    )
                    .FirstOrDefault(static convention => convention != CallingConvention.Default)
                : null;

        public override bool IsUnmanaged => true;

        public override string Write(CSharpTypeFormat format)
        {
            string conventions = Conventions.IsEmpty ? "" : $"[{string.Join(", ", Conventions)}]";
            IEnumerable<string> parameters = Signature.Parameters.Select(parameter =>
                (
                    parameter.RefKind switch
                    {
                        ByRefKind.Ref => "ref ",
                        ByRefKind.Out => "out ",
                        ByRefKind.In => "in ",
                        ByRefKind.RefReadOnly => "ref readonly ",
                        _ => "",
                    }
                ) + parameter.Type.Write(format)
            );
            string result =
                (
                    Signature.ReturnRefKind switch
                    {
                        ByRefKind.Ref => "ref ",
                        ByRefKind.RefReadOnly => "ref readonly ",
                        _ => "",
                    }
                ) + Signature.ReturnType.Write(format);
            return $"delegate*{(IsUnmanagedCall ? " unmanaged" + conventions : "")}<{string.Join(", ", parameters.Append(result))}>";
        }

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter)
        {
            MethodDeclaration signature = rewriter.Rewrite(Signature);
            return ReferenceEquals(signature, Signature) ? this : this with { Signature = signature };
        }
    }

    public sealed record Array(CSharpType ElementType) : Reference
    {
        public override CSharpType Element => ElementType;

        public override string Write(CSharpTypeFormat format) => WriteArray(this, format);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, ElementType, static (type, element) => type with { ElementType = element });
    }

    public sealed record MultidimensionalArray(CSharpType ElementType, int Rank) : Reference
    {
        public override string Write(CSharpTypeFormat format) => WriteArray(this, format);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, ElementType, static (type, element) => type with { ElementType = element });
    }

    public sealed record Tuple(EquatableArray<TupleElement> Elements) : CSharpType
    {
        public override bool IsUnmanaged => Elements.All(static element => element.Type.IsUnmanaged);

        public override string Write(CSharpTypeFormat format) =>
            $"({string.Join(", ", Elements.Select(element => element.Write(format)))})";

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter)
        {
            EquatableArray<TupleElement> elements = rewriter.Rewrite(Elements);
            return elements.Equals(Elements) ? this : this with { Elements = elements };
        }
    }

    /// <summary>
    /// <c>Nullable&lt;T&gt;</c>. A nullable type that KoffiGen generates is a <see cref="Named"/> type with an annotation instead.
    /// </summary>
    public sealed record Nullable(CSharpType UnderlyingType) : CSharpType
    {
        public override CSharpType NullableValue => UnderlyingType;

        public override CSharpType WithoutNullable => UnderlyingType;

        public override string Write(CSharpTypeFormat format) => UnderlyingType.Write(format) + "?";

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, UnderlyingType, static (type, underlying) => type with { UnderlyingType = underlying });
    }

    // C# writes the ranks of a jagged array from the outermost inwards, up to the next nullable annotation.
    private static string WriteArray(Reference array, CSharpTypeFormat format)
    {
        StringBuilder ranks = new();
        CSharpType current = array;
        do
        {
            int rank = 1;
            (current, rank) = current is MultidimensionalArray several
                ? (several.ElementType, several.Rank)
                : (((Array)current).ElementType, 1);
            ranks.Append('[').Append(',', rank - 1).Append(']');
        } while (current is Array { IsNullable: false } or MultidimensionalArray { IsNullable: false });

        return current.Write(format) + ranks + (array.IsNullable ? "?" : "");
    }
}

/// <param name="Name">The name as an identifier in code; <see langword="null"/> for an unnamed element.</param>
internal sealed record TupleElement(string? Name, CSharpType Type)
{
    public string Write(CSharpTypeFormat format) => Name is null ? Type.Write(format) : $"{Type.Write(format)} {Name}";
}
