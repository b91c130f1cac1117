using System.Runtime.CompilerServices;

namespace KoffiGen.NativeTests;

public static partial class StructCases
{
    [NativeCase]
    public static void Structs_with_three_members_of_every_width_are_passed_by_value()
    {
        Native.IJK1 bytes = Native.RotateIJK1(
            new Native.IJK1
            {
                i = 1,
                j = -2,
                k = 3,
            }
        );
        Check.Equal((-2, 3, 1), (bytes.i, bytes.j, bytes.k));
        Native.IJK4 ints = Native.RotateIJK4(
            new Native.IJK4
            {
                i = 1,
                j = int.MinValue,
                k = 3,
            }
        );
        Check.Equal((int.MinValue, 3, 1), (ints.i, ints.j, ints.k));
        Native.IJK8 longs = Native.RotateIJK8(
            new Native.IJK8
            {
                i = 1,
                j = long.MinValue,
                k = 3,
            }
        );
        Check.Equal((long.MinValue, 3L, 1L), (longs.i, longs.j, longs.k));
    }

    [NativeCase]
    public static void A_struct_with_one_member_is_passed_like_its_member()
    {
        Check.Equal(4294967284u, Native.ThroughUInt32UU(4294967284));
        Check.Equal(4294967284u, Native.ThroughUInt32SS(new Native.SingleU32 { v = 4294967284 }).v);
        Check.Equal(4294967284u, Native.ThroughUInt32SU(new Native.SingleU32 { v = 4294967284 }));
        Check.Equal(4294967284u, Native.ThroughUInt32US(4294967284).v);
        Check.Equal(18446744073709551598, Native.ThroughUInt64SU(new Native.SingleU64 { v = 18446744073709551598 }));
        Check.Equal(9007199254740993u, Native.ThroughUInt64US(9007199254740993).v);
        Check.Equal(-9223372036854775803, Native.ThroughInt64SI(new Native.SingleI64 { v = -9223372036854775803 }));
        Check.Equal(-9007199254740993, Native.ThroughInt64IS(-9007199254740993).v);
    }

    [NativeCase]
    public static void A_struct_with_bool_and_char_has_the_layout_of_C()
    {
        Check.Equal(Native.SizeOfMixed(), Unsafe.SizeOf<Native.Mixed>());
        Native.FillMixed(out Native.Mixed mixed);
        Check.Equal((true, 'é', 1234567), (mixed.on, mixed.letter, mixed.number));
        Native.Mixed inverted = Native.InvertMixed(mixed);
        Check.Equal((false, 'ê', -1234567), (inverted.on, inverted.letter, inverted.number));
        Native.InvertMixedInPlace(ref inverted);
        Check.Equal((true, 'ë', 1234567), (inverted.on, inverted.letter, inverted.number));
    }

    [NativeCase]
    public static void A_struct_of_the_users_with_bool_and_char_is_not_corrupted()
    {
        OwnMixed inverted = Native.InvertOwn(
            new OwnMixed
            {
                On = true,
                Letter = '\u0441',
                Number = 5,
            }
        );
        Check.Equal((false, '\u0442', -5), (inverted.On, inverted.Letter, inverted.Number));
    }

    [NativeCase]
    public static void A_struct_of_the_user_represents_a_C_struct()
    {
        OwnPack3 pack = Native.RetOwnPack3(6, 9, -12);
        Check.Equal((6, 9, -12), (pack.A, pack.B, pack.C));
        Native.FillOwnPack3(1, 2, 3, out pack);
        Check.Equal((1, 2, 3), (pack.A, pack.B, pack.C));
        Check.Equal(6L, Native.SumOne(in pack, 1));
        Check.Equal(12L, Native.SumMemory([pack, pack], 2));
    }

    [NativeCase]
    public static void C_reads_an_array_of_structs() =>
        Check.Equal(
            21L,
            Native.SumPack3(
                [
                    new Native.Pack3
                    {
                        a = 1,
                        b = 2,
                        c = 3,
                    },
                    new Native.Pack3
                    {
                        a = 4,
                        b = 5,
                        c = 6,
                    },
                ],
                2
            )
        );

    [NativeCase]
    public static void A_returned_struct_is_a_view_of_native_memory()
    {
        ref Native.Pack3 pack = ref Native.BorrowPack3().Value;
        Check.Equal((6, 9, -12), (pack.a, pack.b, pack.c));
        pack.a = 7;
        Check.Equal(7, Native.BorrowPack3().Value.a);
        pack.a = 6;
    }

    [NativeCase]
    public static void An_owned_struct_is_copied_and_freed()
    {
        int frees = Allocations.CustomFrees(),
            live = Allocations.Live();
        Native.Pack3 pack = Native.MakePack3(1, 2, 3);
        Check.Equal((1, 2, 3), (pack.a, pack.b, pack.c));
        Check.Equal(frees + 1, Allocations.CustomFrees());
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Calls_with_structs_allocate_nothing() =>
        Check.DoesNotAllocate(static () =>
        {
            Native.InvertOwn(default);
            Native.InvertMixed(default);
            Native.RotateIJK8(default);
            Native.FillPack3(1, 2, 3, out _);
        });
}
