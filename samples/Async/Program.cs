using Data;
using KoffiGen;

// The call runs on another thread, so this thread continues.
Task<int> call = Libc.AtoiAsync("1257");
Console.WriteLine("Hello World!");
Console.WriteLine($"Result: {await call}");

// Starts ten thousand calls at once. Eight run at a time; the others wait and can be cancelled.
using CancellationTokenSource source = new();
Console.CancelKeyPress += (_, key) =>
{
    // The calls that run in C end first; then the program ends.
    key.Cancel = true;
    source.Cancel();
};

Task<int>[] calls = [.. Enumerable.Range(0, 10_000).Select(_ => Sleeper.SleepAsync(2, source.Token))];
Task all = Task.WhenAll(calls);
KoffiQueue queue = Sleeper.Queue;
while (!all.IsCompleted)
{
    Console.WriteLine($"{queue.FinishedCount, 6} of {calls.Length} finished, {queue.RunningCount} run, {queue.WaitingCount} wait");
    await Task.WhenAny(all, Task.Delay(250));
}

await queue.ShutDownAsync();
Console.WriteLine($"{queue.FinishedCount} calls finished, {queue.CancelledCount} were cancelled");
if (source.IsCancellationRequested)
{
    return 130;
}

// Makes ten queries at once. All run on the one thread that the database must be used from.
var opened = await Sqlite.OpenAsync(":memory:", Sqlite.OpenReadwrite | Sqlite.OpenCreate | Sqlite.OpenMemory | Sqlite.OpenNomutex, null);
using DatabaseHandle database = opened.database;
HashSet<int> threads = [];
await RunAsync(
    "create table planets (name text, moons int); insert into planets values ('Earth', 1), ('Mars', 2), ('Jupiter', 95), ('Saturn', 146)"
);
Task<string>[] queries =
[
    .. Enumerable
        .Range(1, 10)
        .Select(number => RunAsync($"select count(*), coalesce(sum(moons), 0) from planets where moons >= {number * number}")),
];
foreach ((int index, string row) in (await Task.WhenAll(queries)).Index())
{
    int number = index + 1;
    Console.WriteLine($"planets with {number * number} moons or more, and all their moons: {row}");
}

Console.WriteLine($"threads that asked: {threads.Count}");
return 0;

async Task<string> RunAsync(string sql)
{
    string row = "";
    var done = await Sqlite.ExecAsync(
        database,
        sql,
        (values, _) =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            row = string.Join(", ", values.ToArray());
            return 0;
        }
    );
    return done.result == 0 ? row : throw new InvalidOperationException(done.error);
}
