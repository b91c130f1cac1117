/* Enums whose underlying type the C compiler chooses. */
#include "koffigen_test.h"

typedef enum Enum1 { Enum1_A, Enum1_B = 42 } Enum1;
typedef enum Enum2 { Enum2_A = -1, Enum2_B = 2147483647 } Enum2;

KT_EXPORT int ReturnEnumValue(Enum1 value) { return (int)value; }
KT_EXPORT Enum1 NextEnum1(Enum1 value) { return value == Enum1_A ? Enum1_B : Enum1_A; }
KT_EXPORT Enum2 ThroughEnum2(Enum2 value) { return value; }

KT_EXPORT void PutEnum1(Enum1 *value, int to) { *value = (Enum1)to; }

KT_EXPORT int SizeOfEnum1(void) { return (int)sizeof(Enum1); }
