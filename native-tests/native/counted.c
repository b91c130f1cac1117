/* Memory whose length another parameter tells. */
#include "koffigen_test.h"

KT_EXPORT int64_t SumCounted(const int *values, size_t n)
{
    int64_t sum = 0;
    for (size_t index = 0; index < n; index++)
        sum += values[index];
    return sum;
}

/* The count comes first, and is narrow. */
KT_EXPORT int CountNarrow(int8_t n, const uint8_t *values) { return values == NULL ? -1 : n; }

KT_EXPORT void AddCounted(const int *left, const int *right, int *sum, int *carry, int n)
{
    for (int index = 0; index < n; index++)
    {
        sum[index] = left[index] + right[index];
        if (carry != NULL)
            carry[index] = sum[index] < left[index];
    }
}

/* How many bytes there are, and what they add up to. */
KT_EXPORT uint64_t CheckBytes(const void *memory, uint32_t size)
{
    uint64_t sum = 0;
    for (uint32_t index = 0; index < size; index++)
        sum += ((const uint8_t *)memory)[index];
    return (uint64_t)size << 32 | sum;
}

KT_EXPORT void FillBytes(void *memory, size_t size, int value) { memset(memory, value, size); }

/* Both may be NULL; tells which is not, and how long it is. */
KT_EXPORT int WhichIsThere(const short *first, const double *second, int n)
{
    return n * 10 + (first != NULL) + 2 * (second != NULL);
}

/* Takes the room from *n, and tells there how much it filled. */
KT_EXPORT int Fibonacci(int *values, size_t *n)
{
    size_t room = *n, index = 0;
    for (int a = 1, b = 1; index < room && a < 50; index++)
    {
        values[index] = a;
        b = a + b;
        a = b - a;
    }
    *n = index;
    return (int)index;
}

KT_EXPORT size_t WriteName(char *buffer, size_t size)
{
    static const char name[] = "Grüße";
    size_t length = sizeof(name) - 1;
    if (size > 0)
    {
        size_t copied = length < size ? length : size - 1;
        memcpy(buffer, name, copied);
        buffer[copied] = 0;
    }
    return length;
}
