#include "threads.h"

#include <stdlib.h>
#include <time.h>

struct kt_thread
{
    void (*function)(void *argument);
    void *argument;
#ifdef _WIN32
    HANDLE handle;
#else
    pthread_t handle;
#endif
};

#ifdef _WIN32
static DWORD WINAPI run(void *argument)
{
    kt_thread *thread = argument;
    thread->function(thread->argument);
    return 0;
}

void kt_enter(kt_lock *lock) { AcquireSRWLockExclusive(lock); }
void kt_leave(kt_lock *lock) { ReleaseSRWLockExclusive(lock); }
int kt_await(kt_condition *condition, kt_lock *lock) { return SleepConditionVariableSRW(condition, lock, 30000, 0) != 0; }
void kt_announce(kt_condition *condition) { WakeAllConditionVariable(condition); }
#else
static void *run(void *argument)
{
    kt_thread *thread = argument;
    thread->function(thread->argument);
    return NULL;
}

void kt_enter(kt_lock *lock) { pthread_mutex_lock(lock); }
void kt_leave(kt_lock *lock) { pthread_mutex_unlock(lock); }
int kt_await(kt_condition *condition, kt_lock *lock)
{
    struct timespec until;
    timespec_get(&until, TIME_UTC);
    until.tv_sec += 30;
    return pthread_cond_timedwait(condition, lock, &until) == 0;
}
void kt_announce(kt_condition *condition) { pthread_cond_broadcast(condition); }
#endif

kt_thread *kt_start(void (*function)(void *argument), void *argument)
{
    kt_thread *thread = malloc(sizeof *thread);
    if (thread == NULL)
        abort();
    thread->function = function;
    thread->argument = argument;
#ifdef _WIN32
    thread->handle = CreateThread(NULL, 0, run, thread, 0, NULL);
    if (thread->handle == NULL)
        abort();
#else
    if (pthread_create(&thread->handle, NULL, run, thread) != 0)
        abort();
#endif
    return thread;
}

void kt_join(kt_thread *thread)
{
#ifdef _WIN32
    WaitForSingleObject(thread->handle, INFINITE);
    CloseHandle(thread->handle);
#else
    pthread_join(thread->handle, NULL);
#endif
    free(thread);
}

void kt_run_on_thread(void (*function)(void *argument), void *argument) { kt_join(kt_start(function, argument)); }
