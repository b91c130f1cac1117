/* Numbers of every width, as arguments and as results. */
#include "koffigen_test.h"

#define IDENTITY_AND_SUM(name, type)                  \
    KT_EXPORT type Through##name(type value)          \
    {                                                 \
        return value;                                 \
    }                                                 \
    KT_EXPORT type Add##name(type left, type right)   \
    {                                                 \
        return (type)(left + right);                  \
    }

IDENTITY_AND_SUM(Int8, int8_t)
IDENTITY_AND_SUM(UInt8, uint8_t)
IDENTITY_AND_SUM(Int16, int16_t)
IDENTITY_AND_SUM(UInt16, uint16_t)
IDENTITY_AND_SUM(Int32, int32_t)
IDENTITY_AND_SUM(UInt32, uint32_t)
IDENTITY_AND_SUM(Int64, int64_t)
IDENTITY_AND_SUM(UInt64, uint64_t)
IDENTITY_AND_SUM(Char, char)
IDENTITY_AND_SUM(Short, short)
IDENTITY_AND_SUM(LongLong, long long)
IDENTITY_AND_SUM(Float, float)
IDENTITY_AND_SUM(Double, double)
IDENTITY_AND_SUM(Long, long)
IDENTITY_AND_SUM(ULong, unsigned long)
IDENTITY_AND_SUM(Size, size_t)
IDENTITY_AND_SUM(Ptrdiff, ptrdiff_t)
IDENTITY_AND_SUM(Intptr, intptr_t)
IDENTITY_AND_SUM(Uintptr, uintptr_t)
IDENTITY_AND_SUM(Char16, char16_t)
IDENTITY_AND_SUM(Char32, char32_t)
IDENTITY_AND_SUM(Wchar, wchar_t)

KT_EXPORT int8_t GetMinusOne1(void) { return -1; }
KT_EXPORT int16_t GetMinusOne2(void) { return -1; }
KT_EXPORT int32_t GetMinusOne4(void) { return -1; }

KT_EXPORT int64_t GetMinusOne8(void *unused)
{
    return unused == NULL ? -1 : 0;
}

#define CONCATENATE(bytes, type)                                                                                    \
    KT_EXPORT int64_t ConcatenateToInt##bytes(type a, type b, type c, type d, type e, type f, type g, type h, type i, \
                                              type j, type k, type l)                                               \
    {                                                                                                               \
        const type digits[12] = {a, b, c, d, e, f, g, h, i, j, k, l};                                               \
        int64_t number = 0;                                                                                         \
        for (int index = 0; index < 12; index++)                                                                    \
            number = number * 10 + digits[index];                                                                   \
        return number;                                                                                              \
    }

CONCATENATE(1, int8_t)
CONCATENATE(4, int32_t)
CONCATENATE(8, int64_t)

/* More arguments than registers, with integers and floating-point numbers mixed. */
KT_EXPORT double SumOfMany(int a, double b, int c, double d, int e, double f, int g, double h, int i, double j, int k, float l,
                           int64_t m, float n, int8_t o, double p, double q, double r)
{
    return a + b + c + d + e + f + g + h + i + j + k + l + (double)m + n + o + p + q + r;
}

KT_EXPORT int BoolToInt(bool value)
{
    return value ? 1 : 0;
}

KT_EXPORT unsigned int BoolToMask12(bool a, bool b, bool c, bool d, bool e, bool f, bool g, bool h, bool i, bool j, bool k, bool l)
{
    const bool bits[12] = {a, b, c, d, e, f, g, h, i, j, k, l};
    unsigned int mask = 0;
    for (int index = 0; index < 12; index++)
        mask = (mask << 1) | (bits[index] ? 1u : 0u);
    return mask;
}

KT_EXPORT int IfElseInt(bool condition, int a, int b)
{
    return condition ? a : b;
}

KT_EXPORT const char *IfElseStr(const char *a, const char *b, bool condition)
{
    return condition ? a : b;
}

KT_EXPORT bool Not(bool value)
{
    return !value;
}

/* If the caller declares bool, it must read only the low byte of the result: ABIs leave the rest undefined. */
KT_EXPORT int DirtyFalse(void) { return 0x7FFFFF00; }
KT_EXPORT int DirtyTrue(void) { return 0x7FFFFF01; }

/* The same for narrow integers. */
KT_EXPORT int DirtyMinusOne(void) { return 0x12345FFF; }
KT_EXPORT int DirtyLetter(void) { return 0x12340041; }

static void put(uint8_t **to, uint64_t value, int bytes, bool big)
{
    for (int index = 0; index < bytes; index++)
        (*to)[index] = (uint8_t)(value >> (8 * (big ? bytes - 1 - index : index)));
    *to += bytes;
}

/* Endian integers are plain integers in C: the caller has put their bytes in order, and this function copies them unchanged. */
KT_EXPORT void CopyEndianInts2(int16_t i16le, int16_t i16be, uint16_t u16le, uint16_t u16be, int32_t i32le, int32_t i32be, uint32_t u32le,
                               uint32_t u32be, int64_t i64le, int64_t i64be, uint64_t u64le, uint64_t u64be, void *image)
{
    uint8_t *to = image;
#define COPY(member) (memcpy(to, &member, sizeof(member)), to += sizeof(member))
    COPY(i16le), COPY(i16be), COPY(u16le), COPY(u16be);
    COPY(i32le), COPY(i32be), COPY(u32le), COPY(u32be);
    COPY(i64le), COPY(i64be), COPY(u64le), COPY(u64be);
}

/* The expected bytes of 0x7BCD, 0x4EADBEEF and 0x0123456789ABCDEF in both byte orders, computed byte by byte. */
KT_EXPORT void ExpectedEndianImage(uint8_t *image)
{
    uint8_t *to = image;
    for (int index = 0; index < 4; index++)
        put(&to, 0x7BCD, 2, index % 2 != 0);
    for (int index = 0; index < 4; index++)
        put(&to, 0x4EADBEEF, 4, index % 2 != 0);
    for (int index = 0; index < 4; index++)
        put(&to, UINT64_C(0x0123456789ABCDEF), 8, index % 2 != 0);
}

/* Returns a big-endian number, which the caller must swap. */
KT_EXPORT uint32_t MakeBigEndian(uint32_t value)
{
    uint32_t result;
    uint8_t bytes[4];
    uint8_t *to = bytes;
    put(&to, value, 4, true);
    memcpy(&result, bytes, sizeof(result));
    return result;
}

/* Sizes that differ between platforms, for the tests of checked conversions. */
KT_EXPORT int SizeOfLong(void) { return (int)sizeof(long); }
KT_EXPORT int SizeOfWchar(void) { return (int)sizeof(wchar_t); }
