using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary>Tests of transient callbacks.</summary>
public sealed unsafe class CallbackTests : CallbackFixture
{
    private const string CompareName = "Native.Compare";

    [Test]
    public void C_calls_the_delegate_until_the_call_returns()
    {
        nint kept = 0;
        int result = Call(
            CompareThunks.Table,
            (left, right) => (int)(left * 10 + right),
            (address, _) => CompareThunks.CallByC(kept = address, 3, 4)
        );
        Assert.That(result, Is.EqualTo(34));
        Assert.That(CompareThunks.CallByC(kept, 3, 4), Is.Zero);
        Errors.TakeLate(CompareName);
    }

    [Test]
    public void Qsort_sorts()
    {
        delegate* unmanaged[Cdecl]<int*, nuint, nuint, nint, void> qsort = (delegate* unmanaged[Cdecl]<int*, nuint, nuint, nint, void>)
            new NativeSymbol(new(typeof(CallbackTests).Assembly, "c"), "qsort").Bind();
        int[] numbers = [5, 3, 9, 1, 7];
        Call(
            CompareThunks.Table,
            (left, right) => (*(int*)right).CompareTo(*(int*)left),
            (address, _) =>
            {
                fixed (int* first = numbers)
                {
                    qsort(first, (nuint)numbers.Length, sizeof(int), address);
                }

                return 0;
            }
        );
        Assert.That(numbers, Is.EqualTo([9, 7, 5, 3, 1]));
    }

    [Test]
    public void Null_is_NULL()
    {
        CallbackScope scope = default;
        Assert.That(scope.Acquire(CompareThunks.Table, null, Function) == 0);
        Assert.That(scope.HasFailed, Is.False);
        scope.ThrowIfFailed();
        scope.Dispose();
    }

    [Test]
    public void A_C_function_is_passed_unchanged()
    {
        delegate* unmanaged[Cdecl]<int, int> abs = (delegate* unmanaged[Cdecl]<int, int>)
            new NativeSymbol(new(typeof(CallbackTests).Assembly, "c"), "abs").Bind();
        Step callback = new StepFunction((nint)abs).Call;
        Assert.That(Call(StepThunks.Table, callback, (address, _) => address), Is.EqualTo((nint)abs));
        Assert.That(
            Call(StepThunks.Table, (_ => 0) + callback, (address, _) => address),
            Is.Not.EqualTo((nint)abs),
            "It is but one of two."
        );
    }

    [Test]
    public void A_callback_runs_on_a_thread_that_C_calls_on()
    {
        int thread = 0;
        int result = Call(
            CompareThunks.Table,
            (left, _) => (thread = Environment.CurrentManagedThreadId) == 0 ? 0 : (int)left,
            (address, _) =>
            {
                int answer = 0;
                OnThread(() => answer = CompareThunks.CallByC(address, 8, 0));
                return answer;
            }
        );
        Assert.That(result, Is.EqualTo(8));
        Assert.That(thread, Is.Not.EqualTo(Environment.CurrentManagedThreadId));
    }

    [Test]
    public void An_exception_is_thrown_when_the_call_returns_and_no_callback_runs_until_then()
    {
        int calls = 0;
        List<int> results = [];
        Compare callback = (left, _) => ++calls == 2 ? Throw("two") : (int)left;
        InvalidDataException thrown = Assert.Throws<InvalidDataException>(() =>
            Call(
                CompareThunks.Table,
                callback,
                (address, _) =>
                {
                    for (int call = 1; call <= 4; call++)
                    {
                        results.Add(CompareThunks.CallByC(address, call, 0));
                    }

                    OnThread(() => results.Add(CompareThunks.CallByC(address, 5, 0)));
                    return 0;
                }
            )
        )!;
        Assert.That(thrown.Message, Is.EqualTo("two"));
        Assert.That(thrown.StackTrace, Does.Contain(nameof(Throw)).And.Contain(nameof(CallbackScope.ThrowIfFailed)));
        Assert.That(results, Is.EqualTo([1, 0, 0, 0, 0]));
        Assert.That(calls, Is.EqualTo(2));
        Assert.That(Compare((left, _) => (int)left, 6, 0), Is.EqualTo(6), "The next call knows nothing of it.");
    }

