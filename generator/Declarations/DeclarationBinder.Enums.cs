using System.Collections.Immutable;
using System.Numerics;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

// Enums (C23 6.7.3.3).
internal sealed partial class DeclarationBinder
{
    private CType BindEnum(EnumSpecifierSyntax syntax)
    {
        string? tag = syntax.Tag is { IsMissing: false } written ? written.Text : null;
        SourceSpan place = syntax.Tag?.Span ?? syntax.Span;
        CType? known =
            tag is null ? null
            : syntax.Enumerators is null ? scope.FindTag(tag)
            : scope.FindOwnTag(tag);
        if (known is ForeignType { TagKeyword: "enum" })
        {
            return known;
        }

        if (known is not null and not EnumType)
        {
            Report(TypeRules.WrongTagKind, place, tag!, TagKeyword(known));
            return ErrorType.Instance;
        }

        EnumType enumeration = known as EnumType ?? new EnumType(tag);
        if (known is null && tag is not null)
        {
            scope.DeclareTag(tag, enumeration);
        }

        ReportUnknownAttributes(syntax.Attributes);
        if (syntax.UnderlyingType is { } underlying)
        {
            QualifiedType type = Bind(underlying);
            if (type.Type.Canonical is BasicType { ByteOrder: ByteOrder.Native } basic && basic.IsInteger)
            {
                enumeration.FixedUnderlyingType = basic;
            }
            else if (type.Type.Canonical is not ErrorType)
            {
                Report(TypeRules.InvalidUnderlyingType, underlying.Span, type.ToString());
            }
        }

        if (syntax.Enumerators is not { } enumerators)
        {
            return enumeration;
        }

        AddName(tag);
        if (enumeration.IsComplete)
        {
            Report(TypeRules.Redefinition, place, enumeration.ToString());
            return enumeration;
        }

        enumeration.IsPacked = HasPacked(syntax.Attributes);
        enumeration.Enumerators = BindEnumerators(enumeration, enumerators);
        _declarations.Add(new BoundDeclaration(BoundDeclarationKind.Enum, tag ?? "", Locate(place), enumeration) { Site = _site });
        return enumeration;
    }

    private ImmutableArray<Enumerator> BindEnumerators(EnumType enumeration, ImmutableArray<EnumeratorSyntax> syntaxes)
    {
        ImmutableArray<Enumerator>.Builder enumerators = ImmutableArray.CreateBuilder<Enumerator>(syntaxes.Length);
        HashSet<string> names = new(StringComparer.Ordinal);
        // If the project has several targets, the values must also fit the targets whose long has 32 bits.
        TargetAbi narrowest = scope.FindTarget() ?? TargetAbi.WindowsX64;
        BigInteger next = BigInteger.Zero;
        foreach (EnumeratorSyntax syntax in syntaxes)
        {
            ConstantValue? constant = syntax.Value is null ? null : EvaluateConstant(syntax.Value);
            if (constant is { Kind: not ConstantKind.Integer })
            {
                Report(
                    TypeRules.IntegerConstantExpected,
                    syntax.Value!.Span,
                    constant.Kind == ConstantKind.String ? "A string" : "A floating-point number"
                );
            }
            else if (constant?.OnWindows is { } onWindows)
            {
                Report(TypeRules.TargetDependentConstant, syntax.Value!.Span, constant.Bits.ToString(), onWindows.Bits.ToString());
            }
            else if (constant is not null)
            {
                next = constant.IsAboveInt64 ? (ulong)constant.Bits : constant.Bits;
            }

            if (!Fits(next, enumeration.FixedUnderlyingType, narrowest))
            {
                string range = enumeration.FixedUnderlyingType?.ToString() ?? "unsigned long long";
                Report(TypeRules.EnumeratorOutOfRange, syntax.Value?.Span ?? syntax.Name.Span, syntax.Name.Text, range);
                next = BigInteger.Zero;
            }

            bool isUnsigned = next > long.MaxValue;
            long bits = isUnsigned ? unchecked((long)(ulong)next) : (long)next;
            BasicTypeKind kind =
                isUnsigned ? BasicTypeKind.UInt64
                : next >= int.MinValue && next <= int.MaxValue ? BasicTypeKind.Int32
                : BasicTypeKind.Int64;
            BasicType type = enumeration.FixedUnderlyingType ?? BasicType.Get(kind);
            if (!syntax.Name.IsMissing && !names.Add(syntax.Name.Text))
            {
                // Even an equal value is a redefinition: C allows repeating a complete enum, but not one enumerator.
                Report(TypeRules.Redefinition, syntax.Name.Span, syntax.Name.Text);
            }
            else if (!syntax.Name.IsMissing)
            {
                enumerators.Add(new Enumerator(syntax.Name.Text, bits, isUnsigned) { Documentation = syntax.Documentation });
                Declare(
                    new ScopeEntry(syntax.Name.Text, ScopeEntryKind.Enumerator, enumeration)
                    {
                        Value = new ConstantValue(ConstantKind.Integer, type, bits),
                    },
                    syntax.Name.Span
                );
            }

            next += BigInteger.One;
        }

        return enumerators.ToImmutable();
    }

    private static bool Fits(BigInteger value, BasicType? type, TargetAbi target)
    {
        if (type is null)
        {
            return value >= long.MinValue && value <= ulong.MaxValue;
        }

        if (type.Kind == BasicTypeKind.Bool)
        {
            return value.IsZero || value.IsOne;
        }

        int width = (int)type.GetLayout(target).Size * 8;
        return type.IsSigned(target)
            ? value >= -(BigInteger.One << (width - 1)) && value < BigInteger.One << (width - 1)
            : value.Sign >= 0 && value < BigInteger.One << width;
    }
}
