/* Threads that C creates and .NET does not know, and a lock. */
#ifndef KOFFIGEN_TEST_THREADS_H
#define KOFFIGEN_TEST_THREADS_H

#ifdef _WIN32
#include <windows.h>
typedef SRWLOCK kt_lock;
#define KT_LOCK_INIT SRWLOCK_INIT
typedef CONDITION_VARIABLE kt_condition;
#define KT_CONDITION_INIT CONDITION_VARIABLE_INIT
#else
#include <pthread.h>
typedef pthread_mutex_t kt_lock;
#define KT_LOCK_INIT PTHREAD_MUTEX_INITIALIZER
typedef pthread_cond_t kt_condition;
#define KT_CONDITION_INIT PTHREAD_COND_INITIALIZER
#endif

typedef struct kt_thread kt_thread;

/* The argument must stay valid until the thread is joined. */
kt_thread *kt_start(void (*function)(void *argument), void *argument);
void kt_join(kt_thread *thread);

void kt_enter(kt_lock *lock);
void kt_leave(kt_lock *lock);

/* Releases the lock and waits for the condition. It may return early, so check the condition again. Returns 0 after half a minute. */
int kt_await(kt_condition *condition, kt_lock *lock);
void kt_announce(kt_condition *condition);

/* Runs the function on a new thread, and waits for it. */
void kt_run_on_thread(void (*function)(void *argument), void *argument);

#endif