    [Test]
    public void Callbacks_of_one_call_fail_together([Values] bool isFirst)
    {
        CallbackScope scope = default;
        try
        {
            nint failing = isFirst ? scope.Acquire(CompareThunks.Table, (_, _) => Throw("one"), Function) : 0;
            nint step = scope.Acquire(StepThunks.Table, number => number, Function);
            nint each = scope.Acquire(EachThunks.Table, number => number, Function, out nint context);
            if (!isFirst)
            {
                failing = scope.Acquire(CompareThunks.Table, (_, _) => Throw("one"), Function);
            }

            Assert.That(StepThunks.CallByC(step, 1), Is.EqualTo(1));
            Assert.That(scope.HasFailed, Is.False);
            Assert.That(CompareThunks.CallByC(failing, 1, 1), Is.Zero);
            Assert.That(scope.HasFailed);
            Assert.That(StepThunks.CallByC(step, 2), Is.Zero);
            Assert.That(EachThunks.CallByC(each, context, 3), Is.Zero);
        }
        finally
        {
            scope.Dispose();
        }

        Assert.That(Errors.Take(KoffiCallbackErrorKind.Exception, CompareName).Message, Is.EqualTo("one"), "It was not rethrown.");
    }

    [Test]
    public void An_exception_after_the_call_is_reported()
    {
        using ManualResetEventSlim entered = new(),
            ended = new();
        Thread? thread = null;
        Compare callback = (_, _) =>
        {
            entered.Set();
            ended.Wait();
            return Throw("late");
        };
        Call(
            CompareThunks.Table,
            callback,
            (address, _) =>
            {
                thread = new Thread(() => CompareThunks.CallByC(address, 0, 0));
                thread.Start();
                entered.Wait();
                return 0;
            }
        );
        ended.Set();
        thread!.Join();
        Exception told = Errors.Take(KoffiCallbackErrorKind.Exception, CompareName);
        Assert.That(told.Message, Is.EqualTo("late"));
        Assert.That(told.StackTrace, Does.Contain(nameof(Throw)));
    }

    [Test]
    public void Of_two_exceptions_one_is_thrown_and_one_is_reported()
    {
        using Barrier both = new(2);
        Compare callback = (left, _) =>
        {
            both.SignalAndWait();
            return Throw($"{left}");
        };
        InvalidDataException thrown = Assert.Throws<InvalidDataException>(() =>
            Call(
                CompareThunks.Table,
                callback,
                (address, _) =>
                {
                    Parallel.Invoke(
                        () => OnThread(() => CompareThunks.CallByC(address, 1, 0)),
                        () => OnThread(() => CompareThunks.CallByC(address, 2, 0))
                    );
                    return 0;
                }
            )
        )!;
        Assert.That(
            new[] { thrown.Message, Errors.Take(KoffiCallbackErrorKind.Exception, CompareName).Message },
            Is.EquivalentTo(["1", "2"])
        );
    }

    [Test]
    public void The_default_policy_reports_the_exception_and_continues()
    {
        int[] results = Call(
            TolerantThunks.Table,
            number => number == 1 ? Throw("one") : number,
            (address, context) => Enumerable.Range(0, 4).Select(number => TolerantThunks.CallByC(address, context, number)).ToArray()
        );
        Assert.That(results, Is.EqualTo([0, 0, 2, 3]));
        Assert.That(Errors.Take(KoffiCallbackErrorKind.Exception, "Native.Tolerant").Message, Is.EqualTo("one"));
    }

    [Test]
    public void Two_hundred_callbacks_live_at_once()
    {
        CallbackScope scope = default;
        nint[] addresses = new nint[200];
        for (int index = 0; index < addresses.Length; index++)
        {
            int number = index;
            addresses[index] = scope.Acquire(CompareThunks.Table, (left, _) => (int)left + number, Function);
        }

        Assert.That(addresses, Is.Unique);
        Assert.That(addresses.Select(address => CompareThunks.CallByC(address, 1, 0)), Is.EqualTo(Enumerable.Range(1, 200)));
        scope.Dispose();
        foreach (nint address in addresses)
        {
            Assert.That(CompareThunks.CallByC(address, 1, 0), Is.Zero);
            Errors.TakeLate(CompareName);
        }
    }

    [Test]
    public void A_failed_registration_does_not_occupy_a_slot()
    {
        bool isFailing = true;
        CallbackTable<Step> table = new(
            "Native.Step",
            "",
            [],
            [1],
            static _ => static number => number,
            slot => isFailing ? throw new NotSupportedException() : 100 + slot.Index
        );
        for (int attempt = 0; attempt < 10; attempt++)
        {
            Assert.That(
                () => Call(table, number => number, (_, _) => Call(table, number => number, (address, _) => address)),
                Throws.TypeOf<NotSupportedException>()
            );
        }

        isFailing = false;
        (nint first, nint second) = Call(
            table,
            number => number,
            (first, _) => (first, Call(table, number => number, (address, _) => address))
        );
        Assert.That(first, Is.EqualTo((nint)1));
        Assert.That(second, Is.EqualTo((nint)101));
    }

