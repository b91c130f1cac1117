namespace KoffiGen.NativeTests;

/// <summary>One struct or number behind a pointer without an annotation, which C# passes by reference.</summary>
public static partial class ObjectCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("typedef struct Place { double x, y; } Place;")]
    [KoffiImport("double Distance(const Place *from, const Place *to)")]
    [KoffiImport("void Mirror(Place *place, void *trace)")]
    [KoffiImport("Place *Home(void)")]
    [KoffiImport("void SwapDoubles(double *left, double *right)")]
    internal static partial class Native;

    [NativeCase]
    public static void C_writes_the_variable()
    {
        Native.Place place = new() { x = 1, y = 2 };
        Native.Mirror(ref place, 0);
        Check.Equal(2.0, place.x);
        Check.Equal(1.0, place.y);

        double left = 1;
        double right = 2;
        Native.SwapDoubles(ref left, ref right);
        Check.Equal(2.0, left);
        Check.Equal(1.0, right);
    }

    [NativeCase]
    public static void C_writes_the_variable_and_the_memory_of_a_void_pointer()
    {
        Native.Place place = new() { x = 1, y = 2 };
        Span<double> trace = stackalloc double[1];
        Native.Mirror(ref place, trace);
        Check.Equal(1.0, trace[0]);
        Check.Equal(2.0, place.x);
    }

    [NativeCase]
    public static void C_reads_a_value()
    {
        Native.Place from = new() { x = 1, y = 2 };
        Check.Equal(5.0, Native.Distance(from, new Native.Place { x = 3, y = 5 }));
        Check.Equal(5.0, Native.Distance(in from, new Native.Place { x = 3, y = 5 }));
        Check.Equal(-1.0, Native.Distance(default, default));
        Check.Equal(-1.0, Native.Distance([from], null));
    }

    [NativeCase]
    public static void A_pointer_passes_the_object_that_it_points_to()
    {
        Check.Equal(0.0, Native.Distance(Native.Home(), Native.Home()));
        Check.Equal(-1.0, Native.Distance(Native.Home(), default(Pointer<Native.Place>)));
        Native.Mirror(Native.Home(), 0);
        Check.Equal(4.0, Native.Home().Value.x);
        Native.Mirror(Native.Home(), 0);
        Check.Equal(3.0, Native.Home().Value.x);
    }

    [NativeCase]
    public static void Passing_one_object_allocates_nothing()
    {
        Native.Place place = new() { x = 1, y = 2 };
        Check.DoesNotAllocate(() => Native.Mirror(ref place, 0));
        Check.DoesNotAllocate(() => Native.Distance(place, place));
    }
}
