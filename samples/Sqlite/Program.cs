// Stores ten thousand rows with SQLite and reads them back: the functions, constants and handles come from sqlite.koffi.
//
//     dotnet run --project samples/Sqlite

using System.Globalization;
using Data;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

int opened = Sqlite.Open(":memory:", out DatabaseHandle database, Sqlite.OpenReadwrite | Sqlite.OpenCreate, null);
using (database)
{
    SqliteException.ThrowUnless(database, opened);
    Execute("CREATE TABLE measurements (id INTEGER PRIMARY KEY, sensor TEXT NOT NULL, value REAL NOT NULL)");
    Execute("BEGIN");
    InsertMeasurements(10_000);
    Execute("COMMIT");
    Console.WriteLine($"inserted {Sqlite.TotalChanges(database)} rows");

    using (StatementHandle totals = Prepare("SELECT count(*), sum(value) FROM measurements"))
    {
        SqliteException.ThrowUnless(database, Sqlite.Step(totals), Sqlite.Row);
        Console.WriteLine($"count = {Sqlite.ColumnInt64(totals, 0)}, sum = {Sqlite.ColumnDouble(totals, 1)}");
    }

    using (StatementHandle first = Prepare("SELECT id, sensor, value FROM measurements ORDER BY id LIMIT 3"))
    {
        while (Sqlite.Step(first) == Sqlite.Row)
        {
            Console.WriteLine($"  {Sqlite.ColumnInt(first, 0)}: {Sqlite.ColumnText(first, 1)} measured {Sqlite.ColumnDouble(first, 2)}");
        }
    }

    try
    {
        Execute("DELETE FROM planets");
    }
    catch (SqliteException failure)
    {
        Console.WriteLine(failure.Message);
    }
}

void InsertMeasurements(int count)
{
    using StatementHandle insert = Prepare("INSERT INTO measurements (sensor, value) VALUES (?, ?)");
    for (int i = 1; i <= count; i++)
    {
        SqliteException.ThrowUnless(database, Sqlite.BindText(insert, 1, $"sensor {i % 10}", -1, (DestructorTypePointer)Sqlite.Transient));
        SqliteException.ThrowUnless(database, Sqlite.BindDouble(insert, 2, i * 0.5));
        SqliteException.ThrowUnless(database, Sqlite.Step(insert), Sqlite.Done);
        SqliteException.ThrowUnless(database, Sqlite.Reset(insert));
    }
}

void Execute(string sql)
{
    using StatementHandle statement = Prepare(sql);
    SqliteException.ThrowUnless(database, Sqlite.Step(statement), Sqlite.Done);
}

StatementHandle Prepare(string sql)
{
    SqliteException.ThrowUnless(database, Sqlite.Prepare(database, sql, -1, out StatementHandle statement, out _));
    return statement;
}
