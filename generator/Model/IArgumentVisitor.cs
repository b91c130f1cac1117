namespace KoffiGen.Model;

/// <summary>
/// A visitor with one method for each form of argument, so that the compiler finds every visitor that a new form concerns. The methods
/// are declared beside the forms.
/// </summary>
internal partial interface IArgumentVisitor<out TResult>;
