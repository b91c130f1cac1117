namespace KoffiGen.NativeTests;

/// <summary>Koffi's own tests of asynchronous calls.</summary>
public static partial class KoffiAsynchronousCases
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            #pragma pack(push, 1)
            typedef struct PackedBFG { int8_t a; int64_t b; int8_t c; const char *d; short e; struct { float f; double g; } inner; } PackedBFG;
            #pragma pack(pop)
            typedef PackedBFG AliasBFG;
            typedef int BinaryIntFunc(int a, int b);
            typedef int CharCallback(int index, char letter);
            typedef int IntCallback(int x);
            #pragma koffi async(BinaryIntFunc)
            """
    )]
    [KoffiImport(
        "int64_t ConcatenateToInt1(int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t)",
        Async = true
    )]
    [KoffiImport("AliasBFG __fastcall MakePackedBFG(int x, double y, _Out_ PackedBFG *out, str text)", Async = true)]
    [KoffiImport("BinaryIntFunc *GetBinaryIntFunction(const char *name)", Async = true)]
    [KoffiImport("int CallMeChar(CharCallback *callback)", Async = true)]
    [KoffiImport("void SetIndirect(IntCallback *callback)")]
    [KoffiImport("int CallThreaded(IntCallback *callback, int x)", Async = true)]
    internal static partial class Native;

    [NativeCase]
    public static async Task Thirty_two_calls_run_at_a_time_and_three_wait()
    {
        Task<long>[] calls =
        [
            .. Enumerable.Range(0, 32).Select(static _ => Native.ConcatenateToInt1Async(5, 6, 1, 2, 3, 9, 4, 4, 0, 6, 8, 7).AsTask()),
        ];
        for (int round = 0; round < 3; round++)
        {
            Check.Equal(561239440687, Native.ConcatenateToInt1(5, 6, 1, 2, 3, 9, 4, 4, 0, 6, 8, 7));
        }

        Check.True((await Task.WhenAll(calls)).All(static result => result == 561239440687));
    }

    [NativeCase]
    public static async Task A_packed_struct_is_returned_twice()
    {
        (Native.PackedBFG result, Native.PackedBFG written) = await Native.MakePackedBFGAsync(2, 7, Letters);
        CheckBfg(result);
        CheckBfg(written);

        static void CheckBfg(Native.PackedBFG bfg)
        {
            Check.Equal((2, 4L, -25, 54), (bfg.a, bfg.b, bfg.c, bfg.e));
            Check.Equal(($"X/{Letters}/X", 14f, 5.0), (bfg.d.ToString(), bfg.inner.f, bfg.inner.g));
        }
    }

    [NativeCase]
    public static async Task A_function_that_C_returns_is_called()
    {
        Check.Equal(9, await (await Native.GetBinaryIntFunctionAsync("add")).InvokeAsync(4, 5));
        Check.Equal(-1, await (await Native.GetBinaryIntFunctionAsync("substract")).InvokeAsync(4, 5));
        Check.Equal(24, await (await Native.GetBinaryIntFunctionAsync("multiply")).InvokeAsync(3, 8));
        Check.Equal(50, await (await Native.GetBinaryIntFunctionAsync("divide")).InvokeAsync(100, 2));
        Native.BinaryIntFuncPointer missing = await Native.GetBinaryIntFunctionAsync("missing");
        Check.True(missing.IsNull);
        await Check.ThrowsAsync<InvalidOperationException>(async () => await missing.InvokeAsync(1, 2));
    }

    [NativeCase]
    public static async Task A_registration_is_called_with_characters()
    {
        using Registered<Native.CharCallback> callback = Native.CharCallbackPointer.Register(
            static (index, letter) => (index + 1) * letter
        );
        Check.Equal('a' + (2 * 'b'), await Native.CallMeCharAsync(callback));
    }

    [NativeCase]
    public static async Task A_thousand_and_twenty_four_native_threads_call_back()
    {
        using Registered<Native.IntCallback> callback = Native.IntCallbackPointer.Register(static x => -x - 2);
        Native.SetIndirect(callback);
        for (int round = 0; round < 1024; round++)
        {
            ValueTask<int> transient = Native.CallThreadedAsync(static x => -x - 4, 27);
            ValueTask<int> registered = Native.CallThreadedAsync(null, 27);
            Check.Equal(-31, await transient);
            Check.Equal(-29, await registered);
        }
    }
}
