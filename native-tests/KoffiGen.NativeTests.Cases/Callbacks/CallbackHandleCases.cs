namespace KoffiGen.NativeTests;

/// <summary>Opaque objects as parameters and results of callbacks, borrowed and owned.</summary>
public static partial class CallbackHandleCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            opaque Box !(CloseBox);
            typedef int TakeBox(Box *! box);
            int BoxesOpened(void);
            int BoxesClosed(void);
            Box *! NewBox(const char *name);
            int CloseBox(Box *box);
            const char *BoxName(Box *box);
            int AddToBox(Box *box, int value);
            int BackLook(Box *box, int (*look)(Box *box));
            int BackGive(int count, TakeBox *take);
            int BackChoose(Box *(*choose)(int number), int value);
            int BackOpen(const char *name, _Out_ Box *!*box, int (*then)(int value));
            """
    )]
    internal static partial class Native
    {
        [KoffiImport("int BackGive(int count, TakeBox *take)")]
        public static partial int GiveToAddress(int count, nint take);
    }

    [NativeCase]
    public static void A_borrowed_handle_is_not_closed() =>
        ClosedAreAsManyAsOpened(
            1,
            static () =>
            {
                using Native.BoxHandle box = Native.NewBox("shown");
                Check.Equal(
                    12,
                    Native.BackLook(
                        box,
                        shown =>
                        {
                            Check.Equal("shown", Native.BoxName(shown));
                            return Native.AddToBox(shown, 12);
                        }
                    )
                );
                Check.Equal(1, Native.BackLook(default(Native.Box), shown => shown.IsNull ? 1 : 0));
                Check.Equal(13, Native.AddToBox(box, 1));
            }
        );

    [NativeCase]
    public static void A_handle_that_C_transfers_to_a_callback_is_closed_once() =>
        ClosedAreAsManyAsOpened(
            3,
            static () =>
                Check.Equal(
                    15,
                    Native.BackGive(
                        3,
                        box =>
                        {
                            using (box)
                            {
                                return Native.BoxName(box)!.Length;
                            }
                        }
                    )
                )
        );

    [NativeCase]
    public static void Handles_that_no_callback_receives_are_closed() =>
        ClosedAreAsManyAsOpened(
            5,
            static () =>
            {
                // The callback throws at the second handle. It has disposed of its handles, and the remaining ones are closed for it.
                Check.Throws<FormatException>(() =>
                    Native.BackGive(
                        4,
                        static box =>
                        {
                            using (box)
                            {
                                return Native.AddToBox(box, 1) == 1 ? throw new FormatException() : 0;
                            }
                        }
                    )
                );

                using CallbackErrors errors = new();
                Registered<Native.TakeBox> take = Native.TakeBoxPointer.Register(static _ => throw new FormatException());
                nint late = take.Address;
                take.Dispose();
                Check.Equal(0, Native.GiveToAddress(1, late));
                errors.Expect(KoffiCallbackErrorKind.LateCall, "Native.TakeBox");
            }
        );

    [NativeCase]
    public static void A_callback_returns_a_handle()
    {
        using Native.BoxHandle box = Native.NewBox("chosen");
        Check.Equal(4, Native.BackChoose(_ => box.Value, 4));
        Check.Equal(-1, Native.BackChoose(_ => default, 4));
    }

    [NativeCase]
    public static void An_output_is_closed_when_a_callback_throws() =>
        ClosedAreAsManyAsOpened(
            2,
            static () =>
            {
                Check.Equal(5, Native.BackOpen("kept", out Native.BoxHandle kept, static value => value + 4));
                kept.Dispose();
                Check.Throws<FormatException>(() => Native.BackOpen("lost", out _, static _ => throw new FormatException()));
            }
        );

    /// <summary>
    /// Checks that the action opens this number of boxes, and that all are closed when it ends, without the garbage collector.
    /// </summary>
    private static void ClosedAreAsManyAsOpened(int count, Action action)
    {
        (int opened, int closed) = (Native.BoxesOpened(), Native.BoxesClosed());
        action();
        Check.Equal(count, Native.BoxesOpened() - opened);
        Check.Equal(count, Native.BoxesClosed() - closed);
    }
}
