/* Numbers behind pointers: input, output, both, counted, and returned. */
#include "koffigen_test.h"

KT_EXPORT int64_t SumInts(const int *values, int count)
{
    int64_t sum = 0;
    for (int index = 0; index < count; index++)
        sum += values[index];
    return sum;
}

KT_EXPORT void FillRange(int init, int step, int *out, int len)
{
    for (int index = 0; index < len; index++)
        out[index] = init + step * index;
}

KT_EXPORT void MultiplyIntegers(int multiplier, int *values, int len)
{
    for (int index = 0; index < len; index++)
        values[index] *= multiplier;
}

KT_EXPORT void ReverseBytes(void *memory, int size)
{
    uint8_t *bytes = memory;
    for (int left = 0, right = size - 1; left < right; left++, right--)
    {
        uint8_t byte = bytes[left];
        bytes[left] = bytes[right];
        bytes[right] = byte;
    }
}

KT_EXPORT int IsNull(const void *pointer) { return pointer == NULL; }
KT_EXPORT int IsNullInts(const int *pointer) { return pointer == NULL; }
KT_EXPORT int IsNullDoubles(double *pointer) { return pointer == NULL; }

KT_EXPORT int Divide(int dividend, int divisor, int *quotient, int *remainder)
{
    if (divisor == 0)
        return -1;
    *quotient = dividend / divisor;
    if (remainder != NULL)
        *remainder = dividend % divisor;
    return 0;
}

/* One object behind a pointer, in a struct that is only declared here. */
typedef struct Place { double x, y; } Place;

KT_EXPORT double Distance(const Place *from, const Place *to)
{
    if (from == NULL || to == NULL)
        return -1;
    return (to->x - from->x) + (to->y - from->y);
}

KT_EXPORT void Mirror(Place *place, void *trace)
{
    double x = place->x;
    place->x = place->y;
    place->y = x;
    if (trace != NULL)
        *(double *)trace = x;
}

KT_EXPORT Place *Home(void)
{
    static Place home = {3, 4};
    return &home;
}

KT_EXPORT void SwapDoubles(double *left, double *right)
{
    double value = *left;
    *left = *right;
    *right = value;
}

/* Outputs whose C# type differs from the C type. */
KT_EXPORT void PutBool(bool *out, int value) { *out = value != 0; }
KT_EXPORT void FlipBool(bool *value) { *value = !*value; }
KT_EXPORT void PutLong(long *out, long value) { *out = value; }
KT_EXPORT void PutSize(size_t *out, size_t value) { *out = value; }
KT_EXPORT void PutChar16(char16_t *out, char16_t value) { *out = value; }
KT_EXPORT void PutText(const char **out, int isNull) { *out = isNull ? NULL : "borrowed"; }

KT_EXPORT void PutBigEndian(uint8_t *out, uint32_t value)
{
    for (int index = 0; index < 4; index++)
        out[index] = (uint8_t)(value >> (24 - 8 * index));
}

/* Static memory of the library. */
KT_EXPORT int *GetPrimes(void)
{
    static int primes[5] = {2, 3, 5, 7, 11};
    return primes;
}

KT_EXPORT int *NullInts(void) { return NULL; }

/* Memory that the caller frees. */
KT_EXPORT int *MakeInt(int value)
{
    int *made = kt_malloc(sizeof(*made));
    if (made != NULL)
        *made = value;
    return made;
}

KT_EXPORT int *MakeRange(int init, int step, int len)
{
    int *range = kt_malloc(sizeof(*range) * (size_t)len);
    if (range != NULL)
        FillRange(init, step, range, len);
    return range;
}

KT_EXPORT int ReadPointer(int **pointer) { return pointer == NULL || *pointer == NULL ? -1 : **pointer; }

/* Memory of any type. The sum is weighted, so that it depends on the order of the bytes. NULL returns -1. */
KT_EXPORT int64_t WeighMemory(const void *memory, int size)
{
    const uint8_t *bytes = memory;
    int64_t weight = 0;
    if (memory == NULL)
        return -1;
    for (int index = 0; index < size; index++)
        weight += (int64_t)(index + 1) * bytes[index];
    return weight;
}

/* Adds 1, 2, 3, ... to the bytes, and returns the weighted sum before that. */
KT_EXPORT int64_t ChangeMemory(void *memory, int size)
{
    int64_t weight = WeighMemory(memory, size);
    uint8_t *bytes = memory;
    for (int index = 0; memory != NULL && index < size; index++)
        bytes[index] = (uint8_t)(bytes[index] + index + 1);
    return weight;
}

KT_EXPORT int CallMemory(void *memory, int argument)
{
    int (*function)(int);
    memcpy(&function, &memory, sizeof(function));
    return function(argument);
}
