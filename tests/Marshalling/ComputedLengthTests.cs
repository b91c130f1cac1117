using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using KoffiGen.C;
using KoffiGen.CompilerServices;
using KoffiGen.Emit;
using KoffiGen.Emit.Conversions;
using KoffiGen.Marshalling;
using KoffiGen.Model.Numbers;
using KoffiGen.Tests.Declarations;
using KoffiGen.Tests.Generator;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Marshalling;

/// <summary>
/// Tests that the code for a length computes what C's expression says, or throws if a number in it is not a length: random expressions are
/// compiled, and evaluated for values at the limits of their types.
/// </summary>
internal sealed class ComputedLengthTests
{
    private const int Expressions = 300;
    private const int Evaluations = 100;

    private static readonly MessageSubject Subject = new(symbol: null, "f");

    private static readonly (string Name, string C, string CSharp, object[] Values)[] Parameters =
    [
        ("a", "int8_t", "sbyte", [sbyte.MinValue, (sbyte)-1, (sbyte)0, (sbyte)1, (sbyte)7, sbyte.MaxValue]),
        ("b", "uint64_t", "ulong", [0UL, 1UL, 9UL, (ulong)long.MaxValue, (ulong)long.MaxValue + 1, ulong.MaxValue]),
        ("c", "int", "int", [int.MinValue, -1, 0, 1, 100, int.MaxValue]),
        ("d", "size_t", "nuint", [(nuint)0, (nuint)3, (nuint)uint.MaxValue, nuint.MaxValue]),
    ];

    [Test]
    public void Lengths_are_computed_exactly_or_throw()
    {
        Random random = new(20);
        Node[] nodes = [.. Enumerable.Range(0, Expressions).Select(_ => Node.Create(random, depth: 4))];
        MethodInfo[] methods = Compile([.. nodes.Select(static node => node.ToString())]);
        int computed = 0;
        for (int index = 0; index < nodes.Length; index++)
        {
            for (int evaluation = 0; evaluation < Evaluations; evaluation++)
            {
                object[] values = [.. Parameters.Select(parameter => parameter.Values[random.Next(parameter.Values.Length)])];
                object expected = Result(() => nodes[index].EvaluateLength(values));
                object actual = Result(() => (long)methods[index].Invoke(null, BindingFlags.DoNotWrapExceptions, null, values, null)!);
                computed += expected is BigInteger ? 1 : 0;
                Assert.That(actual, Is.EqualTo(expected), () => $"{nodes[index]} with {string.Join(", ", values)}");
            }
        }

        Assert.That(computed, Is.GreaterThan(Expressions * Evaluations / 20));
    }

    [TestCase("(a + 1) * 4", "(a + 1) * 4")]
    [TestCase("a + 1 * c", "a + 1 * c")]
    [TestCase("a - (c - d)", "a - (c - d)")]
    [TestCase("(a - c) - d", "a - c - d")]
    [TestCase("a / (c * d)", "a / (c * d)")]
    [TestCase("a << 3", "a * 8")]
    [TestCase("a * (c / d)", "a * (c / d)")]
    [TestCase("(size_t)a + 1", "(size_t)a + 1")]
    [TestCase("(int)(a + 1)", "(int)(a + 1)")]
    [TestCase("a > 1 && !c || d != 2 ? -a : ~c", "a > 1 && !c || d != 2 ? -a : ~c")]
    [TestCase("(a + 15) & ~15", "a + 15 & -16")]
    [TestCase("(a & 1) == 0 ? a : (c ? d : 1)", "(a & 1) == 0 ? a : c ? d : 1")]
    [TestCase("-(-a) - ~(a + c)", "-(-a) - ~(a + c)")]
    [TestCase("1 << (a >> c)", "1 << (a >> c)")]
    public void Expressions_are_displayed_as_C_reads_them(string written, string displayed) =>
        Assert.That(CountExpression.Display(Bind(written)), Is.EqualTo(displayed));

    // The part of an expression that cannot be computed, in brackets.
    [TestCase("a / {0}")]
    [TestCase("a << {-1}")]
    [TestCase("a + {(float)c}")]
    [TestCase("a * {1.5}")]
    [TestCase("a - {sizeof(long)}")]
    [TestCase("a / {sizeof(long)}")]
    [TestCase("a % {sizeof(long)}")]
    [TestCase("{sizeof(long) > 4} ? a : c")]
    [TestCase("{sizeof(long)} & a")]
    [TestCase("{sizeof(long) == 8} ? a : c")]
    public void The_part_of_a_count_that_cannot_be_computed_is_reported(string marked)
    {
        DeclarationHarness declarations = DeclarationHarness.Bind(Declare(marked.Replace("{", "").Replace("}", "")));
        string part = marked[(marked.IndexOf('{') + 1)..marked.IndexOf('}')];
        Assert.That(declarations.Describe(), Is.EqualTo(new[] { $"KOFFI151 '{part}'" }));
    }

