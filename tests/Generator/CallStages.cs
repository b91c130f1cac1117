using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Tests.Generator;

/// <summary>
/// Describes what a generated method does, in the order of evaluation: a few words for each conversion, pin, check, copy and release, with
/// the parameter concerned, and "call" for the C function. Values that C receives unchanged have no stage. Calls without words in these
/// tables appear with their names, so that no stage is overlooked.
/// </summary>
internal static partial class CallStages
{
    private static readonly Dictionary<string, string> StaticCalls = new()
    {
        ["ArgumentNullException.ThrowIfNull"] = "not null",
        ["CheckedInteger.Convert"] = "checked",
        ["CheckedInteger.FromCLong"] = "checked",
        ["CheckedInteger.ToCULong"] = "checked",
        ["CountedMemory.CheckLength"] = "same length",
        ["CountedMemory.CheckLengthOrNone"] = "same length or none",
        ["CountedMemory.CheckMinimum"] = "minimum",
        ["CountedMemory.CheckMinimumOrNone"] = "minimum or none",
        ["CountedMemory.CountRows"] = "rows",
        ["CountedMemory.Length"] = "count",
        ["CountedMemory.LongLength"] = "count",
        ["CountedMemory.ToStrings"] = "to strings",
        ["GC.KeepAlive"] = "keep",
        ["Math.Max"] = "longest",
        ["NativeAlignment.Copy"] = "align",
        ["NativeAlignment.IsAligned"] = "is aligned",
        ["NativeByteOrder.Big"] = "big endian",
        ["NativeByteOrder.Little"] = "little endian",
        ["NativeCharacter.ToRune"] = "rune",
        ["NativeCharacter.Wide"] = "wide",
        ["NativeMemoryOwner.Free"] = "free",
        ["NativeString.FromUtf16"] = "to string",
        ["NativeString.FromUtf32"] = "to string",
        ["NativeString.FromUtf8"] = "to string",
        ["NativeString.FromWide"] = "to string",
        ["PointerHold.Create"] = "hold",
        ["Unsafe.BitCast"] = "stand-in",
        ["Utf16Argument.Validate"] = "utf16",
    };

    private static readonly Dictionary<string, string> InstanceCalls = new()
    {
        ["BindDisposers"] = "bind disposers",
        ["Consume"] = "consume",
        ["Dispose"] = "release",
        ["FreeOwned"] = "free members",
        ["Hold"] = "hold",
        ["Initialize"] = "own",
        ["Pin"] = "pin",
        ["Read"] = "read",
        ["Release"] = "release",
        ["Start"] = "start",
        ["StartWithoutResult"] = "start",
        ["ThrowIfFailed"] = "rethrow",
        ["ToArray"] = "to array",
        ["ToManaged"] = "to managed form",
        ["ToNative"] = "managed form",
    };

    /// <summary>Objects that convert an argument when they are created.</summary>
    private static readonly Dictionary<string, string> Conversions = new()
    {
        ["Utf16Argument"] = "utf16",
        ["Utf32Argument"] = "utf32",
        ["Utf8Argument"] = "utf8",
        ["WideArgument"] = "wide",
    };

    /// <summary>Objects that convert or hold an argument when it is acquired.</summary>
    private static readonly Dictionary<string, string> Acquisitions = new()
    {
        ["CallbackScope"] = "callback",
        ["HandleArgument"] = "hold",
        ["TextArrayArgument"] = "strings",
        ["TextBufferArgument"] = "buffer",
    };

    // The binding of the symbol, and steps of stages that have words.
    private static readonly HashSet<string> Others = ["Allocate", "AsTask", "Bind", "Call", "GetAddress", "ToHandleArgument"];

    /// <summary>Describes the stages of the method <c>F</c> or, if it is asynchronous, of the class of its call.</summary>
    public static string Describe(string generated) =>
        string.Join(", ", NativeCalls.FindMethods(generated).SelectMany(static node => new Reader(node).Read()).Distinct());

    [GeneratedRegex("^__(?<name>.+)_(address|argument|buffer|elements|given|hold|length|native)$")]
    private static partial Regex Local();

    private sealed class Reader(SyntaxNode root)
    {
        private readonly List<string> _stages = [];

        private readonly HashSet<string> _parameters =
        [
            .. root.DescendantNodes().OfType<ParameterSyntax>().Select(static parameter => parameter.Identifier.ValueText),
        ];

        public List<string> Read()
        {
            Visit(root);
            return _stages;
        }

        private void Visit(SyntaxNode node)
        {
            // The class of an asynchronous call declares Release before the method that calls C.
            foreach (SyntaxNode child in node.ChildNodes().OrderBy(IsRelease))
            {
                Visit(child);
            }

            if (Describe(node) is { } stage)
            {
                _stages.Add(stage);
            }
        }

        private static bool IsRelease(SyntaxNode node) => node is MethodDeclarationSyntax { Identifier.ValueText: "Release" };

        private string? Describe(SyntaxNode node) =>
            node switch
            {
                InvocationExpressionSyntax { Expression: ParenthesizedExpressionSyntax } => "call",
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call => DescribeCall(call, member),
                InvocationExpressionSyntax { Expression: SimpleNameSyntax name } when !IsOther(name) => name.ToString(),
                VariableDeclaratorSyntax { Initializer.Value: { } value, Parent.Parent: FixedStatementSyntax } => DescribePin(value),
                VariableDeclaratorSyntax
                {
                    Initializer.Value: BaseObjectCreationExpressionSyntax creation,
                    Parent: VariableDeclarationSyntax declaration,
                } when Conversions.TryGetValue(LastName(declaration.Type), out string? stage) => With(stage, creation),
                ConditionalExpressionSyntax conditional => DescribeConditional(conditional),
                ParenthesizedExpressionSyntax
                {
                    Expression: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } test
                } => With("bool", test.Left),
                AssignmentExpressionSyntax assignment => DescribeAssignment(assignment),
                _ => null,
            };

