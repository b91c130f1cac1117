/* Calling conventions, each with enough arguments to distinguish it from the others. */
#include "koffigen_test.h"

KT_EXPORT int CdeclSum(int a, int b, int c) { return a + 10 * b + 100 * c; }
KT_EXPORT int KT_STDCALL StdcallSum(int a, int b, int c) { return a + 10 * b + 100 * c; }
KT_EXPORT int KT_FASTCALL FastcallOne(int a) { return a + 1; }
KT_EXPORT int KT_FASTCALL FastcallSum(int a, int b, int c) { return a + 10 * b + 100 * c; }
KT_EXPORT double KT_FASTCALL FastcallMixed(double a, int b, int64_t c, int d) { return a + 10.0 * b + 100.0 * (double)c + 1000.0 * d; }
KT_EXPORT int KT_STDCALL StdcallLength(const char *text) { return (int)strlen(text); }
