using KoffiGen;

/// <summary>
/// The part of SQLite that calls back. <c>sqlite3_exec</c> passes a context pointer to the callback of each row: marked with
/// <c>_Context_</c>,
/// it finds the closure and is not in the C# signature. The functions that SQL calls are registered, because SQLite keeps them as long as
/// the database is open.
/// </summary>
[KoffiLibrary("e_sqlite3")]
[KoffiDefine(
    """
        opaque sqlite3 !(sqlite3_close_v2);
        opaque sqlite3_context;
        opaque sqlite3_value;
        typedef int RowCallback(_Context_ void *user, int count, _In_reads_(count) char **values, _In_reads_(count) char **names);
        typedef void SqlFunction(sqlite3_context *context, int count, _In_reads_(count) sqlite3_value **arguments);
        typedef void SqlFinish(sqlite3_context *context);
        typedef void SqlDestroy(void *data);
        """
)]
[KoffiImport(
    "int sqlite3_open_v2(const char *file, _Out_ sqlite3 *!*db, int flags, const char *vfs)",
    MethodName = "Open",
    ThrowOn = KoffiThrowOn.NonZero
)]
[KoffiImport(
    "int sqlite3_exec(sqlite3 *db, const char *sql, RowCallback *row, _Context_ void *user, char **message)",
    MethodName = "Execute",
    ThrowOn = KoffiThrowOn.NonZero
)]
[KoffiImport(
    """
        int sqlite3_create_function_v2(sqlite3 *db, const char *name, int count, int encoding, void *data,
                                       SqlFunction *function, SqlFunction *step, SqlFinish *finish, SqlDestroy *destroy)
        """,
    MethodName = "CreateFunction",
    ThrowOn = KoffiThrowOn.NonZero
)]
[KoffiImport("double sqlite3_value_double(sqlite3_value *value)", MethodName = "ToDouble")]
[KoffiImport("void sqlite3_result_double(sqlite3_context *context, double value)", MethodName = "SetResult")]
static partial class Sqlite
{
    public const int ReadWrite = 2,
        Create = 4,
        Utf8 = 1;
}
