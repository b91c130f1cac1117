/* Structs by value and behind pointers, of the shapes that ABIs pass differently. */
#include "koffigen_test.h"

typedef struct Pack1 { int a; } Pack1;
typedef struct Pack2 { int a, b; } Pack2;
typedef struct Pack3 { int a, b, c; } Pack3;
typedef struct Float1 { float f; } Float1;
typedef struct Float2 { float a, b; } Float2;
typedef struct Double2 { double a, b; } Double2;
typedef struct FloatInt { float f; int i; } FloatInt;
typedef struct IntFloat { int i; float f; } IntFloat;
typedef struct IJK1 { int8_t i, j, k; } IJK1;
typedef struct IJK4 { int32_t i, j, k; } IJK4;
typedef struct IJK8 { int64_t i, j, k; } IJK8;
typedef struct SingleU32 { uint32_t v; } SingleU32;
typedef struct SingleU64 { uint64_t v; } SingleU64;
typedef struct SingleI64 { int64_t v; } SingleI64;
typedef struct Mixed { bool on; char16_t letter; int32_t number; } Mixed;

KT_EXPORT void FillPack1(int a, Pack1 *p) { p->a = a; }
KT_EXPORT Pack1 RetPack1(int a) { return (Pack1){a}; }
KT_EXPORT void KT_FASTCALL AddPack1(int a, Pack1 *p) { p->a += a; }

KT_EXPORT void FillPack2(int a, int b, Pack2 *p) { *p = (Pack2){a, b}; }
KT_EXPORT Pack2 RetPack2(int a, int b) { return (Pack2){a, b}; }
KT_EXPORT void KT_FASTCALL AddPack2(int a, int b, Pack2 *p) { p->a += a; p->b += b; }

KT_EXPORT void FillPack3(int a, int b, int c, Pack3 *p) { *p = (Pack3){a, b, c}; }
KT_EXPORT Pack3 RetPack3(int a, int b, int c) { return (Pack3){a, b, c}; }
KT_EXPORT void KT_FASTCALL AddPack3(int a, int b, int c, Pack3 *p) { p->a += a; p->b += b; p->c += c; }

KT_EXPORT int64_t SumPack3(const Pack3 *packs, int count)
{
    int64_t sum = 0;
    for (int index = 0; index < count; index++)
        sum += (int64_t)packs[index].a + packs[index].b + packs[index].c;
    return sum;
}

KT_EXPORT Float1 PackFloat1(float f, Float1 *out) { return *out = (Float1){f}; }
KT_EXPORT Float1 ThroughFloat1(Float1 value) { return value; }
KT_EXPORT Float2 PackFloat2(float a, float b, Float2 *out) { return *out = (Float2){a, b}; }
KT_EXPORT Float2 ThroughFloat2(Float2 value) { return value; }
KT_EXPORT Double2 PackDouble2(double a, double b, Double2 *out) { return *out = (Double2){a, b}; }
KT_EXPORT Double2 ThroughDouble2(Double2 value) { return value; }

KT_EXPORT IntFloat ReverseFloatInt(FloatInt value) { return (IntFloat){(int)value.f, (float)value.i}; }
KT_EXPORT FloatInt ReverseIntFloat(IntFloat value) { return (FloatInt){(float)value.i, (int)value.f}; }

/* The rotation of i, j and k shows which members arrive, and in which order. */
KT_EXPORT IJK1 RotateIJK1(IJK1 value) { return (IJK1){value.j, value.k, value.i}; }
KT_EXPORT IJK4 RotateIJK4(IJK4 value) { return (IJK4){value.j, value.k, value.i}; }
KT_EXPORT IJK8 RotateIJK8(IJK8 value) { return (IJK8){value.j, value.k, value.i}; }

#define THROUGH(type, single, in, out)                                             \
    KT_EXPORT type Through##single##in##in(type value) { return value; }           \
    KT_EXPORT Single##out Through##single##S##S(Single##out value) { return value; } \
    KT_EXPORT type Through##single##S##in(Single##out value) { return value.v; }   \
    KT_EXPORT Single##out Through##single##in##S(type value) { return (Single##out){value}; }

THROUGH(uint32_t, UInt32, U, U32)
THROUGH(uint64_t, UInt64, U, U64)
THROUGH(int64_t, Int64, I, I64)

KT_EXPORT Mixed InvertMixed(Mixed value) { return (Mixed){!value.on, (char16_t)(value.letter + 1), -value.number}; }
KT_EXPORT void InvertMixedInPlace(Mixed *value) { *value = InvertMixed(*value); }
KT_EXPORT void FillMixed(Mixed *value) { *value = (Mixed){true, u'\u00E9', 1234567}; }
KT_EXPORT int SizeOfMixed(void) { return (int)sizeof(Mixed); }
KT_EXPORT int OffsetOfMixedNumber(void) { return (int)offsetof(Mixed, number); }

KT_EXPORT Pack3 *BorrowPack3(void)
{
    static Pack3 pack = {6, 9, -12};
    return &pack;
}

KT_EXPORT Pack3 *MakePack3(int a, int b, int c)
{
    Pack3 *pack = kt_malloc(sizeof(*pack));
    if (pack != NULL)
        *pack = (Pack3){a, b, c};
    return pack;
}
