namespace KoffiGen.Model;

/// <summary>What a program does with the functions of a C function type, which decides what is generated for it.</summary>
internal enum FunctionTypeUse
{
    /// <summary>C# calls them. No C function takes a callback of the type.</summary>
    Called,

    /// <summary>C# code may also register callbacks: a function without a declared parameter of the type may take them.</summary>
    Registered,

    /// <summary>A C function takes callbacks of the type, or a directive requests slots.</summary>
    Taken,
}
