namespace KoffiGen.Syntax;

/// <summary>The kinds of preprocessing tokens (C23 6.4). Keywords are identifiers to the lexer: the parser tells them apart.</summary>
internal enum SyntaxKind
{
    EndOfText,
    Identifier,
    IntegerLiteral,
    FloatingLiteral,
    CharacterLiteral,
    StringLiteral,
}
