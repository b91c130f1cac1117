using System.Globalization;

Console.WriteLine($"atoi(\"1257\") = {Libc.Atoi("1257")}");
Console.WriteLine($"strdup(\"World!\") = {Libc.Strdup("World!")}");
if (Libc.IsGetTimeOfDayAvailable)
{
    int status = Libc.GetTimeOfDay(out Libc.timeval now);
    DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(now.tv_sec.Value);
    Console.WriteLine($"gettimeofday = {status}, {time.ToString("u", CultureInfo.InvariantCulture)} and {now.tv_usec.Value} microseconds");
}

Console.WriteLine($"sqlite3_libversion() = {Sqlite.sqlite3_libversion()}");
int opened = Sqlite.sqlite3_open_v2(":memory:", out Sqlite.sqlite3Handle database, Sqlite.OpenReadWrite | Sqlite.OpenCreate, null);
Console.WriteLine($"sqlite3_open_v2(\":memory:\") = {opened}");
using (database)
{
    Execute("CREATE TABLE planets (name TEXT NOT NULL, moons INTEGER NOT NULL)");
    Insert("Mercury", 0);
    Insert("Earth", 1);
    Insert("Mars", 2);

    using Sqlite.sqlite3_stmtHandle query = Prepare("SELECT name, moons FROM planets ORDER BY moons");
    while (Sqlite.sqlite3_step(query) == Sqlite.Row)
    {
        Console.WriteLine($"  {Sqlite.sqlite3_column_text(query, 0)}: {Sqlite.sqlite3_column_int(query, 1)} moons");
    }
}

if (OperatingSystem.IsWindows())
{
    _ = User32.MessageBoxA(0, "Hello World!", "KoffiGen", 0);
    _ = User32.MessageBoxA_1(0, "Hello again!", "KoffiGen", 0);
}

void Execute(string sql)
{
    using Sqlite.sqlite3_stmtHandle statement = Prepare(sql);
    Check(Sqlite.sqlite3_step(statement), Sqlite.Done);
}

void Insert(string name, int moons)
{
    using Sqlite.sqlite3_stmtHandle statement = Prepare("INSERT INTO planets VALUES (?, ?)");
    Check(Sqlite.sqlite3_bind_text(statement, 1, name, -1, Sqlite.Transient), 0);
    Check(Sqlite.sqlite3_bind_int(statement, 2, moons), 0);
    Check(Sqlite.sqlite3_step(statement), Sqlite.Done);
}

Sqlite.sqlite3_stmtHandle Prepare(string sql)
{
    Check(Sqlite.sqlite3_prepare_v2(database, sql, -1, out Sqlite.sqlite3_stmtHandle statement, out _), 0);
    return statement;
}

void Check(int actual, int expected)
{
    if (actual != expected)
    {
        throw new InvalidOperationException($"SQLite says {actual}: {Sqlite.sqlite3_errmsg(database)}");
    }
}
