using System.Reflection;

namespace KoffiGen;

/// <summary>Locates a library for <see cref="Koffi.LibraryResolver"/>.</summary>
/// <param name="name">The name that the library is declared with.</param>
/// <param name="assembly">The assembly that declares the library.</param>
/// <returns>
/// A handle from <see cref="System.Runtime.InteropServices.NativeLibrary"/>, or 0 to search for the library as usual. KoffiGen does not
/// close the handle, except for a library instance: the resolver is called for each instance, and its handle is closed with the instance.
/// </returns>
public delegate nint KoffiLibraryResolver(string name, Assembly assembly);
