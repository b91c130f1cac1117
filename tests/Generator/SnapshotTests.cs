namespace KoffiGen.Tests.Generator;

/// <summary>Snapshots of generated code, to be read: a few imports that show each stage of a call.</summary>
internal sealed class SnapshotTests
{
    [OneTimeTearDown]
    public void EachExpectedFileHasItsTest() => Assert.That(Snapshots.FindOrphans(typeof(SnapshotTests)), Is.Empty);

    [Test]
    public void Numbers_are_passed_without_conversion() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("arithmetic")]
                static partial class Arithmetic
                {
                    [KoffiImport("int add(int a, int b)")]
                    public static partial int Add(int a, int b);
                }
                """
            )
        );

    [Test]
    public void Owned_text_is_copied_and_freed() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("c")]
                static partial class Libc
                {
                    [KoffiImport("str! strdup(const char *text)", WindowsEntryPoint = "_strdup")]
                    public static partial string? Strdup(string? text);
                }
                """
            )
        );

    [Test]
    public void Asynchronous_calls_keep_their_arguments() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("data", Dispatcher = KoffiDispatcher.Dedicated)]
                [KoffiDefine("opaque db !(db_close);")]
                [KoffiImport("int db_read(db *source, _Out_writes_(count) uint8_t *bytes, int count, _Inout_ int *flags, _Out_ const char **name)", Async = true, LastError = true)]
                static partial class Data
                {
                    [KoffiAsync(KoffiDispatcher.Threads, limit: 4)]
                    [KoffiImport("int db_check(db *source, const char *name)")]
                    public static partial void Check(dbHandle? source, string name, Action<Exception?, int> done, CancellationToken cancel = default);
                }
                """
            )
        );

    [Test]
    public void Buffers_and_arrays_are_spans_of_the_length_that_C_states() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("c")]
                [KoffiDefine("typedef double vec3[3];")]
                [KoffiImport("int pipe(int fds[2])")]
                [KoffiImport("char *getcwd(char *buffer, size_t size)")]
                [KoffiImport("double length(const vec3 v)")]
                [KoffiImport("int verify(const char hash[static 128], _In_reads_(16) const void *key)")]
                [KoffiImport("int seal(_Out_writes_(size + 16) uint8_t *to, _In_reads_opt_(size) const uint8_t *from, size_t size)")]
                static partial class Libc
                {
                    [KoffiImport("int verify(const char hash[static 128], _In_reads_(16) const void *key)")]
                    public static partial bool Verify(string hash, in Guid key);
                }
                """
            )
        );

    [Test]
    public void Over_aligned_memory_is_copied_or_checked() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("vectors")]
                [KoffiDefine("struct vec { _Alignas(32) float v[8]; }; struct label { _Alignas(16) int64_t id; const char *text; }; struct scene { struct vec eye, path[2][3]; };")]
                [KoffiImport("float vec_dot(const struct vec *vecs, int count)")]
                static partial class Vectors
                {
                    [KoffiImport("int vec_add(_Inout_ struct vec *sum, const struct vec *right)", ThrowOn = KoffiThrowOn.Negative)]
                    public static partial int Add(ref vec sum, in vec right);

                    [KoffiImport("struct vec *vec_copy(struct vec *to, const struct vec *from)")]
                    public static partial Pointer<vec> Copy(ref vec to, ref vec from);

                    [KoffiImport("int label_next(_Inout_ struct label *label)")]
                    public static partial int Next(ref label.Managed label);

                    [KoffiImport("int label_count(_In_reads_(count) const struct label *labels, int count)")]
                    public static partial int Count(ReadOnlySpan<label.Managed> labels);
                }
                """
            )
        );

    [Test]
    public void Objects_load_their_own_instance_of_the_library() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("plugin")]
                [KoffiImport("int plugin_open(const char *title, _Out_ struct document *!(plugin_close)*document)", Optional = true)]
                [KoffiImport("str!(plugin_free) plugin_name(void)", Async = true)]
                internal sealed partial class Plugin
                {
                    [KoffiSymbol("int level")] public partial ref int Level { get; }
                    [KoffiImport("int plugin_version(void)")] public static partial int SharedVersion();
                }
                """
            )
        );

    [Test]
    public void Each_CSharp_disposer_is_called_once() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("texts")]
                [KoffiDisposable("Text", "str", nameof(Free))]
                [KoffiImport("Text make(void)")]
                [KoffiImport("int make_two(_Out_ Text *first, _Out_ str!(text_free) *second, _Out_ Text *third)", ThrowOn = KoffiThrowOn.Negative)]
                static partial class Texts
                {
                    private static void Free(nint address) => Koffi.Free(address);
                }
                """
            )
        );

    [Test]
    public void Structs_are_written_in_place_and_optional_outputs_are_omitted() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("c")]
                [KoffiDefine("struct timeval { long tv_sec; long tv_usec; }; struct timezone { int tz_minuteswest, tz_dsttime; };")]
                [KoffiImport("int gettimeofday(_Out_ struct timeval *tv, _Out_opt_ struct timezone *tz)")]
                static partial class Libc;
                """
            )
        );

    [Test]
    public void Owned_handles_are_safe_and_their_disposer_consumes_them() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                namespace Data;

                [KoffiLibrary("sqlite3", Versions = ["0"])]
                [KoffiDefine("opaque sqlite3 !(sqlite3_close_v2);")]
                [KoffiImport("sqlite3_open_v2", "int", "str", "_Out_ sqlite3 *!*", "int", "str")]
                [KoffiImport("int sqlite3_changes(sqlite3 *db)")]
                [KoffiImport("int sqlite3_close_v2(sqlite3 *db)")]
                public static partial class Sqlite;
                """
            )
        );

    [Test]
    public void Failures_throw_and_errors_are_captured() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("c")]
                static partial class Libc
                {
                    [KoffiImport("int chdir(const char *path)", LastError = true, ThrowOn = KoffiThrowOn.Negative)]
                    public static partial void ChangeDirectory(string path);

                    [KoffiImport("ssize_t read(int fd, _Out_ void *buffer, size_t count)", LastError = true)]
                    public static partial nint Read(int fd, Span<byte> buffer, int count);
                }
                """
            )
        );

    [Test]
    public void Fastcall_has_its_own_call_on_x86() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("legacy")]
                [KoffiImport("mix", "int", "double", "int", "short", Convention = "__fastcall", MethodName = "Mix")]
                static partial class Legacy;
                """
            )
        );

    [Test]
    public void Variadic_functions_are_called_as_each_ABI_requires() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("m")]
                [KoffiImport("void log(int level, const char *format, ...)")]
                static partial class Variadic
                {
                    [KoffiImport("double mean(double first, ...)")]
                    public static partial double Mean(double first, float second, CLong third);

                    [KoffiImport("int scan(const char *format, ...)")]
                    public static partial int Scan(string format, out short number);
                }
                """
            )
        );

    [Test]
    public void Wrong_declarations_have_a_body_that_throws() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                static partial class Wrong
                {
                    [KoffiImport("int add(int a, int")]
                    public static partial int Unclosed(int a, int b);

                    [KoffiImport("int add(int a, int b)")]
                    public static partial string Mistyped(int a, long b);
                }
                """
            )
        );

    [Test]
    public void Comments_become_documentation() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """"
                [KoffiLibrary("z")]
                [KoffiDefine("""
                    /** How well to compress. */
                    enum level
                    {
                        FAST = 1, /**< Little, and @b fast: see `BEST`. */
                        /** Much & slow. */
                        BEST = 9
                    };
                    /// A stream.
                    /// @note It is not thread-safe.
                    opaque stream;
                    """)]
                [KoffiImport("""
                    /**
                     * @brief Compresses bytes from @p source into @p destination.
                     *
                     * The destination must have room for `compressBound(length)` bytes:
                     * @code
                     * if (room < compressBound(length))
                     *     return -1;
                     * @endcode
                     *
                     * @param[out]    destination where the bytes go
                     * @param[in,out] length      how many there are,
                     *                            then how many were written
                     * @param         dictionary  not in this version
                     * @return whether it worked:
                     * @retval Z_OK        it did
                     * @retval Z_BUF_ERROR there was too little room
                     * @see uncompress()
                     */
                    int compress(_Out_ void *destination, _Inout_ unsigned *length, enum level level /* how well */)
                    """)]
                static partial class Compression;
                """"
            )
        );
}