        private string? DescribeCall(InvocationExpressionSyntax call, MemberAccessExpressionSyntax member)
        {
            string name = member.Name.Identifier.ValueText;
            string qualified = LastName(member.Expression) + "." + name;
            return StaticCalls.TryGetValue(qualified, out string? stage) ? DescribeStatic(stage, call)
                : name == "Acquire" ? DescribeAcquisition(member.Expression.ToString(), call)
                : InstanceCalls.TryGetValue(name, out stage) ? (stage is "start" or "rethrow" ? stage : With(stage, call))
                : IsOther(member.Name) || qualified.StartsWith("LengthArithmetic.", StringComparison.Ordinal) ? null
                : qualified;
        }

        private string DescribeAcquisition(string local, InvocationExpressionSyntax call)
        {
            string stage = Acquisitions[FindType(local)];
            return With(stage, stage == "callback" ? call.ArgumentList : call);
        }

        private string DescribeStatic(string stage, InvocationExpressionSyntax call)
        {
            SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
            return stage switch
            {
                "free" => With(stage, arguments[1]) + FindDisposer(arguments[0].ToString()),
                "same length" or "same length or none" => $"{stage} {Subject(arguments[0])} {Subject(arguments[2])}",
                "minimum" or "minimum or none" => $"{stage} {Text(arguments[2])}{DescribeComputed(arguments[1])}",
                "longest" => $"{stage} {Subject(arguments[0])} {Subject(arguments[1])}",
                _ => With(stage, call.ArgumentList),
            };
        }

        /// <summary>The number that C computes, by the name that it has in exceptions.</summary>
        private static string DescribeComputed(ArgumentSyntax number) =>
            number.DescendantNodes().OfType<LiteralExpressionSyntax>().LastOrDefault(IsString) is { } name
                ? " of " + name.Token.ValueText
                : "";

        private static bool IsString(LiteralExpressionSyntax literal) => literal.IsKind(SyntaxKind.StringLiteralExpression);

        private static string Text(ArgumentSyntax argument) => ((LiteralExpressionSyntax)argument.Expression).Token.ValueText;

        /// <summary>Pins memory of a parameter; what a conversion has made is pinned as a part of it.</summary>
        private string? DescribePin(ExpressionSyntax value)
        {
            ExpressionSyntax variable = value is PrefixUnaryExpressionSyntax address ? address.Operand : value;
            return variable is IdentifierNameSyntax name && _parameters.Contains(name.Identifier.ValueText) ? With("pin", name) : null;
        }

        private string? DescribeConditional(ConditionalExpressionSyntax conditional) =>
            conditional.Condition is IdentifierNameSyntax ? With("bool", conditional.Condition)
            : conditional.WhenFalse.IsKind(SyntaxKind.PointerIndirectionExpression) ? With("copy", conditional.WhenFalse)
            : conditional.WhenFalse is ObjectCreationExpressionSyntax ? With("to span", conditional.WhenFalse)
            : null;

        private string? DescribeAssignment(AssignmentExpressionSyntax assignment)
        {
            bool isCopied = assignment.Left switch
            {
                IdentifierNameSyntax name => _parameters.Contains(name.Identifier.ValueText),
                ElementAccessExpressionSyntax or PrefixUnaryExpressionSyntax => true,
                _ => false,
            };
            bool isInitial =
                assignment.Right is LiteralExpressionSyntax or ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 };
            return isCopied && !isInitial ? With("copy back", assignment.Left) : null;
        }

        private string With(string stage, SyntaxNode node) => Subject(node) is { } subject ? $"{stage} {subject}" : stage;

        /// <summary>Finds the parameter or the result that an expression is made of first.</summary>
        private string? Subject(SyntaxNode node) =>
            node switch
            {
                InvocationExpressionSyntax { Expression: ParenthesizedExpressionSyntax } => "result",
                IdentifierNameSyntax name => Subject(name.Identifier.ValueText),
                _ => node.ChildNodes().Select(Subject).FirstOrDefault(static subject => subject is not null),
            };

        private string? Subject(string name) =>
            _parameters.Contains(name) ? name
            : name is "__result" or "___result" or "__handle" ? "result"
            : name is "__scope" or "__callbacks" ? name.TrimStart('_')
            : Local().Match(name) is { Success: true } match ? FindParameter(match.Groups["name"].Value)
            : null;

        // A local has more underscores than its parameter where the name with two is already in use.
        private string FindParameter(string name) => _parameters.FirstOrDefault(parameter => parameter.Trim('_') == name.Trim('_')) ?? name;

        private string FindType(string local) =>
            LastName(
                root.DescendantNodes()
                    .OfType<VariableDeclarationSyntax>()
                    .Single(declaration => declaration.Variables.Any(variable => variable.Identifier.ValueText == local))
                    .Type
            );

        /// <summary>Names the function that frees memory, unless it is <c>free</c> of the library.</summary>
        private string FindDisposer(string argument) =>
            root.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault(variable => variable.Identifier.ValueText == argument)
                is { Initializer.Value: ConditionalExpressionSyntax { WhenTrue: MemberAccessExpressionSyntax address } }
                ? " with " + LastName(address.Expression)
                : "";

        private static bool IsOther(SimpleNameSyntax name) => Others.Contains(name.Identifier.ValueText.TrimEnd('_'));

        private static string LastName(SyntaxNode node) =>
            node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText ?? "";
    }
}
