using static KoffiGen.Tests.Scaling.InputFamily;
using static KoffiGen.Tests.Scaling.Texts;

namespace KoffiGen.Tests.Scaling;

/// <summary>The families of inputs whose work must grow with their length.</summary>
internal static partial class InputFamilies
{
    private static readonly string[] BinaryOperators =
    [
        "+",
        "-",
        "*",
        "/",
        "%",
        "<<",
        ">>",
        "&",
        "|",
        "^",
        "&&",
        "||",
        "<",
        ">=",
        "==",
        "!=",
    ];

    private static readonly bool[] Sides = [true, false];

    private static readonly (string Open, string Close)[] PrefixOperators =
    [
        ("-", ""),
        ("~", ""),
        ("!", ""),
        ("+", ""),
        ("(int)", ""),
        ("(", ")"),
        ("sizeof(int[", "])"),
        ("1 ? 1 : ", ""),
    ];

    public static IEnumerable<InputFamily> All =>
        [.. Preprocessing, .. Constants, .. Typedefs, .. Declarators, .. Records, .. Functions, .. Directives, .. Attributes];

    private static IEnumerable<InputFamily> Preprocessing =>
        [
            OfFile(
                "macros that double",
                size => "#define A0\n" + Each(size, i => $"#define A{i + 1} A{i} A{i}\n") + $"A{size} int f(void);"
            ),
            OfFile(
                "macros that double a word",
                size => "#define A0 const\n" + Each(size, i => $"#define A{i + 1} A{i} A{i}\n") + $"A{size} int f(void);"
            ),
            OfFile(
                "macros that double, in reverse order",
                size => EachDown(size, i => $"#define A{i + 1} A{i} A{i}\n") + $"#define A0\nA{size} int f(void);"
            ),
            OfFile("macros that double without a use", size => "#define A0\n" + Each(size, i => $"#define A{i + 1} A{i} A{i}\n")),
            OfFile("chain of macros", size => "#define A0 const\n" + Each(size, i => $"#define A{i + 1} A{i}\n") + $"A{size} int f(void);"),
            OfFile(
                "chain of macros in reverse order",
                size => EachDown(size, i => $"#define A{i + 1} A{i}\n") + $"#define A0 const\nA{size} int f(void);"
            ),
            OfFile("ring of macros", size => Each(size, i => $"#define A{i} A{(i + 1) % size} A{(i + 2) % size}\n") + "A0 int f(void);"),
            OfFile("uses of one macro", size => "#define API extern\n" + Each(size, i => $"API int f{i}(void);\n")),
            OfFile("long macro", size => $"#define API {Times(size, "const ")}\nAPI int f(void);"),
            OfFile("uses of a long macro", size => $"#define API {Times(250, "const ")}\n{Each(size, i => $"API int f{i}(void);\n")}"),
            OfFile("macros with parameters", size => Each(size, i => $"#define A{i}(x) ((x) + {i})\n")),
            OfFile("calls of a macro", size => "#define API(x) x\n" + Each(size, i => $"API(int) f{i}(void);\n")),
            OfFile("nested calls of a macro", size => "#define API(x) x\n" + Nest(size, "API(", "int", ")") + " f(void);"),
            OfFile("redefinitions of a macro", size => Times(size, "#undef A\n#define A const\n") + "A int f(void);"),
            OfFile("line continuations in a directive", size => "#define A 1" + Times(size, " \\\n+ 1")),
            OfFile("line continuations in a name", size => "int " + Times(size, "a\\\n") + "(void);"),
            OfFile("line continuations between tokens", size => "int f(void)" + Times(size, "\\\n") + ";"),
            OfFile("white space", size => Times(size, " \t\n") + "int f(void);"),
            OfFile("line comments", size => Times(size, "// a comment\n") + "int f(void);"),
            OfFile("block comments", size => Times(size, "/* a comment */ ") + "int f(void);"),
            OfFile("comments after a token", size => "int" + Times(size, " /*< a */") + " f(void);"),
            OfFile("long comment", size => "/**\n" + Times(size, " * A line with `code` and *marks*.\n") + " */\nint f(void);"),
            OfFile("unterminated comments", size => Times(size, "/* ") + "int f(void);"),
            OfFile("paragraphs", size => "/**\n" + Times(size, " * A line.\n *\n") + " */\nint f(void);"),
            OfFile("marks in a comment", size => "/** " + Times(size, "*a **b `c _d <e &f ") + " */\nint f(void);"),
            OfFile(
                "opening marks in a comment",
                size => "/** " + Times(size, "`") + Times(size, " <b>") + Times(size, "**") + " */\nint f(void);"
            ),
            OfFile("links in a comment", size => "/** " + Times(size, "[a](b ![c] <http://d> @ref e @c f ") + " */\nint f(void);"),
            OfFile("parameters in a comment", size => $"/**\n{Each(size, i => $" * @param a{i} The number.\n")} */\nint f(int a0);"),
            OfFile("lists in a comment", size => "/**\n" + Each(size, i => $" * {Times(i % 8, " ")}- An item.\n") + " */\nint f(void);"),
            OfFile("code in a comment", size => "/**\n" + Times(size, " * @code\n * x;\n * @endcode\n") + " */\nint f(void);"),
            OfFile("sections in a comment", size => "/**\n" + Times(size, " * @return It.\n * @note It.\n") + " */\nint f(void);"),
            OfFile("documented declarations", size => Each(size, i => $"/** Adds {i}. */\nint f{i}(int a /**< A number. */);\n")),
            OfFile("long string", size => "#define A \"" + Times(size, "a\\n\\x41") + "\"\n"),
            OfFile("joined strings", size => "#define A " + Times(size, "\"a\" ") + "\n"),
            OfFile("characters", size => Each(size, i => $"#define A{i} '\\x41'\n")),
            OfFile("unterminated strings", size => Times(size, "\"a\n")),
            OfFile("long number", size => "#define A " + Times(size, "9") + "\n"),
            OfFile("long name", size => "int " + Times(size, "a") + "(void);"),
            OfFile("names with universal characters", size => "int " + Times(size, "\\u00e9") + "(void);"),
            OfFile("invalid characters", size => Times(size, "@ ")),
            OfFile("unknown directives", size => Times(size, "#error no\n#if 1\n#endif\n")),
            OfFile("packs", size => Times(size, "#pragma pack(push, 1)\n") + "struct s { int a; };" + Times(size, "#pragma pack(pop)\n")),
            OfFile("labelled packs", size => Each(size, i => $"#pragma pack(push, a{i}, 1)\n#pragma pack(pop, b{i})\n")),
        ];

