using KoffiGen.CSharp;
using KoffiGen.Emit.Conversions;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>The members of a struct: fields, and properties over them.</summary>
internal sealed class MemberEmitter(SourceWriter writer, StructModel model)
{
    private bool _followsStorage;

    public void WriteAll()
    {
        foreach (MemberModel member in model.Members)
        {
            // What is said about an array belongs to the struct that the user sees.
            if (!(model.IsPrivate && member is TextMember or CountedMember))
            {
                Write(member);
            }
        }
    }

    /// <summary>What is reached through an anonymous member.</summary>
    public static void WriteForwarded(SourceWriter writer, ForwardedMember member)
    {
        WriteSummary(writer, member);
        if (member.IsReference)
        {
            writer.Line(
                $"[{SystemMembers.UnscopedRef.Type}] public ref {member.Type} {member.Name} => ref this.{member.Holder}.{member.Name};"
            );
            return;
        }

        using (writer.Block($"public {member.Type} {member.Name}"))
        {
            writer.Line($"readonly get => this.{member.Holder}.{member.Name};");
            writer.Line($"set => this.{member.Holder}.{member.Name} = value;");
        }
    }

    private void Write(MemberModel member)
    {
        switch (member)
        {
            case FieldMember field:
                Separate();
                WriteSummary(writer, member);
                writer.Line($"{Offset(member)}public {field.Type} {field.Name};");
                break;
            case HiddenMember hidden:
                WriteHidden(hidden);
                break;
            case PropertyMember property:
                SeparateStorage();
                writer.Line($"{Offset(member)}private {property.StorageType} {property.Field};");
                Separate();
                WriteSummary(writer, member);
                MessageSubject subject = MessageSubject.OfMember(model.Type, property.Name);
                string storage = $"this.{property.Field}";
                string read = ConversionWriter.ToManaged(property.Conversion, Expression.Primary(storage), subject);
                string written = ConversionWriter.ToNative(property.Conversion, Expression.Primary("value"), subject);
                using (writer.Block($"public {property.ManagedType} {property.Name}"))
                {
                    writer.Line($"readonly get => {read};");
                    writer.Line($"set => {storage} = {written};");
                }

                break;
            case BitFieldMember bitField:
                Separate();
                BitFieldEmitter.Write(writer, bitField);
                break;
            case ForwardedMember forwarded:
                Separate();
                WriteForwarded(writer, forwarded);
                break;
            case TextMember text:
                Separate();
                WriteText(text);
                break;
            case CountedMember counted:
                Separate();
                WriteCounted(counted);
                break;
        }
    }

    private void Separate()
    {
        writer.Separate();
        _followsStorage = false;
    }

    // Private fields that follow each other have no empty lines between them.
    private void SeparateStorage()
    {
        if (!_followsStorage)
        {
            writer.Separate();
        }

        _followsStorage = true;
    }

    private void WriteHidden(HiddenMember hidden)
    {
        SeparateStorage();
        for (int index = 0; index < hidden.Count; index++)
        {
            string name = hidden.Count == 1 ? hidden.Name : $"{hidden.Name}_{index}";
            writer.Line($"{Offset(hidden)}{(hidden.IsAnonymousRecord && !model.IsPrivate ? "internal" : "private")} {hidden.Type} {name};");
        }
    }

    private void WriteText(TextMember member)
    {
        writer.Line(
            $"/// <summary>Gets or sets the text in <c>{SourceFile.Xml(member.CDeclaration)}</c>, up to the NUL. "
                + "The setter fills the rest with zeros.</summary>"
        );
        writer.Line(
            $"/// <exception cref=\"{SystemMembers.ArgumentException.Type}\">The text has a NUL inside, "
                + "or is too long for the member and its NUL. The member is not changed.</exception>"
        );
        using (writer.Block($"public string {member.Name}"))
        {
            writer.Line($"{ReadOnly([member.Array])}get => this.{member.Array}.ToString();");
            string subject = MessageSubject.OfMember(model.Type, member.Name).Expression;
            string name = CSharpLiteral.String(member.MemberName);
            writer.Line($"set => {RuntimeMembers.FixedText.Write}(value, this.{member.Array}, {name}, {subject});");
        }
    }

    private void WriteCounted(CountedMember member)
    {
        writer.Line(
            $"/// <summary>Gets the elements that <c>{SourceFile.Xml(member.CDeclaration)}</c> points to, in place. "
                + $"Their number is <c>{SourceFile.Xml(member.Count.Name)}</c>.</summary>"
        );
        FlexibleMemberEmitter.WriteCountException(writer, member.Count, "or too large for a span");
        writer.Line(
            $"public {ReadOnly([member.Pointer, .. member.Count.Members])}{SystemMembers.Span.Type}<{member.ElementType}> {member.Name} => "
                + $"{RuntimeMembers.FlexibleArray.Span}<{member.ElementType}>(this.{member.Pointer}.Address, "
                + $"{FlexibleMemberEmitter.Count(member.Count, "this.", MessageSubject.OfMember(model.Type, member.Name))}, "
                + $"{CSharpLiteral.String(member.Count.Name)});"
        );
    }

    // What is given by reference is none of a struct that may not change.
    private string ReadOnly(IEnumerable<string> members) =>
        model.Members.Any(other => other is ForwardedMember { IsReference: true } && members.Contains(other.Name)) ? "" : "readonly ";

    private static void WriteSummary(SourceWriter writer, MemberModel member) =>
        DocumentationWriter.Write(writer, member.Documentation, $"<c>{SourceFile.Xml(member.CDeclaration)}</c>");

    private static string Offset(MemberModel member) => member.Offset is { } offset ? $"[{SystemMembers.FieldOffset.Type}({offset})] " : "";
}