    [Test]
    public void Callbacks_recur()
    {
        int Sum(int depth) => depth == 0 ? 0 : Compare((left, _) => (int)left + Sum(depth - 1), depth, 0);
        Assert.That(Sum(100), Is.EqualTo(5050));
    }

    [Test]
    public void An_exception_is_thrown_through_each_call_of_a_recursion()
    {
        int Descend(int depth) => depth == 0 ? Throw("deep") : Compare((left, _) => Descend(depth - 1), depth, 0);
        Assert.That(() => Descend(50), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("deep"));
    }

    [Test]
    public void A_callback_preserves_the_last_error_of_C()
    {
        int found = 0;
        Compare callback = (_, _) =>
        {
            found = Marshal.GetLastSystemError();
            Marshal.SetLastSystemError(7);
            return 1;
        };
        int after = Call(
            CompareThunks.Table,
            callback,
            (address, _) =>
            {
                CompareThunks.CallByC(address, 0, 0);
                Marshal.SetLastSystemError(42);
                CompareThunks.CallByC(address, 0, 0);
                return Marshal.GetLastSystemError();
            }
        );
        Assert.That(found, Is.EqualTo(42));
        Assert.That(after, Is.EqualTo(42));
    }

    [Test]
    public void A_call_with_callbacks_allocates_nothing()
    {
        Compare compare = (left, _) => (int)left;
        Step step = number => number;
        Each each = number => number;
        int Calls(int count)
        {
            int sum = 0;
            for (int call = 0; call < count; call++)
            {
                CallbackScope scope = default;
                try
                {
                    sum += CompareThunks.CallByC(scope.Acquire(CompareThunks.Table, compare, Function), 1, 0);
                    sum += StepThunks.CallByC(scope.Acquire(StepThunks.Table, step, Function), 1);
                    sum += StepThunks.CallByC(scope.Acquire(StepThunks.Table, step, Function), 1);
                    sum += EachThunks.CallByC(scope.Acquire(EachThunks.Table, each, Function, out nint context), context, 1);
                    scope.ThrowIfFailed();
                }
                finally
                {
                    scope.Dispose();
                }
            }

            return sum;
        }

        Calls(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int sum = Calls(1000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.EqualTo(4000));
    }

    [Test]
    public void A_callback_of_another_function_type_is_refused()
    {
        CallbackTable<Step> other = new(
            "Other.Step",
            "unmanaged[Cdecl]<double, int>",
            [],
            [1],
            static _ => static number => number,
            static _ => 2
        );
        using Registered<Step> registration = StepThunks.Table.Register(static number => number);
        Step function = new StepFunction(5).Call;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => Acquire(other, registration),
                Throws.ArgumentException.With.Message.Contains(
                    $"registration of a 'Native.Step' passed to {Function} has the C signature 'unmanaged[Cdecl]<int, int>', "
                        + "but a 'Other.Step' is called as 'unmanaged[Cdecl]<double, int>'"
                )
            );
            Assert.That(() => Acquire(other, function), Throws.ArgumentException.With.Message.Contains($"at 0x5 passed to {Function}"));
            Assert.That(Acquire(StepThunks.Table, function) == 5);
            Assert.That(Acquire(StepThunks.Table, registration) == registration.Address);
        }

        static nint Acquire(CallbackTable<Step> table, Step callback)
        {
            using CallbackScope scope = default;
            return scope.Acquire(table, callback, Function);
        }
    }

    [Test]
    public void A_delegate_can_be_collected_after_the_call()
    {
        WeakReference reference = Pass();
        GC.Collect();
        Assert.That(reference.IsAlive, Is.False);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Pass()
        {
            int[] closure = [1];
            Compare((_, _) => closure[0], 0, 0);
            Each(_ => closure[0], 0);
            return new WeakReference(closure);
        }
    }
}

file sealed class StepFunction(nint address) : NativeFunctionTarget(address, "unmanaged[Cdecl]<int, int>")
{
    internal unsafe int Call(int number) => ((delegate* unmanaged[Cdecl]<int, int>)Address)(number);
}
