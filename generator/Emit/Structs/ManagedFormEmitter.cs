using System.Globalization;
using KoffiGen.CSharp;
using KoffiGen.Emit.Conversions;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>
/// Writes the managed form of a struct, which has strings and arrays in place of C's text and memory, and the conversions between the two.
/// </summary>
internal static class ManagedFormEmitter
{
    /// <summary>The parameter with the name of the C function and the C# method in messages.</summary>
    private const string Function = "function";

    public static void Write(SourceWriter writer, StructModel model, ManagedFormModel managedForm, SymbolHolderEmitter symbols)
    {
        writer.Line("/// <summary>Copies the struct with its text and arrays. C may then free or change its memory.</summary>");
        writer.Line("public readonly Managed ToManaged()");
        using (writer.Block())
        {
            // Members of anonymous members are reached by reference, which needs a variable.
            writer.Line($"{model.Type} native = this;");
            writer.Line("Managed managed = default;");
            foreach (ManagedFormMember member in managedForm.Members)
            {
                WriteToManaged(writer, model, member);
            }

            writer.Line("return managed;");
        }

        if (managedForm.OwnsMemory)
        {
            writer.Line();
            WriteFreeOwned(writer, model, managedForm, symbols);
        }

        writer.Line();
        WriteMembers(writer, model, managedForm);
    }

