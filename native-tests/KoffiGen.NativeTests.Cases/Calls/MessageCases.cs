namespace KoffiGen.NativeTests;

/// <summary>The message of each exception that a call throws names the C function and the C# method.</summary>
public static partial class MessageCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            opaque Box !(CloseBox);
            typedef struct { _Alignas(64) int32_t v[4]; } Vec64;
            typedef int Inner(int value);
            typedef struct Person
            {
                int32_t age;
                const char *name;
                char *!(kt_release) note;
                char nick[8];
                struct { const char *street; int32_t number; } home;
            } Person;
            """
    )]
    [KoffiImport("int KtNotThere(void)", MethodName = "Absent")]
    [KoffiImport("int FailWith(int error, int result)", ThrowOn = KoffiThrowOn.Negative, MethodName = "Fail")]
    [KoffiImport("int KtNotThere(void)", MethodName = "Missing")]
    [KoffiImport("int ComputeLengthUntilNul(const char *text)", MethodName = "Length8")]
    [KoffiImport("int ComputeLengthUntilNul16(const char16_t *text)", MethodName = "Length16")]
    [KoffiImport("int ComputeLengthUntilNul32(const char32_t *text)", MethodName = "Length32")]
    [KoffiImport("int ComputeLengthUntilNulWide(const wchar_t *text)", MethodName = "LengthWide")]
    [KoffiImport("int CountNarrow(int8_t n, _In_reads_(n) const uint8_t *values)", MethodName = "Narrow")]
    [KoffiImport("int SumOfFour(const int values[static 4])", MethodName = "SumFour")]
    [KoffiImport("int SumOfFourOrNone(const int values[4])", MethodName = "SumFourOrNone")]
    [KoffiImport("int AddToBox(Box *box, int value)", MethodName = "AddTo")]
    [KoffiImport("int SwallowBox(Box *! box)", MethodName = "Swallow")]
    [KoffiImport("int CloseTwoBoxes(Box *! first, Box *! second)", MethodName = "CloseTwo")]
    [KoffiImport("int Call(Inner *inner, int value)", MethodName = "CallInner")]
    [KoffiImport("int64_t SumIntegers(int count, ...)", MethodName = "SumAll")]
    [KoffiImport("int64_t SumRows(_In_reads_(n) const int (*rows)[3], size_t n)", MethodName = "SumAllRows")]
    [KoffiImport(
        "void AddCounted(_In_reads_(n) const int *left, _In_reads_(n) const int *right, _Out_writes_(n) int *sum, _Out_writes_opt_(n) int *carry, int n)",
        MethodName = "Add"
    )]
    [KoffiImport("int KtNotThere(void)", MethodName = "lock")]
    internal static partial class Native
    {
        [KoffiImport("ptrdiff_t ThroughPtrdiff(ptrdiff_t value)")]
        public static partial sbyte ThroughSmall(int value);

        [KoffiImport("int64_t SumInts(const int *values, int count)")]
        public static partial long SumOwned(KoffiMemory<int>? values, int count);

        [KoffiImport("int32_t Sum64(_In_reads_(count) const Vec64 *vecs, int count)")]
        public static partial int SumOwnedVecs(ReadOnlySpan<Vec64> vecs);

        [KoffiImport("int64_t SumInts(const int *values, int count)")]
        public static partial Task<long> SumOwnedAsync(KoffiMemory<int>? values, int count);

        [KoffiImport("int AddToBox(Box *box, int value)")]
        public static partial Task<int> AddToOwnedAsync(BoxHandle? box, int value);

        [KoffiImport("int SwallowBox(Box *! box)")]
        public static partial Task<int> SwallowAsync(BoxHandle? box);

        [KoffiImport("int JoinCounted(_In_reads_(n) const char **words, int n, _Out_ char *buffer)")]
        public static partial int Join(string?[] words, Span<byte> buffer);

        [KoffiImport("int AppendMark(_Inout_updates_(*size) char *buffer, _Inout_ size_t *size)")]
        public static partial int Append(ref string buffer, ref int size);

        [KoffiImport("int DescribePersonAt(const Person *person, _Out_writes_(size) char *text, int size)")]
        public static partial int Describe(in Person.Managed person, Span<byte> text);

        [KoffiSymbol("int KtNotThereEither")]
        public static partial ref int Variable { get; }
    }

    [KoffiLibrary("koffigen_plugin1")]
    [KoffiImport("int plugin_version(void)", MethodName = "One")]
    [KoffiImport("int plugin_version(void)", MethodName = "Two")]
    [KoffiImport("int plugin_only_in_two(void)", MethodName = "Optional", Optional = true)]
    internal sealed partial class Plugin
    {
        [KoffiImport("int plugin_version(void)")]
        public partial Task<int> ThreeAsync();

        [KoffiSymbol("int counter")]
        public partial ref int Counter { get; }
    }

#pragma warning disable KOFFI608 // The case tests a constructor that does not call Load.
    [KoffiLibrary("koffigen_plugin1")]
    internal sealed partial class Forgetful
#pragma warning restore KOFFI608
    {
        public Forgetful() { }

        [KoffiImport("int plugin_version(void)")]
        public partial int Version();

        [KoffiImport("int plugin_version(void)")]
        public partial Task<int> VersionAsync();
    }

    [NativeCase]
    public static void A_missing_symbol()
    {
        Names<EntryPointNotFoundException>("'KtNotThere' (Native.Missing)", static () => Native.Missing());
        Names<EntryPointNotFoundException>("'KtNotThere' (Native.Absent)", static () => Native.Absent());
        Names<EntryPointNotFoundException>("'KtNotThere' (Native.lock)", static () => Native.@lock());
        Names<EntryPointNotFoundException>("'KtNotThereEither' (Native.Variable)", static () => _ = Native.Variable);
    }

    [NativeCase]
    public static async Task An_instance_that_is_disposed()
    {
        Plugin plugin = new();
        plugin.Dispose();
        Names<ObjectDisposedException>("'plugin_version' (Plugin.One) can no longer be used", () => plugin.One());
        Names<ObjectDisposedException>("'plugin_version' (Plugin.Two) can no longer be used", () => plugin.Two());
        Names<ObjectDisposedException>("'counter' (Plugin.Counter) can no longer be used", () => plugin.Counter = 1);
        Names<ObjectDisposedException>("'plugin_only_in_two' can no longer be used", () => _ = plugin.IsOptionalAvailable);
        await NamesAsync<ObjectDisposedException>("'plugin_version' (Plugin.ThreeAsync)", async () => await plugin.ThreeAsync());
    }

    [NativeCase]
    public static async Task A_library_that_is_not_loaded()
    {
        Forgetful plugin = new();
        Names<InvalidOperationException>("'plugin_version' (Forgetful.Version)", () => plugin.Version());
        await NamesAsync<InvalidOperationException>("'plugin_version' (Forgetful.VersionAsync)", async () => await plugin.VersionAsync());
    }

    [NativeCase]
    public static void A_failure_of_the_function()
    {
        KoffiErrorException error = Names<KoffiErrorException>("'FailWith' (Native.Fail) returned -3", static () => Native.Fail(22, -3));
        Check.Equal("FailWith", error.Function);
    }

    [NativeCase]
    public static void A_NUL_in_a_string()
    {
        Names<ArgumentException>("'ComputeLengthUntilNul' (Native.Length8)", static () => Native.Length8("a\0b"));
        Names<ArgumentException>("'ComputeLengthUntilNul' (Native.Length8)", static () => Native.Length8(new string('é', 600) + "\0"));
        Names<ArgumentException>("'ComputeLengthUntilNul16' (Native.Length16)", static () => Native.Length16("a\0b"));
        Names<ArgumentException>("'ComputeLengthUntilNul32' (Native.Length32)", static () => Native.Length32("a\0b"));
        Names<ArgumentException>("'ComputeLengthUntilNulWide' (Native.LengthWide)", static () => Native.LengthWide("a\0b"));
        Names<ArgumentException>("'JoinCounted' (Native.Join)", static () => Native.Join(["a", "b\0"], new byte[16]));
        string text = "a\0b";
        int size = 10;
        Names<ArgumentException>("'AppendMark' (Native.Append)", () => Native.Append(ref text, ref size));
        text = "abc";
        size = 2;
        Names<ArgumentException>("'AppendMark' (Native.Append)", () => Native.Append(ref text, ref size));
    }

    [NativeCase]
    public static void A_string_of_a_struct()
    {
        Names<ArgumentException>(
            "'DescribePersonAt' (Native.Describe)",
            static () => Native.Describe(new() { name = "a\0b" }, new byte[16])
        );
        Names<ArgumentException>(
            "'DescribePersonAt' (Native.Describe) needs 9 characters with its NUL, but there is room for 8",
            static () => Native.Describe(new() { nick = "too long" }, new byte[16])
        );
        Names<ArgumentException>(
            "'DescribePersonAt' (Native.Describe)",
            static () => Native.Describe(new() { nick = "a\0" }, new byte[16])
        );
        Names<ArgumentException>(
            "'DescribePersonAt' (Native.Describe)",
            static () => Native.Describe(new() { home = new() { street = "\0" } }, new byte[16])
        );
        Names<ArgumentException>("Person.nickString'", static () => _ = new Native.Person { nickString = "too long" });
    }

    [NativeCase]
    public static void A_number_that_does_not_fit()
    {
        Names<OverflowException>("'ThroughPtrdiff' (Native.ThroughSmall)", static () => Native.ThroughSmall(1000));
        Names<OverflowException>("'CountNarrow' (Native.Narrow)", static () => Native.Narrow(new byte[128]));
    }

    [NativeCase]
    public static unsafe void Memory_of_the_wrong_length_or_alignment()
    {
        Names<ArgumentException>("'SumOfFour' (Native.SumFour)", static () => Native.SumFour([1]));
        Names<ArgumentException>("'SumOfFourOrNone' (Native.SumFourOrNone)", static () => Native.SumFourOrNone([1]));
        Names<ArgumentException>("'SumRows' (Native.SumAllRows)", static () => Native.SumAllRows(new int[7]));
        Names<ArgumentException>("'AddCounted' (Native.Add)", static () => Native.Add([1, 2], [1], new int[2], default));
        using KoffiMemory<Native.Vec64> memory = Koffi.Alloc<Native.Vec64>(2);
        Names<ArgumentException>(
            "'Sum64' (Native.SumOwnedVecs)",
            () => Native.SumOwnedVecs(new ReadOnlySpan<Native.Vec64>((void*)(memory.Address + 8), 1))
        );
    }

    [NativeCase]
    public static async Task Memory_that_was_freed()
    {
        KoffiMemory<int> memory = Koffi.Alloc<int>(4);
        memory.Dispose();
        Names<ObjectDisposedException>("'SumInts' (Native.SumOwned)", () => Native.SumOwned(memory, 4));
        await NamesAsync<ObjectDisposedException>("'SumInts' (Native.SumOwnedAsync)", async () => await Native.SumOwnedAsync(memory, 4));
    }

    [NativeCase]
    public static async Task A_handle_that_is_closed()
    {
        Native.BoxHandle box = new();
        box.Dispose();
        Names<ObjectDisposedException>("'AddToBox' (Native.AddTo)", () => Native.AddTo(box, 1));
        Names<ObjectDisposedException>("'SwallowBox' (Native.Swallow)", () => Native.Swallow(box));
        Names<ObjectDisposedException>("'CloseTwoBoxes' (Native.CloseTwo)", () => Native.CloseTwo(box, box));
        Names<ObjectDisposedException>("'SumIntegers' (Native.SumAll)", () => Native.SumAll(1, box));
        await NamesAsync<ObjectDisposedException>("'AddToBox' (Native.AddToOwnedAsync)", async () => await Native.AddToOwnedAsync(box, 1));
        await NamesAsync<ObjectDisposedException>("'SwallowBox' (Native.SwallowAsync)", async () => await Native.SwallowAsync(box));
    }

    [NativeCase]
    public static void Variable_arguments()
    {
        Names<ArgumentException>("'SumIntegers' (Native.SumAll)", static () => Native.SumAll(1, "a\0b"));
        Names<ArgumentException>("'SumIntegers' (Native.SumAll)", static () => Native.SumAll(1000, new KoffiArgument[1000]));
    }

    [NativeCase]
    public static void A_registration_that_is_disposed()
    {
        Registered<Native.Inner> registration = Native.InnerPointer.Register(static value => value);
        registration.Dispose();
        Names<ObjectDisposedException>("'Call' (Native.CallInner)", () => Native.CallInner(registration, 1));
    }

    [NativeCase]
    public static void A_function_pointer_that_is_NULL() =>
        Names<InvalidOperationException>("'InnerPointer.Invoke'", static () => default(Native.InnerPointer).Invoke(1));

    private static T Names<T>(string function, Action action)
        where T : Exception
    {
        T exception = Check.Throws<T>(action, function);
        Check.True(exception.Message.Contains(function, StringComparison.Ordinal), exception.Message);
        return exception;
    }

    private static async Task NamesAsync<T>(string function, Func<Task> action)
        where T : Exception
    {
        T exception = await Check.ThrowsAsync<T>(action, function);
        Check.True(exception.Message.Contains(function, StringComparison.Ordinal), exception.Message);
    }
}
