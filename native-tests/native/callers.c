/* Threads that C creates. They invoke the published callbacks as fast as they can and check the results. */
#include "koffigen_test.h"
#include "threads.h"

#define PLACES 64
#define CALLERS 4

typedef int Answer(int question);
typedef int AnswerWith(void *user, int question);

typedef struct Place
{
    kt_lock lock;
    Answer *answer;
    AnswerWith *answer_with;
    void *user;
    int secret;
} Place;

typedef struct Caller
{
    kt_thread *thread;
    unsigned state;
    int64_t calls;
    int64_t wrong;
} Caller;

static Place places[PLACES];
static Caller callers[CALLERS];
static kt_lock stop_lock = KT_LOCK_INIT;
static bool is_stopping;

static bool must_stop(void)
{
    kt_enter(&stop_lock);
    bool stops = is_stopping;
    kt_leave(&stop_lock);
    return stops;
}

static void call_all(void *argument)
{
    Caller *caller = argument;
    while (!must_stop())
    {
        for (int round = 0; round < 100; round++)
        {
            caller->state = caller->state * 1664525u + 1013904223u;
            Place *place = &places[(caller->state >> 16) % PLACES];
            int question = (int)(caller->state >> 8);
            kt_enter(&place->lock);
            if (place->answer != NULL || place->answer_with != NULL)
            {
                int answer = place->answer != NULL ? place->answer(question) : place->answer_with(place->user, question);
                caller->calls++;
                caller->wrong += answer != (question ^ place->secret);
            }
            kt_leave(&place->lock);
        }
    }
}

KT_EXPORT void StartCallers(void)
{
    for (int index = 0; index < PLACES; index++)
        places[index] = (Place){.lock = KT_LOCK_INIT};
    is_stopping = false;
    for (int index = 0; index < CALLERS; index++)
    {
        callers[index] = (Caller){.state = (unsigned)index + 1};
        callers[index].thread = kt_start(call_all, &callers[index]);
    }
}

/* The number of calls, and the number of those with a wrong result. */
KT_EXPORT int64_t StopCallers(int64_t *wrong)
{
    kt_enter(&stop_lock);
    is_stopping = true;
    kt_leave(&stop_lock);
    int64_t calls = 0;
    *wrong = 0;
    for (int index = 0; index < CALLERS; index++)
    {
        kt_join(callers[index].thread);
        calls += callers[index].calls;
        *wrong += callers[index].wrong;
    }
    return calls;
}

static void publish(int place, Place content)
{
    kt_enter(&places[place].lock);
    places[place].answer = content.answer;
    places[place].answer_with = content.answer_with;
    places[place].user = content.user;
    places[place].secret = content.secret;
    kt_leave(&places[place].lock);
}

KT_EXPORT void Publish(int place, Answer *answer, int secret) { publish(place, (Place){.answer = answer, .secret = secret}); }
KT_EXPORT void PublishWith(int place, AnswerWith *answer, void *user, int secret) { publish(place, (Place){.answer_with = answer, .user = user, .secret = secret}); }

/* After this call, no thread invokes the callbacks. */
KT_EXPORT void Withdraw(int place) { publish(place, (Place){.secret = 0}); }

KT_EXPORT int Ask(Answer *answer, int question) { return answer(question); }
KT_EXPORT int AskWith(AnswerWith *answer, void *user, int question) { return answer(user, question); }
