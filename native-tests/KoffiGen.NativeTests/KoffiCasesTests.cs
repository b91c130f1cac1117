using System.Text.RegularExpressions;

namespace KoffiGen.NativeTests;

/// <summary>Tests that every case and test named in KoffiCases.md exists.</summary>
[TestFixture]
internal sealed partial class KoffiCasesTests
{
    [Test]
    public void Every_method_that_the_table_names_exists()
    {
        HashSet<string> cases = [.. CaseDiscovery.All().Select(static discovered => discovered.Name)];
        string table = File.ReadAllText(Path.Combine(Repository.Root, "native-tests", "KoffiCases.md"));
        string[] names = [.. MethodName().Matches(table).Select(static match => match.Groups[1].Value)];
        Assert.That(names, Is.Not.Empty);
        Assert.That(names.Where(name => !cases.Contains(name) && !IsTest(name)), Is.Empty);
    }

    /// <summary>Whether it is a test of the generator: an error at build time has no native case.</summary>
    private static bool IsTest(string name)
    {
        (string type, string method) = (
            name[..name.IndexOf('.', StringComparison.Ordinal)],
            name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]
        );
        return Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests"), type + ".cs", SearchOption.AllDirectories)
            .Any(file => File.ReadAllText(file).Contains($" {method}(", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"`(\w+(?:Cases|Tests)\.\w+)`")]
    private static partial Regex MethodName();
}
