namespace KoffiGen.NativeTests;

/// <summary>The folder that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "KoffiGen.sln")))
                return directory.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' is the repository.");
    }
}
