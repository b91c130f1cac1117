/* The library that the others need. If it is loaded globally, its functions take precedence over theirs. */
#include "koffigen_test.h"

KT_EXPORT int DoSumInts(int a, int b) { return a + b; }
KT_EXPORT int DoGetInt(void) { return 1; }
KT_EXPORT int GetInt(void) { return DoGetInt(); }
