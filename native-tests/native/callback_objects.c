/* Functions that invoke callbacks with structs of every class, opaque objects, endian integers and text with a lifetime, also from many threads at once. */
#include "koffigen_test.h"
#include "threads.h"

/* Structs that ABIs pass in one register, in several, or on the stack. */
typedef struct Tiny { int8_t a, b, c; } Tiny;
typedef struct Quad { float a, b, c, d; } Quad;
typedef struct Weighed { double weight; int32_t count; } Weighed;
typedef struct Triple { int64_t a, b, c; } Triple;
typedef struct Big { int32_t values[32]; double last; } Big;

KT_EXPORT int BackTiny(Tiny (*turn)(Tiny value))
{
    Tiny tiny = turn((Tiny){1, -2, 3});
    return tiny.a * 10000 + tiny.b * 100 + tiny.c;
}

KT_EXPORT double BackQuad(Quad (*turn)(Quad value))
{
    Quad quad = turn((Quad){1, 2, 3, 4});
    return quad.a * 1000 + quad.b * 100 + quad.c * 10 + quad.d;
}

KT_EXPORT double BackWeighed(Weighed (*turn)(Weighed value))
{
    Weighed weighed = turn((Weighed){0.5, 7});
    return weighed.weight * 100 + weighed.count;
}

KT_EXPORT int64_t BackTriple(Triple (*turn)(Triple value))
{
    Triple triple = turn((Triple){INT64_MIN, 5, INT64_MAX});
    return triple.a == INT64_MAX && triple.c == INT64_MIN ? triple.b : -1;
}

KT_EXPORT double BackBig(Big (*turn)(int before, Big value, double after))
{
    Big big = {{0}, 0.25};
    for (int index = 0; index < 32; index++)
        big.values[index] = index;
    big = turn(-1, big, 1.5);
    double sum = big.last;
    for (int index = 0; index < 32; index++)
        sum += (double)big.values[index] * (index + 1);
    return sum;
}

/* More arguments than any ABI has registers for. */
KT_EXPORT double BackMany(double (*many)(int a, double b, int c, double d, int e, double f, int g, double h, int i, double j, int k, double l, int m, double n, int o, double p, double q, double r))
{
    return many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
}

/* A big-endian integer: C receives its bytes in order. */
KT_EXPORT int BackEndian(uint32_t (*answer)(uint32_t value))
{
    static const unsigned char question[4] = {1, 2, 3, 4};
    uint32_t value;
    memcpy(&value, question, 4);
    value = answer(value);
    static const unsigned char expected[4] = {10, 11, 12, 13};
    return memcmp(&value, expected, 4) == 0;
}

/* Opaque objects, which handles.c creates and closes. */
typedef struct Box Box;
int OpenBox(const char *name, Box **box);
Box *NewBox(const char *name);
const char *BoxName(Box *box);
int AddToBox(Box *box, int value);

KT_EXPORT int BackLook(Box *box, int (*look)(Box *box)) { return look(box); }

/* Creates boxes and transfers ownership of each to a callback. */
KT_EXPORT int BackGive(int count, int (*take)(Box *box))
{
    int sum = 0;
    for (int index = 0; index < count; index++)
        sum += take(NewBox("given"));
    return sum;
}

KT_EXPORT int BackChoose(Box *(*choose)(int number), int value)
{
    Box *box = choose(1);
    return box == NULL ? -1 : AddToBox(box, value);
}

/* The box is already open when the callback is invoked. */
KT_EXPORT int BackOpen(const char *name, Box **box, int (*then)(int value))
{
    int result = OpenBox(name, box);
    return result + then(1);
}

/* Text: its lifetime, in every character width. */
typedef const char *Name(int number);
static char said[256];

static const char *say(const char *first, const char *second)
{
    said[0] = 0;
    strncat(said, first == NULL ? "NULL" : first, 100);
    strcat(said, "|");
    strncat(said, second == NULL ? "NULL" : second, 100);
    return said;
}

