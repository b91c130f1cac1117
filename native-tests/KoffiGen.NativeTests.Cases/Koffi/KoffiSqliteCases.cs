using System.Globalization;

namespace KoffiGen.NativeTests;

/// <summary>Koffi's sqlite program: a table of two hundred rows, written and read.</summary>
public static partial class KoffiSqliteCases
{
    private const int OpenReadWrite = 2;
    private const int OpenCreate = 4;
    private const int Row = 100;
    private const int Done = 101;
    private const int Rows = 200;

    /// <summary>Makes SQLite copy the text, which is no longer valid when the call has returned.</summary>
    private const nint Transient = -1;

    [KoffiLibrary("e_sqlite3")]
    [KoffiDefine("opaque sqlite3 !(sqlite3_close_v2); opaque sqlite3_stmt !(sqlite3_finalize);")]
    [KoffiImport("sqlite3_open_v2", "int", "str", "_Out_ sqlite3 *!*", "int", "str")]
    [KoffiImport("int sqlite3_exec(sqlite3 *db, str sql, void *callback, void *argument, void *message)")]
    [KoffiImport("int sqlite3_prepare_v2(sqlite3 *db, str sql, int length, _Out_ sqlite3_stmt *!*statement, void *tail)")]
    [KoffiImport("int sqlite3_reset(sqlite3_stmt *statement)")]
    [KoffiImport("int sqlite3_bind_text(sqlite3_stmt *statement, int index, str text, int length, void *destructor)")]
    [KoffiImport("int sqlite3_bind_int(sqlite3_stmt *statement, int index, int value)")]
    [KoffiImport("int sqlite3_step(sqlite3_stmt *statement)")]
    [KoffiImport("str sqlite3_column_text(sqlite3_stmt *statement, int column)")]
    [KoffiImport("int sqlite3_column_int(sqlite3_stmt *statement, int column)")]
    internal static partial class Sqlite;

    [NativeCase]
    public static void Rows_are_written_and_read()
    {
        Check.Equal(0, Sqlite.sqlite3_open_v2(":memory:", out Sqlite.sqlite3Handle database, OpenReadWrite | OpenCreate, null));
        using (database)
        {
            Check.Equal(
                0,
                Sqlite.sqlite3_exec(database, "CREATE TABLE foo (id INTEGER PRIMARY KEY, bar TEXT, value INT, bar2 TEXT);", 0, 0, 0)
            );
            Write(database);
            Read(database);
        }
    }

    private static void Write(Sqlite.sqlite3Handle database)
    {
        Check.Equal(
            0,
            Sqlite.sqlite3_prepare_v2(
                database,
                "INSERT INTO foo (bar, value, bar2) VALUES (?1, ?2, ?3);",
                -1,
                out Sqlite.sqlite3_stmtHandle statement,
                0
            )
        );
        using (statement)
        {
            for (int row = 0; row < Rows; row++)
            {
                Check.Equal(0, Sqlite.sqlite3_reset(statement));
                Check.Equal(
                    0,
                    Sqlite.sqlite3_bind_text(statement, 1, string.Create(CultureInfo.InvariantCulture, $"TXT {row}"), -1, Transient)
                );
                Check.Equal(0, Sqlite.sqlite3_bind_int(statement, 2, row % 7));
                Check.Equal(
                    0,
                    Sqlite.sqlite3_bind_text(statement, 3, string.Create(CultureInfo.InvariantCulture, $"abc {row % 7}"), -1, Transient)
                );
                Check.Equal(Done, Sqlite.sqlite3_step(statement));
            }
        }
    }

    private static void Read(Sqlite.sqlite3Handle database)
    {
        Check.Equal(
            0,
            Sqlite.sqlite3_prepare_v2(
                database,
                "SELECT id, bar, value, bar2 FROM foo ORDER BY id;",
                -1,
                out Sqlite.sqlite3_stmtHandle statement,
                0
            )
        );
        using (statement)
        {
            for (int row = 0; row < Rows; row++)
            {
                Check.Equal(Row, Sqlite.sqlite3_step(statement));
                Check.Equal(row + 1, Sqlite.sqlite3_column_int(statement, 0));
                Check.Equal(string.Create(CultureInfo.InvariantCulture, $"TXT {row}"), Sqlite.sqlite3_column_text(statement, 1));
                Check.Equal(row % 7, Sqlite.sqlite3_column_int(statement, 2));
                Check.Equal(string.Create(CultureInfo.InvariantCulture, $"abc {row % 7}"), Sqlite.sqlite3_column_text(statement, 3));
            }

            Check.Equal(Done, Sqlite.sqlite3_step(statement));
        }
    }
}
