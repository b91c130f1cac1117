using static KoffiGen.Tests.Scaling.InputFamily;
using static KoffiGen.Tests.Scaling.Texts;

namespace KoffiGen.Tests.Scaling;

// Types and declarators.
internal static partial class InputFamilies
{
    private static IEnumerable<InputFamily> Typedefs =>
        [
            OfFile("typedefs", size => Each(size, i => $"typedef int t{i};\nint f{i}(t{i} a);\n")),
            OfFile(
                "chain of typedefs",
                size => "typedef int t0;\n" + Each(size, i => $"typedef t{i} t{i + 1};\n") + $"t{size} f(t{size} a);"
            ),
            OfFile(
                "chain of typedefs with uses",
                size => "typedef int t0;\n" + Each(size, i => $"typedef t{i} t{i + 1};\nt{i} f{i}(t{i} a);\n")
            ),
            OfFile(
                "chain of typedefs of a struct",
                size => "typedef struct s { int a; } t0;\n" + Each(size, i => $"typedef t{i} t{i + 1};\nt{i} f{i}(t{i} *a);\n")
            ),
            OfFile("chain of typedefs in reverse order", size => EachDown(size, i => $"typedef t{i} t{i + 1};\n") + "typedef int t0;\n"),
            OfFile(
                "chain of typedefs of pointers",
                size => "typedef int t0;\n" + Each(size, i => $"typedef t{i} *t{i + 1};\nt{i} f{i}(t{i} a);\n")
            ),
            OfFile(
                "chain of typedefs of arrays",
                size => "typedef int t0;\n" + Each(size, i => $"typedef t{i} t{i + 1}[1];\nvoid f{i}(t{i + 1} a);\n")
            ),
            OfFile(
                "chain of typedefs of functions",
                size => "typedef int t0(void);\n" + Each(size, i => $"typedef int t{i + 1}(t{i} *a);\nvoid f{i}(t{i} *a);\n")
            ),
            OfFile(
                "chain of typedefs of functions with two parameters",
                size => "typedef int t0(void);\n" + Each(size, i => $"typedef int t{i + 1}(t{i} *a, t{i} *b);\nvoid f{i}(t{i} *a);\n")
            ),
            OfFile(
                "chain of typedefs of results",
                size => "typedef int t0(void);\n" + Each(size, i => $"typedef t{i} *t{i + 1}(void);\nvoid f{i}(t{i} *a);\n")
            ),
            OfFile(
                "qualified chain of typedefs",
                size => "typedef int t0;\n" + Each(size, i => $"typedef const t{i} t{i + 1};\nvoid f{i}(t{i} *a);\n")
            ),
            OfFile("repeated typedefs", size => Times(size, "typedef int t;\n")),
            OfFile(
                "repeated typedefs of a long chain",
                size => "typedef int t0;\n" + Each(size, i => $"typedef t{i} t{i + 1};\ntypedef t{i} t{i + 1};\n")
            ),
            OfFile("contradicting typedefs", size => Each(size, i => $"typedef int t[{i + 1}];\n")),
            OfFile(
                "typedefs of one function type",
                size => "typedef int t0(int a);\n" + Each(size, i => $"typedef int t{i + 1}(int a);\nt{i} *f{i}(t{i} *a);\n")
            ),
            OfFile("unknown types", size => Each(size, i => $"int f{i}(unknown{i} *a);\n")),
            OfFile("unknown types beside known ones", size => Each(size, i => $"typedef int known{i};\nint f{i}(knwon{i} a);\n")),
            OfFile("unknown tags", size => Each(size, i => $"struct known{i} {{ int a; }};\nint f{i}(struct knwon{i} a);\n")),
            OfFile("incomplete tags", size => Each(size, i => $"int f{i}(struct unknown{i} a);\n")),
            OfFile("opaque types", size => Each(size, i => $"opaque O{i};\nO{i} *f{i}(O{i} *a);\n")),
            OfFile(
                "opaque types with disposers",
                size => Each(size, i => $"opaque O{i} !(free{i});\nvoid free{i}(O{i} *a);\nO{i} *!f{i}(O{i} *a);\n")
            ),
            OfFile("one opaque type", size => "opaque O !(O_free);\nvoid O_free(O *a);\n" + Each(size, i => $"O *!f{i}(O *a);\n")),
            OfFile("repeated opaque types", size => Times(size, "opaque O;\n")),
            OfFile("similar names", size => Each(size, i => $"struct s{i} {{ int a; }};\nenum E{i} {{ S{i}_A }};\ntypedef int S{i}_t;\n")),
            OfFile(
                "types whose names differ in case",
                size => Each(size, i => $"#pragma koffi rename(a{i}, A)\nstruct a{i} {{ int a; }};\n")
            ),
        ];

