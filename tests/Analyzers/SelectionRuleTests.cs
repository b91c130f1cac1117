using KoffiGen.Tests.Generator;
using KoffiGen.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KoffiGen.Tests.Analyzers;

/// <summary>
/// Tests that omitted declarations report nothing, and that a declaration that cannot be bound is information, or a warning if a directive
/// names it.
/// </summary>
public sealed partial class SelectionRuleTests
{
    // Omitted types that are needed by value.
    [TestCase(
        "#pragma koffi exclude(a)\nstruct a { int x; };\nstruct {|KOFFI057:b|} { struct a a; };\nvoid use(struct b b);\nint sound(void);",
        TestName = "KOFFI057 is reported at a struct that contains an excluded struct"
    )]
    [TestCase(
        "#pragma koffi exclude(a)\nstruct a { int x; };\nint {|KOFFI057:use|}(struct a first, struct a second);\nint sound(struct a *a);",
        TestName = "KOFFI057 is reported once at a function that takes an excluded struct twice"
    )]
    [TestCase(
        "#pragma koffi exclude(a)\nstruct a { int x; };\nextern struct a {|KOFFI057:state|}[3];\nint sound(void);",
        TestName = "KOFFI057 is reported at a variable of an excluded type"
    )]
    [TestCase(
        "#pragma koffi exclude(kind)\nenum kind { A };\nenum kind {|KOFFI057:use|}(void);\nint sound(void);",
        TestName = "KOFFI057 is reported at a function that returns an excluded enum"
    )]
    [TestCase(
        "#pragma koffi exclude(a)\nstruct a { int x; };\ntypedef void {|KOFFI057:visit|}(struct a a);\nint sound(visit *v);",
        TestName = "KOFFI057 is reported at a callback type that takes an excluded struct"
    )]
    [TestCase(
        "#pragma koffi exclude(a)\nstruct a { int x; };\nstruct {|KOFFI057:b|} { struct { struct a rows[2]; } inside; };\nint sound(struct b *b);",
        TestName = "KOFFI057 is reported at the struct that contains an excluded one in an unnamed struct"
    )]
    [TestCase(
        "#pragma koffi exclude(a)\nstruct a { int x; };\nstruct a *!(a_free) {|KOFFI057:use|}(void);\nint sound(void);",
        TestName = "KOFFI057 is reported at a function whose owned result is an excluded struct"
    )]
    [TestCase(
        "#pragma koffi exclude(a, b)\nstruct a { int x; };\nstruct b { struct a a; };\nint sound(struct b *b);",
        TestName = "KOFFI057 is not reported for a struct that is excluded as well"
    )]
    [TestCase(
        "#pragma koffi exclude(a)\nstruct a { int x; };\nint {|KOFFI057:sound|}(struct a a);",
        TestName = "KOFFI057 is reported at a function that is still generated"
    )]
    // Omitted declarations report nothing.
    [TestCase(
        "#pragma koffi exclude(wide, sine, epsilon)\nstruct wide { long double x; };\nlong double sine(long double x);\nextern long double epsilon;\nint sound(void);",
        TestName = "Excluded types, functions and variables report nothing"
    )]
    [TestCase(
        "#pragma koffi include(sound)\nstruct wide { long double x; };\nint f(nope x, time_t y);\nstruct s { missing x; int a[COUNT]; };\n#define BROKEN (MISSING + 1)\n#define CAST ((void *)0)\ntypedef unknown name;\nextern nothing v;\nint f(int x);\nstruct s { int y; };\nenum { BAD = WORSE };\nint g(void) { return 1; }\nint sound(void);",
        TestName = "Declarations that are not included report nothing"
    )]
    [TestCase(
        "#pragma koffi exclude(BROKEN, CAST, CALL, API)\n#define BROKEN (MISSING + 1)\n#define CAST ((void *)0)\n#define CALL(x) (x + 1)\n#define API extern\nAPI int sound(void);",
        TestName = "An excluded macro of any kind is a known name"
    )]
    [TestCase(
        "#pragma koffi exclude(helper)\nstatic inline int helper(int x) { return x; }\nint sound(void);",
        TestName = "An excluded static function is a known name"
    )]
    [TestCase(
        "#pragma koffi exclude(f)\nint f(nope x), g({|KOFFI101:nope|} x);\nint sound(void);",
        TestName = "Each declarator of a declaration is omitted separately"
    )]
    [TestCase(
        "#pragma koffi exclude(f, g)\nnope f(void), g(void);\nint sound(void);",
        TestName = "The shared type of omitted declarators reports nothing"
    )]
    [TestCase(
        "#pragma koffi include(sound)\nint f(int x{|KOFFI006:;|}\nint sound(void);",
        TestName = "A syntax error is reported in an omitted declaration"
    )]
    [TestCase(
        "#pragma koffi include(visit) slots(visit, 4) slots(other, 4) optional(gone)\ntypedef void visit(int x);\ntypedef void other(int x);\nint gone(void);",
        TestName = "A directive may name an omitted declaration"
    )]
    // An omitted declaration is reported if a kept declaration is wrong because of it.
    [TestCase(
        "#pragma koffi include(sound, s)\n#define BROKEN ({|KOFFI111:MISSING|} + 1)\n#define SIZE (BROKEN * 2)\nstruct s { int a[SIZE]; };\nint sound(void);",
        TestName = "A wrong macro is reported if a kept struct needs it"
    )]
    [TestCase(
        "#pragma koffi include(sound, f)\ntypedef {|KOFFI101:nope|} wrong;\ntypedef wrong *worse;\nint f(worse x);\nint sound(void);",
        TestName = "A wrong typedef is reported if a kept function needs it"
    )]
    [TestCase(
        "#pragma koffi include(sound, s)\nstruct bad { {|KOFFI101:nope|} x; int y; };\nstruct s { char a[sizeof(struct bad)]; };\nint sound(void);",
        TestName = "A wrong struct is reported if a kept struct needs its size"
    )]
    [TestCase(
        "#pragma koffi include(sound, f)\nstruct inner { {|KOFFI101:nope|} x; int y; };\nstruct outer { struct inner i; };\nint f(struct outer *o);\nint sound(void);",
        TestName = "A wrong struct is reported if a kept function needs it"
    )]
    [TestCase(
        "#pragma koffi include(s, sound)\nstruct a { {|KOFFI101:nope|} x; double y; };\nstruct s { _Alignas(struct a) char x; };\nint sound(void);",
        TestName = "A wrong struct is reported if a kept struct needs its alignment"
    )]
    public Task A_mistake_is_reported_if_a_kept_declaration_depends_on_it(string marked) => AnalyzerVerifier.VerifyFileAsync(marked);

