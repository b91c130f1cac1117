using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

// The types that declarators derive from the type of the specifiers (C23 6.7.7).
internal sealed partial class DeclarationBinder
{
    private QualifiedType BindDeclarator(QualifiedType type, DeclaratorSyntax declarator, CallingConvention convention)
    {
        while (declarator is DerivedDeclaratorSyntax derived)
        {
            switch (derived)
            {
                case PointerDeclaratorSyntax pointer:
                    type = BindPointer(type, pointer);
                    break;

                case ArrayDeclaratorSyntax array:
                    type = BindArray(type, array);
                    break;

                case FunctionDeclaratorSyntax function:
                    type = CheckDepth(BindFunctionDeclarator(type, function, convention), PlaceOf(function));
                    convention = CallingConvention.Default;
                    break;
            }

            declarator = derived.Inner;
        }

        if (declarator is IdentifierDeclaratorSyntax { Attributes: { IsEmpty: false } attributes })
        {
            ReportUnknownAttributes(attributes);
            CheckCounted(attributes, type, declarator);
            if (type.Type is FunctionType function && GetConvention(attributes) is not CallingConvention.Default and var written)
            {
                return WithConvention(function, written);
            }
        }

        return type;
    }

    private QualifiedType BindPointer(QualifiedType type, PointerDeclaratorSyntax syntax)
    {
        ReportUnknownAttributes(syntax.Attributes);
        CallingConvention convention = syntax.Convention?.Convention ?? GetConvention(syntax.Attributes);
        if (convention != CallingConvention.Default && type.Type is FunctionType function)
        {
            type = WithConvention(function, convention);
        }

        Ownership? ownership = syntax.Ownership is { } written ? new Ownership(written.Function?.Text, written.Library?.Text) : null;
        (CountExpression? count, SourceSpan? counter) = BindPointerCount(GetCounter(syntax.Attributes));
        if (type.Type is ArrayType { HasVariableLength: true } array)
        {
            (type, VariableLength length) = Flatten(array);
            count ??= length.Value;
        }

        return new QualifiedType(
            type.Type is ErrorType
                ? type.Type
                : CheckDepth(
                    new PointerType(type, ownership)
                    {
                        Count = count,
                        CountLocation = counter is { } place ? Locate(place) : null,
                        OwnershipLocation = syntax.Ownership is { Span: var span } ? Locate(span) : null,
                    },
                    PlaceOf(syntax)
                ),
            syntax.Qualifiers
        );
    }

    private QualifiedType BindArray(QualifiedType element, ArrayDeclaratorSyntax syntax)
    {
        element = CheckObject(element, PlaceOf(syntax), "an array element");
        element = element with { Type = CheckDepth(element.Type, PlaceOf(syntax), further: 1) };
        if (syntax.Length is null)
        {
            return new QualifiedType(element.Type is ErrorType ? element.Type : new ArrayType(element, null), syntax.Qualifiers);
        }

        if (ExpressionNames.Find(syntax.Length).Any(name => _parameterNames.Contains(name.Text)))
        {
            return new QualifiedType(
                element.Type is ErrorType
                    ? element.Type
                    : new ArrayType(element, null)
                    {
                        Variable = new VariableLength(ExpressionNames.ToCountReference(syntax.Length)!, BindSize(syntax.Length)),
                    },
                syntax.Qualifiers
            );
        }

        long? length = EvaluateInteger(syntax.Length);
        if (length < 1)
        {
            Report(TypeRules.InvalidArrayLength, syntax.Length.Span, length.Value.ToString());
            length = null;
        }

        if (length is null || element.Type is ErrorType)
        {
            return ErrorType.Instance;
        }

        ArrayType array = new(element, length);
        if (
            LayoutCalculator.GetLayout(element, TargetAbi.LinuxX64) is not null
            && LayoutCalculator.GetLayout(array, TargetAbi.LinuxX64) is null
        )
        {
            Report(TypeRules.TypeTooLarge, syntax.Length.Span, array.ToString());
            return ErrorType.Instance;
        }

        return new QualifiedType(array, syntax.Qualifiers);
    }

