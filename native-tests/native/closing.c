/* Objects that detect every use after they were freed. Their memory is reused only after many others, so such a use is defined. */
#include "koffigen_test.h"

#include <stdatomic.h>

enum
{
    ALIVE = 0x0b7ec7,
    DEAD = 0x0dead0,
    COUNT = 1 << 16,
};

typedef struct Guarded
{
    atomic_int magic;
    atomic_int frees;
} Guarded;

static Guarded objects[COUNT];
static atomic_uint next;
static atomic_int misuses;

static int use(Guarded *guarded)
{
    if (guarded->magic == ALIVE)
        return 0;
    misuses++;
    return -1;
}

KT_EXPORT Guarded *OpenGuarded(void)
{
    Guarded *guarded = &objects[next++ % COUNT];
    guarded->frees = 0;
    guarded->magic = ALIVE;
    return guarded;
}

KT_EXPORT int UseGuarded(Guarded *guarded, int times)
{
    int result = 0;
    for (int time = 0; time < times; time++)
        result |= use(guarded);
    return result;
}

/* Uses the object before and after the callback. */
KT_EXPORT int CallGuarded(Guarded *guarded, int (*step)(void))
{
    int before = use(guarded);
    int result = step();
    return use(guarded) != 0 || before != 0 ? -1 : result;
}

KT_EXPORT void FreeGuarded(Guarded *guarded)
{
    use(guarded);
    guarded->magic = DEAD;
    guarded->frees++;
}

/* A disposer with a result. */
KT_EXPORT int CloseGuarded(Guarded *guarded)
{
    FreeGuarded(guarded);
    return 7;
}

KT_EXPORT int SwallowGuarded(Guarded *guarded) { return CloseGuarded(guarded); }

KT_EXPORT int CloseTwoGuarded(Guarded *first, Guarded *second)
{
    use(second);
    return CloseGuarded(first) + CloseGuarded(second);
}

/* Takes ownership of the first object, and uses the second. */
KT_EXPORT int CloseIntoGuarded(Guarded *closed, Guarded *used)
{
    use(used);
    return CloseGuarded(closed);
}

/* Works for a freed object, too. */
KT_EXPORT int FreesOfGuarded(Guarded *guarded) { return guarded->frees; }

/* The uses of freed objects, including those by the functions that free them. */
KT_EXPORT int MisusesOfGuarded(void) { return misuses; }