KT_EXPORT const char *BackTwoNames(Name *first, Name *second)
{
    const char *one = first(1);
    const char *two = second(2);
    return say(one, two);
}

typedef struct NameCall
{
    Name *name;
    char text[100];
} NameCall;

static void call_name(void *argument)
{
    NameCall *call = argument;
    for (int number = 2; number < 10; number++)
    {
        const char *text = call->name(number);
        strncpy(call->text, text == NULL ? "NULL" : text, sizeof call->text - 1);
    }
}

/* The text of one thread does not change the text of another. */
KT_EXPORT const char *BackNameOnTwoThreads(Name *name)
{
    NameCall call = {name, {0}};
    const char *here = name(1);
    kt_run_on_thread(call_name, &call);
    return say(here, call.text);
}

KT_EXPORT int BackWide(const char16_t *(*text16)(void), const char32_t *(*text32)(void), const wchar_t *(*wide)(void))
{
    const char16_t *a = text16();
    const char32_t *b = text32();
    const wchar_t *c = wide();
    bool is16 = a != NULL && a[0] == 0xD83D && a[1] == 0xDE00 && a[2] == 'x' && a[3] == 0;
    bool is32 = b != NULL && b[0] == 0x1F600 && b[1] == 'x' && b[2] == 0;
    bool isWide = c != NULL && wcscmp(c, L"wide") == 0;
    return is16 * 100 + is32 * 10 + isWide;
}

/* Counted buffers that the callback reads, and that it changes. */
KT_EXPORT int BackRead(int (*read)(const int *values, size_t count))
{
    static const int values[4] = {3, 1, 4, 1};
    return read(values, 4) * 10 + read(NULL, 0);
}

KT_EXPORT int BackChange(void (*change)(int *values, size_t count, int *total))
{
    int values[3] = {1, 2, 3};
    int total = 100;
    change(values, 3, &total);
    return values[0] * 1000000 + values[1] * 10000 + values[2] * 100 + (total == 106);
}

/* Function pointers in a struct, as in the interfaces of C libraries. */
typedef struct Operations
{
    int (*add)(int a, int b);
    const char *(*name)(void);
    int (*unused)(int a);
} Operations;

KT_EXPORT const char *BackOperations(const Operations *operations, int *sum)
{
    *sum = operations->unused == NULL ? operations->add(20, 22) : -1;
    return operations->name();
}

/* Many threads at once. Each call passes the number of its thread and its round. */
#define MOST_THREADS 64
typedef int Count(int thread, int round);

typedef struct CrowdMember
{
    Count *count;
    kt_thread *handle;
    int thread;
    int rounds;
    int64_t wrong;
} CrowdMember;

static void count_all(void *argument)
{
    CrowdMember *member = argument;
    for (int round = 0; round < member->rounds; round++)
        member->wrong += member->count(member->thread, round) != member->thread * 100000 + round;
}

/* The number of calls with a wrong result. */
KT_EXPORT int64_t BackCrowd(Count *count, int threads, int rounds)
{
    static CrowdMember members[MOST_THREADS];
    if (threads > MOST_THREADS)
        return -1;
    for (int thread = 0; thread < threads; thread++)
    {
        members[thread] = (CrowdMember){.count = count, .thread = thread, .rounds = rounds};
        members[thread].handle = kt_start(count_all, &members[thread]);
    }
    int64_t wrong = 0;
    for (int thread = 0; thread < threads; thread++)
    {
        kt_join(members[thread].handle);
        wrong += members[thread].wrong;
    }
    return wrong;
}

/* Passes a struct from a thread that .NET does not know. */
typedef struct TripleCall
{
    Triple (*turn)(Triple value);
    Triple value;
} TripleCall;

static void turn_triple(void *argument)
{
    TripleCall *call = argument;
    call->value = call->turn(call->value);
}

KT_EXPORT int64_t BackTripleOnThread(Triple (*turn)(Triple value))
{
    TripleCall call = {turn, {1, 2, 3}};
    kt_run_on_thread(turn_triple, &call);
    return call.value.a * 10000 + call.value.b * 100 + call.value.c;
}
