/* Functions that C returns. */
#include "koffigen_test.h"

typedef int BinaryIntFunc(int a, int b);

static int add(int a, int b) { return a + b; }
static int substract(int a, int b) { return a - b; }
static int multiply(int a, int b) { return a * b; }
static int divide(int a, int b) { return a / b; }

KT_EXPORT BinaryIntFunc *GetBinaryIntFunction(const char *name)
{
    static const struct { const char *name; BinaryIntFunc *function; } functions[] = {
        {"add", add}, {"substract", substract}, {"multiply", multiply}, {"divide", divide}};
    for (size_t index = 0; index < sizeof(functions) / sizeof(functions[0]); index++)
    {
        if (strcmp(name, functions[index].name) == 0)
            return functions[index].function;
    }

    return NULL;
}
