using KoffiGen.NativeTests;

// A case that ends the process is selected by name.
if (args is [string ending])
{
    return ProcessCases.Run(ending);
}

int failures = 0;
foreach (DiscoveredCase discovered in CaseDiscovery.All())
{
    string result = "PASS";
    string message = "";
#pragma warning disable CA1031 // Any exception of a case is its result.
    try
    {
        discovered.Run();
    }
    catch (Exception exception)
    {
        failures++;
        result = "FAIL";
        message = ": " + exception.ToString().ReplaceLineEndings(" | ");
    }
#pragma warning restore CA1031

    Console.WriteLine($"{result} {discovered.Assembly}/{discovered.Name}{message}");
}

return failures == 0 ? 0 : 1;
