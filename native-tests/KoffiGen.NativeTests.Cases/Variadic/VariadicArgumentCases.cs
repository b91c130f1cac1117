using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.NativeTests;

/// <summary>Variadic functions whose arguments are known only at run time.</summary>
public static partial class VariadicArgumentCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("typedef int Describer(_Out_writes_(size) char *buffer, size_t size, const char *kinds, ...);")]
    [KoffiImport("double SumDoubles(int count, ...)")]
    [KoffiImport("int64_t SumIntegers(int count, ...)")]
    [KoffiImport("float SumNamed(double first, float second, int count, ...)")]
    [KoffiImport("int VectorRegisters(int count, ...)")]
    [KoffiImport("int Describe(_Out_writes_(size) char *buffer, size_t size, const char *kinds, ...)")]
    [KoffiImport("PrintFmt", "str!", "str", "...")]
    [KoffiImport("wchar_t *! PrintFmtWide(const wchar_t *format, ...)")]
    [KoffiImport("int SetErrno(int count, ...)", ThrowOn = KoffiThrowOn.Negative)]
    [KoffiImport("Describer *GetDescriber(void)")]
    private static partial class Native;

    [KoffiLibrary("e_sqlite3")]
    [KoffiDefine("opaque sqlite3 !(sqlite3_close_v2);")]
    [KoffiImport("int sqlite3_open(str name, _Out_ sqlite3 *!*db)")]
    [KoffiImport("str!(sqlite3_free) sqlite3_mprintf(const char *format, ...)")]
    [KoffiImport("int sqlite3_db_config(sqlite3 *db, int option, ...)")]
    private static partial class Sqlite;

    [NativeCase]
    public static void Any_number_of_integers_is_passed()
    {
        foreach (int count in (ReadOnlySpan<int>)[0, 1, 3, 6, 8, 9, 14, 20, 60, 120])
        {
            KoffiArgument[] doubles = [.. Enumerable.Range(0, count).Select(static number => (KoffiArgument)(number + 0.25))];
            KoffiArgument[] integers = [.. Enumerable.Range(0, count).Select(static number => (KoffiArgument)(long)number)];
            double expected = 0;
            long sum = 0;
            for (int number = 0; number < count; number++)
            {
                expected = (expected * 2) + number + 0.25;
                sum = unchecked((sum * 3) + number);
            }

            Check.Equal(expected, Native.SumDoubles(count, doubles));
            Check.Equal(sum, Native.SumIntegers(count, integers));
        }

        Check.Throws<ArgumentException>(static () => Native.SumIntegers(1000, new KoffiArgument[1000]));
    }

    [NativeCase]
    public static void Named_floats_precede_the_variable_arguments() => Check.Equal(127f, Native.SumNamed(1.25, 0.5f, 2, 0.5, 1.0));

    [NativeCase]
    public static void The_callee_receives_the_number_of_vector_registers()
    {
        Check.Equal(8, Native.VectorRegisters(0));
        Check.Equal(8, Native.VectorRegisters(1, 1.5));
    }

    [NativeCase]
    public static void Every_kind_of_argument()
    {
        Span<byte> buffer = stackalloc byte[300];
        Check.Equal(
            "-1 255 -2 65535 1 x 4294967295 -4 5 1.5 0.5 grün NULL 4 12",
            Text(
                buffer,
                Native.Describe(
                    buffer,
                    "iiiiiculzddsswi",
                    (sbyte)-1,
                    (byte)255,
                    (short)-2,
                    ushort.MaxValue,
                    true,
                    'x',
                    uint.MaxValue,
                    -4L,
                    (nuint)5,
                    1.5f,
                    0.5,
                    "grün",
                    (string?)null,
                    KoffiArgument.Wide("😀 ><"[^4..]),
                    12
                )
            )
        );
    }

    [NativeCase]
    public static unsafe void Pointers_and_handles()
    {
        Span<byte> buffer = stackalloc byte[300];
        int first = 1,
            second = 2;
        Pointer<int> pointer = &second;
        using KoffiMemory<int> memory = Koffi.Alloc<int>(1);
        memory[0] = 3;
        fixed (byte* text = "utf\0"u8)
        {
            Check.Equal("1 2 3 utf", Text(buffer, Native.Describe(buffer, "ppps", &first, pointer, memory, (Utf8Pointer)text)));
        }

        Check.Sequence<int>([2, 3, 4], [first, second, memory[0]]);
    }

    [NativeCase]
    public static void Long_text()
    {
        byte[] buffer = new byte[20_000];
        string large = new('ü', 3000);
        Check.Equal($"{large} 1 {large}", Text(buffer, Native.Describe(buffer, "sis", large, 1, large)));
        Check.Throws<ArgumentException>(() => Native.Describe(buffer, "s", "a\0b"));
    }

    [NativeCase]
    public static void Through_a_pointer()
    {
        Span<byte> buffer = stackalloc byte[300];
        Check.Equal("7 2.5", Text(buffer, Native.GetDescriber().Invoke(buffer, "id", 7, 2.5)));
    }

    [NativeCase]
    public static void Owned_results_are_freed_and_errors_are_captured()
    {
        for (int round = 0; round < 10; round++)
        {
            Check.Equal("foo 200 1.5 BAR", Native.PrintFmt("foo %d %g %s", 200, 1.5, "BAR"));
        }

        Check.Equal("foo 200 1.5 BAR 😀 ><", Native.PrintFmtWide("foo %d %g %s %ls", 200, 1.5, "BAR", KoffiArgument.Wide("😀 ><")));
        Check.Equal(19, Check.Throws<KoffiErrorException>(static () => Native.SetErrno(2, 5, 19)).Errno);
    }

    [NativeCase]
    public static void SQLite_prints()
    {
        Check.Equal("it''s 5 'it''s'", Sqlite.sqlite3_mprintf("%q %d %Q", "it's", 5, "it's"));
        Check.Equal(0, Sqlite.sqlite3_open(":memory:", out Sqlite.sqlite3Handle database));
        using (database)
        {
            int enabled = -1;
            unsafe
            {
                // SQLITE_DBCONFIG_ENABLE_FKEY
                Check.Equal(0, Sqlite.sqlite3_db_config(database, 1002, 1, &enabled));
            }

            Check.Equal(1, enabled);
        }
    }

    [NativeCase]
    public static void A_closed_handle_throws_and_the_other_handles_are_released()
    {
        int number = 5;
        unsafe
        {
            using Counted open = new((nint)(&number));
            Counted closed = new((nint)(&number));
            closed.Dispose();
            Check.Throws<ObjectDisposedException>(() => Native.Describe(new byte[100], "psp", open, "text", closed));
            Check.Throws<ArgumentException>(() => Native.Describe(new byte[100], "ps", open, "a\0b"));
            Check.True(!open.IsReleased);
            open.Dispose();

            // If the failed call had kept a reference, the handle would still be open.
            Check.True(open.IsReleased);
        }

        Check.Equal(5, number);
    }

    [NativeCase]
    public static void A_call_allocates_nothing()
    {
        byte[] buffer = new byte[300];
        Check.DoesNotAllocate(() => Native.Describe(buffer, "idslidsi", 1, 2.5, "text", 1L << 40, 5, 0.5f, "more", 8));
    }

    private static string Text(ReadOnlySpan<byte> buffer, int length) => Encoding.UTF8.GetString(buffer[..length]);

    private sealed class Counted : SafeHandle
    {
        public Counted(nint pointer)
            : base(0, ownsHandle: true) => SetHandle(pointer);

        public bool IsReleased { get; private set; }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            IsReleased = true;
            return true;
        }
    }
}
