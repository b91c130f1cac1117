using static KoffiGen.Tests.Scaling.InputFamily;
using static KoffiGen.Tests.Scaling.Texts;

namespace KoffiGen.Tests.Scaling;

// Functions, directives and attributes.
internal static partial class InputFamilies
{
    private static IEnumerable<InputFamily> Functions =>
        [
            OfFile("functions", size => Each(size, i => $"int f{i}(int a);\n")),
            OfFile("functions of one name", size => Times(size, "int f(int a);\n")),
            OfFile("contradicting functions", size => Each(size, i => $"int f(int a[{i + 1}], int (*b)[{i + 1}]);\n")),
            OfFile("functions whose names differ in case", size => Each(size, i => $"#pragma koffi rename(a{i}, A)\nvoid a{i}(void);\n")),
            OfFile("parameters", size => "int f(" + List(size, i => $"int a{i}") + ");"),
            OfFile("parameters of one name", size => "int f(" + List(size, _ => "int a") + ");"),
            OfFile("parameters without names", size => "int f(" + List(size, _ => "int") + ");"),
            OfFile("parameters named after keywords", size => "int f(" + List(size, i => $"int {(i % 2 == 0 ? "ref" : "out")}{i}") + ");"),
            OfFile("text parameters", size => "int f(" + List(size, i => $"const char *a{i}") + ");"),
            OfFile("output parameters", size => "int f(" + List(size, i => $"_Out_ int *a{i}") + ");"),
            OfFile("optional outputs", size => "int f(" + List(size, i => $"_Out_opt_ int *a{i}") + ");"),
            OfFile("struct parameters", size => "struct s { int a; };\nint f(" + List(size, i => $"struct s a{i}, struct s *b{i}") + ");"),
            OfFile(
                "parameters with managed forms",
                size => "struct s { char *a; };\nint f(" + List(size, i => $"struct s a{i}, struct s *b{i}") + ");"
            ),
            OfFile("memory parameters", size => "int f(" + List(size, i => $"int *a{i}, void *b{i}") + ");"),
            OfFile("counted parameters", size => "int f(" + List(size, i => $"int n{i}, _In_reads_(n{i}) int *a{i}") + ");"),
            OfFile("parameters with one count", size => "int f(int n, " + List(size, i => $"_In_reads_(n) int *a{i}") + ");"),
            OfFile("unknown counts", size => "int f(" + List(size, i => $"int n{i}, _In_reads_(m{i}) int *a{i}") + ");"),
            OfFile("array parameters", size => "int f(" + List(size, i => $"int a{i}[4]") + ");"),
            OfFile("lengths of parameters", size => "int f(int n, " + List(size, i => $"int a{i}[n * {i + 1}]") + ");"),
            OfFile("long length", size => "int f(int n, int a[n" + Times(size, " + n") + "]);"),
            OfFile("nested length", size => "int f(int n, int a[" + Nest(size, "(", "n", " + 1)") + "]);"),
            OfFile("long count", size => "int f(int n, _In_reads_(n" + Times(size, " * n") + ") const int *a);"),
            OfFile("counted results", size => Each(size, i => $"int *!__counted_by(*n) f{i}(_Out_ int *n);\n")),
            OfFile("callback parameters", size => "int f(" + List(size, i => $"int (*a{i})(int b)") + ");") with
            {
                Weight = 4,
            },
            OfFile(
                "callback parameters with contexts",
                size => "int f(" + List(size, i => $"int (*a{i})(_Context_ void *b), _Context_(a{i}) void *c{i}") + ");"
            ) with
            {
                Weight = 4,
            },
            OfFile(
                "contexts without callbacks",
                size => "int f(int (*a)(_Context_ void *b), " + List(size, i => $"_Context_ void *c{i}") + ");"
            ),
            OfFile("context names", size => "int f(" + List(size, i => $"int (*a{i})(void *user_data), void *user_data{i}") + ");") with
            {
                Weight = 4,
            },
            OfFile("callbacks", size => Each(size, i => $"typedef int cb{i}(int a);\nint f{i}(cb{i} *a);\n")) with
            {
                Weight = 4,
            },
            OfFile("callbacks of one shape", size => Each(size, i => $"int f{i}(int (*a)(int b));\n")) with
            {
                Weight = 4,
            },
            OfFile("callbacks in structs", size => "struct s { " + Each(size, i => $"int (*a{i})(int b); ") + "};") with
            {
                Weight = 4,
            },
            OfFile(
                "parameters of a callback",
                size => "typedef int cb(" + List(size, i => $"int a{i}, const char *b{i}") + ");\nint f(cb *a);"
            ),
            OfFile("parameters of one name of a callback", size => "typedef int cb(" + List(size, _ => "int a") + ");\nint f(cb *a);"),
            OfFile(
                "variadic functions",
                size => Each(size, i => $"int f{i}(const char *format, ...) __attribute__((format(printf, 1, 2)));\n")
            ),
            OfFile("variadic function", size => "int f(" + List(size, i => $"int a{i}") + ", ...);"),
            OfFile(
                "handles",
                size => Each(size, i => $"opaque O{i};\nvoid d{i}(O{i} *a);\nO{i} *!(d{i}) f{i}(void);\nint g{i}(_Out_ O{i} *!(d{i})*a);\n")
            ),
            OfFile("handles with unknown disposers", size => Each(size, i => $"opaque O{i};\nO{i} *!(missing{i}) f{i}(void);\n")),
            OfFile(
                "struct handles",
                size => Each(size, i => $"struct s{i} {{ int a; }};\nvoid d{i}(struct s{i} *a);\nstruct s{i} *!(d{i}) f{i}(void);\n")
            ),
            OfFile(
                "functions with many overloads",
                size => Each(size, i => $"int f{i}(struct p *a, int *b, void *c);\n") + "struct p { int a; };"
            ),
            OfFile("functions of a struct", size => "struct s { int a; };\n" + Each(size, i => $"int f{i}(struct s *a, struct s b);\n")),
            OfFile("functions of enums", size => "enum e { A };\n" + Each(size, i => $"enum e f{i}(enum e a);\n")),
            OfFile("text results", size => Each(size, i => $"char *!f{i}(void);\nconst char *g{i}(void);\n")),
            OfFile("unsupported functions", size => Each(size, i => $"long double f{i}(long double a);\n")),
            OfFile("similar functions", size => Each(size, i => $"int f{i}(int a);\nint F{i}(int a);\n")),
        ];