    // Declarations that cannot be bound.
    [TestCase("long double sine(long double x);", "Info KOFFI204 'long double'")]
    [TestCase("#pragma koffi include(s*)\nlong double sine(long double x);", "Info KOFFI204 'long double'")]
    [TestCase("#pragma koffi include(s*, sine)\nlong double sine(long double x);", "Warning KOFFI204 'long double'")]
    [TestCase(
        "#pragma koffi slots(*, 8) onexception(default, *)\ntypedef void visit(int x);\nlong double sine(long double x);\nstruct wide { long double x; };\n#define BROKEN (MISSING + 1)",
        "Info KOFFI204 'long double'; Info KOFFI135 'wide'; Info KOFFI111 'MISSING'"
    )]
    [TestCase("#pragma koffi throw(negative, stat)\nstruct stat { long double x; };\nint stat(const char *path);", "Info KOFFI135 'stat'")]
    [TestCase("#pragma koffi include(TWICE)\n#define BROKEN (MISSING + 1)\n#define TWICE (BROKEN * 2)", "Warning KOFFI111 'MISSING'")]
    [TestCase(
        "#pragma koffi include(helper, CALL, CAST, f)\nstatic inline int helper(int x) { return x; }\n#define CALL(x) (x + 1)\n#define CAST ((void *)0)\nint f(void);",
        "Warning KOFFI055 'helper'; Warning KOFFI032 'CALL'; Warning KOFFI032 'CAST'"
    )]
    [TestCase("#pragma koffi include(second, f)\nstatic int first, second;\nint f(void);", "Warning KOFFI055 'second'")]
    [TestCase(
        "#pragma koffi include(h*, C*, f)\nstatic inline int helper(int x) { return x; }\n#define CALL(x) (x + 1)\n#define CAST ((void *)0)\nint f(void);",
        "Hidden KOFFI055 'helper'; Hidden KOFFI032 'CALL'; Hidden KOFFI032 'CAST'"
    )]
    [TestCase("#pragma koffi optional(sine)\nlong double sine(long double x);", "Warning KOFFI204 'long double'")]
    [TestCase("#pragma koffi rename(sine, Sine)\nlong double sine(long double x);", "Warning KOFFI204 'long double'")]
    [TestCase(
        "#pragma koffi throw(negative, print) lasterror(print)\nint print(const char *format, va_list arguments);\n__int128 big(void);",
        "Warning KOFFI204 'va_list'; Info KOFFI204 'big'"
    )]
    [TestCase("extern _Complex double sum;", "Info KOFFI052 'sum'")]
    [TestCase(
        "struct wide { long double x; };\nstruct around { struct wide w; };\nint f(struct around a);\nint g(struct around *a);",
        "Info KOFFI135 'wide'; Info KOFFI135 'around'; Info KOFFI218 'struct around'"
    )]
    [TestCase(
        "#pragma koffi include(f, g)\nstruct wide { long double x; };\nint f(struct wide a);\nint g(struct wide *a);",
        "Info KOFFI135 'wide'; Warning KOFFI218 'struct wide'"
    )]
    [TestCase("#pragma koffi rename(entry, Entry)\nstruct entry { wchar_t separator; int width; };", "Warning KOFFI134 'entry'")]
    [TestCase("struct huge { char a[0x10000000]; };", "Info KOFFI136 'huge'")]
    [TestCase("struct __attribute__((aligned(16))) v { float x[4]; };\nint f(struct v v);", "Info KOFFI218 'struct v'")]
    [TestCase("struct s { int x; };\nint f(struct s s, ...);", "Info KOFFI503 'struct s'")]
    [TestCase(
        "#define BROKEN (MISSING + 1)\n#define TOO_BIG 18446744073709551616",
        "Info KOFFI111 'MISSING'; Info KOFFI113 '18446744073709551616'"
    )]
    [TestCase("#pragma koffi include(BROKEN)\n#define BROKEN (MISSING + 1)", "Warning KOFFI111 'MISSING'")]
    [TestCase("#define BROKEN (MISSING + 1)\nstruct s { int a[BROKEN]; };", "Error KOFFI111 'MISSING'")]
    // Correct C that the front end does not support.
    [TestCase("long gzseek(void *file, off_t offset, int whence);\nint sound(void);", "Info KOFFI102 'off_t'")]
    [TestCase("#pragma koffi include(seek)\ntime_t seek(void);", "Warning KOFFI102 'time_t'")]
    [TestCase("#pragma koffi include(seek)\ntypedef off_t position;\nint seek(position *p);", "Warning KOFFI102 'off_t'")]
    [TestCase(
        "struct fdset { long bits[1024 / (8 * (int)sizeof(long))]; };\nstruct around { struct fdset set; };\nint select(struct fdset *set);\nint take(struct fdset set);",
        "Info KOFFI132 '1024 / (8 * (int)sizeof(long)'; Info KOFFI135 'around'; Info KOFFI218 'struct fdset'"
    )]
    [TestCase(
        "struct times { time_t at; int zone; };\nint f(struct times *t);\nstruct copy { char bytes[sizeof(struct times)]; };",
        "Info KOFFI102 'time_t'"
    )]
    [TestCase(
        "int __vectorcall f(int x);\ntypedef int (__vectorcall *visit)(int x);\nint each(visit v);\nstruct s { visit v; };",
        "Info KOFFI014 '__vectorcall'; Info KOFFI014 '__vectorcall'"
    )]
    [TestCase("#pragma koffi slots(visit, 4)\ntypedef int (__vectorcall *visit)(int x);", "Warning KOFFI014 '__vectorcall'")]
    [TestCase(
        "_BitInt(128) wide(void);\n_Decimal64 f(_Decimal64 x), g(int x);\nextern _BitInt(3) v;",
        "Info KOFFI013 '_BitInt'; Info KOFFI013 '_Decimal64'; Info KOFFI013 '_Decimal64'; Info KOFFI013 '_BitInt'"
    )]
    [TestCase(
        "enum e { A = sizeof(long) };\nenum { LONE = sizeof(long) };\nint f(enum e e);",
        "Info KOFFI132 'sizeof(long)'; Info KOFFI132 'sizeof(long)'"
    )]
    [TestCase("int f(nope x, off_t y);", "Error KOFFI101 'nope'; Info KOFFI102 'off_t'")]
    [TestCase("#pragma koffi include(sound)\nint __vectorcall f(int x);\n_BitInt(9) g(void);\nint h(off_t x);\nint sound(void);", "")]
    // A declaration that cannot be bound does not occupy its C# name.
    [TestCase("#pragma koffi case(pascal)\nlong double get_x(void);\nint getX(void);", "Info KOFFI204 'get_x'")]
    [TestCase("#pragma koffi case(pascal)\nint getX(void);\nlong double get_x(void);", "Info KOFFI204 'get_x'")]
    [TestCase("#pragma koffi case(pascal)\nextern long double the_count;\nextern int theCount;", "Info KOFFI052 'the_count'")]
    [TestCase("struct px { int x; };\nlong double f(void);\nextern _Complex float sum;", "Info KOFFI204 'f'; Info KOFFI052 'sum'")]
    [TestCase("struct px { int x; };\nint f(void);", "Error KOFFI049 'px'")]
    // Mistakes stay errors.
    [TestCase("int f(nope x);\nstruct s { int a[COUNT]; };", "Error KOFFI101 'nope'; Error KOFFI111 'COUNT'")]
    [TestCase("int __stdcall print(const char *format, ...);", "Error KOFFI501 'print'")]
    [TestCase("#pragma koffi exclude(a)\nstruct a { int x; };\nint f(struct a a);", "Error KOFFI057 'f'")]
    public async Task A_file_reports(string text, string expected)
    {
        AnalyzerOptions options = new([new MemoryFile("/project/px.koffi", text)], new MemoryOptions("Root"));
        Compilation compilation = AnalyzerVerifier.Generate(options);
        IEnumerable<Diagnostic> diagnostics = await AnalyzerVerifier.AnalyzeAsync(compilation, options);
        Assert.That(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning), Is.Empty);
        Assert.That(
            string.Join(
                "; ",
                diagnostics
                    .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                    .Select(diagnostic =>
                        $"{diagnostic.Severity} {diagnostic.Id} "
                        + $"'{text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}'"
                    )
            ),
            Is.EqualTo(expected)
        );
    }
}
