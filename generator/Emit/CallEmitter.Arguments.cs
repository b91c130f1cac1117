using System.Globalization;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Emit.Conversions;
using KoffiGen.Emit.Structs;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Emit;

// What happens to each kind of argument before the call, and what the call is given.
internal sealed partial class CallEmitter
{
    private void WriteSetup(ArgumentModel argument)
    {
        if (argument.Minimum is { } minimum)
        {
            WriteMinimumCheck(argument, minimum);
        }

        switch (argument)
        {
            case TextArgument text:
                string type = text.Encoding switch
                {
                    TextEncoding.Utf8 => "Utf8Argument",
                    TextEncoding.Utf16 => "Utf16Argument",
                    TextEncoding.Utf32 => "Utf32Argument",
                    _ => "WideArgument",
                };
                if (text.IsSpan || text.IsCopy)
                {
                    string units = text.IsCopy ? $"global::System.MemoryExtensions.AsSpan({text.Identifier})" : text.Identifier;
                    _writer.Line(
                        $"global::KoffiGen.CompilerServices.{type} {Local(text)} = new({units}, {CSharpLiteral.String(Name(text))});"
                    );
                }
                else if (text.NeedsBuffer)
                {
                    string element = text.Encoding == TextEncoding.Utf8 ? "byte" : "uint";
                    int length = element == "byte" ? _textBytes : _textBytes / 4;
                    _writer.Line($"{element}* {Buffer(text)} = stackalloc {element}[{length}];");
                    _writer.Line(
                        $"global::KoffiGen.CompilerServices.{type} {Local(text)} = new({text.Identifier}, new global::System.Span<{element}>({Buffer(text)}, {length}), {CSharpLiteral.String(Name(text))});"
                    );
                }

                break;

            case TextBufferArgument buffer:
                if (buffer.IsRequired)
                {
                    _writer.Line($"global::System.ArgumentNullException.ThrowIfNull({buffer.Identifier});");
                }

                string initial = buffer.IsRead ? $", {buffer.Identifier}, {CSharpLiteral.String(Name(buffer))}" : "";
                _writer.Line($"byte* {Buffer(buffer)} = stackalloc byte[{_textBytes}];");
                _writer.Line(
                    $"global::KoffiGen.CompilerServices.TextBufferArgument {Local(buffer)} = new({Buffer(buffer)}, {_textBytes}, {NumberWriter.Write(buffer.Size)}, {(buffer.IsByteCount ? "true" : "false")}, global::KoffiGen.CompilerServices.NativeTextEncoding.{buffer.Encoding}{initial});"
                );
                break;

            case CallbackArgument { IsNullable: false } callback:
                _writer.Line($"global::System.ArgumentNullException.ThrowIfNull({callback.Identifier});");
                break;

            case HandleArgument { IsReserved: false } handle:
                string held = handle.TakesEither ? $"{handle.Identifier}.ToHandleArgument()" : $"new({handle.Identifier})";
                _writer.Line($"global::KoffiGen.CompilerServices.HandleArgument {Local(handle)} = {held};");
                break;

            case MemoryArgument memory:
                _writer.Line($"nint {Native(memory)} = {memory.Identifier} is null ? 0 : {memory.Identifier}.Address;");
                break;

            case TextArrayArgument texts:
                _writer.Line(
                    $"global::KoffiGen.CompilerServices.TextArrayArgument {Local(texts)} = new({texts.Identifier}, global::KoffiGen.CompilerServices.NativeTextEncoding.{texts.Encoding}, {CSharpLiteral.String(Name(texts))});"
                );
                break;

            case ConvertedOutput output:
                string value = output.ToNative is { } toNative ? ConversionWriter.ToNative(toNative, output.Identifier) : "default";
                _writer.Line($"{WriteLocal(output, output.NativeElement)} = {value};");
                break;

            case ManagedFormArgument { IsAcquired: false } twin:
                _writer.Line($"{WriteLocal(twin, twin.Struct)} = default;");
                break;

            case HandleOutput output:
                _writer.Line($"{output.Identifier} = new {output.HandleType}();");
                _writer.Line($"nint {Native(output)} = 0;");
                break;

            case PinnedArgument { IsOut: true } pinned:
                _writer.Line($"{pinned.Identifier} = default;");
                break;

            case LengthArgument length:
                WriteLengthChecks(length.Memory);
                if (length.Conversion.MayThrow)
                {
                    _writer.Line($"{length.NativeType} {Native(length)} = {ToNative(length)};");
                }

                break;

            // A conversion that can throw happens before anything is set up behind it, and before the call, in the order of the arguments.
            case ValueArgument { Conversion.MayThrow: true } checkedValue:
                _writer.Line($"{checkedValue.NativeType} {Native(checkedValue)} = {ToNative(checkedValue)};");
                break;
        }
    }

