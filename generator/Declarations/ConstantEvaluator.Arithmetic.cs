using System.Numerics;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Declarations;

// Operators, and the conversions of their operands.
internal sealed partial class ConstantEvaluator
{
    private ConstantValue? EvaluateBinary(BinaryExpressionSyntax binary)
    {
        Stack<BinaryExpressionSyntax> chain = binary.ToChain();
        BinaryExpressionSyntax first = chain.Peek();

        // In '(number) -1', the parser did not know that the name is a type, and parsed a difference.
        ConstantValue? value =
            first is { Operator: SyntaxKind.Plus or SyntaxKind.Minus, Left: NameExpressionSyntax name, Right: not BinaryExpressionSyntax }
            && FindCastType(name, _scope) is { } cast
                ? EvaluateCast(chain.Pop(), cast.Canonical, new UnaryExpressionSyntax(first.Right.Span, first.Operator, first.Right))
                : Evaluate(first.Left);
        while (chain.Count > 0)
        {
            value = EvaluateBinary(chain.Pop(), value);
        }

        return value;
    }

    private ConstantValue? EvaluateBinary(BinaryExpressionSyntax binary, ConstantValue? left)
    {
        if (binary.Operator is SyntaxKind.AmpersandAmpersand or SyntaxKind.BarBar)
        {
            if (left is null)
            {
                return null;
            }

            // C23 6.5.14, 6.5.15: the second operand is evaluated only if the first does not decide.
            if (left.IsTrue == (binary.Operator == SyntaxKind.BarBar))
            {
                EvaluateUnused(binary.Right);
                return ConstantValue.Int(left.IsTrue ? 1 : 0);
            }

            return Evaluate(binary.Right) is { } second ? ConstantValue.Int(second.IsTrue ? 1 : 0) : null;
        }

        ConstantValue? right = CheckFits(binary.Right, Evaluate(binary.Right), binary);
        left = CheckFits(binary.Left, left, binary);
        if (left is null || right is null)
        {
            return null;
        }

        if (left.Kind == ConstantKind.String || right.Kind == ConstantKind.String)
        {
            return Report(TypeRules.IntegerConstantExpected, left.Kind == ConstantKind.String ? binary.Left : binary.Right, "A string");
        }

        if (left.Kind == ConstantKind.Floating || right.Kind == ConstantKind.Floating)
        {
            return EvaluateFloating(binary, left, right);
        }

        if (binary.Operator is SyntaxKind.LessLess or SyntaxKind.GreaterGreater)
        {
            return EvaluateShift(binary, left, right);
        }

        BasicType type = Combine(left.Type, right.Type);
        BigInteger a = Convert(Read(left), type);
        BigInteger b = Convert(Read(right), type);
        if (binary.Operator is SyntaxKind.Slash or SyntaxKind.Percent && b.IsZero)
        {
            return Report(TypeRules.DivisionByZero, binary.Right);
        }

        return binary.Operator switch
        {
            SyntaxKind.Plus => Make(a + b, type, binary),
            SyntaxKind.Minus => Make(a - b, type, binary),
            SyntaxKind.Asterisk => Make(a * b, type, binary),
            SyntaxKind.Slash => Make(BigInteger.Divide(a, b), type, binary),
            SyntaxKind.Percent => Make(BigInteger.Remainder(a, b), type, binary),
            SyntaxKind.Ampersand => Make(a & b, type, binary),
            SyntaxKind.Bar => Make(a | b, type, binary),
            SyntaxKind.Caret => Make(a ^ b, type, binary),
            _ => Compare(binary, a.CompareTo(b), isOrdered: true),
        };
    }

    private ConstantValue? EvaluateFloating(BinaryExpressionSyntax binary, ConstantValue left, ConstantValue right)
    {
        double a = left.Kind == ConstantKind.Floating ? left.Floating : (double)Read(left);
        double b = right.Kind == ConstantKind.Floating ? right.Floating : (double)Read(right);
        BasicTypeKind kind = Widest(FloatingKind(left), FloatingKind(right));
        double? value = binary.Operator switch
        {
            SyntaxKind.Plus => a + b,
            SyntaxKind.Minus => a - b,
            SyntaxKind.Asterisk => a * b,
            SyntaxKind.Slash => a / b,
            _ => null,
        };
        if (value is null)
        {
            return Compare(binary, a.CompareTo(b), isOrdered: !double.IsNaN(a) && !double.IsNaN(b));
        }

        return new ConstantValue(
            ConstantKind.Floating,
            BasicType.Get(kind),
            Floating: kind == BasicTypeKind.Float ? (float)value.Value : value.Value
        );
    }

    /// <summary>Returns the common type of two floating operands (C23 6.3.2.8).</summary>
    private static BasicTypeKind Widest(BasicTypeKind left, BasicTypeKind right) =>
        (left, right) switch
        {
            (BasicTypeKind.LongDouble, _) or (_, BasicTypeKind.LongDouble) => BasicTypeKind.LongDouble,
            (BasicTypeKind.Double, _) or (_, BasicTypeKind.Double) => BasicTypeKind.Double,
            _ => BasicTypeKind.Float,
        };

    private static BasicTypeKind FloatingKind(ConstantValue value) =>
        value.Kind == ConstantKind.Floating ? value.Type.Kind : BasicTypeKind.Float;

