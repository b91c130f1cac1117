namespace KoffiGen.CSharp;

/// <summary>The threads that run asynchronous calls. The counterpart of the runtime's <c>KoffiDispatcher</c>.</summary>
internal enum Dispatcher
{
    ThreadPool,
    Threads,
    Dedicated,
}
