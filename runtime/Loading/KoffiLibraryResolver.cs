using System.Reflection;

namespace KoffiGen;

/// <summary>Finds a library in the program's own way.</summary>
/// <param name="name">The name that the library was declared with.</param>
/// <param name="assembly">The assembly that declares it.</param>
/// <returns>
/// A handle as <see cref="System.Runtime.InteropServices.NativeLibrary"/> gives it, or 0 to leave the library to the usual search. The handle stays open; that
/// of an instance library, which asks each time that it is loaded, is closed with the instance.
/// </returns>
public delegate nint KoffiLibraryResolver(string name, Assembly assembly);
