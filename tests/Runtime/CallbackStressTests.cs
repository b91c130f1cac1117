using System.Globalization;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary>
/// Many threads register, call, throw and dispose at random. Every delegate returns a secret of its own, so a call that reaches another
/// delegate, or
/// none, is detected. The environment variable KOFFIGEN_STRESS_SECONDS sets the duration.
/// </summary>
public sealed class CallbackStressTests : CallbackFixture
{
    private const int Threads = 16;
    private const int Seed = 20240229;
    private const int Throwing = 127;
    private const int Another = -1;

    private readonly Exchange[] _exchange = [.. Enumerable.Range(0, 8).Select(_ => new Exchange())];
    private long _thrown;
    private long _rethrown;
    private long _toldExceptions;
    private long _late;
    private long _reportedLate;
    private int _lastSecret;

    // An error is reported on the thread that made the call.
    [ThreadStatic]
    private static int lateOnThread;

    /// <summary>A callback that any thread may call at any time, also after its registration has ended.</summary>
    private sealed class Shared(int secret, bool hasContext)
    {
        internal volatile bool HasThrown;

        internal int Secret => secret;

        /// <summary>
        /// Whether the callback has a context pointer. Without one, a late call may reach the next callback in the same slot.
        /// </summary>
        internal bool HasContext => hasContext;

        internal nint Address { get; set; }

        internal nint Context { get; set; }

        internal int Call(int number) =>
            hasContext ? EachThunks.CallByC(Address, Context, number) : CompareThunks.CallByC(Address, secret, number);
    }

    /// <summary>A place where threads share a callback with each other.</summary>
    private sealed class Exchange
    {
        internal Shared? Current;
    }

    private sealed class OwnException(int secret) : Exception
    {
        internal int Secret => secret;
    }

    [Test]
    public void Concurrent_registrations_and_calls_are_neither_lost_nor_crossed()
    {
        double seconds = double.Parse(Environment.GetEnvironmentVariable("KOFFIGEN_STRESS_SECONDS") ?? "2", CultureInfo.InvariantCulture);
        Errors.Dispose();
        Koffi.CallbackError += Count;
        long rounds = 0;
        try
        {
            using CancellationTokenSource time = new(TimeSpan.FromSeconds(seconds));
            Exception?[] failures = new Exception?[Threads];
            Thread[] threads =
            [
                .. Enumerable
                    .Range(0, Threads)
                    .Select(index => new Thread(() =>
                    {
                        try
                        {
                            Interlocked.Add(ref rounds, Work(new Random(Seed + index), time.Token));
                        }
#pragma warning disable CA1031 // The exception is reported on the thread of the test.
                        catch (Exception exception)
#pragma warning restore CA1031
                        {
                            failures[index] = exception;
                            time.Cancel();
                        }
                    })),
            ];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Assert.That(failures.OfType<Exception>(), Is.Empty);
        }
        finally
        {
            Koffi.CallbackError -= Count;
        }

        TestContext.Out.WriteLine($"{rounds} rounds, {_thrown} exceptions ({_rethrown} rethrown), {_late} late, seed {Seed}");
        Assert.That(_rethrown + _toldExceptions, Is.EqualTo(_thrown), "Each exception is thrown again or told, once.");
        Assert.That(_reportedLate, Is.EqualTo(_late), "Only late calls are reported, each once.");
        Assert.That(new[] { _rethrown, _late }, Is.All.Positive);
        AssertAllFree();
    }

    private void Count(KoffiCallbackError error)
    {
        if (error.Kind == KoffiCallbackErrorKind.LateCall)
        {
            lateOnThread++;
            Interlocked.Increment(ref _reportedLate);
        }
        else
        {
            Interlocked.Increment(ref _toldExceptions);
        }
    }