    // C with numbers that are neither too large nor negative where C makes them unsigned.
    [TestCase("c < 0 ? -c : c", -7, 7)]
    [TestCase("c < 0 ? -c : c", 7, 7)]
    [TestCase("(c + 15) & ~15", 17, 32)]
    [TestCase("(c + 15) / 16 * 16", 17, 32)]
    [TestCase("c > 16 ? c : 16", -1, 16)]
    [TestCase("c & 3", -1, 3)]
    [TestCase("c & 1 ? 10 : 20", -1, 10)]
    [TestCase("!c ? 5 : 6", 0, 5)]
    [TestCase("1 << c", 10, 1024)]
    [TestCase("c > 0 && 100 / c > 9 ? c : 1", 0, 1)]
    [TestCase("(c == 3) + (c != 3) * 2", 4, 2)]
    [TestCase("(uint8_t)c", 255, 255)]
    [TestCase("(bool)c", -9, 1)]
    [TestCase("(uint32_t)c + 1u", 1, 2)]
    [TestCase("(long)c", 5, 5)]
    [TestCase("c % 4 ? c + 4 - c % 4 : c", 5, 8)]
    public void A_length_is_what_C_computes(string count, int value, long length) => Assert.That(Compute(count, value), Is.EqualTo(length));

    [Test]
    public void A_length_in_brackets_may_be_behind_a_pointer()
    {
        FunctionType function = (FunctionType)DeclarationHarness.BindSound("int f(int *n, int a[*n + 1]);").TypeOf("f").Type;
        Assert.That(CountExpression.Display(function.Parameters[1].Size), Is.EqualTo("*n + 1"));
    }

    [TestCase("c < 0 ? c : 1", -1, "In 'f', the count -1 of 'c' is not a length. Lengths range from 0 to 9223372036854775807.")]
    [TestCase("c < sizeof(int) ? 1 : 2", -1, "In 'f', the count -1 of 'c' is not a length. Lengths range from 0 to 9223372036854775807.")]
    [TestCase("(uint8_t)c", 256, "In 'f', the value 256 of '(uint8_t)c' does not fit into the C type uint8_t, which ranges from 0 to 255.")]
    [TestCase("(size_t)c", -1, "In 'f', the count -1 of '(size_t)c' is not a length. Lengths range from 0 to 9223372036854775807.")]
    [TestCase("c * 5000000000 * 5000000000", 2, "In 'f', the length 'c * 5000000000 * 5000000000' needs more than 64 bits.")]
    [TestCase("c + 9223372036854775807", 1, "In 'f', the length 'c + 9223372036854775807' needs more than 64 bits.")]
    [TestCase("1 << c", 64, "In 'f', the length '1 << c' needs more than 64 bits.")]
    [TestCase("16 >> -c", 1, "In 'f', the length '16 >> -c' needs more than 64 bits.")]
    [TestCase("16 / c", 0, "In 'f', the length '16 / c' has a divisor of zero.")]
    [TestCase("16 % c", 0, "In 'f', the length '16 % c' has a divisor of zero.")]
    public void A_length_that_C_cannot_have_throws(string count, int value, string message)
    {
        ArithmeticException thrown = Assert.Catch<ArithmeticException>(() => Compute(count, value))!;
        Assert.That(thrown.Message, Is.EqualTo(message));
    }

    private static long Compute(string count, int value) =>
        (long)Compile([count])[0].Invoke(null, BindingFlags.DoNotWrapExceptions, null, [(sbyte)0, 0UL, value, (nuint)0], null)!;

    private static MethodInfo[] Compile(string[] counts)
    {
        StringBuilder source = new("using __runtime = KoffiGen.CompilerServices;\npublic static class Lengths\n{\n");
        string parameters = string.Join(", ", Parameters.Select(static parameter => $"{parameter.CSharp} {parameter.Name}"));
        for (int index = 0; index < counts.Length; index++)
        {
            string text = NumberWriter.Write(new ArgumentCounts().ExpressMinimum(Bind(counts[index]))!, Subject);
            source.AppendLine(CultureInfo.InvariantCulture, $"    public static long Compute{index}({parameters}) => {text};");
        }

        CSharpCompilation compilation = GeneratorHarness.CreateCompilation([source.Append('}').ToString()]);
        Type type = GeneratorHarness.Load(GeneratorHarness.RunOnce(compilation)).GetType("Lengths")!;
        return [.. counts.Select((_, index) => type.GetMethod($"Compute{index}")!)];
    }

