namespace KoffiGen.Tests.Runtime;

/// <summary>Tests of registered callbacks.</summary>
public sealed class CallbackRegistrationTests : CallbackFixture
{
    private const string CompareName = "Native.Compare";

    [Test]
    public void C_calls_until_the_registration_is_disposed()
    {
        Registered<Compare> registration = CompareThunks.Table.Register((left, right) => (int)(left - right));
        nint address = registration.Address;
        Assert.That(CompareThunks.CallByC(address, 9, 4), Is.EqualTo(5));
        Assert.That(registration.ToDelegate()(9, 4), Is.EqualTo(5));
        Assert.That(registration.Context == 0);
        Assert.That(registration.ToString(), Is.EqualTo($"{CompareName} 0x{address:x}"));
        registration.Dispose();
        Assert.That(registration.IsDisposed);
        Assert.That(registration.ToString(), Is.EqualTo($"{CompareName} (disposed)"));
        Assert.That(CompareThunks.CallByC(address, 9, 4), Is.Zero);
        Errors.TakeLate(CompareName);
    }

    [Test]
    public void All_slots_taken_names_the_type_and_the_limit()
    {
        List<Registered<Compare>> registrations = [];
        for (int index = 0; index < 16; index++)
        {
            int number = index;
            registrations.Add(CompareThunks.Table.Register((_, _) => number));
        }

        Assert.That(registrations.Select(registration => registration.Address), Is.Unique);
        Assert.That(
            registrations.Select(registration => CompareThunks.CallByC(registration.Address, 0, 0)),
            Is.EqualTo(Enumerable.Range(0, 16))
        );
        Assert.That(
            () => CompareThunks.Table.Register((_, _) => 16),
            Throws.InvalidOperationException.With.Message.Contains("All 16 slots of 'Native.Compare'")
        );
        Assert.That(Compare((left, _) => (int)left, 3, 0), Is.EqualTo(3), "Calls have slots of their own.");

        nint free = registrations[5].Address;
        registrations[5].Dispose();
        registrations[5].Dispose();
        using Registered<Compare> next = CompareThunks.Table.Register((_, _) => 17);
        Assert.That(next.Address, Is.EqualTo(free));
        Assert.That(CompareThunks.CallByC(free, 0, 0), Is.EqualTo(17));
        Assert.That(() => CompareThunks.Table.Register((_, _) => 18), Throws.InvalidOperationException, "Disposing twice frees one slot.");
        registrations.ForEach(registration => registration.Dispose());
        Assert.That(CompareThunks.CallByC(free, 0, 0), Is.EqualTo(17), "The slot is another's by now.");
    }

    [Test]
    public void A_slot_is_not_reused_while_others_are_free()
    {
        nint[] addresses =
        [
            .. Enumerable
                .Range(0, 16)
                .Select(_ =>
                {
                    using Registered<Compare> registration = CompareThunks.Table.Register((_, _) => 1);
                    return registration.Address;
                }),
        ];
        Assert.That(addresses, Is.Unique);
    }

    [Test]
    public void A_registration_is_passed_as_it_is()
    {
        using Registered<Compare> registration = CompareThunks.Table.Register((_, _) => 1);
        Assert.That(Call(CompareThunks.Table, registration, (address, _) => address), Is.EqualTo(registration.Address));
        using Registered<Each> withContext = EachThunks.Table.Register(_ => 1);
        Assert.That(
            Call(EachThunks.Table, withContext, (address, context) => (address, context)),
            Is.EqualTo((withContext.Address, withContext.Context))
        );
        Registered<Compare>? none = null;
        Assert.That(Call(CompareThunks.Table, none, (address, _) => address) == 0);
    }

    [Test]
    public void A_delegate_that_combines_a_registration_is_another_callback()
    {
        int calls = 0;
        using Registered<Compare> registration = CompareThunks.Table.Register((_, _) => ++calls);
        Compare both = (_, _) => calls += 10;
        both += registration;
        Assert.That(Compare(both, 0, 0), Is.EqualTo(11));
        Assert.That(calls, Is.EqualTo(11));

        Compare other = registration.Negative;
        Assert.That(Compare(other, 0, 0), Is.EqualTo(-12));
    }

