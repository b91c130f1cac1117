/* Unions, by value and behind pointers. */
#include "koffigen_test.h"

typedef union SingleU { float f; } SingleU;
typedef union DualU { double d; uint64_t u; } DualU;
typedef union MultiU
{
    double d;
    float f2[2];
    uint64_t u;
    uint8_t raw[8];
    struct { short a; char b, c; int d; } st;
} MultiU;

KT_EXPORT SingleU MakeSingleU(float f) { return (SingleU){.f = f}; }
KT_EXPORT void MakeSingleUIndirect(float f, SingleU *out) { *out = MakeSingleU(f); }
KT_EXPORT DualU MakeDualU(double d) { return (DualU){.d = d}; }
KT_EXPORT void MakeDualUIndirect(double d, DualU *out) { *out = MakeDualU(d); }
KT_EXPORT MultiU MakeMultiU(float a, float b) { return (MultiU){.f2 = {a, b}}; }
KT_EXPORT void MakeMultiUIndirect(float a, float b, MultiU *out) { *out = MakeMultiU(a, b); }
KT_EXPORT float GetMultiDouble(MultiU value) { return (float)value.d; }
KT_EXPORT float GetMultiUnsigned(MultiU value) { return (float)value.u; }