    private static IEnumerable<InputFamily> Directives =>
        [
            OfFile("directives", size => Each(size, i => $"#pragma koffi rename(f{i}, g{i})\nint f{i}(void);\n")),
            OfFile(
                "directives on one line",
                size => $"#pragma koffi {Each(size, i => $"rename(f{i}, g{i}) ")}\n{Each(size, i => $"int f{i}(void);\n")}"
            ),
            OfFile("included names", size => $"#pragma koffi include({List(size, i => $"f{i}")})\n{Each(size, i => $"int f{i}(void);\n")}"),
            OfFile(
                "excluded names",
                size => $"#pragma koffi exclude({List(size, i => $"f{i}")})\n{Each(size, i => $"int f{i}(void);\nint g{i}(void);\n")}"
            ),
            OfFile(
                "included patterns",
                size => $"#pragma koffi include({List(size, i => $"\"*f{i}\"")})\n{Each(size, i => $"int f{i}(void);\n")}"
            ) with
            {
                Weight = 4,
            },
            OfFile("long pattern", size => $"#pragma koffi include(\"{Times(size, "*a")}\")\nint {Times(size, "a")}b(void);"),
            OfFile("pattern for many names", size => "#pragma koffi include(\"f*\")\n" + Each(size, i => $"int f{i}(void);\n")),
            OfFile(
                "included types",
                size => "#pragma koffi include(f*)\n" + Each(size, i => $"struct s{i} {{ int a; }};\nvoid f{i}(struct s{i} *a);\n")
            ),
            OfFile(
                "included chain of structs",
                size =>
                    "struct s0 { int a; };\n"
                    + Each(size, i => $"struct s{i + 1} {{ struct s{i} *a; }};\n")
                    + $"#pragma koffi include(f)\nvoid f(struct s{size} *a);"
            ),
            OfFile(
                "included chain of constants",
                size => "#define A0 1\n" + Each(size, i => $"#define A{i + 1} (A{i} + 1)\n") + $"#pragma koffi include(A{size})\n"
            ),
            OfFile(
                "excluded type that all use",
                size => "#pragma koffi exclude(s)\nstruct s { int a; };\n" + Each(size, i => $"void f{i}(struct s a);\n")
            ),
            OfFile(
                "excluded beginning of a chain",
                size =>
                    "#pragma koffi exclude(s0)\nstruct s0 { int a; };\n"
                    + Each(size, i => $"struct s{i + 1} {{ struct s{i} a; }};\n")
                    + $"void f(struct s{size} *a);"
            ),
            OfFile("unused patterns", size => $"#pragma koffi exclude({List(size, i => $"x{i}")})\nint f(void);"),
            OfFile(
                "stripped prefixes",
                size => $"#pragma koffi strip({List(size, i => $"\"p{i}_\"")})\n{Each(size, i => $"int p{i}_f{i}(void);\n")}"
            ) with
            {
                Weight = 4,
            },
            OfFile("cases", size => "#pragma koffi case(pascal)\n" + Each(size, i => $"int some_function_{i}(int some_parameter);\n")),
            OfFile(
                "slots",
                size =>
                    $"#pragma koffi {Each(size, i => $"slots(cb{i}, 2) ")}\n"
                    + Each(size, i => $"typedef int cb{i}(int a);\nvoid f{i}(cb{i} *a);\n")
            ),
            OfFile("owned results", size => "#pragma koffi owned(f*)\n" + Each(size, i => $"char *f{i}(void);\n")),
            OfFile(
                "asynchronous functions",
                size => "#pragma koffi async(f*)\n" + Each(size, i => $"int f{i}(const char *a, int *b);\n")
            ) with
            {
                Weight = 2,
            },
            OfFile("throwing functions", size => "#pragma koffi throw(negative, f*)\n" + Each(size, i => $"int f{i}(void);\n")),
            OfFile(
                "disabled rules",
                size => Times(size, "#pragma koffi disable(KOFFI101)\n#pragma koffi restore(KOFFI101)\n") + "int f(unknown a);"
            ),
            OfFile("disabled rules and errors", size => Each(size, i => $"#pragma koffi disable(KOFFI101)\nint f{i}(unknown{i} a);\n")),
            OfFile("unknown koffi directives", size => Each(size, i => $"#pragma koffi unknown{i}(a)\n")),
            OfFile("nested arguments of a directive", size => "#pragma koffi include" + Nest(size, "(", "a", ")")),
            OfFile("libraries", size => Each(size, i => $"#pragma koffi library(\"a{i}\")\n")),
        ];

    private static IEnumerable<InputFamily> Attributes =>
        [
            OfAttributes("imports of a class", "KoffiImport", size => Enumerable.Range(0, size).Select(static i => $"int f{i}(int a)")),
            OfAttributes("imports of one name", "KoffiImport", size => Enumerable.Repeat("int f(int a)", size)),
            OfAttributes(
                "wrong imports of a class",
                "KoffiImport",
                size => Enumerable.Range(0, size).Select(static i => $"int f{i}(unknown{i} a)")
            ),
            OfAttributes("import with parameters", "KoffiImport", size => ["int f(" + List(size, static i => $"int a{i}") + ")"]),
            OfAttributes("import with nested functions", "KoffiImport", size => ["int f(" + Nest(size, "int (*a)(", "void", ")") + ")"]),
            OfAttributes("import with pointers", "KoffiImport", size => ["int f(int " + Times(size, "*") + "a)"]),
            OfAttributes(
                "definitions of a class",
                "KoffiDefine",
                size => Enumerable.Range(0, size).Select(static i => $"struct s{i} {{ int a; }};")
            ),
            OfAttributes(
                "definition of a chain",
                "KoffiDefine",
                size => ["struct s0 { char *a; };" + Each(size, static i => $"struct s{i + 1} {{ struct s{i} a, b; }};")]
            ),
            OfAttributes(
                "definitions of a chain",
                "KoffiDefine",
                size => Enumerable.Range(0, size).Select(static i => i == 0 ? "typedef int t0;" : $"typedef t{i - 1} t{i};")
            ),
            OfSource(
                "imports of methods",
                size =>
                    "static unsafe partial class C {\n"
                    + Each(size, i => $"[KoffiImport(\"int f{i}(const char *a)\")] public static partial int F{i}(string a);\n")
                    + "}"
            ),
            OfSource(
                "imports of a method",
                size =>
                    $"static partial class C {{\n{Each(size, i => $"[KoffiImport(\"int f{i}(void)\")]\n")}public static partial int F(); }}"
            ),
            OfSource("classes with imports", size => Each(size, i => $"[KoffiImport(\"int f(int a)\")] static partial class C{i};\n")),
            OfSource(
                "classes with definitions",
                size => Each(size, i => $"[KoffiDefine(\"struct s {{ int a; }};\")] static partial class C{i};\n")
            ),
            OfSource(
                "classes with one name for many types",
                size =>
                    Each(
                        size,
                        i =>
                            $"[KoffiDefine(\"struct s {{ int a; }};\")] [KoffiImport(\"void f(struct s *a)\")] static partial class C{i};\n"
                    )
            ),
            OfSource(
                "names that are ambiguous",
                size =>
                    Each(size, i => $"[KoffiDefine(\"struct s {{ int a; }};\")] static partial class C{i};\n")
                    + "static partial class D {\n"
                    + Each(size, i => $"[KoffiImport(\"void f{i}(struct s *a)\")] public static partial void F{i}(nint a);\n")
                    + "}"
            ) with
            {
                Weight = 2,
            },
            OfSource(
                "nested classes",
                size =>
                    Nest(Math.Min(size, 60), "partial class C { ", "[KoffiImport(\"int f(int a)\")] static partial class I;", "}")
                    + new string(' ', size)
            ),
            OfSource(
                "callback attributes",
                size => Each(size, i => $"[KoffiCallback(\"int f{i}(int a)\")] delegate int F{i}(int a);\n")
            ) with
            {
                Weight = 4,
            },
            OfSource(
                "foreign types",
                size =>
                    Each(size, i => $"[KoffiType(\"t{i}\")] struct T{i} {{ public int A; }}\n")
                    + "static partial class D {\n"
                    + Each(size, i => $"[KoffiImport(\"void f{i}(t{i} *a)\")] public static partial void F{i}(in T{i} a);\n")
                    + "}"
            ),
            OfSource(
                "structs of C# that double",
                size =>
                    "struct S0 { public int A; }\n"
                    + Each(Math.Min(size, 11), i => $"struct S{i + 1} {{ public S{i} A, B; }}\n")
                    + "[KoffiDefine(\"struct s { int a[2048]; };\")] static partial class D {\n"
                    + $"[KoffiImport(\"void f(struct s *a)\")] public static partial void F(in S{Math.Min(size, 11)} a);\n}}"
                    + new string(' ', size)
            ),
            OfSource(
                "disposables",
                size => Each(size, i => $"[KoffiDisposable(\"D{i}\", \"void *\", \"free{i}\")] static partial class C{i} {{ }}\n")
            ),
            OfSource(
                "symbols",
                size =>
                    "static unsafe partial class C {\n"
                    + Each(size, i => $"[KoffiSymbol(\"int a{i}\")] public static partial ref int A{i} {{ get; }}\n")
                    + "}"
            ),
        ];
}
