using KoffiGen.NativeTests;

// A case that ends the process is selected by name.
if (args is [string ending])
{
    return ProcessCases.Run(ending);
}

int passed = 0,
    failed = 0;
foreach (DiscoveredCase discovered in CaseDiscovery.All())
{
    if (discovered.LeftOut is { } reason)
    {
        Console.WriteLine($"LEFT OUT {discovered.Assembly}/{discovered.Name}: {reason}");
        continue;
    }

    string result = "PASS";
    string message = "";
#pragma warning disable CA1031 // Any exception of a case is its result.
    try
    {
        discovered.Run();
        passed++;
    }
    catch (Exception exception)
    {
        failed++;
        result = "FAIL";
        message = ": " + exception.ToString().ReplaceLineEndings(" | ");
    }
#pragma warning restore CA1031

    Console.WriteLine($"{result} {discovered.Assembly}/{discovered.Name}{message}");
}

Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;
