/* Functions that invoke callbacks now, later and on threads that they create, with every kind of parameter and result. */
#include "koffigen_test.h"
#include "threads.h"
#include <stdio.h>

/* Values. */
typedef struct Flag
{
    bool on;
    uint16_t letter;
    int number;
} Flag;
typedef struct Pair
{
    double x, y;
} Pair;
typedef enum Color
{
    RED,
    GREEN = 7
} Color;

KT_EXPORT int CallFlag(Flag (*change)(Flag value))
{
    Flag flag = {true, 'x', 5};
    flag = change(flag);
    return flag.on * 1000000 + flag.letter * 1000 + flag.number;
}

KT_EXPORT double CallPair(Pair (*turn)(Pair value, float by))
{
    Pair pair = turn((Pair){1, 2}, 10);
    return pair.x * 100 + pair.y;
}

KT_EXPORT int CallPointer(int (*visit)(int *value))
{
    int value = 5;
    int result = visit(&value);
    return result * 100 + value;
}

KT_EXPORT int CallOutput(int (*give)(int *value))
{
    int value = 77;
    int result = give(&value);
    return result * 100 + value;
}

KT_EXPORT int CallOutputNull(int (*give)(int *value)) { return give(NULL); }

KT_EXPORT int CallTexts(int (*take)(const char *text, const char16_t *text16, const char32_t *text32, const wchar_t *wide))
{
    static const char16_t text16[] = {'1', '6', 0xE9, 0};
    static const char32_t text32[] = {'3', '2', 0x1F600, 0};
    return take("gr\xC3\xBC\xC3\x9F", text16, text32, L"wide") * 10 + take(NULL, NULL, NULL, NULL);
}

KT_EXPORT int CallTitle(const char *(*title)(int number, const char **subtitle))
{
    const char *subtitle = "unset";
    const char *first = title(1, &subtitle);
    size_t length = first == NULL ? 0 : strlen(first);
    size_t sublength = subtitle == NULL ? 0 : strlen(subtitle);
    /* Both strings are still valid. */
    return (int)(length * 100 + sublength) + (subtitle != NULL && subtitle[0] == 's' ? 10000 : 0);
}

KT_EXPORT int CallMaker(char *(*make)(const char *text))
{
    char *text = make("abc");
    int length = text == NULL ? -1 : (int)strlen(text);
    free(text);
    return length;
}

KT_EXPORT int CallGiven(int (*take)(char *given))
{
    char *given = kt_malloc(6);
    memcpy(given, "given", 6);
    return take(given);
}

KT_EXPORT int CallGivenNumbers(int (*take)(int *numbers, int count))
{
    int *numbers = kt_malloc(3 * sizeof *numbers);
    for (int i = 0; i < 3; i++)
        numbers[i] = i + 5;
    return take(numbers, 3);
}

KT_EXPORT int CallGrid(int (*sum)(const int (*grid)[3], int rows))
{
    static const int grid[2][3] = {{1, 2, 3}, {4, 5, 6}};
    return sum(grid, 2);
}

KT_EXPORT int CallCounted(int (*take)(const int *numbers, const long *count))
{
    static const int numbers[] = {7, 8};
    long two = 2;
    return take(numbers, &two) * 10 + take(numbers, NULL);
}

KT_EXPORT int CallSwap(void (*swap)(int **place))
{
    static int first = 4;
    int *place = &first;
    swap(&place);
    return *place;
}

KT_EXPORT int CallFill(int (*fill)(unsigned char *buffer, int size))
{
    unsigned char buffer[8] = {0};
    int result = fill(buffer, 8);
    return result * 1000 + buffer[0] + buffer[7];
}

KT_EXPORT long CallLong(long (*add)(long value)) { return add(40); }
KT_EXPORT int CallBool(bool (*negate)(bool value)) { return negate(true) * 10 + negate(false); }
KT_EXPORT int CallColor(Color (*other)(Color color)) { return other(GREEN); }
KT_EXPORT size_t CallSize(size_t (*size)(void)) { return size(); }

/* Functions that receive and return function pointers. */
typedef int Inner(int value);
typedef int Outer(Inner *inner, int value);
typedef Inner *Finder(int kind);
static int twice(int value) { return 2 * value; }
KT_EXPORT Inner *GetTwice(void) { return twice; }
KT_EXPORT int CallOuter(Outer *outer, Inner *inner) { return outer(inner, 4); }
KT_EXPORT int CallFound(Finder *find) { Inner *inner = find(3); return inner == NULL ? -1 : inner(21); }
KT_EXPORT int CallAll(Inner **all, int count)
{
    int sum = 0;
    for (int index = 0; index < count; index++)
        sum += all[index](index);
    return sum;
}

/* Transient and registered callbacks. */
static Inner *kept;
KT_EXPORT void Keep(Inner *inner) { kept = inner; }
KT_EXPORT int CallKept(int value) { return kept(value); }
KT_EXPORT int Call(Inner *inner, int value) { return inner == NULL ? -1 : inner(value); }
KT_EXPORT int CallThrice(Inner *inner) { return inner(1) + inner(2) + inner(3); }
KT_EXPORT int CallBoth(Inner *first, Inner *second, int value) { return first(value) * 1000 + second(value); }
typedef int Deep(int depth);
KT_EXPORT int CallDeep(Deep *deep, int depth) { return depth == 0 ? 0 : deep(depth - 1) + 1; }

KT_EXPORT int CallErrno(void (*act)(void), int *after)
{
    errno = 7;
    act();
    *after = errno;
    return 0;
}

KT_EXPORT char *CallAndMake(Inner *inner)
{
    inner(1);
    char *made = kt_malloc(5);
    memcpy(made, "made", 5);
    return made;
}

/* Callbacks with a context pointer. */
typedef int Visit(void *user, int item);
typedef struct Holder
{
    Visit *visit;
    void *user;
} Holder;
KT_EXPORT int Each(Visit *visit, void *user, int count)
{
    int sum = 0;
    for (int item = 0; item < count; item++)
        sum += visit(user, item);
    return sum;
}

KT_EXPORT int EachOfTwo(Visit *first, Visit *second, void *second_user, void *first_user) { return first(first_user, 1) * 100 + second(second_user, 2); }
KT_EXPORT int CallHolder(const Holder *holder, int item) { return holder->visit(holder->user, item); }

/* Callbacks on threads that C creates. */
typedef struct ThreadCall
{
    Inner *inner;
    int value;
    int result;
} ThreadCall;

static void run_call(void *argument)
{
    ThreadCall *call = argument;
    call->result = call->inner(call->value);
}

KT_EXPORT int CallOnThread(Inner *inner, int value)
{
    ThreadCall call = {inner, value, 0};
    kt_run_on_thread(run_call, &call);
    return call.result;
}

/* Invokes a callback at the very end of the process, after the managed code has ended. */
static void call_at_exit(void)
{
    int result = kept(21);
    fprintf(stderr, "C goes on with %s.\n", result == 0 || result == 42 ? "0 or 42" : "something else");
    fflush(stderr);
}

KT_EXPORT bool CallAtExit(Inner *inner)
{
    kept = inner;
    return atexit(call_at_exit) == 0;
}
