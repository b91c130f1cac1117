/* The C functions of the benchmarks. They do almost nothing, so that the call itself is measured. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

struct vec2 {
    double x, y;
};

EXPORT int add(int a, int b)
{
    return a + b;
}

EXPORT struct vec2 turn(struct vec2 v)
{
    struct vec2 turned = { -v.y, v.x };
    return turned;
}

struct counter {
    int value;
};

EXPORT struct counter *counter_new(void)
{
    return calloc(1, sizeof(struct counter));
}

EXPORT void counter_free(struct counter *counter)
{
    free(counter);
}

EXPORT int count(struct counter *counter)
{
    return ++counter->value;
}

EXPORT int first(const char *text)
{
    return text[0];
}

/* The same function with named parameters and with variable arguments. It does not read them, because only the call is measured. */
EXPORT int eight(int a, int b, double c, int d, double e, int f, double g, int h)
{
    (void)b, (void)c, (void)d, (void)e, (void)f, (void)g, (void)h;
    return a;
}

EXPORT int dots(int a, ...)
{
    return a;
}

EXPORT size_t slen(const char *text)
{
    return strlen(text);
}

EXPORT void place(double x, struct vec2 *placed)
{
    placed->x = x;
    placed->y = -x;
}

EXPORT double sum(const struct vec2 *values, size_t count)
{
    double total = 0;
    for (size_t index = 0; index < count; index++)
        total += values[index].x;
    return total;
}

/* Invokes a callback many times, to measure the transition to C# and back. */
EXPORT int repeat(int (*step)(int value), int count)
{
    int value = 0;
    for (int index = 0; index < count; index++)
        value = step(value);
    return value;
}

EXPORT int repeat_with(int (*step)(void *user, int value), void *user, int count)
{
    int value = 0;
    for (int index = 0; index < count; index++)
        value = step(user, value);
    return value;
}

static int compare_ints(const void *left, const void *right)
{
    int a = *(const int *)left, b = *(const int *)right;
    return (a > b) - (a < b);
}

EXPORT void sort_ints(int *values, size_t count)
{
    qsort(values, count, sizeof *values, compare_ints);
}

EXPORT void sort_ints_by(int *values, size_t count, int (*compare)(const void *left, const void *right))
{
    qsort(values, count, sizeof *values, compare);
}