    private CType BindFunctionDeclarator(QualifiedType returnType, FunctionDeclaratorSyntax syntax, CallingConvention convention)
    {
        ReportUnknownAttributes(syntax.Attributes);
        if (syntax.Parameters.Length > Budget.MaximumParameters)
        {
            ReportTooManyParameters(PlaceOf(syntax));
            return ErrorType.Instance;
        }

        returnType = CheckReturnType(returnType, PlaceOf(syntax));
        ImmutableArray<CParameter>.Builder parameters = ImmutableArray.CreateBuilder<CParameter>(syntax.Parameters.Length);
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<string> outer = _parameterNames;
        _parameterNames = FindNames(syntax.Parameters);
        foreach (ParameterSyntax parameter in syntax.Parameters)
        {
            CParameter bound = BindParameter(parameter);
            parameters.Add(bound);
            if (bound.Name is not null && !names.Add(bound.Name))
            {
                Report(TypeRules.DuplicateParameter, parameter.Declarator.Name.Span, bound.Name);
            }
        }

        _parameterNames = outer;
        QualifiedType counted = CheckCounts(returnType, returnType, parameters) ? returnType : ErrorType.Instance;
        foreach (CParameter parameter in parameters)
        {
            CheckCount(parameter, returnType, parameters);
            CheckCounts(Pointee(parameter), returnType, parameters);
        }

        returnType = counted;

        CallingConvention own = syntax.Convention?.Convention ?? GetConvention(syntax.Attributes);
        return new FunctionType(
            returnType,
            parameters.ToImmutable(),
            syntax.IsVariadic,
            own == CallingConvention.Default ? convention : own
        )
        {
            Format = GetFormat(syntax.Attributes),
        };
    }

    private CParameter BindParameter(ParameterSyntax syntax)
    {
        SourceSpan place = syntax.Declarator.Name.IsMissing ? syntax.Specifiers.Type.Span : syntax.Declarator.Name.Span;
        QualifiedType type = Bind(syntax.Specifiers, syntax.Declarator);

        QualifiedType written = type;
        CType declared = type.Type.Canonical;

        // C23 6.7.7.4: arrays are adjusted to pointers to their elements, and functions to pointers to them.
        type = type.Type.Canonical switch
        {
            ArrayType array => Decay(type, array),
            FunctionType => new PointerType(type),
            VoidType => ReportVoid(place),
            _ => CheckObject(type, place, "a parameter"),
        };

        ParameterAnnotationSyntax? direction = null;
        ParameterAnnotationSyntax? context = null;
        foreach (ParameterAnnotationSyntax annotation in syntax.Annotations)
        {
            direction = annotation.IsContext ? direction : annotation;
            context = annotation.IsContext ? annotation : context;
            bool needsPointer =
                annotation.IsContext
                || annotation.IsOptional
                || annotation.Count is not null
                || annotation.Direction is ParameterDirection.Out or ParameterDirection.Inout;
            if (needsPointer && type.Type.Canonical is not (PointerType or ForeignType or ErrorType))
            {
                Report(TypeRules.InvalidDirection, annotation.Span, annotation.Word, type.ToString());
            }

            if (annotation.Direction is ParameterDirection.Out or ParameterDirection.Inout && IsPointerToConst(type))
            {
                Report(
                    TypeRules.OutputIsConst,
                    annotation.Span,
                    annotation.Word,
                    CTypeWriter
                        .WriteDeclaration(
                            declared is ArrayType ? written : type,
                            syntax.Declarator.Name.IsMissing ? "" : syntax.Declarator.Name.Text
                        )
                        .Trim()
                );
            }
        }

        ExpressionSyntax? count = direction?.Count ?? GetCounter(syntax.Specifiers.Attributes.AddRange(GetAttributes(syntax.Declarator)));
        VariableLength? length = count is null
            ? FindLength(declared)
            : new VariableLength(ExpressionNames.ToCountReference(count)!, BindSize(count));
        ParameterLocations locations = new(
            Locate(syntax.Specifiers.Span),
            Locate(syntax.Specifiers.Type.Span),
            context is null ? null : Locate(context.Span)
        );
        return new CParameter(syntax.Declarator.Name.IsMissing ? null : syntax.Declarator.Name.Text, type, locations)
        {
            Array =
                declared is not ArrayType ? (QualifiedType?)null
                : written.Type is TypedefType ? written
                : new QualifiedType(written.Type),
            Direction = direction?.Direction ?? ParameterDirection.Default,
            IsOptional = direction?.IsOptional ?? false,
            Count = length?.Reference,
            Size = length is null && declared is ArrayType { Length: { } constant } ? new ConstantCount(constant) : length?.Value,
            IsByteCount = direction?.IsByteCount ?? false,
            IsNeverNull = IsStaticArray(syntax.Declarator) || (count is not null && direction is not { IsOptional: true }),
            WrittenCount = ExpressionNames.ToCountReference(direction?.WrittenCount),
            IsContext = context is not null,
            ContextCallback = context?.ContextCallback?.Text,
        };
    }

