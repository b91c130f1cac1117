namespace KoffiGen.NativeTests;

/// <summary>Opaque objects: borrowed values, and SafeHandles that are closed exactly once.</summary>
public static partial class HandleCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("opaque Box !(CloseBox);")]
    [KoffiImport("int BoxesOpened(void)")]
    [KoffiImport("int BoxesClosed(void)")]
    [KoffiImport("OpenBox", "int", "str", "_Out_ Box *!*")]
    [KoffiImport("Box *! NewBox(const char *name)")]
    [KoffiImport("Box *NewBox(const char *name)", MethodName = "NewUnownedBox")]
    [KoffiImport("int CloseBox(Box *box)")]
    [KoffiImport("const char *BoxName(Box *box)")]
    [KoffiImport("int IsNullBox(Box *box)")]
    [KoffiImport("int AddToBox(Box *box, int value)")]
    [KoffiImport("void SetParent(Box *box, Box *parent)")]
    [KoffiImport("Box *ParentOf(Box *box)")]
    [KoffiImport("void GetParent(Box *box, _Out_ Box **parent)")]
    [KoffiImport("int SwallowBox(Box *! box)")]
    [KoffiImport("int CloseTwoBoxes(Box *! first, Box *! second)")]
    internal static partial class Native
    {
        [KoffiImport("int AddToBox(Box *box, int value)")]
        public static partial int AddToOwned(BoxHandle box, int value);

        [KoffiImport("int AddToBox(Box *box, int value)")]
        public static partial int AddToAddress(nint box, int value);

        [KoffiImport("int AddToBox(Box *box, int value)")]
        public static partial int AddToValue(Box box, int value);

        [KoffiImport("Box *! NewBox(const char *name)", ThrowOn = KoffiThrowOn.Null)]
        public static partial BoxHandle Require(string name);

        [KoffiImport("int OpenBox(const char *name, _Out_ Box *!*box)", ThrowOn = KoffiThrowOn.Negative)]
        public static partial int OpenOrThrow(string name, out BoxHandle box);

        [KoffiImport("int CloseTwoBoxes(Box *! first, Box *! second)")]
        public static partial int CloseOwned(BoxHandle? first, BoxHandle? second);

        [KoffiImport("int IsNullBox(struct Unknown *box)")]
        public static partial int IsNullUnknown(nint box);
    }

    [NativeCase]
    public static void An_opened_handle_is_used_and_closed_once()
    {
        using Native.BoxHandle box = OneIsClosed(static () =>
        {
            Check.Equal(0, Native.OpenBox("first", out Native.BoxHandle opened));
            Check.Equal("first", Native.BoxName(opened));
            Check.Equal(5, Native.AddToBox(opened, 5));
            Check.Equal(7, Native.AddToOwned(opened, 2));
            Check.Equal(8, Native.AddToValue(opened.Value, 1));
            Check.Equal(9, Native.AddToAddress((nint)opened.Value, 1));
            opened.Dispose();
            opened.Dispose();
            return opened;
        });
    }

    [NativeCase]
    public static void A_closed_handle_is_refused() =>
        OneIsClosed(static () =>
        {
            Native.BoxHandle box = Native.NewBox("closed");
            box.Dispose();
            Check.Throws<ObjectDisposedException>(() => Native.AddToBox(box, 1));
            Check.Throws<ObjectDisposedException>(() => Native.AddToOwned(box, 1));
            Check.Throws<ObjectDisposedException>(() => Native.CloseBox(box));
            return box;
        });

    [NativeCase]
    public static void The_disposers_own_import_consumes_the_handle() =>
        OneIsClosed(static () =>
        {
            Native.BoxHandle box = Native.NewBox("consumed");
            Check.Equal(0, Native.CloseBox(box));
            Check.True(box.IsClosed);
            box.Dispose();
            Check.Throws<ObjectDisposedException>(() => Native.CloseBox(box));
            return box;
        });

    [NativeCase]
    public static void Ownership_of_an_input_consumes_the_handle() =>
        OneIsClosed(static () =>
        {
            Native.BoxHandle box = Native.NewBox("swallowed");
            Check.Equal(0, Native.SwallowBox(box));
            Check.True(box.IsClosed);
            box.Dispose();
            return box;
        });

    [NativeCase]
    public static void Two_handles_are_consumed_by_one_call() =>
        AreClosed(
            2,
            static () =>
            {
                Native.BoxHandle first = Filled("first", 3),
                    second = Filled("second", 4);
                Check.Equal(304, Native.CloseTwoBoxes(first, second));
                Check.True(first.IsClosed && second.IsClosed);
                first.Dispose();
                second.Dispose();
                return 0;
            }
        );

    [NativeCase]
    public static void Where_one_of_two_is_closed_the_other_stays() =>
        AreClosed(
            2,
            static () =>
            {
                Native.BoxHandle open = Filled("open", 3),
                    closed = Filled("closed", 4);
                closed.Dispose();
                Check.Throws<ObjectDisposedException>(() => Native.CloseTwoBoxes(open, closed));
                Check.Throws<ObjectDisposedException>(() => Native.CloseTwoBoxes(closed, open));
                Check.Throws<ObjectDisposedException>(() => Native.CloseOwned(open, closed));
                Check.Equal(5, Native.AddToBox(open, 2));
                open.Dispose();
                return 0;
            }
        );

    [NativeCase]
    public static void One_handle_is_not_consumed_twice() =>
        OneIsClosed(static () =>
        {
            Native.BoxHandle box = Filled("twice", 3);
            Check.Throws<ArgumentException>(() => Native.CloseTwoBoxes(box, box));
            Check.Throws<ArgumentException>(() => Native.CloseOwned(box, box));
            Check.Equal(4, Native.AddToBox(box, 1));
            Check.Equal(400, Native.CloseOwned(box, null));
            return 0;
        });

    [NativeCase]
    public static void Of_threads_that_consume_the_same_two_at_most_one_does()
    {
        for (int round = 0; round < 500; round++)
        {
            AreClosed(
                2,
                static () =>
                {
                    Native.BoxHandle first = Filled("first", 1),
                        second = Filled("second", 2);
                    int consumed = 0;
                    Parallel.For(
                        0,
                        3,
                        number =>
                        {
                            try
                            {
                                if (number == 2)
                                {
                                    second.Dispose();
                                }
                                else if (Native.CloseTwoBoxes(number == 0 ? first : second, number == 0 ? second : first) is 102 or 201)
                                {
                                    Interlocked.Increment(ref consumed);
                                }
                            }
                            catch (InvalidOperationException)
                            {
                                // Another thread was faster, so the handle is closed or in use. If each call holds one of the handles,
                                // both calls throw.
                            }
                        }
                    );
                    first.Dispose();
                    Check.True(consumed <= 1);
                    return 0;
                }
            );
        }
    }

    private static Native.BoxHandle Filled(string name, int value)
    {
        Native.BoxHandle box = Native.NewBox(name);
        Native.AddToBox(box, value);
        return box;
    }

    [NativeCase]
    public static void A_forgotten_handle_is_closed_by_the_finalizer() =>
        OneIsClosed(static () =>
        {
            Forget();
            for (int round = 0; round < 50 && Native.BoxesClosed() < Native.BoxesOpened(); round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            return 0;
        });

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Forget() => Check.Equal(1, Native.AddToBox(Native.NewBox("forgotten"), 1));

    // Checks that one box is opened and closed, and its memory freed.
    private static T OneIsClosed<T>(Func<T> action) => AreClosed(1, action);

    private static T AreClosed<T>(int count, Func<T> action)
    {
        int opened = Native.BoxesOpened(),
            closed = Native.BoxesClosed(),
            live = Allocations.Live();
        T result = action();
        Check.Equal(opened + count, Native.BoxesOpened());
        Check.Equal(closed + count, Native.BoxesClosed());
        Check.Equal(live, Allocations.Live());
        return result;
    }
}
