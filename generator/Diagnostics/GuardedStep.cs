namespace KoffiGen.Diagnostics;

/// <summary>The steps that run under a <see cref="Guard"/>, in the order of the pipeline.</summary>
internal enum GuardedStep
{
    /// <summary>The project's settings are read.</summary>
    Project,

    /// <summary>A <c>.koffi</c> file is read, then parsed.</summary>
    Files,
    ParsedFiles,

    /// <summary>The attributes of one declaration are read.</summary>
    Methods,
    Classes,
    Symbols,
    Defines,
    Disposables,
    ForeignTypes,
    Callbacks,

    /// <summary>The types of all declarations are bound. The steps up to <see cref="GeneratedTypes"/> are parts of it.</summary>
    Environment,

    /// <summary>A C# type with <c>[KoffiType]</c> is declared.</summary>
    DeclaredForeignTypes,

    /// <summary>A unit of C declarations is created: its texts are parsed, and its directives are bound.</summary>
    CreatedUnits,

    /// <summary>A <c>[KoffiDisposable]</c> is assigned to its unit, then to the scope of the unit.</summary>
    CreatedDisposables,
    DeferredDisposables,

    /// <summary>A unit gets its scope, its names become visible in the project, and its inclusions are resolved.</summary>
    UnitScopes,
    UnitNames,
    Includes,

    /// <summary>The declarations of a unit are bound.</summary>
    Units,

    /// <summary>The declarations of a unit that become C# are selected, then those that a selected declaration needs.</summary>
    Selection,
    Needs,

    /// <summary>The types of a unit get their C# names.</summary>
    GeneratedTypes,

    /// <summary>The imports of a class are grouped.</summary>
    ImportClasses,

    /// <summary>The imports of a class are bound, one after the other.</summary>
    BoundImports,
    Imports,

    /// <summary>The members and types of a unit are bound, the members one after the other.</summary>
    BoundUnits,
    Members,

    /// <summary>The file of a class or a unit is written.</summary>
    Emission,
}
