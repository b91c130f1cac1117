using System.Text;
using KoffiGen.Tests.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace KoffiGen.Tests.Analyzers;

/// <summary>
/// Tests that a mistake in a <c>.koffi</c> file is reported once, in the file, at the token, and that the rest of the file is generated.
/// </summary>
public sealed partial class FileRuleTests
{
    // Directives.
    [TestCase("#pragma koffi {|KOFFI042:libary|}(\"m\")\nint sound(void);", TestName = "KOFFI042 is reported at an unknown directive")]
    [TestCase(
        "#pragma koffi {|KOFFI043:library(\"m\", \"c\")|}\nint sound(void);",
        TestName = "KOFFI043 is reported at a directive with too many arguments"
    )]
    [TestCase(
        "#pragma koffi {|KOFFI043:lazy(1)|}\nint sound(void);",
        TestName = "KOFFI043 is reported at a directive that takes no arguments"
    )]
    [TestCase("#pragma koffi case({|KOFFI044:snake|})\nint sound(void);", TestName = "KOFFI044 is reported at an unknown letter case")]
    [TestCase(
        "#pragma koffi access({|KOFFI044:private|})\nint sound(void);",
        TestName = "KOFFI044 is reported at an unknown accessibility"
    )]
    [TestCase(
        "#pragma koffi class({|KOFFI044:\"1st\"|})\nint sound(void);",
        TestName = "KOFFI044 is reported at a class name that is not a C# identifier"
    )]
    [TestCase(
        "#pragma koffi throw({|KOFFI044:positive|}, sound)\nint sound(void);",
        TestName = "KOFFI044 is reported at an unknown throw condition"
    )]
    [TestCase(
        "#pragma koffi optional({|KOFFI046:soud|})\nint sound(void);",
        TestName = "KOFFI046 is reported at an optional function that is not declared"
    )]
    [TestCase(
        "#pragma koffi async({|KOFFI046:soud|})\nint sound(void);",
        TestName = "KOFFI046 is reported at an asynchronous function that is not declared"
    )]
    [TestCase("#pragma koffi dispatcher({|KOFFI044:main|})\nint sound(void);", TestName = "KOFFI044 is reported at an unknown dispatcher")]
    [TestCase(
        "#pragma koffi dispatcher(threads, {|KOFFI044:0|})\nint sound(void);",
        TestName = "KOFFI044 is reported at a dispatcher limit of zero"
    )]
    [TestCase(
        "#pragma koffi {|KOFFI043:dispatcher(threads, 2, 3)|}\nint sound(void);",
        TestName = "KOFFI043 is reported at a dispatcher with too many arguments"
    )]
    [TestCase(
        "#pragma koffi async(marked_print, sound)\nint {|KOFFI504:marked_print|}(const char *format, ...);\nint sound(void);",
        TestName = "KOFFI504 is reported at an asynchronous variadic function"
    )]
    [TestCase(
        "#pragma koffi throw(negative, sound, {|KOFFI046:other|})\nint sound(void);",
        TestName = "KOFFI046 is reported at the one of two functions that is not declared"
    )]
    [TestCase(
        "#pragma koffi rename({|KOFFI046:soud|}, Sound)\nint sound(void);",
        TestName = "KOFFI046 is reported at a renamed function that is not declared"
    )]
    [TestCase(
        "#pragma koffi exclude({|KOFFI046:internal_*|})\nint sound(void);",
        TestName = "KOFFI046 is reported at a pattern that matches no declaration"
    )]
    [TestCase(
        "#include {|KOFFI047:\"marke.koffi\"|}\nint sound(void);",
        TestName = "KOFFI047 is reported at an included file that does not exist"
    )]
    [TestCase(
        "#pragma koffi strip(\"my_\")\nint my_sum(int a);\nint {|KOFFI049:sum|}(int a);\nint sound(void);",
        TestName = "KOFFI049 is reported at the second of two functions with the same C# name"
    )]
    [TestCase(
        "int {|KOFFI049:marked|}(int a);\nint sound(void);",
        TestName = "KOFFI049 is reported at a function that has the name of the class"
    )]
    [TestCase(
        "opaque {|KOFFI049:marked|};\nint sound(marked *m);",
        TestName = "KOFFI049 is reported at a type that has the name of the class"
    )]
    [TestCase(
        "opaque {|KOFFI049:Value|};\nint sound(Value *v);",
        TestName = "KOFFI049 is reported at an opaque type that has the name of a handle member"
    )]
    [TestCase(
        "struct {|KOFFI049:Layout|} { int x; };\nint sound(const struct Layout *l);",
        TestName = "KOFFI049 is reported at a struct that has the name of a generated struct member"
    )]
    [TestCase(
        "extern long double {|KOFFI052:epsilon|};\nint sound(void);",
        TestName = "KOFFI052 is reported at a variable whose type is not supported"
    )]
    [TestCase(
        "opaque h !(h_free);\nvoid h_free(h *p);\nstruct {|KOFFI053:hHandle|} { int y; };\nint sound(h *p);",
        TestName = "KOFFI053 is reported at a struct that has the name of a SafeHandle"
    )]
    [TestCase(
        "struct hHandle { int y; };\nopaque {|KOFFI053:h|} !(h_free);\nvoid h_free(h *p);\nint sound(h *p);",
        TestName = "KOFFI053 is reported at an opaque type whose SafeHandle has the name of a struct"
    )]
    [TestCase(
        "opaque {|KOFFI308:h|} !(h_free);\nint h_free(h *p, int flags);\nint sound(h *p);",
        TestName = "KOFFI308 is reported at a type whose disposer has a second parameter"
    )]
    [TestCase(
        "opaque {|KOFFI308:h|} !(h_free);\nvoid h_free(int number);\nint sound(h *p);",
        TestName = "KOFFI308 is reported at a type whose disposer takes another type"
    )]
    [TestCase(
        "opaque h !(h_free);\nvoid h_free(h *p);\nvoid __stdcall h_end(h *p);\nh *!(h_end) {|KOFFI309:h_make|}(void);\nint sound(h *p);",
        TestName = "KOFFI309 is reported at a function whose result is freed with another calling convention"
    )]
    [TestCase(
        "opaque h !(h_free);\nvoid h_free(h *p);\nvoid __stdcall h_end(h *p);\n"
            + "int h_make(_Out_ {|KOFFI309:h|} *!(h_end)*made);\nint sound(h *p);",
        TestName = "KOFFI309 is reported at an output that is freed with another calling convention"
    )]
    [TestCase(
        "opaque h;\nvoid h_free(h *p, int flags);\nh *{|KOFFI308:!(h_free)|}h_make(void);\nint sound(h *p);",
        TestName = "KOFFI308 is reported at a disposer that a function names"
    )]
    [TestCase(
        "opaque h;\nh *!(h_free) h_make(void);\nh *!(h_end) h_open(void);\nh *{|KOFFI312:!|}h_lend(void);\nint sound(h *p);",
        TestName = "KOFFI312 is reported at ownership of a type that has two disposers"
    )]
    [TestCase(
        "opaque h;\nh *{|KOFFI312:!|}h_make(void);\nint sound(h *p);",
        TestName = "KOFFI312 is reported at ownership of an opaque object"
    )]
    [TestCase(
        "struct s { int x; };\nstruct s !(s_free);\n{|KOFFI115:struct s|} !(s_end);\nint sound(void);",
        TestName = "KOFFI115 is reported at a second disposer of a struct"
    )]
    [TestCase(
        "enum e { A };\nenum e {|KOFFI301:!(e_free)|};\nint sound(void);",
        TestName = "KOFFI301 is reported at the disposer of an enum"
    )]
    [TestCase(
        "#pragma koffi owned({|KOFFI312:h_make|})\nopaque h;\nh *h_make(void);\nint sound(h *p);",
        TestName = "KOFFI312 is reported at a directive that makes an opaque object owned"
    )]
    [TestCase(
        "typedef struct h *handle;\nint h_make(_Out_ {|KOFFI310:handle|} *!made);\nint sound(handle p);",
        TestName = "KOFFI310 is reported at an output whose outer pointer is owned"
    )]
    [TestCase(
        "opaque h;\nstruct {|KOFFI311:s|} { h *!source; };\nint sound(struct s *p);",
        TestName = "KOFFI311 is reported at a struct that owns an opaque object"
    )]
    [TestCase(
        "struct {|KOFFI311:s|} { int n; char **!strings; };\nstruct t { int n; char **!strings __counted_by(n); };\nint sound(struct s *p);",
        TestName = "KOFFI311 is reported at the struct that owns strings without a count"
    )]
    [TestCase(
        "struct a { int x; };\nstruct {|KOFFI053:b|} { int y; };\n#pragma koffi rename(b, a)\nint sound(void);",
        TestName = "KOFFI053 is reported at the second of two types with the same C# name"
    )]
    [TestCase(
        "#pragma koffi library(x {|KOFFI031:y|})\nint sound(void);",
        TestName = "KOFFI031 is reported at the second word of an argument"
    )]
    [TestCase("#pragma koffi{|KOFFI031:|}\nint sound(void);", TestName = "KOFFI031 is reported after a pragma without a directive")]
    [TestCase("#pragma {|KOFFI056:kofi|} library(\"m\")\nint sound(void);", TestName = "KOFFI056 is reported at a misspelled pragma")]
    [TestCase(
        "#pragma koffi disable({|KOFFI044:KOFFI9999|})\nint sound(void);",
        TestName = "KOFFI044 is reported at a rule that does not exist"
    )]
    [TestCase(
        "#pragma koffi disable(KOFFI101, {|KOFFI044:CS0108|})\nint sound(void);",
        TestName = "KOFFI044 is reported at a rule of another analyzer"
    )]
    [TestCase(
        "#pragma koffi strip(\"s\", {|KOFFI046:\"never_\"|})\nint sum(void);",
        TestName = "KOFFI046 is reported at a prefix that no name has"
    )]
    [TestCase(
        "#pragma koffi optional({|KOFFI046:soud*|}) lasterror({|KOFFI046:x_*|}) throw(negative, {|KOFFI046:x_*|})\nint sound(void);",
        TestName = "KOFFI046 is reported at patterns that match no function"
    )]
    [TestCase(
        "#pragma koffi owned({|KOFFI060:sound|})\nint sound(_Inout_ int **p);",
        TestName = "KOFFI060 is reported at a function that returns nothing to own"
    )]
    [TestCase(
        "#pragma koffi owned({|KOFFI060:s*|}, name)\nint sound(void);\nvoid silent(int **p);\nconst char *name(void);",
        TestName = "KOFFI060 is reported at a pattern whose functions return nothing to own"
    )]
    [TestCase(
        "#pragma koffi owned(*)\nint sound(void);\nint name(_Out_ char **p);",
        TestName = "A pattern makes only results and outputs that are pointers owned"
    )]
    [TestCase(
        "#pragma koffi throw(null, {|KOFFI060:s*|}) async({|KOFFI060:p*|})\nint sound(void);\nint print(const char *format, ...);",
        TestName = "KOFFI060 is reported at patterns whose functions cannot throw or be asynchronous"
    )]
    [TestCase(
        "#pragma koffi throw(negative, *) async(*)\nint sound(void);\nvoid silent(void);\nint print(const char *format, ...);",
        TestName = "A pattern applies to the functions that can throw or be asynchronous"
    )]
    [TestCase(
        "#pragma koffi throw(null, fail)\nint {|KOFFI209:fail|}(void);\nint sound(void);",
        TestName = "KOFFI209 is reported at a function that a directive names"
    )]
    [TestCase("#pragma koffi class(A) {|KOFFI038:class|}(B)\nint sound(void);", TestName = "KOFFI038 is reported at a second class")]
    // Declarations.
    [TestCase(
        "struct Hello { int x; };\nint f(struct Helo {|KOFFI104:h|});\nint sound(void);",
        TestName = "KOFFI104 is reported at a parameter whose tag is misspelled"
    )]
    [TestCase(
        "extern int {|KOFFI104:a|}[2][];\nint sound(void);",
        TestName = "KOFFI104 is reported at an array of arrays without a length"
    )]
    [TestCase(
        "typedef struct { int x; } Y;\ntypedef struct { int y; } {|KOFFI115:Y|};\nint sound(Y y);",
        TestName = "Only KOFFI115 is reported at a second unnamed struct"
    )]
    [TestCase(
        "typedef enum { A } Y;\ntypedef enum { B } {|KOFFI115:Y|};\nint sound(Y y);",
        TestName = "Only KOFFI115 is reported at a second unnamed enum"
    )]
    [TestCase(
        "struct s { int n; int *a __counted_by({|KOFFI010:)|}; };\nint sound(void);",
        TestName = "KOFFI010 is reported where the count is missing"
    )]
    [TestCase(
        "struct s { char a[{|KOFFI111:AN|}]; };\nenum { AN = 4 };\nint sound(void);",
        TestName = "KOFFI111 is reported at a constant that is declared later"
    )]
    [TestCase(
        "struct point { int x; };\nint move({|KOFFI101:poitn|} *p);\nint sound(void);",
        TestName = "KOFFI101 is reported at an unknown type"
    )]
    [TestCase(
        "struct node { int x; struct node {|KOFFI118:next|}; };\nint sound(void);",
        TestName = "KOFFI118 is reported at a member of its own struct type"
    )]
    [TestCase("struct s { int a[{|KOFFI108:0|}]; };\nint sound(void);", TestName = "KOFFI108 is reported at the zero length of a member")]
    [TestCase("extern int a[{|KOFFI108:-1|}];\nint sound(void);", TestName = "KOFFI108 is reported at the negative length of a variable")]
    [TestCase(
        "struct s { double a[{|KOFFI109:0x7fffffffffffffff|}]; };\nint sound(void);",
        TestName = "KOFFI109 is reported at a length that overflows"
    )]
    [TestCase(
        "struct s { char a : {|KOFFI121:9|}; };\nint sound(void);",
        TestName = "KOFFI121 is reported at a bit-field width that exceeds the type"
    )]
    [TestCase(
        "struct s { int count; int data[] __counted_by({|KOFFI126:cuont|}); };\nint sound(void);",
        TestName = "KOFFI126 is reported at a misspelled counter"
    )]
    [TestCase(
        "struct s { int *n, c, *a __counted_by({|KOFFI126:*n + 1|}), *b __counted_by(2 * {|KOFFI126:d|}), *e __counted_by(c / {|KOFFI151:sizeof(long)|}); };\nint sound(void);",
        TestName = "Parts of the counts of members are reported"
    )]
    [TestCase(
        "struct s { int x; };\nstruct {|KOFFI115:s|} { long y; };\nint sound(void);",
        TestName = "KOFFI115 is reported at a tag that is defined again"
    )]
    [TestCase(
        "typedef struct db db;\nopaque db !(db_close);\nint db_close(db *d);\nint sound(db *d);",
        TestName = "An opaque type may name its disposer after the typedef of a header"
    )]
    [TestCase(
        "opaque db !(db_close);\ntypedef struct db db;\nint db_close(db *d);\nint sound(db *d);",
        TestName = "An opaque type may name its disposer before the typedef of a header"
    )]
    [TestCase(
        "typedef struct _db db;\nopaque db !(db_close);\nint db_close(db *d);\nint sound(db *d);",
        TestName = "An opaque type may name its disposer for a typedef of another tag"
    )]
    [TestCase(
        "opaque db !(db_close);\ntypedef int {|KOFFI115:db|};\nint sound(void);",
        TestName = "KOFFI115 is reported at a typedef of another type"
    )]
    [TestCase(
        "typedef struct db db;\nopaque db !(db_close);\nopaque {|KOFFI115:db|} !(db_free);\nint sound(void);",
        TestName = "KOFFI115 is reported at a type with a second disposer"
    )]
    [TestCase(
        "int f(int a);\nint {|KOFFI115:f|}(double a);\nint sound(void);",
        TestName = "KOFFI115 is reported at a function that is declared again with other types"
    )]
    [TestCase("int f({|KOFFI012:_Outt_|} int *a);\nint sound(void);", TestName = "KOFFI012 is reported at a misspelled annotation")]
    [TestCase("int f(int a{|KOFFI006:;|}\nint sound(void);", TestName = "KOFFI006 is reported where a parenthesis is missing")]
    [TestCase(
        "#define LIMIT 10\n#define {|KOFFI115:LIMIT|} 20\nint sound(void);",
        TestName = "KOFFI115 is reported at a macro that is defined again with another value"
    )]
    [TestCase(
        "struct s { char a; int{|KOFFI009:=|} 1; };\nint sound(void);",
        TestName = "KOFFI009 is reported where the name of a member is missing"
    )]
    [TestCase(
        "#pragma koffi owned({|KOFFI312:make|})\nstruct surface { int width; };\nstruct surface *make(void);\nint sound(void);",
        TestName = "KOFFI312 is reported at a directive that makes a struct owned"
    )]
    [TestCase(
        "struct surface { int width; };\nstruct surface *{|KOFFI312:!|}make(void);\nint sound(void);",
        TestName = "KOFFI312 is reported at the ownership mark of a struct"
    )]
    [TestCase(
        "typedef void line({|KOFFI410:const char|} *text, int len);\nint sound(line *l);",
        TestName = "KOFFI410 is reported at a string that is followed by a count"
    )]
    [TestCase(
        "void each(void (*cb)({|KOFFI410:const char|} *text, int len));\nint sound(void);",
        TestName = "KOFFI410 is reported at a string in an inline callback type"
    )]
    // Calls.
    [TestCase(
        "int f({|KOFFI204:long double|} a);\nint sound(void);",
        TestName = "KOFFI204 is reported at a parameter whose type cannot be passed"
    )]
    [TestCase(
        "long double {|KOFFI204:f|}(void);\nint sound(void);",
        TestName = "KOFFI204 is reported at a function whose result type cannot be returned"
    )]
    [TestCase(
        "long double f({|KOFFI204:long double|} a, long double b);\nint sound(void);",
        TestName = "KOFFI204 is reported once for a function"
    )]
    [TestCase(
        "int f(char {|KOFFI301:!|}c);\nint sound(void);",
        TestName = "KOFFI301 is reported at the ownership mark of a type that is not a pointer"
    )]
    // Suppressions.
    [TestCase(
        "#pragma koffi disable(KOFFI101)\nint f(nope a);\n#pragma koffi restore(KOFFI101)\nint g({|KOFFI101:nope|} a);\nint sound(void);",
        TestName = "KOFFI101 is not reported until it is restored"
    )]
    [TestCase(
        "int g({|KOFFI101:nope|} a);\n#pragma koffi disable(KOFFI101)\nint f(nope a);\nint sound(void);",
        TestName = "KOFFI101 is reported before it is disabled"
    )]
    [TestCase(
        "#pragma koffi disable(KOFFI108)\nint f({|KOFFI101:nope|} a);\nint sound(void);",
        TestName = "KOFFI101 is reported where another rule is disabled"
    )]
    public Task A_mistake_is_reported_at_its_token(string marked) => AnalyzerVerifier.VerifyFileAsync(marked);

