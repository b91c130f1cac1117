namespace KoffiGen.NativeTests;

/// <summary>Handles that a C# method closes: exactly once, whoever frees them.</summary>
public static partial class MethodDisposerCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("typedef struct Surface { int width, height; unsigned char *pixels; } Surface; opaque Box;")]
    [KoffiDisposable("OwnedSurface", "Surface *", nameof(Free))]
    [KoffiDisposable("OwnedBox", "Box *", nameof(CloseBox))]
    [KoffiImport("OwnedSurface NewSurface(int width, int height)", Async = true)]
    [KoffiImport("Surface *!(ReturnSurface) LendSurface(int width)")]
    [KoffiImport("int OpenSurface(int width, _Out_ OwnedSurface *surface)")]
    [KoffiImport("int SurfaceArea(const Surface *surface)", Async = true)]
    [KoffiImport("OwnedBox NewBox(const char *name)")]
    [KoffiImport("int BackLook(Box *box, int (*look)(Box *box))")]
    [KoffiImport("int BackGive(int count, int (*take)(OwnedBox box))")]
    internal static partial class Native
    {
        [KoffiImport("OwnedSurface NewSurface(int width, int height)")]
        public static partial Surface Copy(int width, int height);

        public static int Calls { get; private set; }

        public static bool Fails { get; set; }

        private static void Free(nint address)
        {
            Calls++;
            OwnedStructCases.Native.FreeSurface(new Pointer<OwnedStructCases.Native.Surface>(address));
            Throw();
        }

        private static void CloseBox(nint address)
        {
            Calls++;
            Check.Equal(0, CallbackHandleCases.Native.CloseBox(new CallbackHandleCases.Native.Box(address)));
            Throw();
        }

        private static void Throw()
        {
            if (Fails)
            {
                throw new InvalidOperationException("The method fails");
            }
        }
    }

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("typedef struct Surface { int width, height; unsigned char *pixels; } Surface;")]
    [KoffiDisposable("OwnedSurface", "Surface *", nameof(Free))]
    [KoffiImport("OwnedSurface NewSurface(int width, int height)")]
    internal sealed partial class Instance
    {
        internal static int Calls { get; private set; }

        private static void Free(nint address)
        {
            Calls++;
            OwnedStructCases.Native.FreeSurface(new Pointer<OwnedStructCases.Native.Surface>(address));
        }
    }

    [NativeCase]
    public static void The_method_closes_the_handle_of_a_struct() =>
        AreFreed(
            4,
            static () =>
            {
                using Native.SurfaceHandle surface = Native.NewSurface(4, 3);
                Check.Equal(4, surface.Value.width);
                Check.Equal(12, Native.SurfaceArea(surface));
                using Native.SurfaceHandle other = Native.NewSurfaceAsync(2, 2).AsTask().GetAwaiter().GetResult();
                Check.Equal(4, Native.SurfaceAreaAsync(other).AsTask().GetAwaiter().GetResult());
                Check.Equal(0, Native.OpenSurface(5, out Native.SurfaceHandle opened));
                opened.Dispose();
                opened.Dispose();
                Native.NewSurface(-1, 1).Dispose();
                Check.Equal(9, Native.Copy(9, 1).width);
            }
        );

    [NativeCase]
    public static void A_function_closes_its_own_handles()
    {
        int returned = OwnedStructCases.Native.SurfacesReturned();
        AreFreed(0, static () => Native.LendSurface(3).Dispose());
        Check.Equal(returned + 1, OwnedStructCases.Native.SurfacesReturned());
    }

    [NativeCase]
    public static void The_method_closes_the_handle_of_an_opaque_type() =>
        AreFreed(
            3,
            static () =>
            {
                using Native.BoxHandle box = Native.NewBox("box");
                Native.BackGive(
                    2,
                    static given =>
                    {
                        given.Dispose();
                        return 0;
                    }
                );
            }
        );

    [NativeCase]
    public static void The_last_call_in_flight_calls_the_method() =>
        AreFreed(
            1,
            static () =>
            {
                Native.BoxHandle box = Native.NewBox("box");
                int calls = Native.Calls;
                Check.Equal(
                    5,
                    Native.BackLook(
                        box,
                        _ =>
                        {
                            box.Dispose();
                            Check.Equal(calls, Native.Calls);
                            return 5;
                        }
                    )
                );
            }
        );

    [NativeCase]
    public static void An_exception_reaches_the_caller_of_Dispose() =>
        AreFreed(
            1,
            static () =>
            {
                Native.SurfaceHandle surface = Native.NewSurface(1, 1);
                Native.Fails = true;
                try
                {
                    Check.Throws<InvalidOperationException>(surface.Dispose);
                }
                finally
                {
                    Native.Fails = false;
                }

                Check.True(surface.IsClosed);
                surface.Dispose();
            }
        );

    [NativeCase]
    public static void An_exception_does_not_replace_the_result_of_a_call() =>
        AreFreed(
            1,
            static () =>
            {
                using CallbackErrors errors = new();
                Native.BoxHandle box = Native.NewBox("box");
                Native.Fails = true;
                try
                {
                    Check.Equal(
                        5,
                        Native.BackLook(
                            box,
                            _ =>
                            {
                                box.Dispose();
                                return 5;
                            }
                        )
                    );
                }
                finally
                {
                    Native.Fails = false;
                }

                errors.Expect(KoffiCallbackErrorKind.Exception, nameof(Native.BoxHandle));
            }
        );

    [NativeCase]
    public static void An_instance_stays_loaded_until_the_method_has_run()
    {
        int calls = Instance.Calls;
        Instance library = new();
        Instance.SurfaceHandle surface = library.NewSurface(2, 2);
        library.Dispose();
        Check.Equal(2, surface.Value.width);
        surface.Dispose();
        Check.Equal(calls + 1, Instance.Calls);
    }

    private static void AreFreed(int calls, Action action)
    {
        int live = Allocations.Live();
        calls += Native.Calls;
        action();
        Check.Equal(calls, Native.Calls);
        Check.Equal(live, Allocations.Live());
    }
}
