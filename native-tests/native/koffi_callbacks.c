/* The functions of Koffi's own callback tests. */
#include <stdio.h>

#include "koffigen_test.h"
#include "threads.h"

typedef int CharCallback(int index, char letter);
typedef int SimpleCallback(const char *text);
typedef float RecursiveCallback(int number, const char *text, double value);
typedef int(KT_STDCALL *ApplyCallback)(int a, int b, int c);
typedef int IntCallback(int x);

KT_EXPORT int CallMeChar(CharCallback *callback) { return callback(0, 'a') + callback(1, 'b'); }

KT_EXPORT int CallJS(const char *text, SimpleCallback *callback)
{
    char greeting[64];
    snprintf(greeting, sizeof greeting, "Hello %s!", text);
    return callback(greeting);
}

KT_EXPORT float CallRecursiveJS(int number, RecursiveCallback *callback) { return callback(number, "Hello!", 42.0); }
KT_EXPORT int ApplyStd(int a, int b, int c, ApplyCallback callback) { return callback(a, b, c); }

static IntCallback *indirect;
KT_EXPORT void SetIndirect(IntCallback *callback) { indirect = callback; }
KT_EXPORT int CallIndirect(int x) { return indirect(x); }

typedef struct ThreadedCall
{
    IntCallback *callback;
    int x;
    int result;
} ThreadedCall;

static void call_threaded(void *argument)
{
    ThreadedCall *call = argument;
    call->result = call->callback(call->x);
}

KT_EXPORT int CallThreaded(IntCallback *callback, int x)
{
    ThreadedCall call = {callback != NULL ? callback : indirect, x, 0};
    kt_run_on_thread(call_threaded, &call);
    return call.result;
}

/* Called from an event loop of the program. */
static void (*idle)(void);
KT_EXPORT void SetIdle(void (*callback)(void)) { idle = callback; }
KT_EXPORT void TriggerIdle(void) { idle(); }

/* The example of Koffi's documentation. */
typedef int TransferCallback(const char *str, int age);
typedef const char *GetCallback(const char *name);
typedef void PrintCallback(const char *str);
static GetCallback *get;
static PrintCallback *print;
KT_EXPORT int TransferToJS(const char *name, int age, TransferCallback *cb)
{
    char text[64];
    snprintf(text, sizeof text, "Hello %s!", name);
    return cb(text, age);
}

KT_EXPORT void RegisterFunctions(GetCallback *cb1, PrintCallback *cb2)
{
    get = cb1;
    print = cb2;
}

KT_EXPORT void SayIt(const char *name) { print(get(name)); }
