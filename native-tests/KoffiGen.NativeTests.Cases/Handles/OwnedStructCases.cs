namespace KoffiGen.NativeTests;

/// <summary>Structs that C allocates: handles give access to them, and the function of the library frees them exactly once.</summary>
public static partial class OwnedStructCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            struct Surface { int width, height; unsigned char *pixels; };
            struct Area { int x, y, width, height; };
            struct Surface !(FreeSurface);
            typedef struct Surface Surface;
            typedef struct Area Area;
            """
    )]
    [KoffiImport("int SurfacesFreed(void)")]
    [KoffiImport("int SurfacesReturned(void)")]
    [KoffiImport("Surface *! NewSurface(int width, int height)", Async = true)]
    [KoffiImport("Surface *NewSurface(int width, int height)", MethodName = "BorrowSurface")]
    [KoffiImport("int OpenSurface(int width, _Out_ Surface *!*surface)")]
    [KoffiImport("void FreeSurface(Surface *surface)")]
    [KoffiImport("Surface *!(ReturnSurface) LendSurface(int width)")]
    [KoffiImport("int ReturnSurface(Surface *surface)")]
    [KoffiImport("int SwallowSurface(Surface *!surface)")]
    [KoffiImport("int SurfaceArea(const Surface *surface)", Async = true)]
    [KoffiImport("int GrowSurface(Surface *surface, int by)")]
    [KoffiImport("Surface *SameSurface(Surface *surface)")]
    [KoffiImport("int BlitSurface(const Surface *source, const Area *from, Surface *target, const Area *to)")]
    internal static partial class Native
    {
        [KoffiImport("Surface *! NewSurface(int width, int height)")]
        public static partial Surface Copy(int width, int height);

        [KoffiImport("Surface *!(ReturnSurface) LendSurface(int width)")]
        public static partial Surface CopyLent(int width);

        [KoffiImport("int SurfaceArea(const Surface *surface)")]
        public static partial int AreaOf(SurfaceHandle surface);

        [KoffiImport("int OpenSurface(int width, _Out_ Surface *!*surface)", ThrowOn = KoffiThrowOn.Negative)]
        public static partial int OpenOrThrow(int width, out SurfaceHandle surface);
    }

    /// <summary>The same functions with annotations.</summary>
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("typedef struct Surface { int width, height; unsigned char *pixels; } Surface; Surface !(FreeSurface);")]
    [KoffiImport("Surface *! NewSurface(int width, int height)")]
    [KoffiImport("void FreeSurface(_In_opt_ const Surface *surface)", Async = true)]
    [KoffiImport("int SurfaceArea(_In_opt_ Surface *surface)")]
    [KoffiImport("int GrowSurface(_Inout_ Surface *surface, int by)")]
    internal static partial class Annotated
    {
        [KoffiImport("int GrowSurface(_Inout_ Surface *surface, int by)")]
        public static partial Task<(int Result, Surface Surface)> GrowAsync(Surface surface, int by);
    }

    [NativeCase]
    public static void A_handle_gives_access_to_the_struct() =>
        AreFreed(
            freed: 1,
            returned: 0,
            static () =>
            {
                using Native.SurfaceHandle surface = Native.NewSurface(4, 3);
                Check.Equal(4, surface.Value.width);
                surface.Value.height = 5;
                Check.Equal(20, Native.SurfaceArea(surface));
                Check.Equal(6, Native.GrowSurface(surface, 2));
                Check.Equal(6, surface.Value.width);
                Check.True(Native.SameSurface(surface) == surface.Pointer);
                Check.Equal(30, Native.AreaOf(surface));
            }
        );

    [NativeCase]
    public static void A_closed_handle_throws() =>
        AreFreed(
            freed: 1,
            returned: 0,
            static () =>
            {
                Native.SurfaceHandle surface = Native.NewSurface(1, 1);
                surface.Dispose();
                surface.Dispose();
                Check.Throws<ObjectDisposedException>(() => surface.Value.width++);
                Check.Throws<ObjectDisposedException>(() => _ = surface.Pointer);
                Check.Throws<ObjectDisposedException>(() => Native.SurfaceArea(surface));
                Check.Throws<ObjectDisposedException>(() => Native.FreeSurface(surface));
            }
        );

    [NativeCase]
    public static void A_handle_may_hold_NULL() =>
        AreFreed(
            freed: 0,
            returned: 0,
            static () =>
            {
                using Native.SurfaceHandle surface = Native.NewSurface(-1, 1);
                Check.True(surface.IsInvalid && surface.Pointer.IsNull);
                Check.Throws<NullReferenceException>(() => surface.Value.width++);
                Check.Equal(-1, Native.SurfaceArea(surface));
                Check.Equal(-1, Native.SurfaceArea(null));
                Check.Equal(-1, Native.SurfaceArea(default));
            }
        );

    [NativeCase]
    public static void A_parameter_takes_memory_as_well() =>
        AreFreed(
            freed: 1,
            returned: 0,
            static () =>
            {
                Native.Surface own = new() { width = 7, height = 2 };
                Native.Surface[] several = [own];
                Check.Equal(14, Native.SurfaceArea(own));
                Check.Equal(14, Native.SurfaceArea(several));
                Check.Equal(14, Native.SurfaceArea(new Span<Native.Surface>(ref own)));
                Check.Equal(14, Native.SurfaceArea(stackalloc Native.Surface[] { own }));
                Check.Equal(14, Native.SurfaceArea(new ReadOnlySpan<Native.Surface>(in own)));
                Check.Equal(14, Native.SurfaceArea(in own));
                Check.Equal(14, Native.SurfaceArea([own]));
                Check.Equal(6, Native.SurfaceArea(new Native.Surface() { width = 3, height = 2 }));
                Check.Equal(8, Native.GrowSurface(ref own, 1));
                Check.Equal(8, own.width);
                Check.Equal(9, Native.GrowSurface(several, 2));
                Check.Equal(9, several[0].width);

                Pointer<Native.Surface> borrowed = Native.BorrowSurface(3, 3);
                Check.Equal(9, Native.SurfaceArea(borrowed));
                Native.FreeSurface(borrowed);
            }
        );

    [NativeCase]
    public static void Handles_and_memory_are_passed_together() =>
        AreFreed(
            freed: 1,
            returned: 0,
            static () =>
            {
                using Native.SurfaceHandle surface = Native.NewSurface(4, 4);
                Native.Surface own = new() { width = 1 };
                Native.Area area = new() { x = 10, width = 2 };
                Check.Equal(4, Native.BlitSurface(surface, default, surface, default));
                Check.Equal(12, Native.BlitSurface(surface, area, surface, area));
                Check.Equal(12, Native.BlitSurface(surface, default, new Span<Native.Surface>(ref own), default));
                Check.Equal(12, own.width);
                Check.Equal(12, Native.BlitSurface(own, area, ref own, area));
                Check.Equal(12, Native.BlitSurface(surface, area, ref own, area));
                Check.Equal(12, Native.BlitSurface([own], area, surface, area));
            }
        );

    [NativeCase]
    public static void Annotated_parameters_take_handles() =>
        AreFreed(
            freed: 2,
            returned: 0,
            static () =>
            {
                Annotated.SurfaceHandle surface = Annotated.NewSurface(4, 3);
                Annotated.Surface own = new() { width = 5, height = 2 };
                Check.Equal(12, Annotated.SurfaceArea(surface));
                Check.Equal(10, Annotated.SurfaceArea(own));
                Check.Equal(6, Annotated.GrowSurface(surface, 2));
                Check.Equal(6, surface.Value.width);
                Check.Equal(7, Annotated.GrowSurface(ref own, 2));
                (int result, Annotated.Surface grown) = Annotated.GrowAsync(own, 2).GetAwaiter().GetResult();
                Check.Equal((9, 9), (result, grown.width));
                Annotated.FreeSurface(surface);
                Check.True(surface.IsClosed);
                Annotated.FreeSurfaceAsync(Annotated.NewSurface(1, 1)).AsTask().GetAwaiter().GetResult();
            }
        );

    [NativeCase]
    public static void Outputs_are_handles_even_if_the_call_fails() =>
        AreFreed(
            freed: 3,
            returned: 0,
            static () =>
            {
                Check.Equal(0, Native.OpenSurface(5, out Native.SurfaceHandle opened));
                Check.Equal(25, Native.SurfaceArea(opened));
                opened.Dispose();
                Check.Equal(-1, Native.OpenSurface(101, out Native.SurfaceHandle failed));
                Check.Equal(101, failed.Value.width);
                failed.Dispose();
                Check.Throws<KoffiErrorException>(() => Native.OpenOrThrow(102, out _));
            }
        );

    [NativeCase]
    public static void Functions_that_free_close_the_handle() =>
        AreFreed(
            freed: 2,
            returned: 1,
            static () =>
            {
                Native.SurfaceHandle freed = Native.NewSurface(1, 1);
                Native.SurfaceHandle swallowed = Native.NewSurface(2, 1);
                Native.SurfaceHandle lent = Native.LendSurface(3);
                Native.FreeSurface(freed);
                Check.Equal(2, Native.SwallowSurface(swallowed));
                Check.True(Native.ReturnSurface(lent) > 0);
                Check.True(freed.IsClosed && swallowed.IsClosed && lent.IsClosed);
                freed.Dispose();
                swallowed.Dispose();
                lent.Dispose();
                Check.Throws<ArgumentException>(() => Native.FreeSurface(new Native.Surface[1]));
                Check.Throws<ArgumentException>(() => Native.SwallowSurface(new Native.Surface[1]));
            }
        );

    [NativeCase]
    public static void Each_handle_closes_with_its_own_function() =>
        AreFreed(
            freed: 1,
            returned: 1,
            static () =>
            {
                using Native.SurfaceHandle created = Native.NewSurface(2, 2);
                using Native.SurfaceHandle lent = Native.LendSurface(3);
                Check.Equal(7, Native.SurfaceArea(created) + Native.SurfaceArea(lent));
            }
        );

    [NativeCase]
    public static void A_copy_is_freed_by_the_function() =>
        AreFreed(
            freed: 1,
            returned: 1,
            static () =>
            {
                Check.Equal(6, Native.Copy(6, 1).width);
                Check.Equal(7, Native.CopyLent(7).width);
            }
        );

    [NativeCase]
    public static void An_asynchronous_call_keeps_the_handle_open() =>
        AreFreed(
            freed: 1,
            returned: 0,
            static () =>
            {
                using Native.SurfaceHandle surface = Native.NewSurfaceAsync(3, 5).AsTask().GetAwaiter().GetResult();
                Check.Equal(15, Native.SurfaceAreaAsync(surface).AsTask().GetAwaiter().GetResult());
                Check.Equal(-1, Native.SurfaceAreaAsync(null).AsTask().GetAwaiter().GetResult());
            }
        );

    private static void AreFreed(int freed, int returned, Action action)
    {
        int live = Allocations.Live();
        freed += Native.SurfacesFreed();
        returned += Native.SurfacesReturned();
        action();
        Check.Equal(freed, Native.SurfacesFreed());
        Check.Equal(returned, Native.SurfacesReturned());
        Check.Equal(live, Allocations.Live());
    }
}
