using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

// The types that specifiers name or define (C23 6.7.3).
internal sealed partial class DeclarationBinder
{
    private QualifiedType BindSpecifiers(DeclarationSpecifiersSyntax specifiers)
    {
        ReportUnknownAttributes(specifiers.Attributes);
        QualifiedType qualified = new(BindType(specifiers.Type), specifiers.Qualifiers);
        qualified = specifiers.Ownership is { } ownership ? ApplyOwnership(qualified, ownership) : qualified;
        return qualified.Type.Canonical is PointerType pointer && BindCount(GetCounter(specifiers.Attributes)) is { } count
            ? new QualifiedType(
                new PointerType(pointer.Pointee, pointer.Ownership) { Count = count, OwnershipLocation = pointer.OwnershipLocation },
                qualified.Qualifiers
            )
            : qualified;
    }

    private CType BindType(TypeSpecifierSyntax syntax) =>
        syntax switch
        {
            BuiltinTypeSpecifierSyntax builtin => builtin.Type,
            NamedTypeSpecifierSyntax named => BindName(named.Name),
            RecordSpecifierSyntax record => BindRecord(record),
            EnumSpecifierSyntax enumeration => BindEnum(enumeration),
            _ => ErrorType.Instance,
        };

    private CType BindName(SourceName name)
    {
        if (name.IsMissing)
        {
            return ErrorType.Instance;
        }

        if (scope.Find(name.Text) is { } entry)
        {
            Use(entry, name.Span);
            if (entry.IsType)
            {
                return entry.Type.Type;
            }

            Report(
                TypeRules.NotAType,
                name.Span,
                name.Text,
                entry.Kind switch
                {
                    ScopeEntryKind.Function => "a function",
                    ScopeEntryKind.Variable => "a variable",
                    _ => "a constant",
                }
            );
            return ErrorType.Instance;
        }

        if ((BuiltinNames.Find(name.Text) ?? scope.FindForeignType(name.Text)) is { } type)
        {
            return type;
        }

        if (BuiltinNames.FindPlatformDependent(name.Text) is { } usual)
        {
            Report(TypeRules.PlatformDependentType, name.Span, name.Text, usual);
        }
        else if (!ReportAmbiguous(name))
        {
            Report(TypeRules.UnknownType, name.Span, name.Text, scope.Advise(name.Text, types: true));
        }

        return ErrorType.Instance;
    }

    // If several units declare the name, the user selects one by including it.
    private bool ReportAmbiguous(SourceName name)
    {
        if (scope.FindAmbiguous(name.Text) is not { } units)
        {
            return false;
        }

        Report(DirectiveRules.AmbiguousName, name.Span, name.Text, string.Join(" and ", units.Select(static unit => $"'{unit}'")));
        return true;
    }

    private QualifiedType ApplyOwnership(QualifiedType type, OwnershipSyntax syntax)
    {
        Ownership ownership = new(syntax.Function?.Text, syntax.Library?.Text);
        switch (type.Type.Canonical)
        {
            case PointerType pointer:
                return new QualifiedType(
                    new PointerType(pointer.Pointee, ownership) { Count = pointer.Count, OwnershipLocation = Locate(syntax.Span) },
                    type.Qualifiers
                );

            case ErrorType:
                return type;

            default:
                Report(OwnershipRules.OwnershipOnNonPointer, syntax.Span, type.ToString());
                return type;
        }
    }

    private int? BindAlignment(ImmutableArray<AlignmentSpecifierSyntax> specifiers, params ImmutableArray<AttributeSyntax>[] attributeLists)
    {
        int? alignment = null;
        foreach (AlignmentSpecifierSyntax specifier in specifiers)
        {
            if (specifier.Value is { } value)
            {
                // C23 6.7.6: zero has no effect.
                AddAlignment(EvaluateInteger(value), value.Span, allowZero: true);
            }
        }

        foreach (AttributeSyntax attribute in attributeLists.SelectMany(static list => list))
        {
            if (attribute.Name.Text is not ("aligned" or "align"))
            {
                continue;
            }

            if (attribute.Arguments.IsEmpty)
            {
                // In GCC, the attribute without an argument requests the largest alignment of the target.
                alignment = Math.Max(alignment ?? 1, 16);
            }
            else
            {
                AddAlignment(EvaluateInteger(attribute.Arguments[0]), attribute.Arguments[0].Span, allowZero: false);
            }
        }

        return alignment;

        void AddAlignment(long? value, SourceSpan span, bool allowZero)
        {
            const long Maximum = 1 << 28;
            if (value is null || (allowZero && value == 0))
            {
                return;
            }

            if (value < 1 || value > Maximum || (value & (value - 1)) != 0)
            {
                Report(TypeRules.InvalidAlignment, span, $"a power of two up to {Maximum}");
                return;
            }

            alignment = Math.Max(alignment ?? 1, (int)value.Value);
        }
    }

    private ImmutableArray<QualifiedType> BindAlignedAs(ImmutableArray<AlignmentSpecifierSyntax> specifiers) =>
        [.. specifiers.Where(static specifier => specifier.Type is not null).Select(specifier => BindMeasured(specifier.Type!))];

    /// <summary>Checks that the alignment specifiers together do not lower the alignment of the type (C23 6.7.6).</summary>
    /// <param name="requested">The strictest alignment of <c>_Alignas(n)</c>.</param>
    /// <param name="alignedAs">The types of <c>_Alignas(type)</c>.</param>
    private void CheckAlignment(
        QualifiedType type,
        ImmutableArray<AlignmentSpecifierSyntax> specifiers,
        int? requested,
        ImmutableArray<QualifiedType> alignedAs
    )
    {
        if (requested is null && alignedAs.IsEmpty)
        {
            return;
        }

        foreach (TargetAbi target in scope.FindTarget() is { } only ? [only] : new[] { TargetAbi.LinuxX64, TargetAbi.WindowsX64 })
        {
            int strictest = alignedAs
                .Select(other => LayoutCalculator.GetLayout(other, target)?.Alignment ?? int.MaxValue)
                .Append(requested ?? 1)
                .Max();
            if (LayoutCalculator.GetLayout(type, target) is { } natural && strictest < natural.Alignment)
            {
                AlignmentSpecifierSyntax first = specifiers[0];
                Report(
                    TypeRules.InvalidAlignment,
                    first.Value?.Span ?? first.Type!.Span,
                    $"at least {natural.Alignment}, the alignment of '{type}'"
                );
                return;
            }
        }
    }

    private static bool HasPacked(ImmutableArray<AttributeSyntax> attributes) =>
        attributes.Any(static attribute => attribute.Name.Text == "packed");

    private void ReportUnknownAttributes(ImmutableArray<AttributeSyntax> attributes)
    {
        foreach (AttributeSyntax attribute in attributes)
        {
            bool isKnown =
                attribute.Name.Text
                is "packed"
                    or "aligned"
                    or "align"
                    or "counted_by"
                    or "cdecl"
                    or "stdcall"
                    or "fastcall"
                    or "thiscall"
                    or "format";
            if (!isKnown)
            {
                Report(TypeRules.UnknownAttribute, attribute.Name.Span, attribute.Name.Text);
            }
        }
    }
}
