using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>A bit-field as a property. As in C, the setter drops the bits that the field has no room for.</summary>
internal sealed class BitFieldEmitter
{
    private readonly BitFieldMember _member;
    private readonly bool _isWide;

    private BitFieldEmitter(BitFieldMember member)
    {
        _member = member;
        _isWide = member.Width > 32 || member.Pieces.Any(static piece => piece.Type.Size == 8);
    }

    public static void Write(SourceWriter writer, BitFieldMember member)
    {
        DocumentationWriter.Write(writer, member.Documentation, $"<c>{SourceFile.Xml(member.CDeclaration)}</c>");
        BitFieldEmitter emitter = new(member);
        using (writer.Block($"public {member.Type} {member.Name}"))
        {
            writer.Line($"readonly get => {emitter.Get()};");
            emitter.WriteSetter(writer);
        }
    }

    /// <summary>The type that the bits are computed in. An operation with a mask of this type promotes a narrower operand to it.</summary>
    private CSharpType Word => CSharpType.Of(_isWide ? CSharpPrimitive.UInt64 : CSharpPrimitive.UInt32);

    private CSharpType SignedWord => CSharpType.Of(_isWide ? CSharpPrimitive.Int64 : CSharpPrimitive.Int32);

    private int WordWidth => _isWide ? 64 : 32;

    /// <summary>Whether the property has an unsigned type that converts to <see cref="Word"/> without a cast.</summary>
    private bool WidensToWord =>
        _member.Type is CSharpType.Primitive primitive
        && (
            primitive.Keyword is CSharpPrimitive.Byte or CSharpPrimitive.UInt16 or CSharpPrimitive.UInt32
            || (_isWide && primitive.Keyword == CSharpPrimitive.UInt64)
        );

    private string Get()
    {
        switch (_member.Kind)
        {
            case BitFieldKind.Boolean:
                return $"({GetBits()}) != 0";
            case BitFieldKind.Signed:
                string signed = GetSigned();
                return _member.Type == SignedWord ? $"unchecked({signed})" : $"unchecked(({_member.Type})({signed}))";
            case BitFieldKind.Unsigned when _member.Type == Word || _member.Type == CSharpType.Of(CSharpPrimitive.UInt64):
                return GetBits();
            case BitFieldKind.Unsigned when WidensToWord:
                return $"({_member.Type})({GetBits()})";
            default:
                return $"unchecked(({_member.Type}){Operand(GetBits())})";
        }
    }

    private string GetBits()
    {
        if (_member.Pieces.Count == 1)
        {
            return GetBits(_member.Pieces[0]);
        }

        List<string> parts = [];
        int at = 0;
        foreach (BitPieceModel piece in _member.Pieces)
        {
            parts.Add(Shift(GetBits(piece), "<<", at));
            at += piece.Width;
        }

        return string.Join(" | ", parts.Select(static part => $"({part})"));
    }

    private string GetBits(BitPieceModel piece) =>
        IsWholeWord(piece)
            ? Storage(piece)
            : $"{(piece.Shift == 0 ? Storage(piece) : $"({ToWord(piece)} >> {piece.Shift})")} & {Mask(piece.Width, shift: 0)}";

    // Two shifts extend the sign: the first moves the sign bit to the highest bit, the second copies it.
    private string GetSigned()
    {
        int right = WordWidth - _member.Width;
        string top =
            _member.Pieces.Count == 1
                ? Shift(ToWord(_member.Pieces[0]), "<<", right - _member.Pieces[0].Shift)
                : Shift(GetBits(), "<<", right);
        return right == 0 ? $"({SignedWord}){Operand(top)}" : $"({SignedWord}){Operand(top)} >> {right}";
    }

    private void WriteSetter(SourceWriter writer)
    {
        string bits =
            _member.Kind == BitFieldKind.Boolean ? $"value ? {Literal(1)} : {Literal(0)}"
            : WidensToWord ? "value"
            : $"({Word})value";
        bool mayOverflow = _member.Kind != BitFieldKind.Boolean && !WidensToWord;
        if (_member.Pieces.Count == 1)
        {
            string stored = Set(_member.Pieces[0], bits, 0);
            writer.Line($"set => {Storage(_member.Pieces[0])} = {(mayOverflow ? $"unchecked({stored})" : stored)};");
            return;
        }

        using (writer.Block("set"))
        {
            writer.Line($"{Word} bits = {(mayOverflow ? $"unchecked({bits})" : bits)};");
            int at = 0;
            foreach (BitPieceModel piece in _member.Pieces)
            {
                writer.Line($"{Storage(piece)} = {Set(piece, "bits", at)};");
                at += piece.Width;
            }
        }
    }

    /// <summary>The storage of a piece with the bits from <paramref name="at"/> on in it. No bit is outside of the storage.</summary>
    private string Set(BitPieceModel piece, string bits, int at)
    {
        string moved = Shift(bits, ">>", at);
        if (IsWholeWord(piece))
        {
            return moved;
        }

        string masked = _member.Kind == BitFieldKind.Boolean ? moved : $"{Operand(moved)} & {Mask(piece.Width, shift: 0)}";
        string stored = $"({Storage(piece)} & ~{Mask(piece.Width, piece.Shift)}) | {Operand(Shift(masked, "<<", piece.Shift))}";
        return IsWord(piece.Type) ? stored : $"({piece.Type})({stored})";
    }

    private bool IsWord(NativeType type) => type == (_isWide ? NativeType.UInt64 : NativeType.UInt32);

    private bool IsWholeWord(BitPieceModel piece) => piece.Width == WordWidth;

    private static string Storage(BitPieceModel piece) => "this." + piece.Field;

    /// <summary>The storage as an operand of a shift, which does not promote it to the type of any mask.</summary>
    private string ToWord(BitPieceModel piece) => IsWord(piece.Type) ? Storage(piece) : $"({Word}){Storage(piece)}";

    private static string Shift(string bits, string direction, int count) => count == 0 ? bits : $"{Operand(bits)} {direction} {count}";

    /// <summary>The expression as an operand, in parentheses if it contains an operator. Operators have spaces around them.</summary>
    private static string Operand(string expression) => expression.Contains(' ') ? $"({expression})" : expression;

    private string Mask(int width, int shift)
    {
        ulong mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        return $"0x{mask << shift:X}{Suffix}";
    }

    private string Literal(int value) => value + Suffix;

    private string Suffix => _isWide ? "ul" : "u";
}
