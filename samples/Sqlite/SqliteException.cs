using Data;

/// <summary>The exception that is thrown when SQLite reports a failure.</summary>
internal sealed class SqliteException(string message) : Exception(message)
{
    /// <summary>Throws an exception with SQLite's error message for the latest call on a connection.</summary>
    /// <param name="database">The connection of the call.</param>
    /// <param name="actual">The result of the call.</param>
    /// <param name="expected">The result of a successful call.</param>
    public static void ThrowUnless(DatabaseHandle database, int actual, int expected = Sqlite.Ok)
    {
        if (actual != expected)
        {
            throw new SqliteException($"{Sqlite.Errmsg(database)} (error {actual})");
        }
    }
}
