using KoffiGen;

/// <summary>
/// The part of SQLite that stores and reads rows. KoffiGen generates the methods. <c>sqlite3</c> and <c>sqlite3_stmt</c> become types,
/// and each names the function that closes it.
/// </summary>
[KoffiLibrary("e_sqlite3")]
[KoffiDefine(
    """
        opaque sqlite3 !(sqlite3_close_v2);
        opaque sqlite3_stmt !(sqlite3_finalize);
        """
)]
[KoffiImport("const char *sqlite3_libversion(void)")]
[KoffiImport("sqlite3_open_v2", "int", "str", "_Out_ sqlite3 *!*", "int", "str")]
[KoffiImport("int sqlite3_close_v2(sqlite3 *db)")]
[KoffiImport("const char *sqlite3_errmsg(sqlite3 *db)")]
[KoffiImport(
    "int sqlite3_prepare_v2(sqlite3 *db, const char *sql, int length, _Out_ sqlite3_stmt *!*statement, _Out_opt_ const char **tail)"
)]
[KoffiImport("int sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text, int length, void *destructor)")]
[KoffiImport("int sqlite3_bind_int(sqlite3_stmt *statement, int index, int value)")]
[KoffiImport("int sqlite3_step(sqlite3_stmt *statement)")]
[KoffiImport("int sqlite3_reset(sqlite3_stmt *statement)")]
[KoffiImport("int sqlite3_column_int(sqlite3_stmt *statement, int column)")]
[KoffiImport("const char *sqlite3_column_text(sqlite3_stmt *statement, int column)")]
internal static partial class Sqlite
{
    public const int OpenReadWrite = 2;
    public const int OpenCreate = 4;
    public const int Row = 100;
    public const int Done = 101;

    /// <summary>Makes SQLite copy the text, which is no longer valid when the call has returned.</summary>
    public const nint Transient = -1;
}
