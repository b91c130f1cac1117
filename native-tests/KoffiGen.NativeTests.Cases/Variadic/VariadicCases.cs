using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace KoffiGen.NativeTests;

/// <summary>Variadic functions with typed arguments.</summary>
public static partial class VariadicCases
{
    private enum Level
    {
        Low = 3,
    }

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("opaque Thing; struct Pair { int first, second; };")]
    private static partial class Native
    {
        [KoffiImport("double SumDoubles(int count, ...)")]
        public static partial double Sum(int count, double a, double b, double c);

        [KoffiImport("double SumDoubles(int count, ...)")]
        public static partial double Sum(int count, float a, double b);

        [KoffiImport("double SumDoubles(int count, ...)")]
        public static partial double Sum(
            int count,
            double a1,
            double a2,
            double a3,
            double a4,
            double a5,
            double a6,
            double a7,
            double a8,
            double a9,
            double a10,
            double a11,
            double a12,
            double a13,
            double a14,
            double a15,
            double a16,
            double a17,
            double a18,
            double a19,
            double a20
        );

        [KoffiImport("int64_t SumIntegers(int count, ...)")]
        public static partial long Sum(
            int count,
            long a1,
            long a2,
            long a3,
            long a4,
            long a5,
            long a6,
            long a7,
            long a8,
            long a9,
            long a10,
            long a11,
            long a12,
            long a13,
            long a14,
            long a15,
            long a16,
            long a17,
            long a18,
            long a19,
            long a20
        );

        [KoffiImport("float SumNamed(double first, float second, int count, ...)")]
        public static partial float SumNamed(double first, float second, int count, double a, double b);

        [KoffiImport("float SumNamed(double first, float second, int count, ...)")]
        public static partial float SumNamed(double first, float second, int count);

        [KoffiImport("int VectorRegisters(int count, ...)")]
        public static partial int VectorRegisters(int count);

        [KoffiImport("int VectorRegisters(int count, ...)")]
        public static partial int VectorRegisters(int count, double a, double b);

        [KoffiImport("int VectorRegisters(int count, ...)")]
        public static partial int VectorRegisters(int count, string text);

        [KoffiImport("int Describe(_Out_writes_(size) char *buffer, size_t size, const char *kinds, ...)")]
        public static partial int Numbers(
            Span<byte> buffer,
            string kinds,
            sbyte a,
            byte b,
            short c,
            ushort d,
            bool e,
            char f,
            uint g,
            long h,
            nuint i,
            CLong j
        );

        [KoffiImport("int Describe(_Out_writes_(size) char *buffer, size_t size, const char *kinds, ...)")]
        public static partial int Mixed(Span<byte> buffer, string kinds, int a, double b, string? c, long d, float e, string? f);

        [KoffiImport("int Describe(_Out_writes_(size) char *buffer, size_t size, const char *kinds, ...)")]
        public static partial int Kept(Span<byte> buffer, nuint size, string kinds, int a);

        [KoffiImport("int Describe(_Out_writes_(size) char *buffer, size_t size, const char *kinds, ...)")]
        public static unsafe partial int Pointers(
            Span<byte> buffer,
            string kinds,
            ref int a,
            Span<int> b,
            in int c,
            int* d,
            Pointer<int> e,
            int[]? f,
            nint g
        );

        [KoffiImport("int Describe(_Out_writes_(size) char *buffer, size_t size, const char *kinds, ...)")]
        public static partial int Named(Span<byte> buffer, string kinds, Thing a, ref Pair b, ReadOnlySpan<byte> c, Utf8Pointer d);

        [KoffiImport("int Describe(_Out_writes_(size) char *buffer, size_t size, const char *kinds, ...)")]
        public static partial int Enums(Span<byte> buffer, string kinds, DayOfWeek a, double b);

        [KoffiImport("int Describe(_Out_writes_(size) char *buffer, size_t size, const char *kinds, ...)")]
        public static partial int NoTail(Span<byte> buffer, string kinds);

        [KoffiImport("str! PrintFmt(const char *format, ...)")]
        public static partial string? PrintFmt(string format, int a, double b, string c);

        [KoffiImport("int SetErrno(int count, ...)", LastError = true)]
        public static partial int SetErrno(int count, int a, int b);

        [KoffiImport("int SetErrno(int count, ...)", ThrowOn = KoffiThrowOn.Negative)]
        public static partial int Throw(int count, int a);
    }

    [KoffiLibrary("c", Windows = "msvcrt")]
    private static partial class Libc
    {
        [KoffiImport("int snprintf(_Out_writes_(n) char *buf, size_t n, const char *fmt, ...)", WindowsEntryPoint = "_snprintf")]
        public static partial int Format(Span<byte> buf, string fmt, int a, double b, string c);

        [KoffiImport("int sscanf(const char *text, const char *fmt, ...)")]
        public static partial int Scan(string text, string fmt, out int a, out double b, Span<byte> c);
    }

    [KoffiLibrary("c")]
    private static partial class Posix
    {
        [KoffiImport("int open(const char *path, int flags, ...)", ThrowOn = KoffiThrowOn.Negative)]
        public static partial int Open(string path, int flags, uint mode);

        [KoffiImport("int open(const char *path, int flags, ...)", ThrowOn = KoffiThrowOn.Negative)]
        public static partial int Open(string path, int flags);

        [KoffiImport("int fcntl(int fd, int op, ...)")]
        public static partial int Control(int file, int operation);

        [KoffiImport("int fcntl(int fd, int op, ...)")]
        public static partial int Control(int file, int operation, int argument);

        [KoffiImport("int close(int fd)")]
        public static partial int Close(int file);
    }

    [NativeCase]
    public static void Doubles()
    {
        Check.Equal((1.5 * 4) + (2.5 * 2) + 3.5, Native.Sum(3, 1.5, 2.5, 3.5));
        Check.Equal((1.5 * 2) + 2.5, Native.Sum(2, 1.5f, 2.5));
        double expected = 0;
        for (int number = 1; number <= 20; number++)
        {
            expected = (expected * 2) + number + 0.5;
        }

        Check.Equal(
            expected,
            Native.Sum(20, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5, 12.5, 13.5, 14.5, 15.5, 16.5, 17.5, 18.5, 19.5, 20.5)
        );
    }

    [NativeCase]
    public static void Integers()
    {
        long expected = 0;
        for (int number = 1; number <= 20; number++)
        {
            expected = unchecked((expected * 3) + (1L << 40) + number);
        }

        const long Base = 1L << 40;
        Check.Equal(
            expected,
            Native.Sum(
                20,
                Base + 1,
                Base + 2,
                Base + 3,
                Base + 4,
                Base + 5,
                Base + 6,
                Base + 7,
                Base + 8,
                Base + 9,
                Base + 10,
                Base + 11,
                Base + 12,
                Base + 13,
                Base + 14,
                Base + 15,
                Base + 16,
                Base + 17,
                Base + 18,
                Base + 19,
                Base + 20
            )
        );
    }

    [NativeCase]
    public static void Named_floats_precede_the_variable_arguments()
    {
        Check.Equal(127f, Native.SumNamed(1.25, 0.5f, 2, 0.5, 1));
        Check.Equal(125.5f, Native.SumNamed(1.25, 0.5f, 0));
    }

    [NativeCase]
    public static void The_callee_receives_the_number_of_vector_registers()
    {
        Check.Equal(8, Native.VectorRegisters(0));
        Check.Equal(8, Native.VectorRegisters(2, 1.5, 2.5));
        Check.Equal(8, Native.VectorRegisters(1, "text"));
    }

    [NativeCase]
    public static void Small_numbers_are_promoted()
    {
        Span<byte> buffer = stackalloc byte[200];
        Check.Equal(
            "-1 255 -2 65535 1 x 4294967295 -4 5 -6",
            Text(buffer, Native.Numbers(buffer, "iiiiiculzL", -1, 255, -2, 65535, true, 'x', uint.MaxValue, -4, 5, new CLong(-6)))
        );
        Check.Equal("3 1.5", Text(buffer, Native.Enums(buffer, "id", DayOfWeek.Wednesday, 1.5)));
    }

    [NativeCase]
    public static void Text_and_numbers_mixed()
    {
        Span<byte> buffer = stackalloc byte[200];
        Check.Equal(
            "1 2.5 grün 1099511627776 0.5 NULL",
            Text(buffer, Native.Mixed(buffer, "idslds", 1, 2.5, "grün", 1L << 40, 0.5f, null))
        );
        Check.Equal("7", Text(buffer, Native.Kept(buffer, 200, "i", 7)));
        Check.Equal(0, Native.NoTail(buffer, ""));
        Check.Throws<ArgumentException>(static () => Native.Mixed(new byte[9], "s", 0, 0, "a\0b", 0, 0, null));
    }

    [NativeCase]
    public static unsafe void Pointers()
    {
        Span<byte> buffer = stackalloc byte[200];
        int a = 1,
            c = 3,
            d = 4,
            e = 5,
            g = 7;
        Span<int> b = [2];
        int[] f = [6];
        Check.Equal("1 2 3 4 5 6 7", Text(buffer, Native.Pointers(buffer, "ppppppp", ref a, b, in c, &d, &e, f, (nint)(&g))));
        Check.Sequence<int>([2, 3, 4, 5, 6, 7, 8], [a, b[0], c, d, e, f[0], g]);
        Check.Equal("2 -1 4 5 6 -1 8", Text(buffer, Native.Pointers(buffer, "ppppppp", ref a, [], in c, &d, &e, null, (nint)(&g))));
    }

    [NativeCase]
    public static unsafe void Handles_and_structs()
    {
        Span<byte> buffer = stackalloc byte[200];
        int thing = 5;
        Native.Pair pair = new() { first = 6, second = 7 };
        fixed (byte* text = "utf\0"u8)
        {
            Check.Equal("5 6 u8 utf", Text(buffer, Native.Named(buffer, "ppss", (Native.Thing)(nint)(&thing), ref pair, "u8\0"u8, text)));
        }

        Check.Equal(6, thing);
        Check.Equal(7, pair.first);
    }

    [NativeCase]
    public static void Owned_results_are_freed_and_errors_are_captured()
    {
        Check.Equal("foo 200 1.5 BAR", Native.PrintFmt("foo %d %g %s", 200, 1.5, "BAR"));
        Check.Equal(-1, Native.SetErrno(2, 5, 17));
        Check.Equal(17, Koffi.LastError);
        Check.Equal(18, Check.Throws<KoffiErrorException>(static () => Native.Throw(1, 18)).Errno);
    }

    [NativeCase]
    public static void The_C_library_prints_and_scans()
    {
        Span<byte> buffer = stackalloc byte[200];
        Check.Equal(
            "Integer 6, double 8.5, str THE END",
            Text(buffer, Libc.Format(buffer, "Integer %d, double %g, str %s", 6, 8.5, "THE END"))
        );
        Check.Equal(3, Libc.Scan("12 3.5 word", "%d %lf %5s", out int number, out double real, buffer));
        Check.Equal(12, number);
        Check.Equal(3.5, real);
        Check.Equal("word", Text(buffer, 4));
    }

    [NativeCase(NativePlatforms.Linux, "The flags of open and fcntl have other values elsewhere, and Windows does not have fcntl.")]
    [SupportedOSPlatform("linux")]
    public static void Files_are_opened_with_a_mode()
    {
        string path = Path.Combine(Path.GetTempPath(), $"koffigen-{Guid.NewGuid():N}");
        const int CreateNew = 0x40 | 0x80 | 1,
            GetFlags = 3,
            DuplicateFrom = 0;
        int file = Posix.Open(path, CreateNew, 0x180);
        try
        {
            Check.True(file >= 0);
            Check.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Check.Equal(1, Posix.Control(file, GetFlags) & 3);
            int copy = Posix.Control(file, DuplicateFrom, 100);
            Check.True(copy >= 100);
            Check.Equal(0, Posix.Close(copy));

            // ENOTDIR
            Check.Equal(20, Check.Throws<KoffiErrorException>(() => Posix.Open(path + "/none", 0)).Errno);
        }
        finally
        {
            Check.Equal(0, Posix.Close(file));
            File.Delete(path);
        }
    }

    [NativeCase]
    public static void A_null_format_throws() =>
        Check.Throws<ArgumentNullException>(static () => Libc.Format(new byte[5], null!, 1, 2, "3"));

    [NativeCase]
    public static void A_call_allocates_nothing()
    {
        byte[] buffer = new byte[200];
        Check.DoesNotAllocate(() => Native.Mixed(buffer, "idslds", 1, 2.5, "text", 1L << 40, 0.5f, null));
    }

    private static string Text(ReadOnlySpan<byte> buffer, int length) => Encoding.UTF8.GetString(buffer[..length]);
}
