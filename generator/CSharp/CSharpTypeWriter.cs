using System.Text;

namespace KoffiGen.CSharp;

/// <summary>A visitor that writes types and names as C# code.</summary>
internal sealed class CSharpTypeWriter : CSharpTypeVisitor<string>
{
    /// <summary>Writes names with <c>global::</c>, because generated code has no using directives.</summary>
    public static readonly CSharpTypeWriter Qualified = new("global::");

    /// <summary>Writes names without <c>global::</c>, for messages.</summary>
    public static readonly CSharpTypeWriter Short = new("");

    private static readonly QualifiedName Object = QualifiedName.Rooted("System.Object");
    private static readonly QualifiedName Decimal = QualifiedName.Rooted("System.Decimal");

    private readonly string _global;

    private CSharpTypeWriter(string global) => _global = global;

    public string Write(QualifiedName name)
    {
        StringBuilder builder = new();
        Append(builder, name);
        return builder.ToString();
    }

    public override string VisitPrimitive(CSharpType.Primitive type) =>
        type.Keyword switch
        {
            CSharpPrimitive.Void => "void",
            CSharpPrimitive.Boolean => "bool",
            CSharpPrimitive.Char => "char",
            CSharpPrimitive.SByte => "sbyte",
            CSharpPrimitive.Byte => "byte",
            CSharpPrimitive.Int16 => "short",
            CSharpPrimitive.UInt16 => "ushort",
            CSharpPrimitive.Int32 => "int",
            CSharpPrimitive.UInt32 => "uint",
            CSharpPrimitive.Int64 => "long",
            CSharpPrimitive.UInt64 => "ulong",
            CSharpPrimitive.IntPtr => "nint",
            CSharpPrimitive.UIntPtr => "nuint",
            CSharpPrimitive.Single => "float",
            CSharpPrimitive.Double => "double",
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };

    public override string VisitString(CSharpType.String type) => "string" + Annotation(type);

    public override string VisitCLong(CSharpType.CLong type) => _global + "System.Runtime.InteropServices.CLong";

    public override string VisitCULong(CSharpType.CULong type) => _global + "System.Runtime.InteropServices.CULong";

    public override string VisitRune(CSharpType.Rune type) => _global + "System.Text.Rune";

    public override string VisitEnum(CSharpType.Enum type) => Write(type.Name);

    public override string VisitStruct(CSharpType.Struct type) => type.Name == Decimal ? "decimal" : Write(type.Name);

    public override string VisitPointer(CSharpType.Pointer type) => Visit(type.PointedAtType) + "*";

    public override string VisitFunctionPointer(CSharpType.FunctionPointer type)
    {
        string conventions = type.Conventions.IsEmpty ? "" : $"[{string.Join(", ", type.Conventions)}]";
        IEnumerable<string> parameters = type.Signature.Parameters.Select(parameter =>
            (
                parameter.RefKind switch
                {
                    ByRefKind.Ref => "ref ",
                    ByRefKind.Out => "out ",
                    ByRefKind.In => "in ",
                    ByRefKind.RefReadOnly => "ref readonly ",
                    _ => "",
                }
            ) + Visit(parameter.Type)
        );
        string result =
            (
                type.Signature.ReturnRefKind switch
                {
                    ByRefKind.Ref => "ref ",
                    ByRefKind.RefReadOnly => "ref readonly ",
                    _ => "",
                }
            ) + Visit(type.Signature.ReturnType);
        return $"delegate*{(type.IsUnmanagedCall ? " unmanaged" + conventions : "")}<{string.Join(", ", parameters.Append(result))}>";
    }

    public override string VisitArray(CSharpType.Array type) => WriteArray(type);

    public override string VisitMultidimensionalArray(CSharpType.MultidimensionalArray type) => WriteArray(type);

    public override string VisitSpan(CSharpType.Span type) =>
        $"{_global}System.{(type.IsReadOnly ? "ReadOnlySpan" : "Span")}<{Visit(type.ElementType)}>";

    public override string VisitMemory(CSharpType.Memory type) =>
        $"{_global}System.{(type.IsReadOnly ? "ReadOnlyMemory" : "Memory")}<{Visit(type.ElementType)}>";

    public override string VisitTypedPointer(CSharpType.TypedPointer type) => $"{_global}KoffiGen.Pointer<{Visit(type.PointedAtType)}>";

    public override string VisitUtf8Pointer(CSharpType.Utf8Pointer type) => _global + "KoffiGen.Utf8Pointer";

    public override string VisitKoffiMemory(CSharpType.KoffiMemory type) =>
        $"{_global}KoffiGen.KoffiMemory<{Visit(type.ElementType)}>{Annotation(type)}";

    public override string VisitRegistered(CSharpType.Registered type) =>
        $"{_global}KoffiGen.Registered<{Visit(type.DelegateType)}>{Annotation(type)}";

    public override string VisitTask(CSharpType.Task type) => WriteTask("Task", type.ResultType) + Annotation(type);

    public override string VisitValueTask(CSharpType.ValueTask type) => WriteTask("ValueTask", type.ResultType);

    public override string VisitTuple(CSharpType.Tuple type) => $"({string.Join(", ", type.Elements.Select(WriteElement))})";

    public override string VisitCancellationToken(CSharpType.CancellationToken type) => _global + "System.Threading.CancellationToken";

    public override string VisitTypeParameter(CSharpType.TypeParameter type) => CSharpIdentifier.Escape(type.Name) + Annotation(type);

    public override string VisitNullable(CSharpType.Nullable type) => Visit(type.UnderlyingType) + "?";

    public override string VisitDelegate(CSharpType.Delegate type) => Write(type.Name) + Annotation(type);

    public override string VisitNamed(CSharpType.Named type) => Write(type.Name) + Annotation(type);

    public override string VisitOther(CSharpType.Other type) => (type.Name == Object ? "object" : Write(type.Name)) + Annotation(type);

    private static string Annotation(CSharpType.Reference type) => type.IsNullable ? "?" : "";

    private string WriteElement(TupleElement element) =>
        element.Name is null ? Visit(element.Type) : $"{Visit(element.Type)} {element.Name}";

    private string WriteTask(string name, CSharpType? result) =>
        $"{_global}System.Threading.Tasks.{name}{(result is null ? "" : $"<{Visit(result)}>")}";

    // C# writes the ranks of a jagged array from the outermost inwards, up to the next nullable annotation.
    private string WriteArray(CSharpType.Reference array)
    {
        StringBuilder ranks = new();
        CSharpType current = array;
        do
        {
            int rank = 1;
            (current, rank) = current is CSharpType.MultidimensionalArray several
                ? (several.ElementType, several.Rank)
                : (((CSharpType.Array)current).ElementType, 1);
            ranks.Append('[').Append(',', rank - 1).Append(']');
        } while (current is CSharpType.Array { IsNullable: false } or CSharpType.MultidimensionalArray { IsNullable: false });

        return Visit(current) + ranks + Annotation(array);
    }

    private void Append(StringBuilder builder, QualifiedName name)
    {
        if (name.Container is { } container)
        {
            Append(builder, container);
            if (container.Identifier.Length > 0)
            {
                builder.Append('.');
            }
        }
        else if (name.Identifier.Length == 0)
        {
            builder.Append(_global);
            return;
        }

        builder.Append(CSharpIdentifier.Escape(name.Identifier));
        if (!name.TypeArguments.IsEmpty)
        {
            builder.Append('<').Append(string.Join(", ", name.TypeArguments.Select(Visit))).Append('>');
        }
    }
}
