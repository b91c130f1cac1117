/* A thread of C's, of which .NET knows nothing. */
#ifndef KOFFIGEN_TEST_THREADS_H
#define KOFFIGEN_TEST_THREADS_H

/* Runs the function on a new thread, and waits for it. */
void kt_run_on_thread(void (*function)(void *argument), void *argument);

#endif
