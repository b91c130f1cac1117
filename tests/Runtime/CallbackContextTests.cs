using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary>Tests of callbacks that are found by a context pointer.</summary>
public sealed class CallbackContextTests : CallbackFixture
{
    private const string EachName = "Native.Each";

    [Test]
    public void Ten_thousand_callbacks_live_at_once([Values] bool areRegistered)
    {
        const int count = 10_000;
        CallbackScope scope = default;
        List<Registered<Each>> registrations = [];
        nint[] contexts = new nint[count];
        nint address = 0;
        for (int index = 0; index < count; index++)
        {
            int own = index;
            Each? callback = number => number + own;
            if (areRegistered)
            {
                registrations.Add(EachThunks.Table.Register(callback));
                callback = registrations[^1];
            }

            address = scope.Acquire(EachThunks.Table, callback, Function, out contexts[index]);
        }

        Assert.That(contexts, Is.Unique);
        Assert.That(contexts.Select(context => EachThunks.CallByC(address, context, 1)), Is.EqualTo(Enumerable.Range(1, count)));
        scope.Dispose();
        registrations.ForEach(registration => registration.Dispose());
        foreach (nint context in contexts)
        {
            Assert.That(EachThunks.CallByC(address, context, 1), Is.Zero);
            Errors.TakeLate(EachName);
        }
    }

    [Test]
    public void Threads_that_need_slots_at_once_share_the_new_slots()
    {
        const int threads = 16;
        for (int round = 0; round < 50; round++)
        {
            CallbackTable<Each> table = new(EachName, "", 1, static _ => static number => number);
            nint[] contexts = new nint[threads];
            using Barrier all = new(threads);
            Thread[] started =
            [
                .. Enumerable
                    .Range(0, threads)
                    .Select(index => new Thread(() =>
                    {
                        all.SignalAndWait();
                        CallbackScope scope = default;
                        scope.Acquire(table, number => number, Function, out contexts[index]);
                        all.SignalAndWait();
                        scope.Dispose();
                    })),
            ];
            Array.ForEach(started, thread => thread.Start());
            Array.ForEach(started, thread => thread.Join());
            Assert.That(contexts.Select(context => (uint)context), Is.Unique.And.All.InRange(1U, (uint)threads));
        }
    }

    [Test]
    public void A_stale_context_is_not_mistaken_for_the_next_context_of_its_slot()
    {
        (nint address, nint stale) = Call(EachThunks.Table, _ => 1, (address, context) => (address, context));
        for (int use = 0; use < 100; use++)
        {
            int own = 2 + use;
            (nint context, int result) = Call(
                EachThunks.Table,
                _ => own,
                (_, context) =>
                {
                    Assert.That(EachThunks.CallByC(address, stale, 0), Is.Zero);
                    return (context, EachThunks.CallByC(address, context, 0));
                }
            );
            Assert.That(result, Is.EqualTo(own));
            Assert.That((uint)context, Is.EqualTo((uint)stale), "It is the same place.");
            Errors.TakeLate(EachName);
        }
    }

    [TestCase(0)]
    [TestCase(1 << 20)]
    [TestCase(-1)]
    public void A_call_with_an_unknown_context_is_late(int context)
    {
        nint address = Call(EachThunks.Table, _ => 1, (address, _) => address);
        Assert.That(EachThunks.CallByC(address, context, 0), Is.Zero);
        Errors.TakeLate(EachName);
    }

    [Test]
    public void An_exception_is_thrown_when_the_call_returns()
    {
        Assert.That(() => Each(_ => Throw("each"), 0), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("each"));
        Assert.That(Each(number => number, 3), Is.EqualTo(3));
    }

    [Test]
    public void A_single_use_registration_is_called_once()
    {
        int calls = 0;
        Registered<Each> registration = EachThunks.Table.RegisterOnce(number => ++calls + number);
        (nint address, nint context) = (registration.Address, registration.Context);
        Assert.That(EachThunks.CallByC(address, context, 10), Is.EqualTo(11));
        Assert.That(registration.IsDisposed);
        Assert.That(EachThunks.CallByC(address, context, 10), Is.Zero);
        Errors.TakeLate(EachName);
        Assert.That(calls, Is.EqualTo(1));
        registration.Dispose();
    }

    [Test]
    public void A_disposed_single_use_registration_is_not_called()
    {
        Registered<Each> registration = EachThunks.Table.RegisterOnce(_ => 1);
        (nint address, nint context) = (registration.Address, registration.Context);
        registration.Dispose();
        Assert.That(EachThunks.CallByC(address, context, 0), Is.Zero);
        Errors.TakeLate(EachName);
    }

    [Test]
    public void The_exception_of_a_single_use_registration_is_reported()
    {
        Registered<Each> registration = EachThunks.Table.RegisterOnce(_ => Throw("once"));
        Assert.That(EachThunks.CallByC(registration.Address, registration.Context, 0), Is.Zero);
        Assert.That(Errors.Take(KoffiCallbackErrorKind.Exception, EachName).Message, Is.EqualTo("once"));
        Assert.That(registration.IsDisposed);
    }

    [Test]
    public void One_of_many_threads_calls_a_single_use_registration()
    {
        for (int round = 0; round < 500; round++)
        {
            int calls = 0;
            Registered<Each> registration = EachThunks.Table.RegisterOnce(_ => Interlocked.Increment(ref calls));
            (nint address, nint context) = (registration.Address, registration.Context);
            int sum = 0;
            Parallel.For(0, 4, _ => Interlocked.Add(ref sum, EachThunks.CallByC(address, context, 0)));
            Assert.That(calls, Is.EqualTo(1));
            Assert.That(sum, Is.EqualTo(1));
            for (int late = 0; late < 3; late++)
            {
                Errors.TakeLate(EachName);
            }
        }
    }
}
