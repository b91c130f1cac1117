/* Structs with every kind of member: arrays, text, bit-fields, anonymous members, flexible array members. */
#include "koffigen_test.h"

#if defined(_MSC_VER)
#define KT_PACKED
#pragma pack(push, 1)
#else
#define KT_PACKED __attribute__((packed))
#endif

typedef struct KT_PACKED Header {
    uint8_t signature[8];
    struct KT_PACKED { uint32_t length; char chunk[5]; uint16_t depth; } ihdr;
} Header;

typedef struct KT_PACKED Packed5 { char tag; int32_t value; } Packed5;

#if defined(_MSC_VER)
#pragma pack(pop)
#endif

static uint32_t swap32(uint32_t value) { return value >> 24 | (value >> 8 & 0xFF00) | (value << 8 & 0xFF0000) | value << 24; }

KT_EXPORT void FillHeader(Header *header)
{
    memcpy(header->signature, "\211PNG\r\n\032\n", 8);
    header->ihdr.length = swap32(13);
    memcpy(header->ihdr.chunk, "IHDR", 5);
    header->ihdr.depth = 8;
}
KT_EXPORT int CheckHeader(Header header) { return header.signature[1] == 'P' && swap32(header.ihdr.length) == 13 && !strcmp(header.ihdr.chunk, "IHDR") && header.ihdr.depth == 8; }
KT_EXPORT Packed5 PassPacked5(Packed5 value) { return (Packed5){(char)(value.tag + 1), value.value * 2}; }

typedef struct Matrix { int32_t cells[2][3]; bool flags[3]; uint32_t keys[2]; } Matrix;
KT_EXPORT Matrix TransformMatrix(Matrix matrix)
{
    for (int row = 0; row < 2; row++)
        for (int column = 0; column < 3; column++)
            matrix.cells[row][column] = matrix.cells[row][column] * 10 + row * 3 + column;
    for (int index = 0; index < 3; index++)
        matrix.flags[index] = !matrix.flags[index];
    matrix.keys[1] = swap32(swap32(matrix.keys[0]) + 1);
    return matrix;
}

typedef struct Bits { unsigned kind : 3; unsigned flags : 5; int delta : 24; unsigned long long low : 40, high : 24; } Bits;
KT_EXPORT Bits NegateBits(Bits bits)
{
    bits.kind = ~bits.kind;
    bits.flags = bits.flags + 1;
    bits.delta = -bits.delta;
    bits.low = bits.low + 1;
    bits.high = bits.high ^ 0xFFFFFF;
    return bits;
}
KT_EXPORT void NegateBitsInPlace(Bits *bits) { *bits = NegateBits(*bits); }

typedef struct Event {
    int32_t kind;
    union { struct { int16_t x, y; }; float pressure; bool pressed; };
    double time;
} Event;
KT_EXPORT Event MirrorEvent(Event event)
{
    if (event.kind == 0) {
        int16_t x = event.x;
        event.x = event.y;
        event.y = x;
    } else if (event.kind == 1) {
        event.pressure = -event.pressure;
    } else {
        event.pressed = !event.pressed;
    }
    event.time *= 2;
    return event;
}

typedef union Number { int64_t integer; double real; uint8_t bytes[8]; } Number;
KT_EXPORT Number HalveNumber(Number number, bool isReal)
{
    if (isReal)
        number.real /= 2;
    else
        number.integer /= 2;
    return number;
}

typedef struct Tree { struct Tree *children[2]; struct { struct Tree *parent; int32_t depth; } up; int32_t value; } Tree;
KT_EXPORT int32_t SumTree(const Tree *tree) { return tree == NULL ? 0 : tree->value + SumTree(tree->children[0]) + SumTree(tree->children[1]); }
KT_EXPORT Tree LinkTree(Tree tree, Tree *child)
{
    tree.children[0] = child;
    child->up.parent = tree.up.parent;
    child->up.depth = tree.up.depth + 1;
    return tree;
}

typedef struct Packet { uint16_t count; int64_t words[]; } Packet;
KT_EXPORT int64_t SumPacket(const Packet *packet)
{
    int64_t sum = 0;
    for (int index = 0; index < packet->count; index++)
        sum += packet->words[index];
    return sum;
}
KT_EXPORT Packet *MakePacket(int count)
{
    Packet *packet = kt_malloc(sizeof(Packet) + (size_t)count * sizeof(int64_t));
    packet->count = (uint16_t)count;
    for (int index = 0; index < count; index++)
        packet->words[index] = index * 100;
    return packet;
}

typedef struct Buffer { size_t length; int32_t *values; } Buffer;
KT_EXPORT void BorrowBuffer(Buffer *buffer)
{
    static int32_t values[] = {3, 5, 8};
    *buffer = (Buffer){3, values};
}

typedef struct Gap { void *first; char letter; _Alignas(4) char aligned; void *last; } Gap;
KT_EXPORT Gap TurnGap(Gap gap) { return (Gap){gap.last, gap.aligned, gap.letter, gap.first}; }

typedef struct Person { int32_t id; const char *name; char *note; char nick[8]; char16_t code[4]; bool flags[2]; const char *tags[2]; struct { const char *street; int32_t number; } home; } Person;
KT_EXPORT void FillPerson(Person *person)
{
    *person = (Person){.id = 7, .name = "Zo\u00EB", .nick = "zo", .code = {u'a', u'\u00DF'}, .flags = {true, false}, .tags = {"first", NULL}, .home = {"Lane", 12}};
    person->note = kt_malloc(5);
    memcpy(person->note, "note", 5);
}
KT_EXPORT int CheckPerson(const Person *person)
{
    return person->id == 8 && !strcmp(person->name, "J\u00F6rg") && person->note == NULL && !strcmp(person->nick, "jo") && person->code[0] == u'x' && person->code[1] == 0
        && !person->flags[0] && person->flags[1] && person->tags[0] == NULL && !strcmp(person->tags[1], "second") && !strcmp(person->home.street, "Road") && person->home.number == 3;
}

typedef struct Tagged { int32_t kind; union { const char *text; int32_t number; long wide; double real; }; } Tagged;
KT_EXPORT Tagged TurnTagged(Tagged value)
{
    static char text[16];
    switch (value.kind)
    {
        case 0: memcpy(text, value.text, strlen(value.text) + 1); text[0] = '!'; return (Tagged){0, .text = text};
        case 1: return (Tagged){1, .number = -value.number};
        case 2: return (Tagged){2, .wide = -value.wide};
        default: return (Tagged){3, .real = -value.real};
    }
}
KT_EXPORT void TurnTaggedInPlace(Tagged *value) { *value = TurnTagged(*value); }

typedef struct Rack { int32_t count; struct { const char *label; int32_t size; } items[]; } Rack;
KT_EXPORT int32_t SumRack(const Rack *rack)
{
    int32_t sum = 0;
    for (int32_t index = 0; index < rack->count; index++)
        sum += rack->items[index].size + (int32_t)strlen(rack->items[index].label);
    return sum;
}