    [TestCase(
        "struct {|KOFFI049:marked|} { int x; };\nenum { FIRST = 1 };",
        TestName = "KOFFI049 is reported at a type that has the name of a class with only enumerators"
    )]
    [TestCase(
        "struct marked { int x; };\nenum kind { FIRST = 1 };\nenum { SECOND };\n#pragma koffi exclude(SECOND)",
        TestName = "A type may have the class name of a file that generates no class"
    )]
    public Task A_file_generates_a_class_only_if_it_has_members(string marked) => AnalyzerVerifier.VerifyFileAsync(marked);

    [Test]
    public Task Mistakes_of_all_kinds_are_reported_together() =>
        AnalyzerVerifier.VerifyFileAsync(
            """
            #pragma koffi {|KOFFI042:clas|}(Other)
            struct a { {|KOFFI101:nope|} x; };
            int f(int a{|KOFFI006:;|}
            int g({|KOFFI101:missing|} *m);
            struct b { int y[{|KOFFI108:0|}]; };
            int sound(struct a *a, struct b *b);
            """
        );

    [TestCase("KOFFI060")]
    [TestCase("KOFFI308")]
    [TestCase("KOFFI309")]
    [TestCase("KOFFI310")]
    [TestCase("KOFFI311")]
    public async Task The_wrong_example_of_a_page_is_reported_and_the_right_one_is_not(string id)
    {
        DiagnosticPage page = DiagnosticPage.Read(id);
        Diagnostic[] wrong = [.. await AnalyzeAsync(new MemoryFile("a.koffi", page.Wrong))];
        Assert.That(wrong.Select(static diagnostic => diagnostic.Id), Is.EqualTo(new[] { id }));
        Assert.That(await AnalyzeAsync(new MemoryFile("a.koffi", page.Right)), Is.Empty);
    }

    [Test]
    public Task A_file_in_another_encoding_is_reported()
    {
        (string text, List<(string Id, TextSpan Span)> expected) = AnalyzerVerifier.Parse("/* Gr{|KOFFI048:ö|}ße */\nint sound(void);");
        return AnalyzerVerifier.VerifyFileAsync(new MemoryFile("/project/marked.koffi", text, Encoding.Latin1), expected);
    }

    private static Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> AnalyzeAsync(params MemoryFile[] files)
    {
        AnalyzerOptions options = new([.. files], new MemoryOptions("Root"));
        return AnalyzerVerifier.AnalyzeAsync(AnalyzerVerifier.Generate(options), options);
    }
}
