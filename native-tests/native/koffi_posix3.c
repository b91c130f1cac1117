/* A library whose own functions take precedence if it is loaded with RTLD_DEEPBIND. */
#include "koffigen_test.h"

KT_EXPORT int DoGetInt(void) { return 3; }
KT_EXPORT int GetInt(void) { return DoGetInt(); }
