namespace KoffiGen.NativeTests;

public static partial class HandleCases
{
    [NativeCase]
    public static void A_failing_open_without_an_object_returns_an_invalid_handle()
    {
        int opened = Native.BoxesOpened(),
            closed = Native.BoxesClosed();
        Check.Equal(-1, Native.OpenBox("", out Native.BoxHandle box));
        Check.True(box.IsInvalid);
        box.Dispose();
        Check.Equal(opened, Native.BoxesOpened());
        Check.Equal(closed, Native.BoxesClosed());
    }

    [NativeCase]
    public static void The_object_of_a_failing_open_is_closed() =>
        OneIsClosed(static () =>
        {
            Check.Equal(-2, Native.OpenBox("broken", out Native.BoxHandle box));
            Check.Equal("broken", Native.BoxName(box));
            box.Dispose();
            return box;
        });

    [NativeCase]
    public static void An_open_that_throws_closes_what_C_opened() =>
        OneIsClosed(static () =>
        {
            Native.BoxHandle box = null!;
            KoffiErrorException error = Check.Throws<KoffiErrorException>(() => Native.OpenOrThrow("broken", out box));
            Check.Equal(-2L, error.Code);
            Check.True(box.IsClosed);
            return 0;
        });

    [NativeCase]
    public static void A_handle_that_would_be_NULL_throws_where_that_is_a_failure()
    {
        Check.Throws<KoffiErrorException>(static () => Native.Require(""));
        OneIsClosed(static () =>
        {
            using Native.BoxHandle box = Native.Require("required");
            Check.Equal("required", Native.BoxName(box));
            return 0;
        });
    }

    [NativeCase]
    public static void Borrowed_objects_are_values_that_own_nothing()
    {
        int closed = Native.BoxesClosed();
        using (Native.BoxHandle child = Native.NewBox("child"))
        using (Native.BoxHandle parent = Native.NewBox("parent"))
        {
            Check.True(Native.ParentOf(child).IsNull);
            Native.SetParent(child, parent);
            Native.Box borrowed = Native.ParentOf(child);
            Check.Equal("parent", Native.BoxName(borrowed));
            Check.True(borrowed == parent.Value);
            Native.GetParent(child, out Native.Box again);
            Check.Equal(borrowed, again);
            Check.Equal(borrowed, (Native.Box)(nint)again);
            Check.Equal(borrowed.GetHashCode(), again.GetHashCode());
            Native.SetParent(child, default(Native.Box));
            Check.True(Native.ParentOf(child).IsNull);
        }

        Check.Equal(closed + 2, Native.BoxesClosed());
    }

    [NativeCase]
    public static void A_handle_value_is_closed_by_the_caller() =>
        OneIsClosed(static () =>
        {
            Native.Box box = Native.NewUnownedBox("value");
            Check.Equal("value", Native.BoxName(box));
            Check.Equal(0, Native.CloseBox(box));
            return 0;
        });

    [NativeCase]
    public static void NULL_is_the_default_value()
    {
        Check.Equal(1, Native.IsNullBox(default(Native.Box)));
        Check.Equal(1, Native.IsNullBox((Native.BoxHandle?)null));
        Check.Equal(1, Native.IsNullUnknown(0));
        Check.Equal(-1, Native.CloseBox(default(Native.Box)));
    }

    [NativeCase]
    public static void Racing_disposals_close_once()
    {
        int closed = Native.BoxesClosed();
        for (int round = 0; round < 50; round++)
        {
            Native.BoxHandle box = Native.NewBox("raced");
            Parallel.Invoke(
                box.Dispose,
                box.Dispose,
                () =>
                {
                    try
                    {
                        Native.CloseBox(box);
                    }
                    catch (ObjectDisposedException)
                    {
                        // Another thread was faster.
                    }
                }
            );
        }

        Check.Equal(closed + 50, Native.BoxesClosed());
    }

    [NativeCase]
    public static void Calls_with_handles_allocate_nothing()
    {
        using Native.BoxHandle box = Native.NewBox("quiet");
        Check.DoesNotAllocate(() =>
        {
            Native.AddToBox(box, 1);
            Native.AddToBox(box.Value, 1);
            Native.ParentOf(box);
        });
    }
}