    private long Work(Random random, CancellationToken end)
    {
        List<(Registered<Compare> Registration, int Secret)> compares = [];
        List<(Registered<Each> Registration, int Secret)> eaches = [];
        long rounds = 0;
        for (; !end.IsCancellationRequested; rounds++)
        {
            switch (random.Next(8))
            {
                case 0 or 1:
                    PassCompare(random, random.Next(4));
                    break;
                case 2:
                    PassShared(random, random.Next(2) == 0);
                    break;
                case 3:
                    Replace(compares, 2, random, TryRegister);
                    break;
                case 4:
                    Replace(eaches, 50, random, secret => EachThunks.Table.Register(number => Answer(secret, number)));
                    break;
                case 5:
                    foreach ((Registered<Compare> registration, int secret) in compares)
                    {
                        AssertAnswer(CompareThunks.CallByC(registration.Address, secret, 7), secret, 7);
                    }

                    foreach ((Registered<Each> registration, int secret) in eaches)
                    {
                        AssertAnswer(EachThunks.CallByC(registration.Address, registration.Context, 8), secret, 8);
                    }

                    break;
                case 6:
                    CallOnce();
                    break;
                default:
                    CallShared(random);
                    break;
            }
        }

        compares.ForEach(entry => entry.Registration.Dispose());
        eaches.ForEach(entry => entry.Registration.Dispose());
        return rounds;
    }

    private int NextSecret() => Interlocked.Increment(ref _lastSecret);

    // Never zero, because C receives zero if no callback answers.
    private static int Answer(int secret, int number) => (secret << 8) | 128 | number;

    private static void AssertAnswer(int answer, int secret, int number)
    {
        if (answer != Answer(secret, number))
        {
            throw new InvalidOperationException(
                $"The callback {secret} was asked {number}, and {(answer == 0 ? "nothing" : $"callback {answer >> 8}")} has answered."
            );
        }
    }

    private int Throw(int secret)
    {
        Interlocked.Increment(ref _thrown);
        throw new OwnException(secret);
    }

    private int Throw(Shared shared)
    {
        shared.HasThrown = true;
        return Throw(shared.Secret);
    }

    /// <summary>Makes a call with a transient callback, and nested calls inside it to the given depth. One in eight throws.</summary>
    private void PassCompare(Random random, int depth)
    {
        (int secret, int other) = (NextSecret(), NextSecret());
        bool isThrowing = random.Next(8) == 0;
        CallbackScope scope = default;
        try
        {
            nint address = scope.Acquire(
                CompareThunks.Table,
                (left, number) =>
                {
                    if (left != secret)
                    {
                        return Another;
                    }

                    if (depth > 0)
                    {
                        PassCompare(random, depth - 1);
                    }

                    return isThrowing && number == 3 ? Throw(secret) : Answer(secret, (int)number);
                },
                Function
            );
            nint second = scope.Acquire(StepThunks.Table, number => Answer(other, number), Function);
            AssertAnswer(StepThunks.CallByC(second, 1), other, 1);
            AssertAnswer(CompareThunks.CallByC(address, secret, 2), secret, 2);
            if (!isThrowing)
            {
                return;
            }

            if (
                CompareThunks.CallByC(address, secret, 3) != 0
                || StepThunks.CallByC(second, 4) != 0
                || CompareThunks.CallByC(address, secret, 5) != 0
            )
            {
                throw new InvalidOperationException($"After the exception of {secret}, the call goes on.");
            }

            ExpectFailure(ref scope, secret);
        }
        finally
        {
            scope.Dispose();
        }
    }

    /// <summary>
    /// Makes a call whose callback other threads call at the same time and after it has ended. Some of these calls throw.
    /// </summary>
    private void PassShared(Random random, bool hasContext)
    {
        int secret = NextSecret();
        ref Shared? place = ref _exchange[random.Next(_exchange.Length)].Current;
        Shared shared = new(secret, hasContext);
        int AnswerOrThrow(int number) => number == Throwing ? Throw(shared) : Answer(secret, number);
        CallbackScope scope = default;
        try
        {
            nint context = 0;
            shared.Address = hasContext
                ? scope.Acquire(EachThunks.Table, AnswerOrThrow, Function, out context)
                : scope.Acquire(CompareThunks.Table, (left, number) => left == secret ? AnswerOrThrow((int)number) : Another, Function);
            shared.Context = context;
            Volatile.Write(ref place, shared);
            Thread.SpinWait(random.Next(2000));
            if (random.Next(2) == 0)
            {
                Thread.Yield();
            }

            if (scope.HasFailed)
            {
                ExpectFailure(ref scope, secret);
            }
            else if (shared.Call(9) is not 0 and int answer)
            {
                AssertAnswer(answer, secret, 9);
            }
            else if (!scope.HasFailed)
            {
                throw new InvalidOperationException($"The callback {secret} has not answered, and not failed.");
            }
        }
        finally
        {
            scope.Dispose();
        }
    }