    [Test]
    public void A_disposed_registration_cannot_be_passed()
    {
        Registered<Compare> registration = CompareThunks.Table.Register((_, _) => 1);
        registration.Dispose();
        Assert.That(
            () => Call(CompareThunks.Table, registration, (address, _) => address),
            Throws.TypeOf<ObjectDisposedException>().With.Message.Contains($"'{CompareName}'").And.Message.Contains(Function)
        );
        Assert.That(() => registration.Address, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => registration.Context, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => CompareThunks.Table.Register(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void An_exception_of_a_registration_is_reported_and_the_next_call_succeeds()
    {
        using Registered<Compare> registration = CompareThunks.Table.Register((left, _) => left == 0 ? Throw("zero") : (int)left);
        int result = Call(
            CompareThunks.Table,
            registration,
            (address, _) => CompareThunks.CallByC(address, 0, 0) + CompareThunks.CallByC(address, 5, 0)
        );
        Assert.That(result, Is.EqualTo(5));
        Exception told = Errors.Take(KoffiCallbackErrorKind.Exception, CompareName);
        Assert.That(told.Message, Is.EqualTo("zero"));
        Assert.That(told.StackTrace, Does.Contain(nameof(Throw)));
    }

    [Test]
    public void A_callback_may_dispose_of_its_registration()
    {
        Registered<Compare>? registration = null;
        registration = CompareThunks.Table.Register(
            (left, _) =>
            {
                registration!.Dispose();
                return left == 0 ? Throw("last") : (int)left;
            }
        );
        Assert.That(CompareThunks.CallByC(registration.Address, 0, 0), Is.Zero);
        Assert.That(Errors.Take(KoffiCallbackErrorKind.Exception, CompareName).Message, Is.EqualTo("last"));
    }

    [Test]
    public void A_subscriber_that_throws_does_not_prevent_other_subscribers()
    {
        Action<KoffiCallbackError> bad = _ => Throw("subscriber");
        TextWriter standardError = Console.Error;
        using StringWriter written = new();
        Console.SetError(written);
        Errors.Dispose();
        Koffi.CallbackError += bad;
        using CallbackErrorLog second = new();
        try
        {
            using Registered<Compare> registration = CompareThunks.Table.Register((_, _) => Throw("callback"));
            Assert.That(CompareThunks.CallByC(registration.Address, 0, 0), Is.Zero);
        }
        finally
        {
            Koffi.CallbackError -= bad;
            Console.SetError(standardError);
        }

        Assert.That(second.Take(KoffiCallbackErrorKind.Exception, CompareName).Message, Is.EqualTo("callback"));
        Assert.That(written.ToString(), Does.Contain("callback").And.Contain("Koffi.CallbackError").And.Contain("subscriber"));
    }

    [Test]
    public void Without_a_subscriber_errors_are_written()
    {
        TextWriter standardError = Console.Error;
        using StringWriter written = new();
        Console.SetError(written);
        Errors.Dispose();
        try
        {
            using Registered<Compare> registration = CompareThunks.Table.Register((_, _) => Throw("nobody"));
            CompareThunks.CallByC(registration.Address, 0, 0);
        }
        finally
        {
            Console.SetError(standardError);
        }

        Assert.That(written.ToString(), Does.Contain(CompareName).And.Contain("nobody"));
    }

    [Test]
    public void Subscribers_of_many_threads_are_all_called()
    {
        CallbackErrorLog[] logs = new CallbackErrorLog[64];
        Parallel.For(0, logs.Length, index => logs[index] = new CallbackErrorLog());
        using (Registered<Compare> registration = CompareThunks.Table.Register((_, _) => Throw("all")))
        {
            CompareThunks.CallByC(registration.Address, 0, 0);
        }

        Parallel.ForEach(logs, log => log.Dispose());
        Assert.That(logs.Select(log => log.Count), Is.All.EqualTo(1));
        Errors.Take();
    }
}

file static class Others
{
    internal static int Negative(this Registered<Compare> registration, nint left, nint right) => -registration.Callback(left, right);
}
