using System.Reflection;
using KoffiGen.Tests.Analyzers;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests of headers that are pasted unchanged, with the macros that their declarations use.</summary>
internal sealed class PastedHeaderTests
{
    [Test]
    public Task Macros_before_declarations_have_the_meaning_that_the_file_defines() =>
        AnalyzerVerifier.VerifyFileAsync(
            """
            #define SQLITE_API
            #define SQLITE_EXTERN extern
            #define ZEXTERN SQLITE_EXTERN
            #define ZEXPORT CALLED
            #define FAR
            #define CALLED __stdcall
            #define PURE __attribute__((pure)) [[nodiscard]]
            #define HANDLE void *
            #define NODE struct node
            #define IN _In_

            // What it is.
            SQLITE_API int sound(void);
            ZEXTERN int ZEXPORT crc(const char FAR *text, IN const int *n);
            SQLITE_API SQLITE_EXTERN const char version[];
            {|KOFFI127:{|KOFFI127:PURE|}|} long long sum(HANDLE handle, NODE *node);
            typedef int (ZEXPORT *callback)(int) SQLITE_API;
            struct node { int FAR *next; } FAR;
            #undef FAR
            int {|KOFFI012:FAR|} last(void);
            """
        );

    [Test]
    public void A_macro_before_a_declaration_is_part_of_it()
    {
        GeneratorRun run = GeneratorHarness.Run([
            new MemoryFile(
                "zlib.koffi",
                """
                #define ZEXTERN extern
                #define ZEXPORT __stdcall
                #define uLong unsigned long long

                // How much there is.
                ZEXTERN uLong ZEXPORT
                sum(uLong *values);
                ZEXTERN const int count;
                """
            ),
        ]);
        string text = run.Text("zlib.koffi.g.cs");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("/// <summary>How much there is.</summary>"));
            Assert.That(text, Does.Contain("internal static unsafe ulong sum("));
            Assert.That(text, Does.Contain("unmanaged[Stdcall]"));
            Assert.That(text, Does.Contain("ref readonly int count"));
        }
    }

    [Test]
    public Task Macros_with_parameters_are_reported_where_declarations_use_them() =>
        AnalyzerVerifier.VerifyFileAsync(
            """
            #define {|KOFFI032:OF|}(args) args
            #define {|KOFFI032:API|}(type) type
            #define {|KOFFI032:CALLBACK_OF|}(result, name, args) result (name) args
            int inner {|KOFFI054:OF|}((int a));
            {|KOFFI054:API|}(const char *) version(void);
            typedef int (*reader) {|KOFFI054:OF|}((int a, int b));
            typedef {|KOFFI054:CALLBACK_OF|}(void, *writer, (int a));
            struct state { reader read; int {|KOFFI054:OF|}(x); };
            enum kind { FIRST = {|KOFFI054:OF|}(1) };
            int take(reader r, struct state *s);
            int sound(void);
            """
        );

    [Test]
    public Task Unknown_words_are_reported_once() =>
        AnalyzerVerifier.VerifyFileAsync(
            """
            {|KOFFI012:ZEXTERN|} int {|KOFFI012:ZEXPORT|} crc(const char {|KOFFI012:FAR|} *text);
            {|KOFFI012:SQLITE_API|} struct db *open_db(void);
            opaque state;
            {|KOFFI012:SQLITE_API|} state *open_state(void) {|KOFFI012:PURE|};
            int sound(void);
            """
        );

    [Test]
    public Task Macros_that_expand_to_code_are_information() =>
        AnalyzerVerifier.VerifyFileAsync(
            """
            #define {|KOFFI032:EARLY|} ((destructor)-1)
            #define {|KOFFI032:UNKNOWN|} ((HANDLE)-1)
            typedef void (*destructor)(void *);
            typedef int number;
            #define {|KOFFI032:STATIC|} ((destructor)0)
            #define {|KOFFI032:TRANSIENT|} ((destructor)-1)
            #define {|KOFFI032:NOTHING|} ((void *)0)
            #define {|KOFFI032:INVALID|} ((HANDLE)(LONG_PTR)-1)
            #define {|KOFFI032:ALIAS|} sound
            #define {|KOFFI032:CALLED|} (sound + 1)
            #define {|KOFFI032:LOOP|} LOOP
            #define MINUS ((number)-1)
            int sound(void);
            """
        );

    [Test]
    public void The_order_of_macros_does_not_matter()
    {
        Assembly assembly = GeneratorHarness.Load(
            GeneratorHarness.Run([
                new MemoryFile(
                    "order.koffi",
                    """
                    #define FIRST (SECOND + 1)
                    #define ALIAS THIRD
                    #define SECOND THIRD
                    #define LAST KIND_B
                    #define CAST ((number)-1)
                    #define THIRD 7
                    enum kind { KIND_A, KIND_B };
                    typedef unsigned char number;
                    struct sized { char text[SIZE]; };
                    #define SIZE (FIRST * 2)
                    """
                ),
            ])
        );
        Type type = assembly.GetType("Root.order", throwOnError: true)!;
        Assert.That(
            ((string[])["FIRST", "ALIAS", "SECOND", "LAST", "CAST", "THIRD", "SIZE"]).Select(name =>
                Convert.ToInt64(type.GetField(name, BindingFlags.Static | BindingFlags.NonPublic)!.GetRawConstantValue(), null)
            ),
            Is.EqualTo((long[])[8, 7, 7, 1, 255, 7, 16])
        );
    }

    [Test]
    public Task Static_functions_and_variables_are_omitted() =>
        AnalyzerVerifier.VerifyFileAsync(
            """
            static inline int {|KOFFI055:si|}(int a) { return a + 1; }
            static int {|KOFFI055:sj|}(int a);
            static const int {|KOFFI055:sk|} = 3;
            int sound(void);
            """
        );

    [TestCase("-{|KOFFI113:9223372036854775808|}")]
    [TestCase("(1 - {|KOFFI113:9223372036854775808|})")]
    [TestCase("~{|KOFFI113:18446744073709551615|}")]
    [TestCase("{|KOFFI113:18446744073709551616|}")]
    [TestCase("-9223372036854775808ULL")]
    [TestCase("(-9223372036854775807 - 1)")]
    [TestCase("18446744073709551615")]
    public Task The_sign_of_a_macro_is_kept(string value) => AnalyzerVerifier.VerifyFileAsync($"#define LIMIT {value}\nint sound(void);");
}
