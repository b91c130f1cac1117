// The C library of the sample. Its functions invoke callbacks, now or later, on the caller's thread or on a thread that they create.
#include <stdio.h>

#if defined(_WIN32)
#include <windows.h>
#define EXPORT __declspec(dllexport)
#else
#include <pthread.h>
#define EXPORT __attribute__((visibility("default")))
#endif

typedef int TransferCallback(const char *str, int age);
typedef const char *GetCallback(const char *name);
typedef void PrintCallback(const char *str);
typedef void LogHandler(int level, const char *message);

static GetCallback *get_callback;
static PrintCallback *print_callback;
static LogHandler *log_handler;

EXPORT int TransferToJS(const char *name, int age, TransferCallback *cb)
{
    char text[64];
    snprintf(text, sizeof text, "Hello %s!", name);
    return cb(text, age);
}

EXPORT void RegisterFunctions(GetCallback *cb1, PrintCallback *cb2)
{
    get_callback = cb1;
    print_callback = cb2;
}

EXPORT void SayIt(const char *name)
{
    print_callback(get_callback(name));
}

EXPORT void set_log_handler(LogHandler *handler)
{
    log_handler = handler;
}

#if defined(_WIN32)
static DWORD WINAPI work(void *argument)
#else
static void *work(void *argument)
#endif
{
    log_handler(1, "working on a thread of C's");
    log_handler(2, "done");
    (void)argument;
    return 0;
}

// Does its work on a new thread and waits for it.
EXPORT void run_worker(void)
{
#if defined(_WIN32)
    HANDLE thread = CreateThread(NULL, 0, work, NULL, 0, NULL);
    WaitForSingleObject(thread, INFINITE);
    CloseHandle(thread);
#else
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, NULL) == 0)
        pthread_join(thread, NULL);
#endif
}
