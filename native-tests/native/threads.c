#include "threads.h"

typedef struct Start
{
    void (*function)(void *argument);
    void *argument;
} Start;

#ifdef _WIN32
#include <windows.h>

static DWORD WINAPI start(void *argument)
{
    Start *call = argument;
    call->function(call->argument);
    return 0;
}

void kt_run_on_thread(void (*function)(void *argument), void *argument)
{
    Start call = {function, argument};
    HANDLE thread = CreateThread(NULL, 0, start, &call, 0, NULL);
    WaitForSingleObject(thread, INFINITE);
    CloseHandle(thread);
}
#else
#include <pthread.h>
#include <stdlib.h>

static void *start(void *argument)
{
    Start *call = argument;
    call->function(call->argument);
    return NULL;
}

void kt_run_on_thread(void (*function)(void *argument), void *argument)
{
    Start call = {function, argument};
    pthread_t thread;
    if (pthread_create(&thread, NULL, start, &call) != 0)
        abort();
    pthread_join(thread, NULL);
}
#endif
