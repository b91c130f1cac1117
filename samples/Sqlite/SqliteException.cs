using Data;

/// <summary>SQLite reported a failure.</summary>
internal sealed class SqliteException(string message) : Exception(message)
{
    /// <summary>Throws what SQLite says about the latest call on a connection.</summary>
    /// <param name="database">The connection that the call was on.</param>
    /// <param name="actual">What the call returned.</param>
    /// <param name="expected">What it returns if it succeeds.</param>
    public static void ThrowUnless(DatabaseHandle database, int actual, int expected = Sqlite.Ok)
    {
        if (actual != expected)
        {
            throw new SqliteException($"{Sqlite.Errmsg(database)} (error {actual})");
        }
    }
}