    private ConstantValue? Compare(BinaryExpressionSyntax binary, int order, bool isOrdered)
    {
        bool? result = binary.Operator switch
        {
            SyntaxKind.EqualsEquals => isOrdered && order == 0,
            SyntaxKind.ExclamationEquals => !isOrdered || order != 0,
            SyntaxKind.Less => isOrdered && order < 0,
            SyntaxKind.LessEquals => isOrdered && order <= 0,
            SyntaxKind.Greater => isOrdered && order > 0,
            SyntaxKind.GreaterEquals => isOrdered && order >= 0,
            _ => null,
        };
        return result is null
            ? Report(TypeRules.IntegerConstantExpected, binary, "This expression")
            : ConstantValue.Int(result.Value ? 1 : 0);
    }

    private ConstantValue? EvaluateShift(BinaryExpressionSyntax binary, ConstantValue left, ConstantValue right)
    {
        // C23 6.5.8: the operands are promoted separately, and the result has the type of the left one.
        BasicType type = Promote(left.Type);
        int width = Width(type);
        BigInteger count = Read(right);
        if (count < 0 || count >= width)
        {
            return Report(TypeRules.ShiftOutOfRange, binary.Right, type.ToString(), count.ToString());
        }

        BigInteger value = Read(left);
        if (binary.Operator == SyntaxKind.GreaterGreater)
        {
            return Make(value >> (int)count, type, binary);
        }

        // Headers rely on 1 << 31, which every compiler accepts: only bits that are shifted out are an overflow.
        BigInteger shifted = value << (int)count;
        bool losesBits = type.IsSigned(_target) && shifted >= BigInteger.One << width;
        return losesBits
            ? Report(TypeRules.ConstantOverflow, binary, type.ToString(), AdviseWidth(type))
            : new ConstantValue(ConstantKind.Integer, type, Wrap(shifted, type));
    }

    private ConstantValue? Make(BigInteger value, BasicType type, ExpressionSyntax place, bool mustFit = false)
    {
        long bits = Wrap(value, type);
        bool overflows = Read(new ConstantValue(ConstantKind.Integer, type, bits)) != value;

        // C23 6.2.5: unsigned arithmetic is modular and cannot overflow.
        return overflows && (mustFit || type.IsSigned(_target))
            ? Report(TypeRules.ConstantOverflow, place, type.ToString(), AdviseWidth(type))
            : new ConstantValue(ConstantKind.Integer, type, bits);
    }

    private string AdviseWidth(BasicType type) =>
        Width(type) < 64 ? "Use a wider type, for example with the suffix 'LL' or 'ULL'." : "Write a smaller value.";

    private BigInteger Read(ConstantValue value) => value.Type.IsSigned(_target) ? value.Bits : (ulong)value.Bits;

    private BigInteger Convert(BigInteger value, BasicType type) => Read(new ConstantValue(ConstantKind.Integer, type, Wrap(value, type)));

    private long Wrap(BigInteger value, BasicType type)
    {
        int width = Width(type);
        ulong bits = (ulong)(value & ulong.MaxValue);
        if (width >= 64)
        {
            return unchecked((long)bits);
        }

        int unused = 64 - width;
        return type.IsSigned(_target) ? unchecked((long)(bits << unused)) >> unused : (long)(bits << unused >> unused);
    }

    private int Width(BasicType type) => (int)type.GetLayout(_target).Size * 8;

    /// <summary>Applies the integer promotions (C23 6.3.2.1).</summary>
    private BasicType Promote(BasicType type)
    {
        int width = Width(type);
        if (width < 32)
        {
            return BasicType.Get(BasicTypeKind.Int32);
        }

        bool isSigned = type.IsSigned(_target);
        if (type.Kind is BasicTypeKind.Long or BasicTypeKind.ULong)
        {
            return type;
        }

        return BasicType.Get(
            width == 32
                ? isSigned
                    ? BasicTypeKind.Int32
                    : BasicTypeKind.UInt32
                : isSigned
                    ? BasicTypeKind.Int64
                    : BasicTypeKind.UInt64
        );
    }

    /// <summary>Applies the usual arithmetic conversions to integers (C23 6.3.2.8).</summary>
    private BasicType Combine(BasicType left, BasicType right)
    {
        left = Promote(left);
        right = Promote(right);
        int leftRank = Rank(left);
        int rightRank = Rank(right);
        bool isLeftSigned = left.IsSigned(_target);
        if (isLeftSigned == right.IsSigned(_target))
        {
            return leftRank >= rightRank ? left : right;
        }

        (BasicType signedType, BasicType unsignedType) = isLeftSigned ? (left, right) : (right, left);
        if (Rank(unsignedType) >= Rank(signedType))
        {
            return unsignedType;
        }

        return Width(signedType) > Width(unsignedType)
            ? signedType
            : BasicType.Get(signedType.Kind == BasicTypeKind.Long ? BasicTypeKind.ULong : BasicTypeKind.UInt64);
    }

    private static int Rank(BasicType type) =>
        type.Kind switch
        {
            BasicTypeKind.Int32 or BasicTypeKind.UInt32 => 0,
            BasicTypeKind.Long or BasicTypeKind.ULong => 1,
            _ => 2,
        };

    private static string Describe(ConstantValue value) =>
        value.Kind switch
        {
            ConstantKind.Floating => "A floating-point number",
            ConstantKind.String => "A string",
            _ => "This expression",
        };
}
