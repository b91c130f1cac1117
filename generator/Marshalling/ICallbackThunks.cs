using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Marshalling;

/// <summary>The classes with the thunks of delegates that are not declared for a named C function type.</summary>
internal interface ICallbackThunks
{
    /// <summary>Returns the class with the thunks of the delegate, or the reason why C cannot call it.</summary>
    Match<CSharpType.Named> Match(FunctionType function, CSharpType.Delegate type, MethodDeclaration signature, TypeMatcher types);
}
