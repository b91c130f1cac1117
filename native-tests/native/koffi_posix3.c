/* A library whose own functions come first where it is bound deeply. */
#include "koffigen_test.h"

KT_EXPORT int DoGetInt(void) { return 3; }
KT_EXPORT int GetInt(void) { return DoGetInt(); }