    private static IEnumerable<InputFamily> Declarators =>
        [
            OfFile("pointers", size => "int " + Times(size, "*") + "f(void);"),
            OfFile("qualified pointers", size => "int f(int " + Times(size, "*const ") + "a);"),
            OfFile("arrays of arrays", size => "struct s { int a" + Times(size, "[1]") + "; };"),
            OfFile("arrays of arrays in a parameter", size => "int f(int a" + Times(size, "[1]") + ");"),
            OfFile("parentheses", size => "int " + Nest(size, "(", "f", ")") + "(void);"),
            OfFile("parentheses and pointers", size => "int " + Nest(size, "(*", "f", ")") + ";"),
            OfFile("functions that return functions", size => "int " + Nest(size, "(*", "f", "(void))") + "(void);"),
            OfFile("functions that take functions", size => "int f(" + Nest(size, "int (*a)(", "void", ")") + ");"),
            OfFile("functions that take two functions", size => "int f(" + Nest(size, "int (*a)(int (*)(void), ", "int b", ")") + ");"),
            OfFile("declarators", size => "int " + List(size, i => $"f{i}(void)") + ";"),
            OfFile("declarators of a struct", size => "struct s { int a; } " + List(size, i => $"*f{i}(void)") + ";"),
            OfFile("variables", size => Each(size, i => $"extern int a{i};\n")),
            OfFile("arrays", size => Each(size, i => $"extern int a{i}[{i + 1}];\n")),
            OfFile("variable lengths", size => "int f(int n, int a" + Times(size, "[n]") + ");"),
            OfFile("long specifiers", size => Times(size, "const ") + "int f(void);"),
            OfFile("repeated type words", size => Times(size, "long ") + "f(void);"),
            OfFile("attributes", size => Times(size, "__attribute__((unused)) ") + "int f(void);"),
            OfFile("arguments of an attribute", size => $"__attribute__((foo({List(size, i => $"{i}")}))) int f(void);"),
            OfFile("nested attributes", size => "__attribute__((foo" + Nest(size, "(", "1", ")") + ")) int f(void);"),
            OfFile("attributes after the name", size => "int f(void) " + Times(size, "__attribute__((unused)) ") + ";"),
            OfFile("standard attributes", size => Times(size, "[[maybe_unused]] ") + "int f(void);"),
            OfFile("alignments", size => "struct s { " + Times(size, "_Alignas(8) ") + "int a; };"),
            OfFile("atomic types", size => "int f(" + Nest(size, "_Atomic(", "int", ")") + " a);"),
            OfFile("linkages", size => Nest(size, "extern \"C\" {", "int f(void);", "}")),
            OfFile("function bodies", size => Each(size, i => $"static inline int f{i}(void) {{ return {i}; }}\n")),
            OfFile("nested braces of a body", size => "static inline int f(void) " + Nest(size, "{", "", "}")),
            OfFile("initialisers", size => "extern int a[] = { " + List(size, i => $"{i}") + " };"),
            OfFile("nested initialisers", size => "extern int a = " + Nest(size, "{", "1", "}") + ";"),
            OfFile("opening parentheses", size => "int f" + Times(size, "(")),
            OfFile("opening brackets", size => "int f" + Times(size, "[")),
            OfFile("opening braces", size => "struct s" + Times(size, "{")),
            OfFile("closing parentheses", size => "int f" + Times(size, ")")),
            OfFile("missing semicolons", size => Each(size, i => $"int f{i}(void)\n")),
            OfFile("wrong declarations", size => Times(size, "int int;\n")),
            OfFile("nested wrong declarations", size => Nest(size, "struct { int (", "*", "; }")),
        ];

