using KoffiGen.NativeTests;

// What ends a process is asked for by name.
if (args is [string ending])
    return ProcessCases.Run(ending);

int failures = 0;
foreach (DiscoveredCase discovered in CaseDiscovery.All())
{
    string result = "PASS";
    string message = "";
#pragma warning disable CA1031 // Whatever a case throws is its result.
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