    private void ExpectFailure(ref CallbackScope scope, int secret)
    {
        try
        {
            scope.ThrowIfFailed();
        }
        catch (OwnException exception) when (exception.Secret == secret)
        {
            Interlocked.Increment(ref _rethrown);
            return;
        }

        throw new InvalidOperationException($"The exception of {secret} is lost.");
    }

    /// <summary>Calls a callback that another thread shares or has shared. It must answer, have thrown, or report a late call.</summary>
    private void CallShared(Random random)
    {
        if (Volatile.Read(ref _exchange[random.Next(_exchange.Length)].Current) is not { } shared)
        {
            return;
        }

        int late = lateOnThread;
        int answer = shared.Call(random.Next(16) == 0 ? Throwing : 10);
        late = CountLate(late);
        bool isExpected = answer switch
        {
            0 => late == 1 || shared.HasThrown || !shared.HasContext,
            Another => !shared.HasContext,
            _ => answer == Answer(shared.Secret, 10) && late == 0,
        };
        if (!isExpected)
        {
            throw new InvalidOperationException(
                $"The callback {shared.Secret} has answered {answer}, and {late} late calls were reported."
            );
        }
    }

    private int CountLate(int before)
    {
        int late = lateOnThread - before;
        Interlocked.Add(ref _late, late);
        return late;
    }

    private void CallOnce()
    {
        int secret = NextSecret();
        Registered<Each> registration = EachThunks.Table.RegisterOnce(number => Answer(secret, number));
        (nint address, nint context) = (registration.Address, registration.Context);
        AssertAnswer(EachThunks.CallByC(address, context, 11), secret, 11);
        int late = lateOnThread;
        if (EachThunks.CallByC(address, context, 12) != 0 || CountLate(late) != 1)
        {
            throw new InvalidOperationException($"The callback {secret} has been called twice.");
        }
    }

    private void Replace<TDelegate>(
        List<(Registered<TDelegate> Registration, int Secret)> entries,
        int most,
        Random random,
        Func<int, Registered<TDelegate>?> register
    )
        where TDelegate : Delegate
    {
        if (entries.Count > 0 && random.Next(most) < entries.Count)
        {
            int index = random.Next(entries.Count);
            entries[index].Registration.Dispose();
            entries.RemoveAt(index);
        }

        int secret = NextSecret();
        if (entries.Count < most && register(secret) is { } registration)
        {
            entries.Add((registration, secret));
        }
    }

    private static Registered<Compare>? TryRegister(int secret)
    {
        try
        {
            return CompareThunks.Table.Register((left, number) => left == secret ? Answer(secret, (int)number) : Another);
        }
        catch (InvalidOperationException)
        {
            // The other threads hold all slots.
            return null;
        }
    }

    private static void AssertAllFree()
    {
        Assert.That(CompareThunks.Table.Targets, Is.All.Null);
        Assert.That(StepThunks.Table.Targets, Is.All.Null);
        Registered<Compare>[] registrations = [.. Enumerable.Range(0, 16).Select(number => CompareThunks.Table.Register((_, _) => number))];
        Assert.That(
            registrations.Select(registration => CompareThunks.CallByC(registration.Address, 0, 0)),
            Is.EqualTo(Enumerable.Range(0, 16))
        );
        Array.ForEach(registrations, registration => registration.Dispose());

        CallbackScope scope = default;
        nint[] addresses = [.. Enumerable.Range(0, 8).Select(_ => scope.Acquire(CompareThunks.Table, (_, _) => 0, Function))];
        Assert.That(addresses, Is.Unique);
        Assert.That(CompareThunks.Table.Targets.Skip(16), Has.None.Null);
        scope.Dispose();
    }
}
