using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KoffiGen.Tests.Architecture;

/// <summary>
/// Tests that each room of the generator uses only the rooms that it may. Data flows one way, from text to syntax to models to C#, so
/// a room can be read with the rooms that it uses, and without the others.
/// </summary>
internal sealed class RoomTests
{
    /// <summary>
    /// The rooms in the order of the data, each with the rooms that it may use. Roslyn is a room, too: it may be used where symbols become
    /// records, and where text leaves the generator. All rooms may use <c>Collections</c>.
    /// </summary>
    private const string Table = """
        Collections
        Text           Diagnostics
        C              Text
        Syntax         Text Diagnostics C
        CSharp         C
        Model          C CSharp
        Documentation
        Diagnostics    Text Roslyn
        Declarations   Text Diagnostics C CSharp Syntax Model
        Marshalling    Text Diagnostics C CSharp Model
        Binding        Text Diagnostics C CSharp Syntax Model Declarations Marshalling
        Emit           C CSharp Model Documentation
        Symbols        C CSharp Model Roslyn
        Pipeline       Diagnostics Model Declarations Binding Emit Symbols Roslyn
        """;

    /// <summary>
    /// The only files in other rooms that may use Roslyn: the compiler knows best what is a C# identifier, and how a literal is written.
    /// </summary>
    private static readonly string[] RoslynFiles = ["generator/CSharp/CSharpIdentifier.cs", "generator/CSharp/CSharpLiteral.cs"];

    [Test]
    public void Each_room_uses_only_the_rooms_that_it_may() =>
        Assert.That(
            from use in FindUses()
            where
                use.Used != "Collections"
                && !Allowed[use.Room].Contains(use.Used)
                && !(use.Used == "Roslyn" && RoslynFiles.Contains(use.Path))
            group use by $"{use.Room} uses {use.Used}" into uses
            select $"{uses.Key}: {string.Join(", ", uses.Select(static use => use.ToString()).Take(20))}",
            Is.Empty
        );

    [Test]
    public void Each_folder_is_a_room_of_the_table() =>
        Assert.That(
            Sources
                .Generator.SyntaxTrees.Select(static tree => tree.FilePath)
                .Where(static path => path.Length > 0)
                .Select(Sources.RoomOf)
                .OfType<string>()
                .Distinct(),
            Is.EquivalentTo(Allowed.Keys)
        );

    private static Dictionary<string, string[]> Allowed { get; } =
        Table
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(static row => row[0], static row => row[1..], StringComparer.Ordinal);

    /// <summary>Each name in a room that means something of another room, also inside of methods.</summary>
    private static IEnumerable<Use> FindUses()
    {
        foreach (SyntaxTree tree in Sources.Generator.SyntaxTrees.Where(static tree => tree.FilePath.Length > 0))
        {
            if (Sources.RoomOf(tree.FilePath) is not { } room)
            {
                continue;
            }

            SemanticModel model = Sources.Generator.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
            {
                if (
                    node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax
                    && model.GetSymbolInfo(node).Symbol is { } symbol
                    && RoomOf(symbol) is { } used
                    && used != room
                )
                {
                    int line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                    yield return new Use(room, used, Sources.PathOf(tree.FilePath), line, symbol.Name);
                }
            }
        }
    }

    private static string? RoomOf(ISymbol symbol)
    {
        ISymbol definition = symbol.OriginalDefinition;
        return definition is INamespaceSymbol ? null
            : definition.Locations.FirstOrDefault(static location => location.IsInSource)?.SourceTree is { FilePath: { Length: > 0 } file }
                ? Sources.RoomOf(file)
            : definition.ContainingAssembly?.Name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true ? "Roslyn"
            : null;
    }

    private sealed record Use(string Room, string Used, string Path, int Line, string Name)
    {
        public override string ToString() => $"{Path}:{Line} ({Name})";
    }
}
