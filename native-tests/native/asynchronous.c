/* Calls that last as long as the C# test wants: each waits at one of several gates. */
#include "koffigen_test.h"
#include "threads.h"

#define GATES 64

typedef int StepCallback(int value);
typedef struct Box Box;
typedef struct { int32_t x, y; } Step;

extern int AddToBox(Box *box, int value);

static kt_lock lock = KT_LOCK_INIT;
static kt_condition changed = KT_CONDITION_INIT;
static int is_open[GATES];
static int waiting[GATES];
static int most[GATES];

KT_EXPORT void OpenGate(int gate)
{
    kt_enter(&lock);
    is_open[gate] = 1;
    kt_announce(&changed);
    kt_leave(&lock);
}

KT_EXPORT void CloseGate(int gate)
{
    kt_enter(&lock);
    is_open[gate] = 0;
    most[gate] = 0;
    kt_leave(&lock);
}

/* Returns as soon as the given number of calls wait at the gate, or 0 after a timeout. */
KT_EXPORT int AwaitWaiting(int gate, int count)
{
    int in_time = 1;
    kt_enter(&lock);
    while (waiting[gate] != count && in_time)
        in_time = kt_await(&changed, &lock);
    kt_leave(&lock);
    return in_time;
}

/* The greatest number of calls that have waited there at the same time. */
KT_EXPORT int MostAtGate(int gate)
{
    kt_enter(&lock);
    int count = most[gate];
    kt_leave(&lock);
    return count;
}

static void wait_at(int gate)
{
    kt_enter(&lock);
    if (++waiting[gate] > most[gate])
        most[gate] = waiting[gate];
    kt_announce(&changed);
    while (!is_open[gate])
        kt_await(&changed, &lock);
    waiting[gate]--;
    kt_leave(&lock);
}

KT_EXPORT int WaitAtGate(int gate, int value)
{
    wait_at(gate);
    return value;
}

KT_EXPORT int64_t SumAtGate(int gate, const int32_t *values, int count)
{
    wait_at(gate);
    int64_t sum = 0;
    for (int index = 0; index < count; index++)
        sum += values[index];
    return sum;
}

KT_EXPORT int FillAtGate(int gate, int32_t *values, int count, int32_t *last)
{
    wait_at(gate);
    for (int index = 0; index < count; index++)
        values[index] = index + 1;
    *last = count;
    return 0;
}

KT_EXPORT int LengthAtGate(int gate, const char *text)
{
    wait_at(gate);
    return text == NULL ? -1 : (int)strlen(text);
}

KT_EXPORT int AddToBoxAtGate(int gate, Box *box, int value)
{
    wait_at(gate);
    return AddToBox(box, value);
}

KT_EXPORT int CallAtGate(int gate, StepCallback *callback, int value)
{
    wait_at(gate);
    return callback(value);
}

KT_EXPORT int FailAtGate(int gate, int code)
{
    wait_at(gate);
    kt_set_error(code);
    return -1;
}

KT_EXPORT Step StepAtGate(int gate, Step step, int32_t *steps, char **name)
{
    wait_at(gate);
    *steps += 1;
    *name = "step";
    return (Step){ step.y, step.x };
}
