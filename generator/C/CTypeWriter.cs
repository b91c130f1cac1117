using System.Globalization;
using System.Text;

namespace KoffiGen.C;

/// <summary>Writes types and declarations in C: <c>int (*compare)(const void *, const void *)</c>.</summary>
internal static class CTypeWriter
{
    public static string Write(QualifiedType type) => WriteDeclaration(type, "");

    /// <summary>Writes a parameter as it was declared: an array parameter as an array.</summary>
    public static string WriteParameter(CParameter parameter) => WriteDeclaration(parameter.Declared, parameter.Name ?? "").Trim();

    /// <summary>
    /// Writes a declaration of the name. A declarator mirrors the use of the name (C23 6.7.7), so the loop follows the type from the
    /// outside in and adds to the declarator from the name outwards.
    /// </summary>
    public static string WriteDeclaration(QualifiedType type, string name)
    {
        string declarator = name;
        bool isPointer = false;
        while (true)
        {
            switch (type.Type)
            {
                case PointerType pointer:
                    string qualifiers = WriteQualifiers(type.Qualifiers);
                    bool needsSpace =
                        declarator.Length > 0
                        && (
                            qualifiers.Length > 0
                            || (
                                pointer.Ownership is { Function: not null } or { Foreign: not null }
                                && declarator[0] is not ('*' or '(' or '[')
                            )
                        );
                    CallingConvention convention = pointer.Pointee.Type is FunctionType target
                        ? target.Convention
                        : CallingConvention.Default;
                    declarator =
                        WriteConvention(convention)
                        + "*"
                        + WriteOwnership(pointer.Ownership)
                        + qualifiers
                        + (needsSpace ? " " : "")
                        + declarator;
                    type = pointer.Pointee;
                    isPointer = true;
                    continue;

                case ArrayType array:
                    string length = array.Length?.ToString(CultureInfo.InvariantCulture) ?? CountExpression.Display(array.Variable?.Value);
                    declarator = (isPointer ? $"({declarator})" : declarator) + $"[{length}]";

                    // C23 6.7.4.1: the qualifiers of an array are the qualifiers of its elements.
                    type = array.Element with
                    {
                        Qualifiers = array.Element.Qualifiers | type.Qualifiers,
                    };
                    isPointer = false;
                    continue;

                case FunctionType function:
                    string prefix = isPointer ? "" : WriteConvention(function.Convention);
                    declarator = prefix + (isPointer ? $"({declarator})" : declarator) + WriteParameters(function);
                    type = function.ReturnType;
                    isPointer = false;
                    continue;
            }

            string specifiers =
                type.Qualifiers == TypeQualifiers.None
                    ? WriteName(type.Type)
                    : WriteQualifiers(type.Qualifiers) + " " + WriteName(type.Type);
            return declarator.Length == 0 || declarator[0] == '[' ? specifiers + declarator : $"{specifiers} {declarator}";
        }
    }

    private static string WriteParameters(FunctionType function)
    {
        if (function.Parameters.IsEmpty)
        {
            return function.IsVariadic ? "(...)" : "(void)";
        }

        StringBuilder text = new("(");
        foreach (CParameter parameter in function.Parameters)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(WriteParameter(parameter));
        }

        return text.Append(function.IsVariadic ? ", ...)" : ")").ToString();
    }

    private static string WriteName(CType type) =>
        type switch
        {
            VoidType => "void",
            BasicType basic => basic.Name,
            RecordType { IsOpaqueDeclaration: true } record => record.Tag ?? "opaque",
            RecordType record => (record.IsUnion ? "union " : "struct ") + (record.Tag ?? "{ … }"),
            EnumType enumeration => "enum " + (enumeration.Tag ?? "{ … }"),
            TypedefType typedef => typedef.Name,
            ForeignType foreign => foreign.Name,
            _ => "?",
        };

    private static string WriteQualifiers(TypeQualifiers qualifiers)
    {
        List<string> words = [];
        if ((qualifiers & TypeQualifiers.Const) != 0)
        {
            words.Add("const");
        }

        if ((qualifiers & TypeQualifiers.Volatile) != 0)
        {
            words.Add("volatile");
        }

        if ((qualifiers & TypeQualifiers.Restrict) != 0)
        {
            words.Add("restrict");
        }

        if ((qualifiers & TypeQualifiers.Atomic) != 0)
        {
            words.Add("_Atomic");
        }

        return string.Join(" ", words);
    }

    private static string WriteConvention(CallingConvention convention) =>
        convention == CallingConvention.Default ? "" : CallingConventions.GetKeyword(convention) + " ";

    private static string WriteOwnership(Ownership? ownership) =>
        ownership switch
        {
            null => "",
            { Foreign: { } foreign } => $"!({foreign.DisplayName})",
            { Function: null } => "!",
            { Library: null } => $"!({ownership.Function})",
            _ => $"!({ownership.Library}:{ownership.Function})",
        };
}
