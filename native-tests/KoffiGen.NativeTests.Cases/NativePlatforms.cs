namespace KoffiGen.NativeTests;

/// <summary>The platforms that a case applies to.</summary>
[Flags]
public enum NativePlatforms
{
    None = 0,
    Linux = 1,
    MacOS = 2,
    Windows = 4,
    Unix = Linux | MacOS,
    All = Unix | Windows,
}
