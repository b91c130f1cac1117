namespace KoffiGen.Tests.Runtime;

public sealed class HandleTests
{
    private sealed class Probe : KoffiHandle
    {
        public int Released { get; private set; }

        protected override bool ReleaseHandle()
        {
            Released++;
            return true;
        }
    }

    [Test]
    public void A_consumed_handle_is_closed_and_frees_nothing()
    {
        var handle = new Probe();
        handle.Initialize(42);
        Assert.That(handle.Consume("f"), Is.EqualTo((nint)42));
        Assert.That(() => handle.Consume("f"), Throws.TypeOf<ObjectDisposedException>().With.Message.Contains("'f'"));
        handle.Dispose();
        Assert.That(handle.Released, Is.Zero);
    }

    [Test]
    public void A_disposed_handle_is_released_once()
    {
        var handle = new Probe();
        handle.Initialize(42);
        handle.Dispose();
        handle.Dispose();
        Assert.That(handle.Released, Is.EqualTo(1));
    }
}
