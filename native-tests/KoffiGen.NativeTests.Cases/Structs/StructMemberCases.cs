using KoffiGen.CompilerServices;

namespace KoffiGen.NativeTests;

/// <summary>Structs with every kind of member, behind pointers and by value.</summary>
public static partial class StructMemberCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            struct __attribute__((packed)) Header {
                uint8_t signature[8];
                struct __attribute__((packed)) { uint32_be_t length; char chunk[5]; uint16_t depth; } ihdr;
            };
            struct __attribute__((packed)) Packed5 { char tag; int32_t value; };
            struct Matrix { int32_t cells[2][3]; bool flags[3]; uint32_be_t keys[2]; };
            struct Bits { unsigned kind : 3; unsigned flags : 5; int delta : 24; unsigned long long low : 40, high : 24; };
            struct Event {
                int32_t kind;
                union { struct { int16_t x, y; }; float pressure; bool pressed; };
                double time;
            };
            union Number { int64_t integer; double real; uint8_t bytes[8]; };
            struct Tree { struct Tree *children[2]; struct { struct Tree *parent; int32_t depth; } up; int32_t value; };
            struct Packet { uint16_t count; int64_t words[] __counted_by(count); };
            struct Tail { uint16_t count; int64_t words[]; };
            struct Buffer { size_t length; int32_t *values __counted_by(length); };
            struct Gap { void *first; char letter; _Alignas(4) char aligned; void *last; };
            struct Tagged { int32_t kind; union { const char *text; int32_t number; long wide; double real; }; };
            struct Rack { int32_t count; struct { const char *label; int32_t size; } items[] __counted_by(count); };
            struct Person {
                int32_t id; const char *name; char *!(kt_free) note; char nick[8]; char16_t code[4]; bool flags[2]; const char *tags[2];
                struct { const char *street; int32_t number; } home;
            };
            """
    )]
    [KoffiImport("void FillHeader(_Out_ struct Header *header)")]
    [KoffiImport("int CheckHeader(struct Header header)")]
    [KoffiImport("struct Packed5 PassPacked5(struct Packed5 value)")]
    [KoffiImport("struct Matrix TransformMatrix(struct Matrix matrix)")]
    [KoffiImport("struct Bits NegateBits(struct Bits bits)")]
    [KoffiImport("void NegateBitsInPlace(_Inout_ struct Bits *bits)")]
    [KoffiImport("struct Event MirrorEvent(struct Event event)")]
    [KoffiImport("union Number HalveNumber(union Number number, bool isReal)")]
    [KoffiImport("int32_t SumTree(const struct Tree *tree)")]
    [KoffiImport("struct Tree LinkTree(struct Tree tree, _Inout_ struct Tree *child)")]
    [KoffiImport("struct Packet *MakePacket(int count)")]
    [KoffiImport("void BorrowBuffer(_Out_ struct Buffer *buffer)")]
    [KoffiImport("struct Gap TurnGap(struct Gap gap)")]
    [KoffiImport("struct Tagged TurnTagged(struct Tagged value)")]
    [KoffiImport("void TurnTaggedInPlace(_Inout_ struct Tagged *value)")]
    [KoffiImport("void FillPerson(_Out_ struct Person *person)")]
    internal static partial class Native
    {
        [KoffiImport("int64_t SumPacket(const struct Packet *packet)")]
        public static partial long SumPacket(nint packet);

        [KoffiImport("int32_t SumRack(const struct Rack *rack)")]
        public static partial int SumRack(nint rack);

        [KoffiImport("int CheckPerson(const struct Person *person)")]
        public static partial int CheckPerson(in Person person);

        [KoffiImport("void kt_free(void *block)")]
        public static partial void Free(nint block);

        [KoffiImport("int kt_live(void)")]
        public static partial int Live();
    }

    [NativeCase]
    public static void Nested_and_packed_structs()
    {
        Native.FillHeader(out Native.Header header);
        Check.Equal((byte)'P', header.signature[1]);
        Check.Equal((13u, "IHDR", (ushort)8), (header.ihdr.length, header.ihdr.chunkString, header.ihdr.depth));
        Check.Equal(1, Native.CheckHeader(header));
        Native.Header.ihdr_t ihdr = new()
        {
            length = 13,
            chunkString = "IHDR",
            depth = 8,
        };
        Check.Equal(1, Native.CheckHeader(new Native.Header { signature = header.signature, ihdr = ihdr }));
        Native.Packed5 packed = Native.PassPacked5(new Native.Packed5 { tag = 1, value = 1 << 20 });
        Check.Equal(((sbyte)2, 1 << 21), (packed.tag, packed.value));
        Check.Equal((5, 1), (Native.Packed5.Layout.Size, Native.Packed5.Layout.Offset.value));
    }

    [NativeCase]
    public static void Structs_with_arrays_are_passed_by_value()
    {
        Native.Matrix matrix = default;
        matrix.cells[1][2] = 4;
        matrix.flags[1] = true;
        matrix.keys[0] = 0x01020304;
        Native.Matrix result = Native.TransformMatrix(matrix);
        Check.Equal((0, 1, 3, 45), (result.cells[0][0], result.cells[0][1], result.cells[1][0], result.cells[1][2]));
        Check.Equal((true, false, true), ((bool)result.flags[0], (bool)result.flags[1], (bool)result.flags[2]));
        Check.Equal((0x01020304u, 0x01020305u), ((uint)result.keys[0], (uint)result.keys[1]));
        Span<int> row = result.cells[1];
        Check.Equal(Native.Matrix.cells_array.Element.Length, row.Length);
        Check.Equal(45, row[2]);
    }

    [NativeCase]
    public static void Arrays_are_spans_wherever_they_are()
    {
        Native.Matrix matrix = default;
        matrix.cells[1].AsSpan().Fill(7);
        matrix.cells.AsSpan()[0].AsSpan()[2] = 5;
        Check.Equal((0, 5, 7, 7), (matrix.cells[0][0], matrix.cells[0][2], matrix.cells[1][0], matrix.cells[1][2]));
        Check.Sequence<int>([7, 7, 7], Row(in matrix));
        matrix.cells[1][0] = 8;
        Check.Equal(8, Row(in matrix)[0]);

        // Elements are accessed in place, also through a read-only reference.
        static ReadOnlySpan<int> Row(in Native.Matrix matrix) => matrix.cells.AsReadOnlySpan()[1].AsReadOnlySpan();
    }

    [NativeCase]
    public static void Bit_fields_hold_what_fits_and_lose_the_rest()
    {
        Native.Bits bits = new()
        {
            kind = 5,
            flags = 31,
            delta = -8388607,
            low = (1UL << 40) - 1,
            high = 0x123456,
        };
        Native.Bits result = Native.NegateBits(bits);
        Check.Equal((2u, 0u, 8388607), (result.kind, result.flags, result.delta));
        Check.Equal((0ul, 0xEDCBA9ul), (result.low, result.high));
        Native.NegateBitsInPlace(ref result);
        Check.Equal((5u, 1u, -8388607, 1ul, 0x123456ul), (result.kind, result.flags, result.delta, result.low, result.high));
        result.kind = 9;
        Check.Equal((1u, 1u), (result.kind, result.flags));
    }

    [NativeCase]
    public static void Members_of_anonymous_members_are_members_of_the_struct()
    {
        Native.Event moved = Native.MirrorEvent(
            new Native.Event
            {
                kind = 0,
                x = 3,
                y = -4,
                time = 1.5,
            }
        );
        Check.Equal(((short)-4, (short)3, 3.0), (moved.x, moved.y, moved.time));
        moved.kind = 1;
        moved.pressure = 0.25f;
        Check.Equal(-0.25f, Native.MirrorEvent(moved).pressure);
        Check.Equal(true, Native.MirrorEvent(new Native.Event { kind = 2, pressed = false }).pressed);
        Check.Equal(Native.Event.Layout.Offset.x, Native.Event.Layout.Offset.pressure);
    }

    [NativeCase]
    public static void Unions_are_passed_by_value()
    {
        Check.Equal(1.25, Native.HalveNumber(new Native.Number { real = 2.5 }, true).real);
        Native.Number number = Native.HalveNumber(new Native.Number { integer = 514 }, false);
        Check.Equal((257L, (byte)1, (byte)1), (number.integer, number.bytes[0], number.bytes[1]));
    }

    [NativeCase]
    public static void Structs_point_to_their_own_kind()
    {
        using KoffiMemory<Native.Tree> memory = Koffi.Alloc<Native.Tree>(3);
        memory[0].value = 1;
        memory[0].children[0] = memory.Pointer;
        memory[0].children[0] = new Pointer<Native.Tree>(memory.Address + Native.Tree.Layout.Size);
        memory[0].children[1] = new Pointer<Native.Tree>(memory.Address + (2 * Native.Tree.Layout.Size));
        memory[1].value = 20;
        memory[2].value = 300;
        Check.Equal(321, Native.SumTree(memory.Span));
        Check.Equal(300, memory[0].children[1].Value.value);
        memory[0].up.parent = memory.Pointer;
        memory[0].up.depth = 4;
        Native.Tree linked = Native.LinkTree(memory[0], ref memory[2]);
        Check.Equal(300, linked.children[0].Value.value);
        Check.Equal((5, 1), (memory[2].up.depth, memory[2].up.parent.Value.value));
    }

    [NativeCase]
    public static void A_flexible_array_has_as_many_elements_as_its_counter_states()
    {
        using KoffiMemory<Native.Packet> packet = Native.Packet.Allocate(3);
        packet.words[2] = 40;
        packet.words[0] = 2;
        Check.Equal(3, packet.words.Length);
        Check.Equal(42L, Native.SumPacket(packet.Address));
        packet.Pointer.Value.count = 4;
        Check.Throws<InvalidOperationException>(() => packet.words.Clear());
        Check.Throws<OverflowException>(() => Native.Packet.Allocate(65536));

        Pointer<Native.Packet> made = Native.MakePacket(4);
        Check.Equal((4, 300L), (made.words.Length, made.words[3]));
        Check.Equal(100L, new Pointer<Native.Tail>(made.Address).words(2)[1]);
        Native.Free(made.Address);
        using KoffiMemory<Native.Tail> tail = Native.Tail.Allocate(2);
        Check.Equal(2, tail.words(2).Length);
        Check.Throws<InvalidOperationException>(() => tail.words(3).Clear());
    }

    [NativeCase]
    public static void A_counted_pointer_is_a_span()
    {
        Native.BorrowBuffer(out Native.Buffer buffer);
        Check.Equal((3, 8), (buffer.valuesSpan.Length, buffer.valuesSpan[2]));
        Check.Equal(0, default(Native.Buffer).valuesSpan.Length);
    }

    [NativeCase]
    public static void Padding_keeps_members_where_C_has_them()
    {
        Native.Gap gap = Native.TurnGap(
            new Native.Gap
            {
                first = 1,
                letter = 2,
                aligned = 3,
                last = 4,
            }
        );
        Check.Equal(((nint)4, (sbyte)3, (sbyte)2, (nint)1), (gap.first, gap.letter, gap.aligned, gap.last));
    }

    [NativeCase]
    public static void A_managed_form_copies_everything()
    {
        int live = Native.Live();
        Native.FillPerson(out Native.Person native);
        Native.Person.Managed person = native.ToManaged();
        native.FreeOwned();
        Check.Equal(live, Native.Live());
        Check.Equal((7, "Zoë", "note", "zo", "aß"), (person.id, person.name, person.note, person.nick, person.code));
        Check.Equal((true, false, "first", null), (person.flags![0], person.flags[1], person.tags![0], person.tags[1]));
        Check.Equal(("Lane", 12), (person.home.street, person.home.number));
    }

    [NativeCase]
    public static void A_managed_form_is_passed_to_C()
    {
        Native.Person.Managed person = new()
        {
            id = 8,
            name = "Jörg",
            nick = "jo",
            code = "x",
            flags = [false, true],
            tags = [null, "second"],
            home = new() { street = "Road", number = 3 },
        };
        NativeScope scope = default;
        try
        {
            person.ToNative(ref scope, out Native.Person native, "'f'");
            Check.Equal(1, Native.CheckPerson(in native));
            person.nick = "too long";
            Check.Throws<ArgumentException>(() => person.ToNative(ref scope, out _, "'f'"));
            person.nick = "jo";
            person.flags = new bool[3];
            Check.Throws<ArgumentException>(() => person.ToNative(ref scope, out _, "'f'"));
        }
        finally
        {
            scope.Dispose();
        }
    }

    [NativeCase]
    public static void Unions_of_pointers_and_numbers()
    {
        using KoffiMemory<byte> text = Koffi.AllocUtf8("text");
        Check.Equal("!ext", Native.TurnTagged(new() { kind = 0, text = new(text.Pointer.Address) }).text.ToString());
        Check.Equal(5, Native.TurnTagged(new() { kind = 1, number = -5 }).number);
        Check.Equal(6, Native.TurnTagged(new() { kind = 2, wide = new(-6) }).wide.Value);
        Native.Tagged real = new() { kind = 3, real = 1.5 };
        Native.TurnTaggedInPlace(ref real);
        Check.Equal(-1.5, real.real);
    }

    [NativeCase]
    public static void A_flexible_array_aligns_its_struct()
    {
        using KoffiMemory<byte> text = Koffi.AllocUtf8("four");
        using KoffiMemory<Native.Rack> rack = Native.Rack.Allocate(2);
        rack.items[0] = new() { label = new(text.Pointer.Address), size = 10 };
        rack.items[1] = new() { label = new(text.Pointer.Address), size = 20 };
        Check.Equal(38, Native.SumRack(rack.Pointer.Address));
        Check.Equal(nint.Size, Native.Rack.Layout.Size);
    }

    [NativeCase]
    public static void The_text_of_a_character_array_ends_with_a_NUL()
    {
        Native.Person person = new() { nickString = "1234567" };
        Check.Equal("1234567", person.nickString);
        person.nickString = "é";
        Check.Equal((2, (byte)0, (byte)0), (System.Text.Encoding.UTF8.GetByteCount(person.nickString), person.nick[2], person.nick[7]));
        Check.Throws<ArgumentException>(() => person.nickString = "12345678");
        Check.Throws<ArgumentException>(() => person.nickString = "a\0b");
        Check.Equal("é", person.nickString);
        ((Span<byte>)person.nick).Fill((byte)'x');
        Check.Equal("xxxxxxxx", person.nickString);
    }
}
