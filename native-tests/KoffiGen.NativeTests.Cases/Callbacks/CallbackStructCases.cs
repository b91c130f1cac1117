namespace KoffiGen.NativeTests;

/// <summary>Structs of every class that ABIs distinguish, and more arguments than registers, in callbacks.</summary>
public static partial class CallbackStructCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef struct Tiny { int8_t a, b, c; } Tiny;
            typedef struct Quad { float a, b, c, d; } Quad;
            typedef struct Weighed { double weight; int32_t count; } Weighed;
            typedef struct Triple { int64_t a, b, c; } Triple;
            typedef struct Big { int32_t values[32]; double last; } Big;
            typedef Triple TurnTriple(Triple value);
            typedef struct Operations { int (*add)(int a, int b); const char *(*name)(void); int (*unused)(int a); } Operations;
            int BackTiny(Tiny (*turn)(Tiny value));
            double BackQuad(Quad (*turn)(Quad value));
            double BackWeighed(Weighed (*turn)(Weighed value));
            int64_t BackTriple(TurnTriple *turn);
            int64_t BackTripleOnThread(TurnTriple *turn);
            double BackBig(Big (*turn)(int before, Big value, double after));
            double BackMany(double (*many)(int a, double b, int c, double d, int e, double f, int g, double h, int i, double j, int k, double l, int m, double n, int o, double p, double q, double r));
            int BackEndian(uint32_be_t (*answer)(uint32_be_t value));
            """
    )]
    internal static partial class Native
    {
        [KoffiImport("const char *BackOperations(const Operations *operations, _Out_ int *sum)")]
        public static partial string? BackOperations(in Operations operations, out int sum);
    }

    [NativeCase]
    public static void Integers_in_a_part_of_a_register() =>
        Check.Equal(
            30201,
            Native.BackTiny(value => new Native.Tiny
            {
                a = value.c,
                b = (sbyte)-value.b,
                c = value.a,
            })
        );

    [NativeCase]
    public static void Floating_point_numbers_in_registers_of_their_own() =>
        Check.Equal(
            4321.0,
            Native.BackQuad(value => new Native.Quad
            {
                a = value.d,
                b = value.c,
                c = value.b,
                d = value.a,
            })
        );

    [NativeCase]
    public static void Both_classes_in_one_struct() =>
        Check.Equal(708.0, Native.BackWeighed(value => new Native.Weighed { weight = value.count, count = (int)(value.weight * 16) }));

    [NativeCase]
    public static void Structs_in_memory()
    {
        Check.Equal(
            5L,
            Native.BackTriple(value => new Native.Triple
            {
                a = value.c,
                b = value.b,
                c = value.a,
            })
        );
        // C adds (index + 1) times each value, and each value is returned one higher: the sum of i(i+1) and of i+1 for i below 32, and the
        // last value.
        double expected = Enumerable.Range(0, 32).Sum(static index => (index + 1.0) * (index + 1)) + 0.25 + 1.5 - 1;
        Check.Equal(
            expected,
            Native.BackBig(
                (before, value, after) =>
                {
                    foreach (ref int number in value.values.AsSpan())
                    {
                        number++;
                    }

                    value.last += after + before;
                    return value;
                }
            )
        );
    }

    [NativeCase]
    public static void A_native_thread_passes_a_struct_during_another_call() =>
        Check.Equal(
            31201L,
            Native.BackTripleOnThread(value =>
            {
                long inner = Native.BackTripleOnThread(deeper => new Native.Triple
                {
                    a = deeper.b,
                    b = deeper.a,
                    c = deeper.c,
                });
                Check.Equal(20103L, inner);
                return new Native.Triple
                {
                    a = value.c,
                    b = value.b + 10,
                    c = value.a,
                };
            })
        );

    [NativeCase]
    public static void Arguments_beyond_all_registers() =>
        Check.Equal(
            Enumerable.Range(1, 18).Sum(static number => (double)number * number),
            Native.BackMany(
                (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r) =>
                    a
                    + (2 * b)
                    + (3 * c)
                    + (4 * d)
                    + (5 * e)
                    + (6 * f)
                    + (7 * g)
                    + (8 * h)
                    + (9 * i)
                    + (10 * j)
                    + (11 * k)
                    + (12 * l)
                    + (13 * m)
                    + (14 * n)
                    + (15 * o)
                    + (16 * p)
                    + (17 * q)
                    + (18 * r)
            )
        );

    [NativeCase]
    public static void Endian_integers_have_their_bytes_in_order() =>
        Check.Equal(
            1,
            Native.BackEndian(value =>
            {
                Check.Equal(0x01020304u, value);
                return 0x0A0B0C0D;
            })
        );

    [NativeCase]
    public static void A_struct_of_function_pointers_is_passed_as_an_interface()
    {
        int calls = 0;
        using Registered<Native.Operations_add> add = Native.Operations_addPointer.Register(
            (a, b) =>
            {
                calls++;
                return a + b;
            }
        );
        using Registered<Native.Operations_name> name = Native.Operations_namePointer.Register(() => "adder");
        Native.Operations operations = new() { add = add, name = name };
        Check.Equal("adder", Native.BackOperations(in operations, out int sum));
        Check.Equal(42, sum);
        Check.Equal(1, calls);
        Check.True(operations.unused.IsNull);
    }
}