    private static CountExpression Bind(string count) =>
        ((FunctionType)DeclarationHarness.BindSound(Declare(count)).TypeOf("f").Type).Parameters[^1].Size!;

    private static string Declare(string count)
    {
        string parameters = string.Join(", ", Parameters.Select(static parameter => $"{parameter.C} {parameter.Name}"));
        return $"int f({parameters}, _In_reads_({count}) const char *text);";
    }

    private static object Result<T>(Func<T> compute)
        where T : INumber<T>
    {
        try
        {
            return BigInteger.CreateChecked(compute());
        }
        catch (ArithmeticException thrown)
        {
            return thrown.GetType();
        }
    }

    /// <summary>Takes every count from the C# parameter of the same name.</summary>
    private sealed class ArgumentCounts : ElementCounts
    {
        private static readonly FunctionType Function = (FunctionType)DeclarationHarness.BindSound(Declare("0")).TypeOf("f").Type;

        protected override Number Value(ParameterCount count) => new ArgumentNumber(count.Name.Text, NumberPlace.Value, NumberForm.Integer);

        protected override CType? TypeOf(ParameterCount count) => TypeOf(Function, count);

        protected override bool IsWritten(ParameterCount count) => false;

        protected override bool IsPassed(ParameterCount count) => true;
    }

    /// <summary>An expression and its exact value.</summary>
    private sealed record Node(string Operator, Node? Left, Node? Right, int Parameter, long Constant)
    {
        public static Node Create(Random random, int depth)
        {
            if (depth == 0 || random.Next(3) == 0)
            {
                return new Node("", null, null, random.Next(Parameters.Length), 0);
            }

            string written = random.GetItems(["+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^", "<", "=="], 1)[0];
            bool isConstant = written is "<<" or ">>" || random.Next(2) == 0;
            return new Node(
                written,
                Create(random, depth - 1),
                isConstant ? new Node("", null, null, -1, random.Next(1, 20)) : Create(random, depth - 1),
                -1,
                0
            );
        }

        /// <summary>Returns the value as a length, which is neither negative nor too large.</summary>
        public BigInteger EvaluateLength(object[] values) => Check(Evaluate(values), lowest: 0);

        public override string ToString() =>
            Left is not null ? $"({Left} {Operator} {Right})"
            : Parameter >= 0 ? Parameters[Parameter].Name
            : Constant.ToString(CultureInfo.InvariantCulture);

        private BigInteger Evaluate(object[] values)
        {
            if (Left is null)
            {
                return Parameter < 0 ? Constant : Check(BigInteger.Parse(values[Parameter].ToString()!, CultureInfo.InvariantCulture), 0);
            }

            if (Operator is "&" or "|" or "^")
            {
                BigInteger first = EvaluateSigned(Left, values);
                BigInteger second = EvaluateSigned(Right!, values);
                return Operator switch
                {
                    "&" => first & second,
                    "|" => first | second,
                    _ => first ^ second,
                };
            }

            if (Operator is "<" or "==")
            {
                bool isUnsigned = Left.IsUnsigned || Right!.IsUnsigned;
                BigInteger first = isUnsigned ? Left.EvaluateLength(values) : EvaluateSigned(Left, values);
                BigInteger second = isUnsigned ? Right!.EvaluateLength(values) : EvaluateSigned(Right!, values);
                return (Operator == "<" ? first < second : first == second) ? 1 : 0;
            }

            bool isDivided = Operator is "/" or "%" or ">>";
            BigInteger left = Check(Left.Evaluate(values), isDivided ? 0 : long.MinValue);
            BigInteger right = Right!.Evaluate(values);
            return Operator switch
            {
                "+" => Check(left + right, long.MinValue),
                "-" => Check(left - right, long.MinValue),
                "*" => Check(left * right, long.MinValue),
                "/" => left / right,
                "%" => left % right,
                "<<" => Check(left << (int)right, long.MinValue),
                _ => left >> (int)right,
            };
        }

        private bool IsUnsigned =>
            Operator switch
            {
                "" => Parameter >= 0 && Parameters[Parameter].CSharp is ("ulong" or "nuint"),
                "<" or "==" => false,
                "<<" or ">>" => Left!.IsUnsigned,
                _ => Left!.IsUnsigned || Right!.IsUnsigned,
            };

        private static BigInteger EvaluateSigned(Node operand, object[] values) =>
            operand.Parameter >= 0
                ? Check(BigInteger.Parse(values[operand.Parameter].ToString()!, CultureInfo.InvariantCulture), long.MinValue)
                : operand.Evaluate(values);

        private static BigInteger Check(BigInteger value, long lowest) =>
            value >= lowest && value <= long.MaxValue ? value : throw new OverflowException();
    }
}
