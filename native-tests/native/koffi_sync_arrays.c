/* Arrays whose length is in another member. */
#include "koffigen_test.h"

typedef struct VariableArray { int len; int values[]; } VariableArray;
typedef struct DynamicArray { int len; int *ptr; } DynamicArray;
typedef struct BufferInfo { int len; int _; uint8_t *ptr; } BufferInfo;

static void fill(int *values, int len, int start, int step)
{
    for (int index = 0; index < len; index++)
        values[index] = start + index * step;
}

KT_EXPORT void InitVariableArray(VariableArray *array, int len, int start, int step)
{
    array->len = len;
    fill(array->values, len, start, step);
}

KT_EXPORT int SumVariableArray(const VariableArray *array)
{
    int sum = 0;
    for (int index = 0; index < array->len; index++)
        sum += array->values[index];
    return sum;
}

KT_EXPORT void InitDynamicArray(DynamicArray *array, int start, int step) { fill(array->ptr, array->len, start, step); }

/* Describes static memory by its length and address. */
KT_EXPORT void GetBufferInfo(BufferInfo *info)
{
    static uint8_t bytes[] = {1, 2, 3, 5, 8, 13};
    info->len = (int)sizeof(bytes);
    info->ptr = bytes;
}
