/* Counted buffers. */
#include "koffigen_test.h"

KT_EXPORT int64_t SumCounted(const int *values, size_t n)
{
    int64_t sum = 0;
    for (size_t index = 0; index < n; index++)
        sum += values[index];
    return sum;
}

/* The count comes first, and its type is narrow. */
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

/* Returns the number of bytes and their sum. */
KT_EXPORT uint64_t CheckBytes(const void *memory, uint32_t size)
{
    uint64_t sum = 0;
    for (uint32_t index = 0; index < size; index++)
        sum += ((const uint8_t *)memory)[index];
    return (uint64_t)size << 32 | sum;
}

KT_EXPORT void FillBytes(void *memory, size_t size, int value) { memset(memory, value, size); }

/* Both may be NULL. Returns which of them is not, and the count. */
KT_EXPORT int WhichIsThere(const short *first, const double *second, int n)
{
    return n * 10 + (first != NULL) + 2 * (second != NULL);
}

/* Reads the capacity from *n, and writes the number of elements there. */
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

/* Memory that C allocates and counts. The caller frees it. */
KT_EXPORT int *MakeNumbers(int init, size_t *n)
{
    *n = (size_t)init;
    int *numbers = kt_malloc(sizeof(*numbers) * (*n + 1));
    for (int index = 0; numbers != NULL && index < init; index++)
        numbers[index] = init + index;
    return numbers;
}

/* Reports the given count, however much memory there is: none if isNull, else one block. */
KT_EXPORT void *MakeMiscounted(int64_t count, int isNull, int64_t *n)
{
    *n = count;
    return isNull ? NULL : kt_malloc(16);
}

typedef struct Sample
{
    short id;
    double value;
} Sample;

KT_EXPORT int MakeSamples(Sample **out, uint32_t *n)
{
    *n = 3;
    *out = kt_malloc(sizeof(**out) * 3);
    for (short index = 0; *out != NULL && index < 3; index++)
    {
        (*out)[index].id = index;
        (*out)[index].value = index + 0.5;
    }
    return 3;
}

/* Returns the count. A negative count is an error, and no memory is allocated. */
KT_EXPORT long MakeSquares(long count, int64_t **out)
{
    *out = count < 0 ? NULL : kt_malloc(sizeof(**out) * ((size_t)count + 1));
    for (long index = 0; *out != NULL && index < count; index++)
        (*out)[index] = (int64_t)index * index;
    return count;
}

KT_EXPORT uint8_t *MakeImage(int *width, int *height, int channels)
{
    *width = 3;
    *height = 2;
    uint8_t *pixels = kt_malloc((size_t)(3 * 2 * channels));
    for (int index = 0; pixels != NULL && index < 3 * 2 * channels; index++)
        pixels[index] = (uint8_t)index;
    return pixels;
}

static const char *const colours[] = {"red", NULL, "gr\xC3\xBCn"};

/* The caller frees the pointers, but not the strings. */
KT_EXPORT const char **MakeColours(int *n)
{
    const char **made = kt_malloc(sizeof(colours));
    if (made != NULL)
        memcpy(made, colours, sizeof(colours));
    *n = 3;
    return made;
}

/* The caller frees neither. */
KT_EXPORT const char *const *GetColours(int *n)
{
    *n = 3;
    return colours;
}

static int table[4] = {2, 3, 5, 7};

KT_EXPORT int *GetTable(size_t *n)
{
    *n = 4;
    return table;
}

KT_EXPORT void PutTable(const int **out, size_t *n)
{
    *n = 2;
    *out = table + 2;
}

KT_EXPORT int *DoubleNumbers(const int *values, int n)
{
    int *doubled = kt_malloc(sizeof(*doubled) * ((size_t)n + 1));
    for (int index = 0; doubled != NULL && index < n; index++)
        doubled[index] = 2 * values[index];
    return doubled;
}

/* Eight characters, of which only the first are text. */
KT_EXPORT char *MakeCode(int length)
{
    char *code = kt_malloc(8);
    if (code == NULL)
        return NULL;
    memset(code, 'x', 8);
    if (length < 8)
        code[length] = 0;
    return code;
}
