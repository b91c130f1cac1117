namespace KoffiGen.Tests.Generator;

/// <summary>Tests of the C# signatures of prototypes copied from headers, without annotations.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class VerbatimPrototypeTests
{
    /// <summary>The types that the prototypes need.</summary>
    private const string Types = """
        typedef struct _IO_FILE FILE;
        struct timespec { long tv_sec; long tv_nsec; };
        typedef void CURL;
        typedef enum { CURLE_OK = 0 } CURLcode;
        typedef enum { CURLOPT_URL = 10002 } CURLoption;
        typedef struct git_oid { unsigned char id[20]; } git_oid;
        typedef uint8_t Uint8;
        typedef struct { Uint8 data[16]; } SDL_GUID;
        """;

    // POSIX.
    [TestCase("ssize_t read(int fd, void *buf, size_t count)", "nint read(int fd, nint buf, nuint count)")]
    [TestCase("ssize_t recv(int sockfd, void *buf, size_t len, int flags)", "nint recv(int sockfd, nint buf, nuint len, int flags)")]
    [TestCase("int pipe(int pipefd[2])", "int pipe(global::System.Span<int> pipefd)")]
    [TestCase("char *getcwd(char *buf, size_t size)", "string? getcwd(global::System.Span<byte> buf, nuint size)")]
    [TestCase(
        "int futimens(int fd, const struct timespec times[2])",
        "int futimens(int fd, global::System.ReadOnlySpan<global::Header.timespec> times)"
    )]
    // The C standard library.
    [TestCase(
        "int snprintf(char *restrict s, size_t n, const char *restrict format, ...)",
        "int snprintf(global::System.Span<byte> s, nuint n, string? format, params global::System.ReadOnlySpan<global::KoffiGen.KoffiArgument> arguments)"
    )]
    [TestCase(
        "char *fgets(char *restrict s, int n, FILE *restrict stream)",
        "string? fgets(global::System.Span<byte> s, int n, global::Header.FILE stream)"
    )]
    // libsodium.
    [TestCase(
        "char *sodium_bin2hex(char * const hex, const size_t hex_maxlen, const unsigned char * const bin, const size_t bin_len) __attribute__ ((nonnull(1)))",
        "string? sodium_bin2hex(global::System.Span<byte> hex, nuint hex_maxlen, global::System.ReadOnlySpan<byte> bin, nuint bin_len)"
    )]
    [TestCase(
        "int crypto_secretbox_easy(unsigned char *c, const unsigned char *m, unsigned long long mlen, const unsigned char *n, const unsigned char *k) __attribute__ ((nonnull(1, 4, 5)))",
        "int crypto_secretbox_easy(global::System.Span<byte> c, global::System.ReadOnlySpan<byte> m, ulong mlen, global::System.ReadOnlySpan<byte> n, global::System.ReadOnlySpan<byte> k)"
    )]
    // libcurl, libgit2, SDL.
    [TestCase(
        "CURLcode curl_easy_setopt(CURL *curl, CURLoption option, ...)",
        "global::Header.CURLcode curl_easy_setopt(nint curl, global::Header.CURLoption option, params global::System.ReadOnlySpan<global::KoffiGen.KoffiArgument> arguments)"
    )]
    [TestCase(
        "char *git_oid_tostr(char *out, size_t n, const git_oid *id)",
        "string? git_oid_tostr(global::System.Span<byte> @out, nuint n, global::System.ReadOnlySpan<global::Header.git_oid> id)"
    )]
    [TestCase(
        "void SDL_GUIDToString(SDL_GUID guid, char *pszGUID, int cbGUID)",
        "void SDL_GUIDToString(global::Header.SDL_GUID guid, global::System.Span<byte> pszGUID, int cbGUID)"
    )]
    public void The_signature_is_safe_without_annotations(string prototype, string signature)
    {
        GeneratorRun run = GeneratorHarness.Run(
            $$""""
            [KoffiLibrary("header")]
            [KoffiDefine("""
            {{Types}}
            """)]
            [KoffiImport("{{prototype}}")]
            public static partial class Header;
            """"
        );
        Assert.That(run.Text("Header.g.cs"), Does.Contain($" static {signature}\n").Or.Contain($" static unsafe {signature}\n"));
    }

    // Prototypes in Koffi's own notation keep their meaning.
    [TestCase("str! strdup(const char *str)", "string? strdup(string? str)")]
    [TestCase(
        "int gettimeofday(_Out_ struct timespec *tv, _Out_opt_ struct timespec *tz)",
        "int gettimeofday(out global::Header.timespec tv, out global::Header.timespec tz)"
    )]
    [TestCase(
        "size_t fread(_Out_ void *ptr, size_t size, size_t nmemb, FILE *fp)",
        "nuint fread(nint ptr, nuint size, nuint nmemb, global::Header.FILE fp)"
    )]
    [TestCase(
        "int MessageBoxA(void *hwnd, str text, string caption, uint type)",
        "int MessageBoxA(nint hwnd, string? text, string? caption, uint type)"
    )]
    [TestCase("int f(str16 a, wstring b, _In_ char *c, _In_ wchar_t *d)", "int f(string? a, string? b, string? c, string? d)")]
    public void String_types_of_Koffi_are_strings(string prototype, string signature) =>
        The_signature_is_safe_without_annotations(prototype, signature);

    // Every character width.
    [TestCase(
        "int f(char *a, char16_t *b, char32_t *c, wchar_t *d)",
        "int f(global::System.Span<byte> a, global::System.Span<char> b, global::System.Span<uint> c, nint d)"
    )]
    [TestCase(
        "int f(_Out_ int a[2], _Out_ int b[], _Inout_ double c[3], _Out_ uint32_be_t d[2])",
        "int f(global::System.Span<int> a, global::System.Span<int> b, global::System.Span<double> c, "
            + "global::System.Span<global::KoffiGen.BigEndian<uint>> d)"
    )]
    [TestCase(
        "int f(_Out_ char *a[2], _Out_ FILE *b[2], void *c[2])",
        "int f(global::System.Span<global::KoffiGen.Utf8Pointer> a, global::System.Span<global::Header.FILE> b, global::System.Span<nint> c)"
    )]
    [TestCase(
        "int f(const char a[16], char b[16], const wchar_t c[16], wchar_t d[16])",
        "int f(global::System.ReadOnlySpan<byte> a, global::System.Span<byte> b, string? c, nint d)"
    )]
    public void Arrays_and_buffers_are_spans(string prototype, string signature) =>
        The_signature_is_safe_without_annotations(prototype, signature);

    // Callbacks.
    [TestCase(
        "size_t curl_write_callback(char *buffer, size_t size, size_t nitems, void *outstream)",
        "nuint curl_write_callback(global::KoffiGen.Pointer<byte> buffer, nuint size, nuint nitems, nint outstream)"
    )]
    [TestCase("size_t counted(_In_reads_(n) char *buffer, size_t n)", "nuint counted(global::System.ReadOnlySpan<byte> buffer)")]
    [TestCase("size_t filled(_Out_writes_(n) char *buffer, size_t n)", "nuint filled(global::System.Span<byte> buffer)")]
    [TestCase(
        "int wide(char16_t *a, char32_t *b, wchar_t *c)",
        "int wide(global::KoffiGen.Pointer<char> a, global::KoffiGen.Pointer<uint> b, nint c)"
    )]
    [TestCase("int line(const char *text, int len)", "int line(global::KoffiGen.Pointer<byte> text, int len)")]
    [TestCase("int line(const char *text, size_t text_len)", "int line(global::KoffiGen.Pointer<byte> text, nuint text_len)")]
    [TestCase("int line(const char16_t *text, unsigned Length)", "int line(global::KoffiGen.Pointer<char> text, uint Length)")]
    [TestCase("int line(str text, int len)", "int line(string? text, int len)")]
    [TestCase("int line(_In_ const char *text, int len)", "int line(string? text, int len)")]
    [TestCase("int line(_In_ char *text, int len)", "int line(string? text, int len)")]
    [TestCase("int TransferCallback(const char *str, int age)", "int TransferCallback(string? str, int age)")]
    [TestCase("int late(const char *text, void *user, int len)", "int late(string? text, nint user, int len)")]
    public void Callbacks_read_no_further_than_C_states(string prototype, string signature)
    {
        GeneratorRun run = GeneratorHarness.Run(
            $$"""
            [KoffiLibrary("header")]
            [KoffiDefine("typedef {{prototype}};")]
            public static partial class Header;
            """
        );
        Assert.That(run.Text("Header-Types.g.cs"), Does.Contain($"public delegate {signature};"));
    }
}
