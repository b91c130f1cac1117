using KoffiGen.CSharp;
using KoffiGen.Emit.Conversions;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Declarations;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Emit.Calls;

/// <summary>The state that all emitters of one call share: the writer, and the names of locals.</summary>
internal sealed class CallContext
{
    /// <summary>The bytes of the stack that all string arguments of a call share.</summary>
    private const int TextBufferBytes = 1024;

    private readonly string _prefix = "__";

    /// <param name="method">The C# method that makes the call.</param>
    /// <param name="member">Its name with its type, for exceptions.</param>
    public CallContext(SourceWriter writer, CallModel call, MethodDeclaration method, string member)
    {
        Writer = writer;
        Call = call;

        // Parameters may begin with underscores, too.
        while (method.Parameters.Any(parameter => parameter.Name.StartsWith(_prefix, StringComparison.Ordinal)))
        {
            _prefix += "_";
        }

        Subject = new MessageSubject(call.Target.SymbolName, member, _prefix + "function");
    }

    public SourceWriter Writer { get; }

    public CallModel Call { get; }

    /// <summary>The name of the function in messages.</summary>
    public MessageSubject Subject { get; }

    /// <summary>The expression of the name of the function in messages.</summary>
    public string Function => Subject.Expression;

    public string Address => _prefix + "address";

    public string Result => _prefix + "result";

    public string Error => _prefix + "error";

    public string Scope => _prefix + "scope";

    public string Callbacks => _prefix + "callbacks";

    public string Index => _prefix + "index";

    /// <summary>The bytes of the stack for each string argument.</summary>
    public int TextBufferSize { get; private set; }

    public bool CapturesError => Call.CapturesLastError || Call.ThrowOn != ThrowCondition.Never;

    /// <summary>Returns the name of a local that belongs to an argument or to the result.</summary>
    public string Local(string owner, string purpose) => $"{_prefix}{owner}_{purpose}";

    public string Local(string name) => _prefix + name;

    public void ShareTextBuffer(int texts) => TextBufferSize = texts == 0 ? 0 : Math.Min(512, TextBufferBytes / texts);

    /// <param name="value">The expression of the C# value.</param>
    public string ToNative(Conversion conversion, Expression value) => ConversionWriter.ToNative(conversion, value, Subject);

    /// <param name="value">The expression of C's value.</param>
    public string ToManaged(ToManagedConversion conversion, Expression value) =>
        ConversionWriter.ToManaged(conversion, value, Subject, Result);

    public string Write(Number number) => NumberWriter.Write(number, Subject);
}
