using System.Runtime.CompilerServices;
using KoffiGen;

// A transient callback: C may call the lambda until the function returns.
int answer = Native.TransferToJS(
    "Niels",
    27,
    (str, age) =>
    {
        Console.WriteLine(str);
        Console.WriteLine($"Your age is: {age}");
        return 42;
    }
);
Console.WriteLine(answer);

// Registered callbacks: C keeps them until they are disposed of.
using var cb1 = Native.GetCallbackPointer.Register(name => $"Hello {name}!");
using var cb2 = Native.PrintCallbackPointer.Register(Console.WriteLine);
Native.RegisterFunctions(cb1, cb2);
Native.SayIt("Kyoto");

// qsort of the C runtime sorts C# structs; the comparer is a closure.
Planet[] planets = [new(0, 2440), new(2, 3390), new(1, 6371), new(95, 58232)];
int comparisons = 0;
Libc.Sort(
    planets,
    Unsafe.SizeOf<Planet>(),
    (in left, in right) =>
    {
        comparisons++;
        return right.Moons.CompareTo(left.Moons);
    }
);
Console.WriteLine($"moons: {string.Join(", ", planets.Select(planet => planet.Moons))}{(comparisons > 0 ? "" : " (not compared)")}");

RunSql();

// Any thread may invoke a callback, also one that C created.
int caller = Environment.CurrentManagedThreadId;
using (
    var log = Native.LogHandlerPointer.Register(
        (level, message) =>
            Console.WriteLine($"log {level}: {message}{(Environment.CurrentManagedThreadId == caller ? " (on the caller's thread)" : "")}")
    )
)
{
    Native.set_log_handler(log);
    Native.run_worker();
}

// An exception never crosses C: it is rethrown when the function returns.
try
{
    _ = Native.TransferToJS("World", 0, (_, _) => throw new InvalidOperationException("thrown by a callback"));
}
catch (InvalidOperationException exception)
{
    Console.WriteLine($"caught: {exception.Message}");
}

static void RunSql()
{
    // The functions must outlive the database. It is declared last, so it is closed first.
    using var area = Sqlite.SqlFunctionPointer.Register(
        (context, arguments) =>
        {
            double radius = Sqlite.ToDouble(arguments[0]);
            Sqlite.SetResult(context, Math.PI * radius * radius);
        }
    );
    double sum = 0;
    using var add = Sqlite.SqlFunctionPointer.Register((_, arguments) => sum += Sqlite.ToDouble(arguments[0]));
    using var total = Sqlite.SqlFinishPointer.Register(context => Sqlite.SetResult(context, sum));

    Sqlite.Open(":memory:", out Sqlite.sqlite3Handle database, Sqlite.ReadWrite | Sqlite.Create, null);
    using (database)
    {
        Sqlite.CreateFunction(database, "area", 1, Sqlite.Utf8, 0, area, null, null, null);
        Sqlite.CreateFunction(database, "total_of", 1, Sqlite.Utf8, 0, null, add, total, null);
        Sqlite.Execute(database, "CREATE TABLE circles (radius REAL); INSERT INTO circles VALUES (1), (2), (3)", null, default);

        List<string> rows = [];
        Sqlite.Execute(
            database,
            "SELECT radius, round(area(radius), 2) AS area FROM circles ORDER BY radius",
            (values, names) =>
            {
                rows.Add($"{names[0]} {values[0]}, {names[1]} {values[1]}");
                return 0;
            },
            default
        );
        Console.WriteLine(string.Join("\n", rows));
        Sqlite.Execute(database, "SELECT total_of(radius) FROM circles", (values, _) => Print($"total {values[0]}"), default);
    }

    static int Print(string line)
    {
        Console.WriteLine(line);
        return 0;
    }
}
