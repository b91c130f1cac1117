/* Function pointers as results, outputs, members, elements and variables, and as parameters. */
#include <stdio.h>

#include "koffigen_test.h"

typedef int Comparison(const int *left, const int *right);
typedef struct Point
{
    double x, y;
} Point;
typedef Point (*Transformation)(Point point, double factor);
typedef char *Maker(const char *name);
typedef void Action(void);

static int ascending(const int *left, const int *right) { return (*left > *right) - (*left < *right); }
static int descending(const int *left, const int *right) { return ascending(right, left); }
static Point scale(Point point, double factor) { return (Point){point.x * factor, point.y * factor}; }
static Point shift(Point point, double factor) { return (Point){point.x + factor, point.y + factor}; }

static char *greet(const char *name)
{
    if (name == NULL)
        return NULL;

    size_t size = strlen(name) + sizeof("Hello !");
    char *text = kt_malloc(size);
    snprintf(text, size, "Hello %s!", name);
    return text;
}

static int actions = 0;
static void act(void) { actions++; }

KT_EXPORT Comparison *GetComparison(bool isDescending) { return isDescending ? descending : ascending; }
KT_EXPORT Transformation GetTransformation(int kind) { return kind == 0 ? scale : kind == 1 ? shift : NULL; }
KT_EXPORT Maker *GetMaker(void) { return greet; }
KT_EXPORT int GetActions(Action **out) { *out = act; return actions; }

/* Insertion sort, so that the order of the calls does not depend on the C runtime. */
KT_EXPORT void SortNumbers(int *numbers, size_t count, Comparison *comparison)
{
    for (size_t end = 1; end < count; end++)
    {
        int number = numbers[end];
        size_t place = end;
        for (; place > 0 && comparison(&number, &numbers[place - 1]) < 0; place--)
            numbers[place] = numbers[place - 1];
        numbers[place] = number;
    }
}

/* Like signal(): takes a function pointer and returns the previous one, of the same type. */
static void (*handler)(int code) = NULL;
static int lastCode = 0;
static void remember(int code) { lastCode = code; }
static void remember_negated(int code) { lastCode = -code; }
KT_EXPORT void (*SetHandler(void (*next)(int code)))(int code)
{
    void (*previous)(int code) = handler;
    handler = next;
    return previous;
}

KT_EXPORT void (*GetHandler(bool isNegated))(int code) { return isNegated ? remember_negated : remember; }
KT_EXPORT int LastCode(void) { return lastCode; }

/* A table of function pointers, as in plug-in interfaces. */
typedef struct Plugin
{
    const char *name;
    Comparison *compare;
    int (*apply)(int value);
    Transformation transformations[2];
} Plugin;

static int twice(int value) { return 2 * value; }
static const Plugin plugin = {"plug", descending, twice, {scale, shift}};
KT_EXPORT void GetPlugin(Plugin *out) { *out = plugin; }
KT_EXPORT int ApplyPlugin(const Plugin *out, int value) { return out->apply == NULL ? 0 : out->apply(value); }
KT_EXPORT double TransformAll(Transformation *transformations, size_t count, double start)
{
    Point point = {start, start};
    for (size_t index = 0; index < count; index++)
        point = transformations[index](point, 2);
    return point.x;
}

KT_EXPORT Maker *kt_maker = greet;

/* .NET cannot call this function by value, but can hold a pointer to it. */
static long double half(long double value) { return value / 2; }
KT_EXPORT long double (*GetHalf(void))(long double value) { return half; }
KT_EXPORT double CallHalf(long double (*function)(long double value), double value) { return (double)function((long double)value); }
