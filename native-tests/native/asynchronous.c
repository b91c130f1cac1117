/* Calls that last as long as C# wants: each waits at a gate, of which there are a few. */
#include "koffigen_test.h"
#include "threads.h"

#ifdef _WIN32
#define SLEEP() Sleep(1)
#else
#include <time.h>
#define SLEEP() nanosleep(&(struct timespec){ 0, 1000000 }, NULL)
#endif

#define GATES 64

typedef int StepCallback(int value);
typedef struct Box Box;
typedef struct { int32_t x, y; } Step;

extern int AddToBox(Box *box, int value);

static kt_lock lock = KT_LOCK_INIT;
static int is_open[GATES];
static int waiting[GATES];
static int most[GATES];

KT_EXPORT void OpenGate(int gate)
{
    kt_enter(&lock);
    is_open[gate] = 1;
    kt_leave(&lock);
}

KT_EXPORT void CloseGate(int gate)
{
    kt_enter(&lock);
    is_open[gate] = 0;
    most[gate] = 0;
    kt_leave(&lock);
}

KT_EXPORT int WaitingAtGate(int gate)
{
    kt_enter(&lock);
    int count = waiting[gate];
    kt_leave(&lock);
    return count;
}

/* How many have waited there at one time. */
KT_EXPORT int MostAtGate(int gate)
{
    kt_enter(&lock);
    int count = most[gate];
    kt_leave(&lock);
    return count;
}

static int pass(int gate, int entered)
{
    kt_enter(&lock);
    if (!entered && ++waiting[gate] > most[gate])
        most[gate] = waiting[gate];
    int open = is_open[gate];
    if (open)
        waiting[gate]--;
    kt_leave(&lock);
    return open;
}

static void wait_at(int gate)
{
    for (int entered = 0; !pass(gate, entered); entered = 1)
        SLEEP();
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
#ifdef _WIN32
    SetLastError((DWORD)code);
#else
    errno = code;
#endif
    return -1;
}

KT_EXPORT Step StepAtGate(int gate, Step step, int32_t *steps, char **name)
{
    wait_at(gate);
    *steps += 1;
    *name = "step";
    return (Step){ step.y, step.x };
}
