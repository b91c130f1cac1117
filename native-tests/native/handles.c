/* An opaque object that is opened, used and closed. */
#include "koffigen_test.h"

#include <stdio.h>

typedef struct Box
{
    char name[32];
    int value;
    struct Box *parent;
} Box;

static int opened;
static int closed;

KT_EXPORT int BoxesOpened(void) { return opened; }
KT_EXPORT int BoxesClosed(void) { return closed; }

/* Returns 0 on success. An empty name fails with -1 and no box. "broken" fails with -2, but still returns a box, which must be closed. */
KT_EXPORT int OpenBox(const char *name, Box **box)
{
    *box = NULL;
    if (name == NULL || name[0] == 0)
        return -1;

    Box *made = kt_malloc(sizeof(*made));
    if (made == NULL)
        return -3;
    snprintf(made->name, sizeof(made->name), "%s", name);
    made->value = 0;
    made->parent = NULL;
    opened++;
    *box = made;
    return strcmp(name, "broken") == 0 ? -2 : 0;
}

KT_EXPORT Box *NewBox(const char *name)
{
    Box *box;
    OpenBox(name, &box);
    return box;
}

KT_EXPORT int CloseBox(Box *box)
{
    if (box == NULL)
        return -1;
    closed++;
    kt_release(box);
    return 0;
}

/* A second function that frees boxes: a lent box must be returned, not closed. */
static int returned;

KT_EXPORT int BoxesReturned(void) { return returned; }
KT_EXPORT Box *LendBox(const char *name) { return NewBox(name); }
KT_EXPORT int LendBoxTo(const char *name, Box **box) { return OpenBox(name, box); }

KT_EXPORT int ReturnBox(Box *box)
{
    if (box == NULL)
        return -1;
    returned++;
    kt_release(box);
    return 7;
}

KT_EXPORT const char *BoxName(Box *box) { return box == NULL ? NULL : box->name; }
KT_EXPORT int IsNullBox(Box *box) { return box == NULL; }
KT_EXPORT int AddToBox(Box *box, int value) { return box->value += value; }
KT_EXPORT void SetParent(Box *box, Box *parent) { box->parent = parent; }

/* The parent is borrowed. */
KT_EXPORT Box *ParentOf(Box *box) { return box->parent; }
KT_EXPORT void GetParent(Box *box, Box **parent) { *parent = box->parent; }

/* Takes ownership of the box and closes it. */
KT_EXPORT int SwallowBox(Box *box) { return CloseBox(box); }

/* Takes ownership of both boxes, and closes the first before the second. */
KT_EXPORT int CloseTwoBoxes(Box *first, Box *second)
{
    int result = first == NULL ? 0 : first->value * 100;
    result += second == NULL ? 0 : second->value;
    CloseBox(first);
    CloseBox(second);
    return result;
}
