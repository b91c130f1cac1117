/* Structs of every kind, by value and behind pointers. */
#include "koffigen_test.h"

#include <stdio.h>

#ifdef _MSC_VER
#define KT_ALIGN(n) __declspec(align(n))
#else
#define KT_ALIGN(n) __attribute__((aligned(n)))
#endif

typedef struct Float3 { float a; float b[2]; } Float3;
typedef struct Double3 { double a; struct { double b, c; } s; } Double3;

typedef struct BFG
{
    int8_t a;
    KT_ALIGN(8) short e;
    int64_t b;
    signed char c;
    const char *d;
    struct { float f; double g; } inner;
} BFG;

#pragma pack(push, 1)
typedef struct PackedBFG
{
    int8_t a;
    int64_t b;
    signed char c;
    const char *d;
    short e;
    struct { float f; double g; } inner;
} PackedBFG;
#pragma pack(pop)

typedef struct FixedString { char buf[64]; } FixedString;
typedef struct FixedWide { char16_t buf[64]; } FixedWide;
typedef struct IntContainer { int values[16]; int len; } IntContainer;
typedef struct StrStruct { const char *str; const char16_t *str16; } StrStruct;

typedef struct EndianInts
{
    int16_t i16le, i16be;
    uint16_t u16le, u16be;
    int32_t i32le, i32be;
    uint32_t u32le, u32be;
    int64_t i64le, i64be;
    uint64_t u64le, u64be;
} EndianInts;

typedef struct BigText { char text[262145]; } BigText;
typedef struct OpaqueStruct { int a, b, c, d; } OpaqueStruct;

KT_EXPORT Float3 PackFloat3(float a, float b, float c, Float3 *out) { return *out = (Float3){a, {b, c}}; }
KT_EXPORT Float3 ThroughFloat3(Float3 value) { return value; }
KT_EXPORT Double3 PackDouble3(double a, double b, double c, Double3 *out) { return *out = (Double3){a, {b, c}}; }
KT_EXPORT Double3 ThroughDouble3(Double3 value) { return value; }

/* The text of both kinds of BFG. It is valid until the next one is created. */
static const char *between_crosses(const char *text)
{
    static char buffer[64];
    snprintf(buffer, sizeof(buffer), "X/%s/X", text);
    return buffer;
}

KT_EXPORT BFG KT_STDCALL MakeBFG(BFG *out, int x, double y, const char *text)
{
    BFG bfg;
    memset(&bfg, 0, sizeof(bfg));
    bfg.a = (int8_t)x;
    bfg.b = (int64_t)x * 2;
    bfg.c = (signed char)(x - 27);
    bfg.d = between_crosses(text);
    bfg.e = (short)(x * 27);
    bfg.inner.f = (float)(y * x);
    bfg.inner.g = y - x;
    return *out = bfg;
}

KT_EXPORT PackedBFG KT_FASTCALL MakePackedBFG(int x, double y, PackedBFG *out, const char *text)
{
    BFG wide;
    MakeBFG(&wide, x, y, text);
    PackedBFG packed = {wide.a, wide.b, wide.c, wide.d, wide.e, {wide.inner.f, wide.inner.g}};
    return *out = packed;
}

KT_EXPORT size_t SizeOfBFG(void) { return sizeof(BFG); }
KT_EXPORT size_t SizeOfPackedBFG(void) { return sizeof(PackedBFG); }

KT_EXPORT FixedString ReturnFixedStr(FixedString value) { return value; }
KT_EXPORT FixedWide ReturnFixedWide(FixedWide value) { return value; }

KT_EXPORT IntContainer ArrayToStruct(const int *values, int len)
{
    IntContainer container;
    memset(&container, 0, sizeof(container));
    memcpy(container.values, values, (size_t)len * sizeof(*values));
    container.len = len;
    return container;
}

KT_EXPORT StrStruct ThroughStrStruct(StrStruct value) { return value; }

KT_EXPORT void CopyEndianInts1(EndianInts ints, uint8_t *image) { memcpy(image, &ints, sizeof(ints)); }

static void reverse_text(BigText *text)
{
    size_t length = strlen(text->text);
    for (size_t index = 0; index < length / 2; index++)
    {
        char first = text->text[index];
        text->text[index] = text->text[length - 1 - index];
        text->text[length - 1 - index] = first;
    }
}

KT_EXPORT BigText ReverseBigText(BigText text)
{
    reverse_text(&text);
    return text;
}

KT_EXPORT void ReverseBigTextInPlace(BigText *text) { reverse_text(text); }

KT_EXPORT void FillOpaqueStruct(unsigned int value, OpaqueStruct *opaque)
{
    opaque->a = (int)(value >> 24);
    opaque->b = (int)(value >> 16 & 0xFF);
    opaque->c = (int)(value >> 8 & 0xFF);
    opaque->d = (int)(value & 0xFF);
}
