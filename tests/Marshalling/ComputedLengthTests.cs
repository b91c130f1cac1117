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
        MethodInfo[] methods = Compile(nodes);
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
    [TestCase("(size_t)a + 1", "a + 1")]
    public void Expressions_are_displayed_as_C_reads_them(string written, string displayed) =>
        Assert.That(CountExpression.Display(Bind(written)), Is.EqualTo(displayed));

    [TestCase("a ? c : d")]
    [TestCase("a & 3")]
    [TestCase("a / 0")]
    [TestCase("a << c")]
    [TestCase("(uint8_t)c")]
    [TestCase("a - sizeof(long)")]
    [TestCase("a / sizeof(long)")]
    [TestCase("a % sizeof(long)")]
    public void A_count_that_cannot_be_computed_is_reported(string count)
    {
        DeclarationHarness declarations = DeclarationHarness.Bind(Declare(count));
        Assert.That(declarations.Describe(), Is.EqualTo(new[] { $"KOFFI151 '{count}'" }));
    }

    private static MethodInfo[] Compile(Node[] nodes)
    {
        StringBuilder source = new("using __runtime = KoffiGen.CompilerServices;\npublic static class Lengths\n{\n");
        string parameters = string.Join(", ", Parameters.Select(static parameter => $"{parameter.CSharp} {parameter.Name}"));
        for (int index = 0; index < nodes.Length; index++)
        {
            string text = NumberWriter.Write(new ArgumentCounts().ExpressMinimum(Bind(nodes[index].ToString()))!, Subject);
            source.AppendLine(CultureInfo.InvariantCulture, $"    public static long Compute{index}({parameters}) => {text};");
        }

        CSharpCompilation compilation = GeneratorHarness.CreateCompilation([source.Append('}').ToString()]);
        Type type = GeneratorHarness.Load(GeneratorHarness.RunOnce(compilation)).GetType("Lengths")!;
        return [.. nodes.Select((_, index) => type.GetMethod($"Compute{index}")!)];
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
        protected override Number Value(ParameterCount count) => new ArgumentNumber(count.Name.Text, NumberPlace.Value, NumberForm.Integer);

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

            string written = random.GetItems(["+", "-", "*", "/", "%", "<<", ">>"], 1)[0];
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

        private static BigInteger Check(BigInteger value, long lowest) =>
            value >= lowest && value <= long.MaxValue ? value : throw new OverflowException();
    }
}
