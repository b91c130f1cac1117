/* Memory whose length is an expression. Each function reads and writes up to the last byte that its declaration allows. */
#include "koffigen_test.h"

static int calls = 0;

/* The number of calls so far. */
KT_EXPORT int CountLengthCalls(void) { return calls; }

/* The output is 16 bytes longer than the input, as in libsodium. */
KT_EXPORT void Seal(uint8_t *c, const uint8_t *m, unsigned long long mlen)
{
    calls++;
    for (unsigned long long index = 0; index < mlen + 16; index++)
        c[index] = index < mlen ? m[index] : (uint8_t)mlen;
}

KT_EXPORT int64_t SumPixels(const uint8_t *pixels, int w, int h)
{
    calls++;
    int64_t sum = 0;
    for (int64_t index = 0; pixels != NULL && index < (int64_t)w * h * 4; index++)
        sum += pixels[index];
    return sum;
}

KT_EXPORT int CountBits(const uint8_t *bits, size_t n)
{
    calls++;
    int count = 0;
    for (size_t index = 0; index < n; index++)
        count += bits[index / 8] >> (index % 8) & 1;
    return count;
}

KT_EXPORT int64_t SumWords(const int32_t *words, uint32_t n)
{
    calls++;
    int64_t sum = 0;
    for (uint32_t index = 0; index < n; index++)
        sum += words[index];
    return sum;
}

KT_EXPORT void FillWords(void *words, uint32_t n)
{
    calls++;
    memset(words, 0x11, (size_t)n * sizeof(int32_t));
}

/* Writes *n + 1 numbers, and how many there are. */
KT_EXPORT void FillMore(int *values, int *n)
{
    calls++;
    for (int index = 0; index <= *n; index++)
        values[index] = index;
    ++*n;
}

KT_EXPORT double SumVector(int n, const double v[])
{
    calls++;
    double sum = 0;
    for (int index = 0; v != NULL && index < n; index++)
        sum += v[index];
    return sum;
}

KT_EXPORT void FillGrid(int rows, int columns, float *grid)
{
    calls++;
    for (int index = 0; index < rows * columns; index++)
        grid[index] = (float)index;
}

KT_EXPORT int64_t SumNames(const char **names, int n)
{
    calls++;
    int64_t sum = 0;
    for (int index = 0; index < n; index++)
        sum += names[index] == NULL ? 1000 : (int64_t)strlen(names[index]);
    return sum;
}

typedef int64_t (*pixel_callback)(const uint8_t *pixels, int w, int h);

KT_EXPORT int64_t DrawPixels(pixel_callback draw, int w, int h)
{
    static const uint8_t pixels[24] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 };
    return draw(pixels, w, h);
}

typedef double (*vector_callback)(int n, const double v[]);

KT_EXPORT double PassVector(vector_callback sum, int n)
{
    static const double values[4] = { 0.5, 1.5, 2.5, 3.5 };
    return sum(n, values);
}

/* Strings that another member counts. */
typedef struct StringList
{
    uint32_t count;
    char **strings;
} StringList;

static void kt_fill_list(StringList *list)
{
    static const char *const words[] = { "red", NULL, "gr\xC3\xBCn" };
    list->strings = kt_malloc(list->count * sizeof(char *));
    for (uint32_t index = 0; index < list->count; index++)
    {
        const char *word = words[index % 3];
        list->strings[index] = NULL;
        if (word != NULL)
            memcpy(list->strings[index] = kt_malloc(strlen(word) + 1), word, strlen(word) + 1);
    }
}

/* Returns strings and their array, which the caller owns. Without strings, the array is NULL. */
KT_EXPORT StringList MakeList(uint32_t count)
{
    StringList list = { count, NULL };
    if (count > 0)
        kt_fill_list(&list);
    return list;
}

/* Returns an array that the caller owns, of strings that the library owns. */
KT_EXPORT StringList ShareList(void)
{
    static char word[] = "shared";
    StringList list = { 2, kt_malloc(2 * sizeof(char *)) };
    list.strings[0] = list.strings[1] = word;
    return list;
}

/* Returns strings and an array that the library owns. */
KT_EXPORT StringList LendList(void)
{
    static char word[] = "lent";
    static char *strings[] = { word, NULL };
    StringList list = { 2, strings };
    return list;
}

KT_EXPORT size_t MeasureList(const StringList *list)
{
    size_t length = 0;
    for (uint32_t index = 0; list->strings != NULL && index < list->count; index++)
        length += list->strings[index] == NULL ? 100 : strlen(list->strings[index]);
    return length;
}

/* Replaces the list if it is shorter. */
KT_EXPORT void GrowList(StringList *list, uint32_t count)
{
    if (list->count >= count)
        return;
    list->count = count;
    kt_fill_list(list);
}
