namespace KoffiGen.CSharp;

/// <summary>A visitor with one method for each case, so that the compiler finds every visitor that a new case concerns.</summary>
internal abstract class CSharpTypeVisitor<TResult>
{
    public TResult Visit(CSharpType type) => type.Accept(this);

    public abstract TResult VisitPrimitive(CSharpType.Primitive type);

    public abstract TResult VisitString(CSharpType.String type);

    public abstract TResult VisitCLong(CSharpType.CLong type);

    public abstract TResult VisitCULong(CSharpType.CULong type);

    public abstract TResult VisitRune(CSharpType.Rune type);

    public abstract TResult VisitEnum(CSharpType.Enum type);

    public abstract TResult VisitStruct(CSharpType.Struct type);

    public abstract TResult VisitPointer(CSharpType.Pointer type);

    public abstract TResult VisitFunctionPointer(CSharpType.FunctionPointer type);

    public abstract TResult VisitArray(CSharpType.Array type);

    public abstract TResult VisitMultidimensionalArray(CSharpType.MultidimensionalArray type);

    public abstract TResult VisitSpan(CSharpType.Span type);

    public abstract TResult VisitMemory(CSharpType.Memory type);

    public abstract TResult VisitTypedPointer(CSharpType.TypedPointer type);

    public abstract TResult VisitUtf8Pointer(CSharpType.Utf8Pointer type);

    public abstract TResult VisitKoffiMemory(CSharpType.KoffiMemory type);

    public abstract TResult VisitRegistered(CSharpType.Registered type);

    public abstract TResult VisitTask(CSharpType.Task type);

    public abstract TResult VisitValueTask(CSharpType.ValueTask type);

    public abstract TResult VisitTuple(CSharpType.Tuple type);

    public abstract TResult VisitCancellationToken(CSharpType.CancellationToken type);

    public abstract TResult VisitTypeParameter(CSharpType.TypeParameter type);

    public abstract TResult VisitNullable(CSharpType.Nullable type);

    public abstract TResult VisitDelegate(CSharpType.Delegate type);

    public abstract TResult VisitNamed(CSharpType.Named type);

    public abstract TResult VisitOther(CSharpType.Other type);
}
