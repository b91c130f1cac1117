using System.Globalization;

namespace KoffiGen.NativeTests;

/// <summary>
/// Sixteen threads register, call, throw and dispose at random, while threads that C created call the registered callbacks. Each callback
/// has a
/// secret of its own, so a call that reaches another callback, or none, is detected. The environment variable KOFFIGEN_STRESS_SECONDS sets
/// the duration.
/// </summary>
public static partial class CallbackStressCases
{
    private const int Threads = 16;
    private const int PlacesPerThread = 4;

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef int Answer(int question);
            typedef int AnswerWith(_Context_ void *user, int question);
            #pragma koffi slots(Answer, 64)
            void StartCallers(void);
            int64_t StopCallers(_Out_ int64_t *wrong);
            void Publish(int place, Answer *answer, int secret);
            void PublishWith(int place, AnswerWith *answer, _Context_ void *user, int secret);
            void Withdraw(int place);
            int Ask(Answer *answer, int question);
            int AskWith(AnswerWith *answer, _Context_ void *user, int question);
            """
    )]
    internal static partial class Native;

    [NativeCase]
    public static void No_call_is_lost_or_crossed_and_all_slots_are_free_at_the_end()
    {
        double seconds = double.Parse(Environment.GetEnvironmentVariable("KOFFIGEN_STRESS_SECONDS") ?? "10", CultureInfo.InvariantCulture);
        using CallbackErrors errors = new();
        Native.StartCallers();
        Exception?[] failures = new Exception?[Threads];
        using (CancellationTokenSource time = new(TimeSpan.FromSeconds(seconds)))
        {
            Thread[] threads =
            [
                .. Enumerable
                    .Range(0, Threads)
                    .Select(index => new Thread(() =>
                    {
                        try
                        {
                            Work(index, time.Token);
                        }
#pragma warning disable CA1031 // The case itself reports the exception.
                        catch (Exception exception)
#pragma warning restore CA1031
                        {
                            failures[index] = exception;
                        }
                    })),
            ];
            foreach (Thread thread in threads)
            {
                thread.Start();
            }

            foreach (Thread thread in threads)
            {
                thread.Join();
            }
        }

        long calls = Native.StopCallers(out long wrong);
        Check.Equal(null, failures.FirstOrDefault(static failure => failure is not null)?.ToString());
        Check.Equal(0L, wrong);
        Check.True(calls > 1000);
        errors.ExpectNone();

        Registered<Native.Answer>[] all =
        [
            .. Enumerable.Range(0, 64).Select(static _ => Native.AnswerPointer.Register(question => question)),
        ];
        Check.Throws<InvalidOperationException>(() => Native.AnswerPointer.Register(question => question));
        foreach (Registered<Native.Answer> registered in all)
        {
            registered.Dispose();
        }
    }

    // Each thread has slots of its own, so that at most 64 callbacks are registered at the same time.
    private static void Work(int index, CancellationToken stop)
    {
        Random random = new(index);
        IDisposable?[] registered = new IDisposable?[PlacesPerThread];
        while (!stop.IsCancellationRequested)
        {
            int own = random.Next(PlacesPerThread);
            int place = (index * PlacesPerThread) + own;
            int secret = random.Next();
            switch (random.Next(6))
            {
                case 0 or 1 when registered[own] is null:
                    Registered<Native.Answer> answer = Native.AnswerPointer.Register(question => question ^ secret);
                    registered[own] = answer;
                    Native.Publish(place, answer, secret);
                    Check.Equal(5 ^ secret, Native.Ask(answer, 5));
                    break;

                case 2 when registered[own] is null:
                    Registered<Native.AnswerWith> answerWith = Native.AnswerWithPointer.Register(question => question ^ secret);
                    registered[own] = answerWith;
                    Native.PublishWith(place, answerWith, secret);
                    Check.Equal(6 ^ secret, Native.AskWith(answerWith, 6));
                    break;

                case 3:
                    Check.Equal(secret ^ 9, Native.Ask(question => Native.AskWith(inner => inner ^ secret, question), 9));
                    break;

                case 4:
                    Check.Equal(
                        secret,
                        int.Parse(
                            Check
                                .Throws<FormatException>(() =>
                                    Native.Ask(_ => throw new FormatException(secret.ToString(CultureInfo.InvariantCulture)), 1)
                                )
                                .Message,
                            CultureInfo.InvariantCulture
                        )
                    );
                    break;

                default:
                    End(own, place);
                    break;
            }
        }

        for (int own = 0; own < PlacesPerThread; own++)
        {
            End(own, (index * PlacesPerThread) + own);
        }

        void End(int own, int place)
        {
            Native.Withdraw(place);
            registered[own]?.Dispose();
            registered[own] = null;
        }
    }
}
