using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>A bit-field as a property. As in C, what is set loses the bits that the field has not.</summary>
internal static class BitFieldEmitter
{
    public static void Write(SourceWriter writer, BitFieldMember member)
    {
        DocumentationWriter.Write(writer, member.Documentation, $"<c>{SourceFile.Xml(member.CDeclaration)}</c>");
        bool isWide = member.Width > 32 || member.Pieces.Any(static piece => piece.Type.Size == 8);
        using (writer.Block($"public {member.Type} {member.Name}"))
        {
            writer.Line($"readonly get => {Get(member, isWide)};");
            WriteSetter(writer, member, isWide);
        }
    }

    private static string Get(BitFieldMember member, bool isWide)
    {
        string word = isWide ? "ulong" : "uint";
        List<string> parts = [];
        int at = 0;
        foreach (BitPieceModel piece in member.Pieces)
        {
            string bits = piece.Shift == 0 ? $"({word}){piece.Field}" : $"(({word}){piece.Field} >> {piece.Shift})";
            bits = $"({bits} & {Mask(piece.Width, isWide)})";
            parts.Add(at == 0 ? bits : $"({bits} << {at})");
            at += piece.Width;
        }

        string value = parts.Count == 1 ? parts[0] : $"({string.Join(" | ", parts)})";
        switch (member.Kind)
        {
            case BitFieldKind.Boolean:
                return value + " != 0";
            case BitFieldKind.Signed:
                // The highest bit is brought to the top, and back with copies of itself.
                int spare = (isWide ? 64 : 32) - member.Width;
                string signed = isWide ? "long" : "int";
                return spare == 0
                    ? $"unchecked(({member.Type})({signed}){value})"
                    : $"unchecked(({member.Type})(({signed})({value} << {spare}) >> {spare}))";
            default:
                return $"unchecked(({member.Type}){value})";
        }
    }

    private static void WriteSetter(SourceWriter writer, BitFieldMember member, bool isWide)
    {
        string word = isWide ? "ulong" : "uint";
        string bits = member.Kind == BitFieldKind.Boolean ? $"(value ? 1{(isWide ? "ul" : "u")} : 0)" : $"({word})value";
        if (member.Pieces.Count == 1)
        {
            writer.Line($"set => {Set(member.Pieces[0], bits, 0, isWide)};");
            return;
        }

        using (writer.Block("set"))
        {
            writer.Line($"{word} bits = unchecked({bits});");
            int at = 0;
            foreach (BitPieceModel piece in member.Pieces)
            {
                writer.Line(Set(piece, "bits", at, isWide) + ";");
                at += piece.Width;
            }
        }
    }

    private static string Set(BitPieceModel piece, string bits, int at, bool isWide)
    {
        string word = isWide ? "ulong" : "uint";
        string mask = Mask(piece.Width, isWide);
        string own = at == 0 ? bits : $"({bits} >> {at})";
        string moved = piece.Shift == 0 ? $"({own} & {mask})" : $"(({own} & {mask}) << {piece.Shift})";
        return $"{piece.Field} = unchecked(({piece.Type})((({word}){piece.Field} & ~({mask} << {piece.Shift})) | {moved}))";
    }

    private static string Mask(int width, bool isWide)
    {
        ulong mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        return $"0x{mask:X}{(isWide ? "ul" : "u")}";
    }
}