    /// <summary>What must be undone whatever happens, and so stands inside of <c>try</c>.</summary>
    private void WriteAcquisition(ArgumentModel argument)
    {
        switch (argument)
        {
            case ManagedFormArgument { IsArray: true } twins:
                // A span of its own: an array may be null.
                _writer.Line(
                    $"global::System.{(twins.IsWritten ? "" : "ReadOnly")}Span<{twins.Struct}.Managed> {Elements(twins)} = {twins.Identifier};"
                );
                string alignment = twins.OverAlignment is { } more ? $", {LayoutEmitter.Expression(more)}" : "";
                _writer.Line(
                    $"{twins.Struct}* {Native(twins)} = {_prefix}scope.Allocate<{twins.Struct}>({Elements(twins)}.Length{alignment});"
                );
                if (twins.IsRead)
                {
                    WriteEach(
                        twins,
                        $"{Elements(twins)}[{_prefix}index].ToNative(ref {_prefix}scope, out {Native(twins)}[{_prefix}index]);"
                    );
                }

                break;

            case ManagedFormArgument twin:
                string local = WriteLocal(twin, twin.Struct);
                _writer.Line($"{twin.Identifier}.ToNative(ref {_prefix}scope, out {local});");
                if (twin.FreesMembers)
                {
                    _writer.Line($"{twin.Struct} {Given(twin)} = {Native(twin)};");
                }

                break;

            case CallbackArgument callback:
                string context = callback.HasContext ? $", out nint {Context(callback)}" : "";
                _writer.Line(
                    $"nint {Native(callback)} = {_prefix}callbacks.Acquire({callback.Thunks}.Table, {callback.Identifier}{context});"
                );
                break;

            default:
                string acquisition = argument is HandleArgument { IsConsumed: true }
                    ? $"Reserve({CSharpLiteral.String(_function)})"
                    : "Acquire()";
                _writer.Line($"nint {Native(argument)} = {Local(argument)}.{acquisition};");
                break;
        }
    }

    private void WriteEach(ManagedFormArgument twins, string statement)
    {
        using (_writer.Block(Each(twins)))
        {
            _writer.Line(statement);
        }
    }

    private string Each(ManagedFormArgument twins) =>
        $"for (int {_prefix}index = 0; {_prefix}index < {Elements(twins)}.Length; {_prefix}index++)";

    private string Context(ArgumentModel callback) => $"{_prefix}{Name(callback)}_context";

    private string Elements(ManagedFormArgument twins) => $"{_prefix}{Name(twins)}_elements";

    private string Given(ManagedFormArgument twin) => $"{_prefix}{Name(twin)}_given";

    private void WriteLengthChecks(EquatableArray<CountedMemory> memory)
    {
        for (int first = 0; first < (memory[0].IsOptional ? memory.Count : 1); first++)
        {
            for (int second = first + 1; second < memory.Count; second++)
            {
                string check = memory[second].IsOptional ? "CheckLengthOrNone" : "CheckLength";
                _writer.Line(
                    $"global::KoffiGen.CompilerServices.CountedMemory.{check}({NumberWriter.Write(memory[second].Length)}, {CSharpLiteral.String(memory[second].Name)}, {NumberWriter.Write(memory[first].Length)}, {CSharpLiteral.String(memory[first].Name)});"
                );
            }
        }
    }

    private void WriteMinimumCheck(ArgumentModel argument, MinimumLength minimum)
    {
        string check = minimum.AllowsNone ? "CheckMinimumOrNone" : "CheckMinimum";
        string unit = minimum.IsByteCount ? ", \"bytes\"" : "";
        _writer.Line(
            $"global::KoffiGen.CompilerServices.CountedMemory.{check}({NumberWriter.WriteArgument(minimum.Length)}, {minimum.Value.ToString(CultureInfo.InvariantCulture)}, {CSharpLiteral.String(Name(argument))}{unit});"
        );
    }

    private static bool CanPin(ArgumentModel argument) => argument is PinnedArgument or TextArgument;

    private string? Pin(ArgumentModel argument) =>
        argument switch
        {
            PinnedArgument pinned =>
                $"{pinned.Element}* {(pinned.IsCopiedToAlign ? Address(pinned) : Native(pinned))} = {(pinned.IsVariable ? "&" : "")}{pinned.Identifier}",
            TextArgument { Encoding: TextEncoding.Utf16, IsSpan: false, IsCopy: false } text =>
                $"char* {Native(text)} = global::KoffiGen.CompilerServices.Utf16Argument.Validate({text.Identifier}, {CSharpLiteral.String(Name(text))})",
            TextArgument text => $"{PinnedType(text.Encoding)} {Native(text)} = {Local(text)}",
            _ => null,
        };

    private static string PinnedType(TextEncoding encoding) =>
        encoding switch
        {
            TextEncoding.Utf8 => "byte*",
            TextEncoding.Utf16 => "char*",
            TextEncoding.Utf32 => "uint*",
            _ => "byte*",
        };

    private string NativeExpression(ArgumentModel argument) =>
        argument switch
        {
            ValueArgument value when value.Conversion.MayThrow => Native(value),
            ValueArgument value => ToNative(value),
            LengthArgument length => length.Conversion.MayThrow ? Native(length) : ToNative(length),
            TextArgument { Encoding: TextEncoding.Wide } text => $"(void*){Native(text)}",
            TextArgument { Encoding: TextEncoding.Utf16 } text => $"(ushort*){Native(text)}",
            ConvertedOutput or ManagedFormArgument { IsArray: false } when argument.OverAlignment is not null => Address(argument),
            ConvertedOutput or HandleOutput => "&" + Native(argument),
            OmittedArgument => "null",
            ContextArgument => Context(argument),
            ManagedFormArgument { IsByValue: false, IsArray: false } => "&" + Native(argument),
            _ => Native(argument),
        };

    private static string ToNative(ValueArgument argument) => ConversionWriter.ToNative(argument.Conversion, argument.Identifier);

    private static string ToNative(LengthArgument argument) =>
        ConversionWriter.ToNative(argument.Conversion, NumberWriter.Write(argument.Length));

    private string ToManaged(ToManagedConversion conversion, string value) =>
        ConversionWriter.ToManaged(conversion, value, $"{_prefix}result");

    private static string Name(ArgumentModel argument) => argument.Identifier.TrimStart('@');

    private string Local(ArgumentModel argument) => $"{_prefix}{Name(argument)}_argument";

    private string Buffer(ArgumentModel argument) => $"{_prefix}{Name(argument)}_buffer";

    private string Native(ArgumentModel argument) => $"{_prefix}{Name(argument)}_{(argument is LengthArgument ? "length" : "native")}";
}
