using System.Text;

namespace KoffiGen.NativeTests;

/// <summary>
/// Prototypes copied from headers, called with memory that ends at an inaccessible page: C fills it to the last byte, and no further.
/// </summary>
public static partial class VerbatimCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef struct _IO_FILE FILE;
            struct timespec { long tv_sec; long tv_nsec; };
            typedef struct git_oid { unsigned char id[20]; } git_oid;
            typedef struct { uint8_t data[16]; } SDL_GUID;
            """
    )]
    [KoffiImport("ssize_t read(int fd, void *buf, size_t count)", EntryPoint = "kt_read")]
    [KoffiImport("ssize_t recv(int sockfd, void *buf, size_t len, int flags)", EntryPoint = "kt_recv")]
    [KoffiImport("int pipe(int pipefd[2])", EntryPoint = "kt_pipe")]
    [KoffiImport("char *getcwd(char *buf, size_t size)", EntryPoint = "kt_getcwd")]
    [KoffiImport("int futimens(int fd, const struct timespec times[2])", EntryPoint = "kt_futimens")]
    [KoffiImport("int snprintf(char *restrict s, size_t n, const char *restrict format, ...)", EntryPoint = "kt_snprintf")]
    [KoffiImport("char *fgets(char *restrict s, int n, FILE *restrict stream)", EntryPoint = "kt_fgets")]
    [KoffiImport(
        "char *sodium_bin2hex(char * const hex, const size_t hex_maxlen, const unsigned char * const bin, const size_t bin_len) __attribute__ ((nonnull(1)))",
        EntryPoint = "kt_sodium_bin2hex"
    )]
    [KoffiImport(
        "int crypto_secretbox_easy(unsigned char *c, const unsigned char *m, unsigned long long mlen, const unsigned char *n, const unsigned char *k) __attribute__ ((nonnull(1, 4, 5)))",
        EntryPoint = "kt_crypto_secretbox_easy"
    )]
    [KoffiImport("char *git_oid_tostr(char *out, size_t n, const git_oid *id)", EntryPoint = "kt_git_oid_tostr")]
    [KoffiImport("void SDL_GUIDToString(SDL_GUID guid, char *pszGUID, int cbGUID)", EntryPoint = "kt_SDL_GUIDToString")]
    internal static partial class Header;

    [NativeCase]
    public static void C_fills_a_buffer_to_its_last_byte()
    {
        foreach (int size in (ReadOnlySpan<int>)[1, 2, 511, 512, 513, 4096, 5000])
        {
            Span<byte> buffer = GuardedMemory.Get<byte>(size);
            Check.Equal(new string('/', size - 1), Header.getcwd(buffer, (nuint)size));
            CheckFilled(buffer, (byte)'/');

            buffer = GuardedMemory.Get<byte>(size);
            Check.Equal(new string('x', size - 1), Header.fgets(buffer, size, default));
            CheckFilled(buffer, (byte)'x');

            buffer = GuardedMemory.Get<byte>(size);
            Check.Equal(6000, Header.snprintf(buffer, (nuint)size, "%s", new string('y', 6000)));
            CheckFilled(buffer, (byte)'y');
        }
    }

    [NativeCase]
    public static void C_fills_memory_of_any_type()
    {
        Span<byte> bytes = GuardedMemory.Get<byte>(4096);
        Check.Equal((nint)4096, Header.read(7, bytes, 4096));
        Check.True(bytes.IndexOfAnyExcept((byte)7) < 0);

        Span<int> numbers = GuardedMemory.Get<int>(5);
        Check.Equal((nint)20, Header.recv(1, numbers, 20, 1));
        Check.Sequence([0x02020202, 0x02020202, 0x02020202, 0x02020202, 0x02020202], numbers);
    }

    [NativeCase]
    public static void An_array_is_as_long_as_its_declaration_says()
    {
        Span<int> ends = GuardedMemory.Get<int>(2);
        Check.Equal(0, Header.pipe(ends));
        Check.Sequence([3, 4], ends);

        int[] neighbours = [1, 2, 3, 4, 5];
        Check.Equal(0, Header.pipe(neighbours.AsSpan(1, 2)));
        Check.Sequence<int>([1, 3, 4, 4, 5], neighbours);
        Check.Equal(-1, Header.pipe(default));
        ArgumentException thrown = Check.Throws<ArgumentException>(static () => Header.pipe(new int[1]));
        Check.Equal("pipefd", thrown.ParamName);
        Check.True(
            thrown.Message.Contains("at least 2 elements", StringComparison.Ordinal)
                && thrown.Message.Contains("there are 1", StringComparison.Ordinal)
        );

        Header.timespec[] times = [new() { tv_sec = new(40) }, new() { tv_nsec = new(2) }];
        Check.Equal(42, Header.futimens(9, GuardedMemory.Get<Header.timespec>(times)));
        Check.Equal(-9, Header.futimens(9, default));
        Check.Throws<ArgumentException>(static () => Header.futimens(9, new Header.timespec[1]));
    }

    [NativeCase]
    public static void Text_is_written_into_the_buffer_of_the_caller()
    {
        Span<byte> hex = GuardedMemory.Get<byte>(41);
        byte[] id = [.. Enumerable.Range(0xA0, 20).Select(static value => (byte)value)];
        string expected = Convert.ToHexStringLower(id);
        Check.Equal(expected, Header.sodium_bin2hex(hex, 41, id, 20));
        Check.Equal(expected, Encoding.UTF8.GetString(hex[..40]));

        Header.git_oid oid = default;
        id.CopyTo(oid.id.AsSpan());
        foreach (int size in (ReadOnlySpan<int>)[1, 8, 41])
        {
            Span<byte> text = GuardedMemory.Get<byte>(size);
            Check.Equal(expected[..(size - 1)], Header.git_oid_tostr(text, (nuint)size, [oid]));
            Check.Equal((byte)0, text[size - 1]);
        }

        Header.SDL_GUID guid = default;
        id.AsSpan(0, 16).CopyTo(guid.data.AsSpan());
        Span<byte> written = GuardedMemory.Get<byte>(33);
        Header.SDL_GUIDToString(guid, written, 33);
        Check.Equal(expected[..32], Encoding.UTF8.GetString(written[..32]));
    }

    [NativeCase]
    public static void The_caller_keeps_lengths_that_only_documentation_states()
    {
        byte[] message = [1, 2, 3],
            nonce = new byte[24],
            key = new byte[32];
        Span<byte> cipher = GuardedMemory.Get<byte>(message.Length + 16);
        Check.Equal(0, Header.crypto_secretbox_easy(cipher, message, 3, nonce, key));
        Check.Sequence<byte>([1, 2, 3, 0], cipher[..4]);
        Check.Equal((byte)0, cipher[^1]);
    }

    private static void CheckFilled(ReadOnlySpan<byte> buffer, byte filling)
    {
        Check.True(buffer[..^1].IndexOfAnyExcept(filling) < 0);
        Check.Equal((byte)0, buffer[^1]);
    }
}
