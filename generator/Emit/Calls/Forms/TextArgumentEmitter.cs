using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>
/// A string that C reads. It is converted into a buffer on the stack, unless it is UTF-16: a .NET string ends with a NUL, and C reads it in
/// place.
/// </summary>
internal sealed class TextArgumentEmitter(CallContext context, TextArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool UsesTextBuffer => !argument.IsSpan && argument.Encoding != TextEncoding.Utf16;

    public override bool FollowsCall => true;

    public override string Pass =>
        argument.Encoding switch
        {
            TextEncoding.Wide => $"(void*){Native}",
            TextEncoding.Utf16 => $"(ushort*){Native}",
            _ => Native,
        };

    public override string Pin =>
        HasHelper ? $"{PinnedType} {Native} = {Helper}" : $"char* {Native} = {RuntimeMembers.Utf16Argument.Validate}({Checked})";

    public override string? Release => HasHelper ? $"{Helper}.{RuntimeMembers.Utf8Argument.Dispose}();" : null;

    public override void WriteSetup()
    {
        if (argument.IsCopy)
        {
            WriteHelper($"{SystemMembers.MemoryExtensions.AsSpan}({argument.Identifier})");
        }
        else if (argument.IsSpan)
        {
            WriteHelper(argument.Identifier);
        }
        else if (UsesTextBuffer)
        {
            string unit = argument.Encoding == TextEncoding.Utf8 ? "byte" : "uint";
            int length = argument.Encoding == TextEncoding.Utf8 ? Context.TextBufferSize : Context.TextBufferSize / 4;
            Writer.Line($"{unit}* {Buffer} = stackalloc {unit}[{length}];");
            WriteHelper($"{argument.Identifier}, new {SystemMembers.Span.Type}<{unit}>({Buffer}, {length})");
        }
    }

    private bool HasHelper => argument.Encoding != TextEncoding.Utf16 || argument.IsSpan || argument.IsCopy;

    private string HelperType =>
        argument.Encoding switch
        {
            TextEncoding.Utf8 => RuntimeMembers.Utf8Argument.Type,
            TextEncoding.Utf16 => RuntimeMembers.Utf16Argument.Type,
            TextEncoding.Utf32 => RuntimeMembers.Utf32Argument.Type,
            _ => RuntimeMembers.WideArgument.Type,
        };

    private string PinnedType =>
        argument.Encoding switch
        {
            TextEncoding.Utf16 => "char*",
            TextEncoding.Utf32 => "uint*",
            _ => "byte*",
        };

    /// <summary>The argument with what messages say about it.</summary>
    private string Checked => $"{argument.Identifier}, {CSharpLiteral.String(Name)}, {Context.Function}";

    private void WriteHelper(string arguments) =>
        Writer.Line($"{HelperType} {Helper} = new({arguments}, {CSharpLiteral.String(Name)}, {Context.Function});");
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(TextArgument argument) => new TextArgumentEmitter(context, argument);
}
