/* Pointers to pointers, arrays of strings, and rows. */
#include "koffigen_test.h"

static int numbers[3] = {3, 1, 4};

KT_EXPORT int GetNumbers(int **out)
{
    *out = numbers;
    return 3;
}

KT_EXPORT void SkipNumber(const int **cursor) { ++*cursor; }

/* Returns a copy that the caller frees, or NULL for a negative value. */
KT_EXPORT int NewNumber(int value, int **out)
{
    *out = value < 0 ? NULL : kt_malloc(sizeof(int));
    if (*out != NULL)
        **out = value;
    return value;
}

typedef struct Pair
{
    int first;
    double second;
} Pair;

KT_EXPORT int NewPair(int first, double second, Pair **out)
{
    *out = kt_malloc(sizeof(Pair));
    if (*out == NULL)
        return -1;
    (*out)->first = first;
    (*out)->second = second;
    return first;
}

KT_EXPORT char **Words(void)
{
    static char first[] = "alpha", second[] = "beta";
    static char *words[] = {first, second, NULL};
    return words;
}

KT_EXPORT int64_t SumPointers(int **values, int n)
{
    int64_t sum = 0;
    for (int index = 0; index < n; index++)
        sum += values[index] != NULL ? *values[index] : 1000;
    return sum;
}

/* Joins words into a buffer, writes NULL for a missing word, and returns the number of words. */
KT_EXPORT int JoinCounted(const char **words, int n, char *buffer)
{
    buffer[0] = 0;
    if (words == NULL)
        return -1;
    for (int index = 0; index < n; index++)
    {
        strcat(buffer, words[index] != NULL ? words[index] : "(null)");
        strcat(buffer, ";");
    }
    return n;
}

KT_EXPORT int JoinAll(char *const words[], char *buffer)
{
    int n = 0;
    while (words != NULL && words[n] != NULL)
        n++;
    return JoinCounted((const char **)words, words != NULL ? n : 0, buffer);
}

KT_EXPORT int CountUnits16(const char16_t *const *words)
{
    int units = 0;
    for (; *words != NULL; words++)
        for (const char16_t *unit = *words; *unit != 0; unit++)
            units++;
    return units;
}

KT_EXPORT int64_t SumUnits32(const char32_t *const *words)
{
    int64_t sum = 0;
    for (; *words != NULL; words++)
        for (const char32_t *unit = *words; *unit != 0; unit++)
            sum += *unit;
    return sum;
}

KT_EXPORT int CountWide(const wchar_t *const *words)
{
    int units = 0;
    for (; *words != NULL; words++)
        units += (int)wcslen(*words);
    return units;
}

KT_EXPORT int64_t SumRows(const int (*rows)[3], size_t n)
{
    int64_t sum = 0;
    for (size_t row = 0; row < n; row++)
        for (int column = 0; column < 3; column++)
            sum += rows[row][column] * (int64_t)(row + 1);
    return sum;
}
