/* A library with a symbol that no library defines. It can be loaded only if symbols are bound lazily. */
#include "koffigen_test.h"

int DoSumInts(int a, int b);
int NobodyHasThis(int value);

KT_EXPORT int SumInts(int a, int b) { return DoSumInts(a, b); }
KT_EXPORT int CallNobody(int value) { return NobodyHasThis(value); }
KT_EXPORT int DoGetInt(void) { return 2; }
KT_EXPORT int GetInt(void) { return DoGetInt(); }
