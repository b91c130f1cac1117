using System.Collections.Concurrent;

namespace KoffiGen.Tests.Runtime;

/// <summary>Tests of callbacks that run on a synchronization context.</summary>
public sealed class CallbackDeliveryTests : CallbackFixture
{
    private const string CompareName = "Native.Compare";

    /// <summary>A synchronization context with one thread that runs everything sent to it.</summary>
    private sealed class ThreadContext : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<Action> _work = [];
        private readonly Thread _thread;

        internal ThreadContext()
        {
            _thread = new Thread(() =>
            {
                SetSynchronizationContext(this);
                foreach (Action work in _work.GetConsumingEnumerable())
                {
                    work();
                }
            });
            _thread.Start();
        }

        internal int ThreadId => _thread.ManagedThreadId;

        internal int Sent { get; private set; }

        public override void Send(SendOrPostCallback d, object? state)
        {
            Sent++;
            using ManualResetEventSlim done = new();
            _work.Add(() =>
            {
                d(state);
                done.Set();
            });
            done.Wait();
        }

        public void Dispose()
        {
            _work.CompleteAdding();
            _thread.Join();
            _work.Dispose();
        }
    }

    /// <summary>A synchronization context whose <c>Send</c> is given by the test.</summary>
    private sealed class OtherContext(Action<Action> send) : SynchronizationContext
    {
        public override void Send(SendOrPostCallback d, object? state) => send(() => d(state));
    }

    [Test]
    public void A_callback_runs_on_its_context()
    {
        using ThreadContext context = new();
        int thread = 0;
        using Registered<Compare> registration = CompareThunks.Table.Register(
            (left, right) => (thread = Environment.CurrentManagedThreadId) == 0 ? 0 : (int)(left - right),
            context
        );
        nint address = registration.Address;
        Assert.That(CompareThunks.CallByC(address, 9, 2), Is.EqualTo(7));
        Assert.That(thread, Is.EqualTo(context.ThreadId));
        Assert.That(CompareThunks.CallByC(address, 9, 3), Is.EqualTo(6));
        Assert.That(context.Sent, Is.EqualTo(2));
    }

    [Test]
    public void A_callback_runs_synchronously_on_the_thread_of_its_context()
    {
        using ThreadContext context = new();
        using Registered<Compare> registration = CompareThunks.Table.Register((left, _) => (int)left, context);
        nint address = registration.Address;
        int result = 0;
        context.Send(_ => result = CompareThunks.CallByC(address, 4, 0), null);
        Assert.That(result, Is.EqualTo(4));
        Assert.That(context.Sent, Is.EqualTo(1), "That was the test's own.");
    }

    [Test]
    public void A_callback_on_a_context_may_be_called_again_from_within()
    {
        using ThreadContext context = new();
        nint address = 0;
        using Registered<Compare> registration = CompareThunks.Table.Register(
            (left, _) => left == 0 ? 0 : (int)left + CompareThunks.CallByC(address, left - 1, 0),
            context
        );
        address = registration.Address;
        Assert.That(CompareThunks.CallByC(address, 10, 0), Is.EqualTo(55));
        Assert.That(context.Sent, Is.EqualTo(1));
    }

    [Test]
    public void An_exception_on_the_context_is_reported()
    {
        using ThreadContext context = new();
        using Registered<Compare> registration = CompareThunks.Table.Register((_, _) => Throw("there"), context);
        Assert.That(CompareThunks.CallByC(registration.Address, 0, 0), Is.Zero);
        Assert.That(Errors.Take(KoffiCallbackErrorKind.Exception, CompareName).Message, Is.EqualTo("there"));
    }

    [Test]
    public void A_single_use_registration_runs_once_on_its_context()
    {
        using ThreadContext context = new();
        int thread = 0;
        Registered<Each> registration = EachThunks.Table.RegisterOnce(
            number => (thread = Environment.CurrentManagedThreadId) == 0 ? 0 : number,
            context
        );
        (nint address, nint place) = (registration.Address, registration.Context);
        Assert.That(EachThunks.CallByC(address, place, 5), Is.EqualTo(5));
        Assert.That(thread, Is.EqualTo(context.ThreadId));
        Assert.That(EachThunks.CallByC(address, place, 5), Is.Zero);
        Errors.TakeLate("Native.Each");
    }

    [Test]
    public void A_context_that_rejects_the_callback_is_reported()
    {
        OtherContext context = new(static _ => throw new NotSupportedException("closed"));
        using Registered<Compare> registration = CompareThunks.Table.Register((_, _) => 1, context);
        Assert.That(CompareThunks.CallByC(registration.Address, 0, 0), Is.Zero);
        Assert.That(Errors.Take(KoffiCallbackErrorKind.Delivery, CompareName), Is.TypeOf<NotSupportedException>());
    }

    [Test]
    public void A_callback_that_has_not_begun_when_C_continues_does_not_run()
    {
        Action? kept = null;
        OtherContext context = new(work => kept = work);
        int calls = 0;
        using Registered<Compare> registration = CompareThunks.Table.Register((_, _) => ++calls, context);
        Assert.That(CompareThunks.CallByC(registration.Address, 0, 0), Is.Zero);
        Assert.That(Errors.Take(KoffiCallbackErrorKind.Delivery, CompareName), Is.TypeOf<InvalidOperationException>());
        kept!();
        Assert.That(calls, Is.Zero);
    }

    [Test]
    public void C_continues_when_a_callback_that_has_begun_has_ended()
    {
        using ManualResetEventSlim begun = new();
        Thread? other = null;
        OtherContext context = new(work =>
        {
            other = new Thread(() => work());
            other.Start();
            begun.Wait();
            throw new TimeoutException();
        });
        using Registered<Compare> registration = CompareThunks.Table.Register(
            (_, _) =>
            {
                begun.Set();
                Thread.Sleep(50);
                return 3;
            },
            context
        );
        Assert.That(CompareThunks.CallByC(registration.Address, 0, 0), Is.EqualTo(3));
        Assert.That(Errors.Take(KoffiCallbackErrorKind.Delivery, CompareName), Is.TypeOf<TimeoutException>());
        other!.Join();
    }

    [Test]
    public void A_context_may_run_the_callback_synchronously()
    {
        OtherContext context = new(static work => work());
        using Registered<Compare> registration = CompareThunks.Table.Register((left, _) => (int)left, context);
        Assert.That(CompareThunks.CallByC(registration.Address, 3, 0), Is.EqualTo(3));
    }

    [Test]
    public void A_registration_that_ends_during_delivery_is_late()
    {
        Registered<Compare>? registration = null;
        OtherContext context = new(work =>
        {
            registration!.Dispose();
            work();
        });
        registration = CompareThunks.Table.Register((_, _) => 1, context);
        Assert.That(CompareThunks.CallByC(registration.Address, 0, 0), Is.Zero);
        Errors.TakeLate(CompareName);
    }
}