    private static IEnumerable<InputFamily> Constants =>
        [
            OfFile("constants", size => Each(size, i => $"#define A{i} {i}\n")),
            OfFile("chain of constants", size => "#define A0 1\n" + Each(size, i => $"#define A{i + 1} (A{i} + 1)\n")),
            OfFile("chain of constants in reverse order", size => EachDown(size, i => $"#define A{i + 1} (A{i} + 1)\n") + "#define A0 1\n"),
            OfFile("constants that double", size => "#define A0 1\n" + Each(size, i => $"#define A{i + 1} (A{i} ^ A{i})\n")),
            OfFile(
                "constants that double, in reverse order",
                size => EachDown(size, i => $"#define A{i + 1} (A{i} ^ A{i})\n") + "#define A0 1\n"
            ),
            OfFile("ring of constants", size => Each(size, i => $"#define A{i} (A{(i + 1) % size} + A{(i + 2) % size})\n")),
            OfFile("unknown constants", size => Each(size, i => $"#define A{i} (UNKNOWN{i} + 1)\nint f{i}(int a[NAME{i}]);\n")),
            OfFile("constants of strings", size => Each(size, i => $"#define A{i} \"text {i}\"\n")),
            OfFile("redefined constants", size => Each(size, i => $"#define A {i}\n")),
            .. from mark in BinaryOperators
            from isLeft in Sides
            select OfFile(
                $"operator {mark}, nested on the {(isLeft ? "left" : "right")}",
                size => "#define A " + (isLeft ? Nest(size, "(", "1", $" {mark} 1)") : Nest(size, $"(1 {mark} ", "1", ")")) + "\n"
            ),
            OfFile("operator +, without parentheses", size => "#define A 1" + Times(size, " + 1") + "\n"),
            OfFile("operators in an enumerator", size => "enum e { A = 1" + Times(size, " + 1 * 1") + " };"),
            OfFile("operators in a length", size => "int f(int a[1" + Times(size, " + 1") + "]);"),
            .. PrefixOperators.Select(operation =>
                OfFile(
                    $"operator {operation.Open}, nested",
                    size => "enum e { A = " + Nest(size, operation.Open + " ", "1", operation.Close) + " };"
                )
            ),
            OfFile("conditions, nested in the condition", size => "enum e { A = " + Nest(size, "(", "1", " ? 1 : 2)") + " };"),
            OfFile("enumerators", size => "enum e { " + List(size, i => $"A{i}") + " };"),
            OfFile("enumerators with values", size => "enum e { " + List(size, i => $"A{i} = {i}") + " };"),
            OfFile("enumerators of earlier ones", size => "enum e { A0, " + List(size, i => $"A{i + 1} = A{i} + 1") + " };"),
            OfFile("enumerators of one name", size => "enum e { " + List(size, _ => "A") + " };"),
            OfFile("unnamed enums", size => Each(size, i => $"enum {{ A{i} = {i} }};\n")),
            OfFile("enums", size => Each(size, i => $"enum e{i} {{ A{i}, B{i} }};\nenum e{i} f{i}(enum e{i} a);\n")),
            OfFile("unknown enumerators", size => "enum e { " + List(size, i => $"A{i} = UNKNOWN{i}") + " };"),
            OfFile("static assertions", size => Times(size, "static_assert(sizeof(int) == 4, \"no\");\n")),
            OfFile(
                "sizes of one struct",
                size => $"struct s {{ {Each(size, i => $"int a{i}; ")}}};\n{Each(size, i => $"#define A{i} sizeof(struct s)\n")}"
            ),
            OfFile(
                "offsets of members",
                size =>
                    $"struct s {{ {Each(size, i => $"int a{i}; ")}}};\n{Each(size, i => $"enum {{ A{i} = offsetof(struct s, a{i}) }};\n")}"
            ),
        ];
}
