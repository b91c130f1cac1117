using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Tests.Generator;

/// <summary>
/// Writes the forms of the parameters and of the result of a prototype, so that forms with the same marshalling are equal. <c>T</c> is any
/// number behind a pointer, <c>S</c> any struct, <c>O</c> any opaque type, <c>H</c> any opaque type with a disposer, <c>X</c> any function.
/// </summary>
internal sealed class CForms(IEnumerable<string> declarations)
{
    private readonly TypeScope _scope = Declare(declarations);

    /// <summary>Returns the form of each parameter and of the result.</summary>
    public IEnumerable<string> Find(string prototype)
    {
        ParseResult<DeclarationSyntax> parsed = Parser.ParsePrototype(new SourceText(prototype));
        DeclarationSite site = new(parsed.Location);
        FunctionType function = new DeclarationBinder(new TypeScope(_scope), site).BindFunction(parsed.Root)!.Type;
        Assert.That(site.Diagnostics.ToImmutable(), Is.Empty, prototype);
        return function.Parameters.Select(Write).Append(WriteResult(function.ReturnType));
    }

    private static TypeScope Declare(IEnumerable<string> declarations)
    {
        TypeScope scope = new() { ForeignTypes = static name => FindForeign(name) };
        foreach (string text in declarations)
        {
            ParseResult<TranslationUnitSyntax> parsed = Parser.ParseTranslationUnit(new SourceText(text));
            new DeclarationBinder(scope, parsed.Text).BindTranslationUnit(parsed.Root);
        }

        return scope;
    }

    private static ForeignType? FindForeign(string name) =>
        name is "Number" or "Small" or "UserVec2" or "WithBool" ? new ForeignType(name) : null;

    // A value has the same C# type as a parameter and as a result.
    private static string WriteResult(QualifiedType type) =>
        Write(type, isPointee: false) + (type.Type.Canonical is PointerType ? " as a result" : "");

    private static string Write(CParameter parameter)
    {
        bool isCounted = parameter.Count is not null || parameter.StatedLength is not null;
        string direction = parameter.Direction switch
        {
            ParameterDirection.In when !isCounted => "_In_ ",
            ParameterDirection.Out => "_Out_ ",
            ParameterDirection.Inout => "_Inout_ ",
            _ => "",
        };
        PointerType? pointer = parameter.Type.Type.Canonical as PointerType;
        string count =
            pointer is null || !isCounted ? ""
            : parameter.StatedLength is not null && !parameter.CountsBytes ? "[n]"
            : " of n";

        // What C only reads is constant, with or without 'const'.
        QualifiedType type =
            isCounted && pointer is not null && parameter.Direction == ParameterDirection.In
                ? new PointerType(
                    new QualifiedType(pointer.Pointee.Type, pointer.Pointee.Qualifiers | TypeQualifiers.Const),
                    pointer.Ownership
                )
                : parameter.Type;
        return direction + Write(type, isPointee: false) + count;
    }

    private static string Write(QualifiedType type, bool isPointee)
    {
        bool isConst = isPointee && type.IsConst;
        return type.Type.Canonical switch
        {
            PointerType { Pointee.Type.Canonical: FunctionType } => "X *" + (isConst ? "const " : ""),
            PointerType pointer => Write(pointer.Pointee, isPointee: true)
                + (Write(pointer.Pointee, isPointee: true).EndsWith('*') ? "*" : " *")
                + (pointer.Ownership is null ? "" : "!")
                + (pointer.Count is null ? "" : "__counted_by "),
            ArrayType array => Write(array.Element, isPointee: true) + "[]",
            FunctionType => "X",
            RecordType { IsComplete: true } => (isConst ? "const " : "") + (isPointee ? "S" : "struct S"),
            RecordType { Disposer: not null } => "H",
            RecordType => "O",
            EnumType => (isConst ? "const " : "") + "enum E",
            ForeignType { Name: "Number" or "Small" } => (isConst ? "const " : "") + "enum E",
            ForeignType => (isConst ? "const " : "") + (isPointee ? "S" : "struct S"),
            BasicType basic => (isConst ? "const " : "") + WriteNumber(basic, isPointee),
            var other => (isConst ? "const " : "") + other,
        };
    }

    // By value, each number has a C# type of its own. Behind a pointer, most numbers are marshalled alike.
    private static string WriteNumber(BasicType type, bool isPointee) =>
        !isPointee ? $"{type.Kind} {(type.ByteOrder == ByteOrder.Native ? "" : "of a byte order")}".TrimEnd()
        : type.ByteOrder != ByteOrder.Native ? "uint32_be_t"
        : type.Kind switch
        {
            BasicTypeKind.Bool or BasicTypeKind.Char or BasicTypeKind.Char16 or BasicTypeKind.Char32 or BasicTypeKind.WChar =>
                type.Kind.ToString(),
            BasicTypeKind.Long or BasicTypeKind.ULong => "long",
            BasicTypeKind.IntPtr or BasicTypeKind.UIntPtr => "size_t",
            _ => "T",
        };
}
