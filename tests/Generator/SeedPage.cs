using System.Reflection;

namespace KoffiGen.Tests.Generator;

/// <summary>The example declarations from which KoffiGen's requirements started, unchanged.</summary>
internal sealed class SeedPage
{
    private const string Libc = """
        [KoffiLibrary("c")]
        [KoffiDefine("struct timeval { long tv_sec; long tv_usec; }; struct timezone { int tz_minuteswest, tz_dsttime; }; opaque FILE;")]
        static partial class Libc
        {
            [KoffiImport("int atoi(str)")] public static partial int Atoi(string? text);
            [KoffiImport("int atoi(const char *str)")] public static partial Task<int> AtoiAsync(string text, CancellationToken cancel = default);
            [KoffiImport("int atoi(const char *str)")] public static partial void AtoiAsync(string text, Action<Exception?, int> done);
            [KoffiImport("int gettimeofday(_Out_ struct timeval *tv, _Out_opt_ struct timezone *tz)")] public static partial int GetTimeOfDay(out timeval tv, nint tz = 0);
            [KoffiImport("str! strdup(const char *str)")] public static partial string? Strdup(string? text);
            [KoffiImport("FILE *fopen(const char *path, const char *mode)")] public static partial FILE Fopen(string path, string mode);
            [KoffiImport("size_t fread(_Out_ void *ptr, size_t size, size_t nmemb, FILE *fp)")] public static partial nuint Fread(out PngHeader ptr, nuint size, nuint nmemb, FILE fp);
            [KoffiImport("size_t fread(_Out_ void *ptr, size_t size, size_t nmemb, FILE *fp)")] public static partial nuint Fread(Span<byte> ptr, nuint size, nuint nmemb, FILE fp);
        }
        """;

    private const string PngHeader = """
        [StructLayout(LayoutKind.Sequential, Pack = 1)]
        struct PngHeader
        {
            public ulong Signature;
            public uint Length;
            public uint Chunk;
            public uint Width;
            public uint Height;
            public byte Depth;
            public byte Color;
            public byte Compression;
            public byte Filter;
            public byte Interlace;
            public uint Crc;
        }
        """;

    [Test]
    [Platform("Linux")]
    public void Libc_compiles_and_runs()
    {
        Assembly assembly = GeneratorHarness.Load(
            GeneratorHarness.Run(
                Libc,
                PngHeader,
                """
                static class Program
                {
                    public static string Run()
                    {
                        int result = Libc.GetTimeOfDay(out Libc.timeval now);
                        bool isNow = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - (long)now.tv_sec.Value is >= -1 and < 60;
                        Libc.FILE zero = Libc.Fopen("/dev/zero", "rb");
                        Span<byte> bytes = [1, 2, 3];
                        nuint count = Libc.Fread(bytes, 1, 3, zero);
                        nuint whole = Libc.Fread(out PngHeader header, (nuint)System.Runtime.CompilerServices.Unsafe.SizeOf<PngHeader>(), 1, zero);
                        using ManualResetEventSlim done = new();
                        int told = 0;
                        Libc.AtoiAsync("12", (_, number) =>
                        {
                            told = number;
                            done.Set();
                        });
                        done.Wait();
                        return $"{Libc.AtoiAsync("1257").Result} {told} {Libc.Atoi("257")} {Libc.Atoi(" -3x")} {Libc.Strdup("Grüße")} {result} {isNow} {count} {bytes[2]} {whole} {header.Crc} {zero.IsNull} {Libc.Fopen("/nowhere/at all", "rb").IsNull}";
                    }
                }
                """
            )
        );
        object? output = assembly.GetType("Program")!.GetMethod("Run")!.Invoke(null, null);
        Assert.That(output, Is.EqualTo("1257 12 257 -3 Grüße 0 True 3 0 1 0 False True"));
    }

    [Test]
    public void User32_compiles_in_both_forms() =>
        GeneratorHarness.Run(
            """
            [KoffiLibrary("user32")]
            [KoffiImport("int __stdcall MessageBoxA(void *hwnd, str text, str caption, uint type)")]
            [KoffiImport("MessageBoxA", "int", "void *", "str", "str", "uint", Convention = "__stdcall", MethodName = "MessageBoxA_1")]
            static partial class User32;
            """,
            """
            static class Program
            {
                public static int Run() => User32.MessageBoxA(0, "Hello", null, 0) + User32.MessageBoxA_1(0, "Hello", "World", 1);
            }
            """
        );

    [Test]
    public void Sqlite_takes_either_handle() =>
        GeneratorHarness.Run(
            """
            [KoffiLibrary("sqlite3")]
            [KoffiDefine("opaque sqlite3 !(sqlite3_close_v2);")]
            [KoffiImport("sqlite3_open_v2", "int", "str", "_Out_ sqlite3 *!*", "int", "str")]
            [KoffiImport("int sqlite3_close_v2(sqlite3 *db)")]
            static partial class Sqlite;
            """,
            """
            delegate int Open(string? path, out Sqlite.sqlite3Handle db, int flags, string? vfs);

            static class Program
            {
                public static int Run()
                {
                    Open open = Sqlite.sqlite3_open_v2;
                    int code = open(":memory:", out Sqlite.sqlite3Handle db, 6, null);
                    return code + Sqlite.sqlite3_close_v2(db.Value) + Sqlite.sqlite3_close_v2(db);
                }
            }
            """
        );

    [Test]
    public void Sqlite_returns_the_value_if_nothing_is_owned() =>
        GeneratorHarness.Run(
            """
            [KoffiLibrary("sqlite3")]
            [KoffiDefine("opaque sqlite3 !(sqlite3_close_v2);")]
            [KoffiImport("sqlite3_open_v2", "int", "str", "_Out_ sqlite3 **", "int", "str")]
            static partial class Sqlite;
            """,
            """
            delegate int Open(string? path, out Sqlite.sqlite3 db, int flags, string? vfs);

            static class Program
            {
                public static readonly Open Open = Sqlite.sqlite3_open_v2;
            }
            """
        );
}
