namespace KoffiGen.CSharp;

// Types of .NET and of the KoffiGen runtime that the generator knows. Their paths lead from the global namespace, without the arity.
internal abstract partial record CSharpType
{
    private static readonly Dictionary<(string Name, int Arity), FrameworkType> FrameworkTypes = new FrameworkType[]
    {
        new(CLong.Path, 0, static _ => new CLong()),
        new(CULong.Path, 0, static _ => new CULong()),
        new(Rune.Path, 0, static _ => new Rune()),
        new(Utf8Pointer.Path, 0, static _ => new Utf8Pointer()),
        new(CancellationToken.Path, 0, static _ => new CancellationToken()),
        new(Span.Path, 1, static arguments => new Span(arguments[0])),
        new(Span.ReadOnlyPath, 1, static arguments => new Span(arguments[0]) { IsReadOnly = true }),
        new(Memory.Path, 1, static arguments => new Memory(arguments[0])),
        new(Memory.ReadOnlyPath, 1, static arguments => new Memory(arguments[0]) { IsReadOnly = true }),
        new(TypedPointer.Path, 1, static arguments => new TypedPointer(arguments[0])),
        new(KoffiMemory.Path, 1, static arguments => new KoffiMemory(arguments[0])),
        new(Registered.Path, 1, static arguments => new Registered(arguments[0])),
        new(Task.Path, 0, static _ => new Task(ResultType: null)),
        new(Task.Path, 1, static arguments => new Task(arguments[0])),
        new(ValueTask.Path, 0, static _ => new ValueTask(ResultType: null)),
        new(ValueTask.Path, 1, static arguments => new ValueTask(arguments[0])),
    }.ToDictionary(static type => (type.Name, type.Arity));

    /// <summary>Returns the type with this name if it has a case; <see langword="null"/> for other names.</summary>
    public static FrameworkType? FindFrameworkType(string name, int arity) =>
        FrameworkTypes.TryGetValue((name, arity), out FrameworkType? type) ? type : null;

    /// <summary>A type of .NET or of the KoffiGen runtime that has a case.</summary>
    /// <param name="path">The namespace and the name.</param>
    /// <param name="create">Creates the case, without nullable annotation, from the type arguments.</param>
    public sealed class FrameworkType(string path, int arity, Func<CSharpType[], CSharpType> create)
    {
        public string Namespace { get; } = path.Substring(0, path.LastIndexOf('.'));

        public string Name { get; } = path.Substring(path.LastIndexOf('.') + 1);

        public int Arity => arity;

        public CSharpType Create(IEnumerable<CSharpType> arguments) => create([.. arguments]);
    }

    public sealed record CLong : CSharpType
    {
        public const string Path = "System.Runtime.InteropServices.CLong";

        public override bool IsUnmanaged => true;

        public override string Write(CSharpTypeFormat format) => format.Write(Path);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) => this;
    }

    public sealed record CULong : CSharpType
    {
        public const string Path = "System.Runtime.InteropServices.CULong";

        public override bool IsUnmanaged => true;

        public override string Write(CSharpTypeFormat format) => format.Write(Path);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) => this;
    }

    public sealed record Rune : CSharpType
    {
        public const string Path = "System.Text.Rune";

        public override bool IsUnmanaged => true;

        public override string Write(CSharpTypeFormat format) => format.Write(Path);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) => this;
    }

    public sealed record Utf8Pointer : CSharpType
    {
        public const string Path = "KoffiGen.Utf8Pointer";

        public override bool IsUnmanaged => true;

        public override string Write(CSharpTypeFormat format) => format.Write(Path);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) => this;
    }

    public sealed record CancellationToken : CSharpType
    {
        public const string Path = "System.Threading.CancellationToken";

        public override string Write(CSharpTypeFormat format) => format.Write(Path);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) => this;
    }

    /// <summary><c>Span&lt;T&gt;</c> or <c>ReadOnlySpan&lt;T&gt;</c>.</summary>
    public sealed record Span(CSharpType ElementType) : CSharpType
    {
        public const string Path = "System.Span";
        public const string ReadOnlyPath = "System.ReadOnlySpan";

        public bool IsReadOnly { get; init; }

        public override CSharpType Element => ElementType;

        public override string Write(CSharpTypeFormat format) => format.Write(IsReadOnly ? ReadOnlyPath : Path, ElementType);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, ElementType, static (type, element) => type with { ElementType = element });
    }

    /// <summary><c>Memory&lt;T&gt;</c> or <c>ReadOnlyMemory&lt;T&gt;</c>, which asynchronous calls use instead of spans.</summary>
    public sealed record Memory(CSharpType ElementType) : CSharpType
    {
        public const string Path = "System.Memory";
        public const string ReadOnlyPath = "System.ReadOnlyMemory";

        public bool IsReadOnly { get; init; }

        public override CSharpType Element => ElementType;

        public override string Write(CSharpTypeFormat format) => format.Write(IsReadOnly ? ReadOnlyPath : Path, ElementType);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, ElementType, static (type, element) => type with { ElementType = element });
    }

    /// <summary>The runtime's <c>Pointer&lt;T&gt;</c>.</summary>
    public sealed record TypedPointer(CSharpType PointedAtType) : CSharpType
    {
        public const string Path = "KoffiGen.Pointer";

        public override bool IsUnmanaged => true;

        public override CSharpType Element => PointedAtType;

        public override string Write(CSharpTypeFormat format) => format.Write(Path, PointedAtType);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, PointedAtType, static (type, pointee) => type with { PointedAtType = pointee });
    }

    /// <summary>The runtime's <c>KoffiMemory&lt;T&gt;</c>, a class.</summary>
    public sealed record KoffiMemory(CSharpType ElementType) : Reference
    {
        public const string Path = "KoffiGen.KoffiMemory";

        public override CSharpType Element => ElementType;

        public override string Write(CSharpTypeFormat format) => format.Write(Path, ElementType) + Annotation;

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, ElementType, static (type, element) => type with { ElementType = element });
    }

    /// <summary>The runtime's <c>Registered&lt;T&gt;</c>, a class.</summary>
    public sealed record Registered(CSharpType DelegateType) : Reference
    {
        public const string Path = "KoffiGen.Registered";

        public override string Write(CSharpTypeFormat format) => format.Write(Path, DelegateType) + Annotation;

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            rewriter.Rewrite(this, DelegateType, static (type, @delegate) => type with { DelegateType = @delegate });
    }

    /// <summary><c>Task</c>, or <c>Task&lt;T&gt;</c>.</summary>
    public sealed record Task(CSharpType? ResultType) : Reference
    {
        public const string Path = "System.Threading.Tasks.Task";

        public override string Write(CSharpTypeFormat format) =>
            (ResultType is null ? format.Write(Path) : format.Write(Path, ResultType)) + Annotation;

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            ResultType is null ? this : rewriter.Rewrite(this, ResultType, static (type, result) => type with { ResultType = result });
    }

    /// <summary><c>ValueTask</c>, or <c>ValueTask&lt;T&gt;</c>.</summary>
    public sealed record ValueTask(CSharpType? ResultType) : CSharpType
    {
        public const string Path = "System.Threading.Tasks.ValueTask";

        public override string Write(CSharpTypeFormat format) => ResultType is null ? format.Write(Path) : format.Write(Path, ResultType);

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) =>
            ResultType is null ? this : rewriter.Rewrite(this, ResultType, static (type, result) => type with { ResultType = result });
    }
}
