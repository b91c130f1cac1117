using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Emit.Calls;

/// <summary>
/// Writes the code that throws if a callback or the C function has failed. It closes the handles that C opened nevertheless.
/// </summary>
internal static class FailureEmitter
{
    public static void Write(CallContext context, IReadOnlyList<ArgumentEmitter> arguments, ResultEmitter result)
    {
        string[] closings = [.. arguments.Select(static argument => argument.CloseHandle()).OfType<string>()];
        if (arguments.Any(static argument => argument.IsCallback))
        {
            WriteCallbackFailure(context, [.. closings, .. result.CloseHandle() is { } closing ? new[] { closing } : []]);
        }

        if (context.Call.ThrowOn == ThrowCondition.Never)
        {
            return;
        }

        WriteResultFailure(context, closings);
        if (!context.Call.Result.ManagedType.IsVoid || arguments.Any(static argument => argument.IsWritten))
        {
            context.Writer.Line();
        }
    }

    private static void WriteCallbackFailure(CallContext context, string[] closings)
    {
        string rethrow = $"{context.Callbacks}.{RuntimeMembers.CallbackScope.ThrowIfFailed}();";
        if (closings.Length == 0)
        {
            context.Writer.Line(rethrow);
            return;
        }

        using (context.Writer.Block($"if ({context.Callbacks}.{RuntimeMembers.CallbackScope.HasFailed})"))
        {
            context.Writer.Lines(closings);
            context.Writer.Line(rethrow);
        }

        context.Writer.Line();
    }

    private static void WriteResultFailure(CallContext context, string[] closings)
    {
        CallModel call = context.Call;

        // CLong is a struct that contains the number.
        string number = call.Result.NativeType is NativeLong ? $"{context.Result}.{SystemMembers.CLong.Value}" : context.Result;
        string condition = call.ThrowOn switch
        {
            ThrowCondition.Negative => $"{number} < 0",
            ThrowCondition.NonZero => $"{number} != 0",
            _ when call.Result.NativeType.IsPointer => $"{context.Result} == null",
            _ => $"{context.Result} == 0",
        };
        using (context.Writer.Block($"if ({condition})"))
        {
            context.Writer.Lines(closings);
            string code = call.ThrowOn == ThrowCondition.Null ? "0" : $"unchecked((long){number})";
            string name = CSharpLiteral.String(context.Subject.Name);
            context.Writer.Line($"throw {RuntimeMembers.NativeError.Create}({name}, {context.Function}, {code}, {context.Error});");
        }
    }
}
