namespace KoffiGen.Diagnostics;

/// <summary>The steps that run in a <see cref="Guard"/>, in the order of the pipeline.</summary>
internal enum GuardedStep
{
    /// <summary>Reads the project's settings.</summary>
    Project,

    /// <summary>Reads a <c>.koffi</c> file, then parses it.</summary>
    Files,
    ParsedFiles,

    /// <summary>Reads the attributes of one declaration.</summary>
    Methods,
    Classes,
    Symbols,
    Defines,
    Disposables,
    ForeignTypes,
    Callbacks,

    /// <summary>Binds the types of all declarations. The steps up to <see cref="GeneratedTypes"/> are parts of it.</summary>
    Environment,

    /// <summary>Declares a C# type with <c>[KoffiType]</c>.</summary>
    DeclaredForeignTypes,

    /// <summary>Creates a unit of C declarations: parses its texts and binds its directives.</summary>
    CreatedUnits,

    /// <summary>Assigns a <c>[KoffiDisposable]</c> to its unit, then to the scope of the unit.</summary>
    CreatedDisposables,
    DeferredDisposables,

    /// <summary>Creates the scope of a unit, makes its names visible in the project, and resolves its inclusions.</summary>
    UnitScopes,
    UnitNames,
    Includes,

    /// <summary>Binds the declarations of a unit.</summary>
    Units,

    /// <summary>Collects the disposers that declarations name.</summary>
    NamedDisposers,

    /// <summary>Selects the declarations of a unit that become C#, then those that a selected declaration needs.</summary>
    Selection,
    Needs,

    /// <summary>Chooses the C# names of a unit's types.</summary>
    GeneratedTypes,

    /// <summary>Groups the imports of a class.</summary>
    ImportClasses,

    /// <summary>Binds the imports of a class one by one.</summary>
    BoundImports,
    Imports,

    /// <summary>Finds the function types that a unit or the name of an import uses.</summary>
    FunctionTypeUses,

    /// <summary>Binds the members of a unit one by one, and its types.</summary>
    BoundUnits,
    Members,

    /// <summary>Writes the file of a class or a unit.</summary>
    Emission,
}