    private static void WriteMembers(SourceWriter writer, StructModel model, ManagedFormModel managedForm)
    {
        writer.Line(
            $"/// <summary>The managed form of <c>{SourceFile.Xml(model.CDeclaration)}</c>, with .NET strings and arrays.</summary>"
        );
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block("public struct Managed"))
        {
            foreach (ManagedFormMember member in managedForm.Members)
            {
                writer.Separate();
                if (member.IsHidden)
                {
                    writer.Line($"internal {member.Type} {member.Name};");
                    continue;
                }

                DocumentationWriter.Write(writer, member.Documentation, $"<c>{SourceFile.Xml(member.CDeclaration)}</c>");
                writer.Line($"public {member.Type} {member.Name};");
            }

            foreach (ForwardedMember member in managedForm.Forwarded)
            {
                writer.Separate();
                MemberEmitter.WriteForwarded(writer, member);
            }

            writer.Separate();
            writer.Line(
                "/// <summary>Converts the managed form to the C struct. The scope owns the memory of its text and frees it.</summary>"
            );
            writer.Line(
                $"/// <exception cref=\"{SystemMembers.ArgumentException.Type}\">A string has a NUL inside, "
                    + "or an array or a string is too long for its member.</exception>"
            );
            using (
                writer.Block(
                    $"internal readonly void {ManagedFormMembers.ToNative}(ref {RuntimeMembers.NativeScope.Type} scope, "
                        + $"out {model.Type} native, string {Function})"
                )
            )
            {
                writer.Line("native = default;");
                foreach (ManagedFormMember member in managedForm.Members)
                {
                    WriteToNative(writer, model, member);
                }

                // A counter may be declared after its array, so the counts are checked when all members are converted.
                foreach (
                    ManagedFormMember member in managedForm.Members.Where(static member =>
                        member.Kind is ManagedFormMemberKind.CopiedArray or ManagedFormMemberKind.CountedTextArray
                    )
                )
                {
                    MemberCountModel count = model.Members.OfType<CountedMember>().First(counted => counted.Name == member.Span).Count;
                    string value = FlexibleMemberEmitter.Count(count, "native.", MessageSubject.OfMember(model.Type, member.Name));
                    writer.Line(
                        $"{RuntimeMembers.NativeArray.CheckCount}(this.{member.Name} is null ? 0 : {value}, "
                            + $"this.{member.Name}, {CSharpLiteral.String(member.Name.TrimStart('@'))}, {Function});"
                    );
                }
            }
        }
    }

    private static void WriteToManaged(SourceWriter writer, StructModel model, ManagedFormMember member)
    {
        string source = "native." + member.Source;
        string target = "managed." + member.Name;
        switch (member.Kind)
        {
            case ManagedFormMemberKind.Text:
                writer.Line($"{target} = {Read(model, member, source)};");
                break;
            case ManagedFormMemberKind.CopiedValue:
                writer.Line($"{target} = {source}.IsNull ? null : {source}.Value;");
                break;
            case ManagedFormMemberKind.CopiedArray:
                writer.Line($"{target} = {source}.IsNull ? null : native.{member.Span}.ToArray();");
                break;
            case ManagedFormMemberKind.Nested:
                writer.Line($"{target} = {source}.{ManagedFormMembers.ToManaged}();");
                break;
            case ManagedFormMemberKind.Array when member.Type.Element!.IsBoolean:
                writer.Line($"{target} = {RuntimeMembers.NativeArray.ToBooleans}({source});");
                break;
            case ManagedFormMemberKind.Array:
                writer.Line($"{target} = (({SystemMembers.ReadOnlySpan.Type}<{member.ElementType}>){source}).ToArray();");
                break;
            case ManagedFormMemberKind.TextArray or ManagedFormMemberKind.NestedArray or ManagedFormMemberKind.CountedTextArray:
                CSharpType element = member.Type.Element!;
                bool isCounted = member.Kind == ManagedFormMemberKind.CountedTextArray;
                using (isCounted ? writer.Block($"if (!{source}.IsNull)") : writer.Block())
                {
                    writer.Line(
                        $"{SystemMembers.ReadOnlySpan.Type}<{member.ElementType}> elements = "
                            + $"{(isCounted ? "native." + member.Span : Elements(member, SystemMembers.ReadOnlySpan.Type, source))};"
                    );
                    writer.Line($"{target} = new {element}[elements.Length];");
                    using (writer.Block("for (int index = 0; index < elements.Length; index++)"))
                    {
                        string converted =
                            member.Kind == ManagedFormMemberKind.NestedArray
                                ? "elements[index].ToManaged()"
                                : Read(model, member, "elements[index]");
                        writer.Line($"{target}[index] = {converted};");
                    }
                }

                break;
            default:
                writer.Line($"{target} = {source};");
                break;
        }
    }

    private static void WriteToNative(SourceWriter writer, StructModel model, ManagedFormMember member)
    {
        string target = "native." + member.Source;

        // A member may have the name of a parameter or a local.
        string source = "this." + member.Name;
        string name = CSharpLiteral.String(member.Name.TrimStart('@'));
        switch (member.Kind)
        {
            case ManagedFormMemberKind.Text:
                writer.Line($"{target} = {Allocate(model, member, source, name)};");
                break;
            case ManagedFormMemberKind.FixedText:
                writer.Line($"{RuntimeMembers.FixedText.Write}({source} ?? \"\", native.{member.Name}, {name}, {Function});");
                break;
            case ManagedFormMemberKind.CopiedValue or ManagedFormMemberKind.CopiedArray:
                writer.Line(
                    $"{target} = new {RuntimeMembers.Pointer.Type}<{member.ElementType}>("
                        + $"scope.{RuntimeMembers.NativeScope.Copy}({source}));"
                );
                break;
            case ManagedFormMemberKind.Nested:
                writer.Line($"{source}.{ManagedFormMembers.ToNative}(ref scope, out {target}, {Function});");
                break;
            case ManagedFormMemberKind.Array:
                writer.Line($"{RuntimeMembers.NativeArray.Copy}({source}, {target}, {name}, {Function});");
                break;
            case ManagedFormMemberKind.CountedTextArray:
                using (writer.Block($"if ({source} is not null)"))
                {
                    writer.Line($"{member.ElementType}[] elements = new {member.ElementType}[{source}.Length];");
                    using (writer.Block("for (int index = 0; index < elements.Length; index++)"))
                    {
                        writer.Line($"elements[index] = {Allocate(model, member, source + "[index]", name)};");
                    }

                    writer.Line(
                        $"{target} = new {RuntimeMembers.Pointer.Type}<{member.ElementType}>("
                            + $"scope.{RuntimeMembers.NativeScope.Copy}(elements));"
                    );
                }

                break;
            case ManagedFormMemberKind.TextArray or ManagedFormMemberKind.NestedArray:
                using (writer.Block($"if ({source} is not null)"))
                {
                    writer.Line(
                        $"{SystemMembers.Span.Type}<{member.ElementType}> elements = {Elements(member, SystemMembers.Span.Type, target)};"
                    );
                    writer.Line($"{RuntimeMembers.NativeArray.CheckLength}({source}.Length, elements.Length, {name}, {Function});");
                    using (writer.Block($"for (int index = 0; index < {source}.Length; index++)"))
                    {
                        writer.Line(
                            member.Kind == ManagedFormMemberKind.NestedArray
                                ? $"{source}[index].{ManagedFormMembers.ToNative}(ref scope, out elements[index], {Function});"
                                : $"elements[index] = {Allocate(model, member, source + "[index]", name)};"
                        );
                    }
                }

                break;
            default:
                writer.Line($"{target} = {source};");
                break;
        }
    }

    private static void WriteFreeOwned(SourceWriter writer, StructModel model, ManagedFormModel managedForm, SymbolHolderEmitter symbols)
    {
        writer.Line(
            "/// <summary>Frees the members that C transferred ownership of, and sets them to NULL. "
                + "Do not free copies of the struct as well.</summary>"
        );
        writer.Line("public void FreeOwned() => FreeOwned(default);");
        writer.Line();
        writer.Line("/// <summary>Frees the members that C transferred ownership of, in a struct that was passed to it.</summary>");
        writer.Line("/// <param name=\"given\">The struct before the call. Members that C did not change are not freed.</param>");
        writer.Line($"internal void {ManagedFormMembers.FreeOwned}({model.Type} given)");
        using (writer.Block())
        {
            writer.Line($"ref {model.Type} native = ref this;");
            DisposalEmitter.Write(writer, managedForm.Owned.Select(member => Free(member, model, symbols)));
        }

        writer.Line();
        writer.Line("/// <summary>Binds the functions that free the members, before C allocates them.</summary>");
        writer.Line(
            $"/// <exception cref=\"{SystemMembers.EntryPointNotFoundException.Type}\">The library does not have a "
                + "disposer.</exception>"
        );
        writer.Line("internal static void BindDisposers()");
        using (writer.Block())
        {
            foreach (string bind in managedForm.Owned.Select(member => Bind(member, symbols)).OfType<string>().Distinct())
            {
                writer.Line(bind);
            }
        }
    }

    private static string? Bind(OwnedMember member, SymbolHolderEmitter symbols) =>
        member switch
        {
            { Disposal: null } => $"{member.StructType}.{ManagedFormMembers.BindDisposers}();",
            { Disposal.Symbol: { } symbol } => $"{symbols.Holder(symbol)}.Bind();",
            _ => null,
        };

    private static FreeingStatement Free(OwnedMember member, StructModel model, SymbolHolderEmitter symbols)
    {
        if (member.Span is not null)
        {
            return FreeElements(member, member.Span, symbols);
        }

        string element = member.Member + string.Concat(member.Indexes.Select(Index));
        string place = "native." + element;
        string pointer = place + (member.IsWrapped ? ".Address" : "");
        string given = "given." + element + (member.IsWrapped ? ".Address" : "");
        FreeingStatement statement = member.Disposal switch
        {
            null => new FreeingStatement($"{pointer}.{ManagedFormMembers.FreeOwned}({given});", MayThrow: member.MayThrow),
            { Method: { } method } => FreeingStatement.Managed(method, pointer) with { Condition = $"{pointer} != {given}" },
            { Symbol: { } symbol } => new FreeingStatement(Free(symbols.Holder(symbol), pointer), $"{pointer} != {given}"),
            _ => new FreeingStatement($"{RuntimeMembers.NativeMemoryOwner.Free}({symbols.Library}, {pointer});", $"{pointer} != {given}"),
        };
        if (member.Disposal is not null)
        {
            statement = statement with { Call = $"{statement.Call}\n{place} = default;", MayThrow = statement.MayThrow || member.MayThrow };
        }

        return member.Length is { } length
            ? statement with
            {
                Loop = $"for (int index = 0; index < {length.ToString(CultureInfo.InvariantCulture)}; index++)",
            }
            : statement;
    }

    // If C left the pointer that it was given, the elements are in memory owned by the call.
    private static FreeingStatement FreeElements(OwnedMember member, string span, SymbolHolderEmitter symbols)
    {
        string array = $"native.{member.Member}";
        string place = $"native.{span}[index]";
        string pointer = place + (member.IsWrapped ? ".Address" : "");
        string count = $"{array}.IsNull || {array}.Address == given.{member.Member}.Address ? 0 : native.{span}.Length";
        string call = member.Disposal switch
        {
            { Method: { } method } => FreeingStatement.Managed(method, pointer).Call,
            { Symbol: { } symbol } => Free(symbols.Holder(symbol), pointer),
            _ => DisposalEmitter.Free(symbols, pointer),
        };
        return new FreeingStatement($"{call}\n{place} = default;", $"{pointer} != 0", MayThrow: true)
        {
            Loop = $"for (int index = 0, count = {count}; index < count; index++)",
        };
    }

    private static string Index(ElementIndex index)
    {
        string step = index.Divisor == 1 ? "index" : $"index / {index.Divisor.ToString(CultureInfo.InvariantCulture)}";
        return $"[{step}{(index.Modulus is { } modulus ? " % " + modulus.ToString(CultureInfo.InvariantCulture) : "")}]";
    }

    private static string Free(string holder, string pointer) =>
        $"{RuntimeMembers.NativeMemoryOwner.Free}({holder}.Address != 0 ? {holder}.Address : {holder}.Bind(), {pointer});";

    // The rows of an array of several dimensions follow each other.
    private static string Elements(ManagedFormMember member, string span, string array) =>
        member.RowType is { } row ? $"{SystemMembers.MemoryMarshal.Cast}<{row}, {member.ElementType}>(({span}<{row}>){array})" : array;

    private static string Read(StructModel model, ManagedFormMember member, string source)
    {
        string address = ConversionWriter.ToNative(
            member.Address,
            Expression.Primary(source),
            MessageSubject.OfMember(model.Type, member.Name)
        );
        return $"{RuntimeMembers.NativeScope.From(member.Encoding)}({address})";
    }

    private static string Allocate(StructModel model, ManagedFormMember member, string value, string name) =>
        ConversionWriter.ToManaged(
            member.Address,
            Expression.Primary($"scope.{RuntimeMembers.NativeScope.To(member.Encoding)}({value}, {name}, {Function})"),
            MessageSubject.OfMember(model.Type, member.Name)
        );
}
