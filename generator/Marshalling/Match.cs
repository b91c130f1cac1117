namespace KoffiGen.Marshalling;

/// <summary>The answer of a matcher: a form, if the C type and the C# type match, or the reason why they do not.</summary>
/// <remarks>The default value leaves the decision to the next matcher.</remarks>
internal readonly record struct Match<TForm>(TForm? Form, Mismatch? Mismatch)
    where TForm : class
{
    public bool IsDecided => Form is not null || Mismatch is not null;

    /// <summary>Returns a match with a form that is made from this one. A mismatch keeps its reason.</summary>
    public Match<TOther> Select<TOther>(Func<TForm, TOther> create)
        where TOther : class => new(Form is null ? null : create(Form), Mismatch);

    public static implicit operator Match<TForm>(TForm form) => new(form, null);

    public static implicit operator Match<TForm>(Mismatch mismatch) => new(null, mismatch);
}
