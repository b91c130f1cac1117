/* Enums and the integer types that the C compiler stores them as. */
#include "koffigen_test.h"

typedef enum Enum1 { Enum1_A = 0, Enum1_B = 42 } Enum1;
typedef enum Enum2 { Enum2_A = -1, Enum2_B = 2147483647 } Enum2;

/* These values do not fit int, the type that compilers for Windows use. */
#ifndef _WIN32
#pragma GCC diagnostic ignored "-Wpedantic"
typedef enum Enum3 { Enum3_A = -1, Enum3_B = 2147483648 } Enum3;
typedef enum Enum4 { Enum4_A = 0, Enum4_B = 2147483648 } Enum4;
typedef enum Enum5 { Enum5_A = 0, Enum5_B = 9223372036854775808ull } Enum5;
#endif

#define PRIMITIVE(type)                                                                   \
    _Generic((type)0, int: "Int32", unsigned int: "UInt32", long: "Int64", long long: "Int64", \
        unsigned long: "UInt64", unsigned long long: "UInt64")

KT_EXPORT const char *GetEnumPrimitive1(void) { return PRIMITIVE(Enum1); }
KT_EXPORT const char *GetEnumPrimitive2(void) { return PRIMITIVE(Enum2); }

#ifndef _WIN32
KT_EXPORT const char *GetEnumPrimitive3(void) { return PRIMITIVE(Enum3); }
KT_EXPORT const char *GetEnumPrimitive4(void) { return PRIMITIVE(Enum4); }
KT_EXPORT const char *GetEnumPrimitive5(void) { return PRIMITIVE(Enum5); }
KT_EXPORT Enum3 ThroughEnum3(Enum3 value) { return value; }
KT_EXPORT Enum4 ThroughEnum4(Enum4 value) { return value; }
KT_EXPORT Enum5 ThroughEnum5(Enum5 value) { return value; }
#endif
