/* What the benchmarks call: each function does next to nothing, so that the way to it is what is measured. */
#include <stddef.h>
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

EXPORT int first(const char *text)
{
    return text[0];
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