    private static IEnumerable<InputFamily> Records =>
        [
            OfFile("structs", size => Each(size, i => $"struct s{i} {{ int a; char *b; }};\nvoid f{i}(struct s{i} a);\n")),
            OfFile("members", size => "struct s { " + Each(size, i => $"int a{i}; ") + "};\nvoid f(struct s a);"),
            OfFile(
                "members of various sizes",
                size => "struct s { " + Each(size, i => $"char a{i}; long b{i}; ") + "};\nvoid f(struct s a);"
            ),
            OfFile("members in one declaration", size => "struct s { int " + List(size, i => $"a{i}") + "; };"),
            OfFile("members of one name", size => "struct s { " + Times(size, "int a; ") + "};"),
            OfFile("text members", size => "struct s { " + Each(size, i => $"char *a{i}; char b{i}[8]; ") + "};\nvoid f(struct s *a);"),
            OfFile("array members", size => "struct s { " + Each(size, i => $"int a{i}[4]; ") + "};\nvoid f(struct s *a);") with
            {
                Weight = 2,
            },
            OfFile(
                "members with arrays of pointers",
                size => "struct t { int a; }; struct s { " + Each(size, i => $"struct t *a{i}[2]; ") + "};"
            ) with
            {
                Weight = 2,
            },
            OfFile(
                "members named like generated ones",
                size => "struct s { " + Each(size, i => $"int Equals{Times(i % 4, "_")}{i}; ") + "};"
            ),
            OfFile(
                "packed members",
                size => "struct __attribute__((packed)) s { " + Each(size, i => $"char a{i}; int b{i}; ") + "};\nvoid f(struct s a);"
            ),
            OfFile("bit-fields", size => "struct s { " + Each(size, i => $"unsigned a{i} : 3; ") + "};\nvoid f(struct s *a);"),
            OfFile("bit-fields of two types", size => "struct s { " + Each(size, i => $"unsigned a{i} : 3; long long b{i} : 40; ") + "};"),
            OfFile("unnamed bit-fields", size => "struct s { int a; " + Times(size, "int : 3; int : 0; ") + "};"),
            OfFile("unions", size => Each(size, i => $"union u{i} {{ int a; float b; }};\nvoid f{i}(union u{i} *a);\n")),
            OfFile("members of a union", size => "union u { " + Each(size, i => $"int a{i}; ") + "};"),
            OfFile(
                "chain of structs",
                size => "struct s0 { int a; };\n" + Each(size, i => $"struct s{i + 1} {{ struct s{i} a; }};\nvoid f{i}(struct s{i} a);\n")
            ),
            OfFile(
                "chain of structs with strings",
                size =>
                    "struct s0 { char *a; };\n" + Each(size, i => $"struct s{i + 1} {{ struct s{i} a; }};\nvoid f{i}(struct s{i} *a);\n")
            ),
            OfFile(
                "chain of structs in reverse order",
                size => EachDown(size, i => $"struct s{i + 1} {{ struct s{i} a; }};\n") + "struct s0 { int a; };\n"
            ),
            OfFile(
                "structs that double",
                size =>
                    "struct s0 { int a; };\n"
                    + Each(size, i => $"struct s{i + 1} {{ struct s{i} a, b; }};\n")
                    + $"void f(struct s{size} *a);"
            ),
            OfFile(
                "structs that double, with strings",
                size =>
                    "struct s0 { char *a; };\n"
                    + Each(size, i => $"struct s{i + 1} {{ struct s{i} a, b; }};\n")
                    + $"void f(struct s{size} *a);"
            ),
            OfFile(
                "structs that double, without a text",
                size => "struct s0 { int a; };\n" + Each(size, i => $"struct s{i + 1} {{ struct s{i} a, b[0 + 1]; }};\n")
            ),
            OfFile(
                "structs that double, unsupported",
                size => "struct s0 { long double a; };\n" + Each(size, i => $"struct s{i + 1} {{ struct s{i} a, b; }};\n")
            ),
            OfFile(
                "structs that double, with floats",
                size =>
                    "struct s0 { float a; char b; };\n"
                    + Each(size, i => $"struct __attribute__((packed)) s{i + 1} {{ struct s{i} a; int : 3; struct s{i} b; }};\n")
            ),
            OfFile(
                "structs that double, owning memory",
                size =>
                    "struct s0 { char *!a; };\n"
                    + Each(size, i => $"struct s{i + 1} {{ struct s{i} a, b; }};\nvoid f{i}(_Out_ struct s{i} *a);\n")
            ),
            OfFile(
                "structs that double in callbacks",
                size =>
                    "struct s0 { char *a; };\n"
                    + Each(size, i => $"struct s{i + 1} {{ struct s{i} a, b; }};\nvoid f{i}(void (*a)(struct s{i} a));\n")
            ) with
            {
                Weight = 2,
            },
            OfFile(
                "unions that double",
                size =>
                    "union u0 { int a; };\n" + Each(size, i => $"union u{i + 1} {{ union u{i} a, b; }};\n") + $"void f(union u{size} a);"
            ),
            OfFile(
                "structs linked by pointers",
                size => Each(size, i => $"struct s{i} {{ struct s{i + 1} *next; }};\nvoid f{i}(struct s{i} *a);\n")
            ),
            OfFile(
                "structs linked backwards by pointers",
                size => Each(size, i => $"struct s{i + 1} {{ struct s{i} *next; }};\nvoid f{i}(struct s{i + 1} *a);\n")
            ),
            OfFile(
                "structs linked by two pointers",
                size => Each(size, i => $"struct s{i} {{ struct s{i + 1} *left, *right; }};\n") + "void f(struct s0 *a);"
            ),
            OfFile(
                "structs linked by functions",
                size => Each(size, i => $"struct s{i} {{ void (*a)(struct s{i + 1} *b); }};\n") + "void f(struct s0 *a);"
            ) with
            {
                Weight = 2,
            },
            OfFile(
                "structs in structs",
                size => Nest(size, "struct { ", "int a;", "} b;").Replace("struct { ", "struct s { ", StringComparison.Ordinal)
            ),
            OfFile(
                "unnamed structs in structs",
                size => "struct s { " + Nest(size, "struct { ", "int a;", "} b; ") + "};\nvoid f(struct s *a);"
            ),
            OfFile(
                "anonymous structs in structs",
                size => "struct s { " + Nest(size, "struct { ", "int a;", "}; ") + "};\nvoid f(struct s *a);"
            ),
            OfFile(
                "anonymous unions in unions",
                size => "union s { " + Nest(size, "union { int c; ", "int a;", "}; ") + "};\nvoid f(union s *a);"
            ),
            OfFile(
                "anonymous structs",
                size => "struct s { " + Each(size, i => $"struct {{ int a{i}; }}; ") + "};\nvoid f(struct s *a);"
            ) with
            {
                Weight = 2,
            },
            OfFile(
                "anonymous unions",
                size => "struct s { char *n; " + Each(size, i => $"union {{ int a{i}; float b{i}; }}; ") + "};\nvoid f(struct s *a);"
            ) with
            {
                Weight = 2,
            },
            OfFile(
                "unnamed structs",
                size => "struct s { " + Each(size, i => $"struct {{ int a; }} b{i}; ") + "};\nvoid f(struct s *a);"
            ) with
            {
                Weight = 2,
            },
            OfFile("unnamed enums in a struct", size => "struct s { " + Each(size, i => $"enum {{ A{i} }} b{i}; ") + "};"),
            OfFile(
                "counted members",
                size => "struct s { " + Each(size, i => $"int n{i}; int *a{i} __counted_by(n{i}); ") + "};\nvoid f(struct s *a);"
            ),
            OfFile(
                "members with one counter",
                size => "struct s { int n; " + Each(size, i => $"int *a{i} __counted_by(n); ") + "};\nvoid f(struct s *a);"
            ),
            OfFile("unknown counters", size => "struct s { " + Each(size, i => $"int n{i}; int *a{i} __counted_by(m{i}); ") + "};"),
            OfFile("owned members", size => "struct s { " + Each(size, i => $"char *!a{i}; ") + "};\nvoid f(_Out_ struct s *a);"),
            OfFile("flexible members", size => Each(size, i => $"struct s{i} {{ int n; int a[] __counted_by(n); }};\n")),
            OfFile("structs of one name", size => Times(size, "struct s { int a; };\n")),
            OfFile("structs that contain themselves", size => Each(size, i => $"struct s{i} {{ struct s{i} a; }};\n")),
            OfFile(
                "structs of unsupported members",
                size => Each(size, i => $"struct s{i} {{ long double a; }};\nvoid f{i}(struct s{i} a);\n")
            ),
            OfFile("big structs", size => Each(size, i => $"struct s{i} {{ char a[{i + 1}000]; }};\nvoid f{i}(struct s{i} a);\n")),
        ];
}