    // Qualifiers in the brackets qualify the pointer; qualifiers on a typedef of an array qualify the elements (C23 6.7.4.1 p10).
    private static QualifiedType Decay(QualifiedType type, ArrayType array) =>
        type.Type is TypedefType
            ? new QualifiedType(new PointerType(new QualifiedType(array.Element.Type, array.Element.Qualifiers | type.Qualifiers)))
            : new QualifiedType(new PointerType(array.HasVariableLength ? Flatten(array).Element : array.Element), type.Qualifiers);

    // In Koffi, a string type may also be written: '_Out_ str' is a buffer.
    private static bool IsPointerToConst(QualifiedType type) =>
        type.Type.Canonical is PointerType { Pointee.IsConst: true } && !BuiltinNames.IsTextType(type.Type);

    // Only the derivation next to the name is the parameter's own; the others belong to the elements.
    private static bool IsStaticArray(DeclaratorSyntax declarator)
    {
        bool isStatic = false;
        for (; declarator is DerivedDeclaratorSyntax derived; declarator = derived.Inner)
        {
            isStatic = derived is ArrayDeclaratorSyntax { IsStatic: true };
        }

        return isStatic;
    }

    // The count of the parameter's own elements is known before the call, so only the counts behind it are checked.
    private static QualifiedType Pointee(CParameter parameter) =>
        parameter.Type.Type is PointerType pointer ? pointer.Pointee : parameter.Type;

    private QualifiedType ReportVoid(SourceSpan place)
    {
        Report(TypeRules.InvalidVoidParameter, place);
        return ErrorType.Instance;
    }

    private QualifiedType CheckReturnType(QualifiedType type, SourceSpan place)
    {
        switch (type.Type.Canonical)
        {
            case VoidType:
                return type;

            case ArrayType
            or FunctionType:
                Report(TypeRules.InvalidReturnType, place, type.Type.Canonical is ArrayType ? "an array" : "a function");
                return ErrorType.Instance;

            default:
                return CheckObject(type, place, "a return value");
        }
    }

    /// <summary>Reports a type that has no values, because it is incomplete or a function.</summary>
    private QualifiedType CheckObject(QualifiedType type, SourceSpan place, string use)
    {
        switch (type.Type.Canonical)
        {
            case RecordType record when _openRecords.Contains(record):
                Report(TypeRules.RecursiveRecord, place, type.ToString());
                return ErrorType.Instance;

            case VoidType
            or RecordType { IsComplete: false }
            or EnumType { IsComplete: false, FixedUnderlyingType: null }
            or ArrayType { Length: null, Variable: null }:
                Report(TypeRules.IncompleteType, place, type.ToString(), use, AdviseComplete(type.Type, scope));
                return ErrorType.Instance;

            case FunctionType:
                Report(TypeRules.FunctionByValue, place, char.ToUpperInvariant(use[0]) + use.Substring(1));
                return ErrorType.Instance;

            default:
                return type;
        }
    }

    /// <summary>Returns the advice for an incomplete type.</summary>
    internal static string AdviseComplete(CType type, TypeScope scope) =>
        type.Canonical switch
        {
            VoidType => " Write 'void *' for a pointer.",
            ArrayType => " Write its length. Only the first length may be missing.",
            EnumType => " Declare its enumerators first.",
            RecordType { Tag: { } tag, IsOpaqueDeclaration: false } => Suggestion.Ask(scope.SuggestTag(tag), DeclareMembers(type)),
            _ => DeclareMembers(type),
        };

    private static string DeclareMembers(CType type) => $" Declare its members first, or use a pointer, '{type} *'.";

    private static FunctionType WithConvention(FunctionType function, CallingConvention convention) =>
        function.With(convention: convention);

    // GNU C counts parameters from 1, and uses 0 for a va_list.
    private FormatAttribute? GetFormat(ImmutableArray<AttributeSyntax> attributes)
    {
        AttributeSyntax? format = attributes.FirstOrDefault(static attribute => attribute.Name.Text == "format");
        if (
            format is not { Arguments: [NameExpressionSyntax { Name.Text: var name }, var position, var first] }
            || EvaluateInteger(position) is not (> 0 and <= short.MaxValue and var text)
            || EvaluateInteger(first) is not (>= 0 and <= short.MaxValue and var start)
        )
        {
            return null;
        }

        return name.Trim('_') switch
        {
            "printf" or "gnu_printf" or "ms_printf" => new FormatAttribute(FormatKind.Printf, (int)text - 1, (int)start - 1),
            "scanf" or "gnu_scanf" or "ms_scanf" => new FormatAttribute(FormatKind.Scanf, (int)text - 1, (int)start - 1),
            _ => null,
        };
    }
}
