using System.Reflection;
using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Tests.Generator;

/// <summary>
/// Each type and member that generated code names is in the runtime, or in .NET: a rename there fails here, with the name.
/// </summary>
public sealed class RuntimeMembersTests
{
    private const BindingFlags Members =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    private static readonly ILookup<string, Type> Types = new[] { typeof(Koffi).Assembly, typeof(object).Assembly }
        .SelectMany(static assembly => assembly.GetExportedTypes())
        .ToLookup(static type => $"global::{type.FullName!.Split('`')[0]}".Replace("global::KoffiGen.CompilerServices.", "__runtime::"));

    [TestCaseSource(nameof(Names))]
    public void A_name_of_generated_code_exists(string type, string name)
    {
        Type[] found = [.. Types[type], .. Types[type + "Attribute"]];
        Assert.That(found, Is.Not.Empty, $"There is no public type '{type}'.");
        if (name == type)
        {
            return;
        }

        bool isStatic = name.StartsWith(type + ".", StringComparison.Ordinal);
        string member = isStatic ? name[(type.Length + 1)..] : name;
        Assert.That(
            found.SelectMany(candidate => candidate.GetMember(member, Members)).Any(candidate => IsUsable(candidate, isStatic)),
            $"'{type}' has no {(isStatic ? "static" : "instance")} member '{member}' that generated code can use."
        );
    }

    private static IEnumerable<TestCaseData> Names() =>
        from holder in new[] { typeof(RuntimeMembers), typeof(SystemMembers) }
        from type in holder.GetNestedTypes(BindingFlags.NonPublic)
        let qualified = (string)type.GetField("Type")!.GetRawConstantValue()!
        from name in Constants(type).Concat(Values(type))
        select new TestCaseData(qualified, name).SetArgDisplayNames(type.Name, name);

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!);

    // Each value of an enum of the generator is one of an enum of the runtime. The platform's own convention is written as Cdecl.
    private static IEnumerable<string> Values(Type type) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        from object value in Enum.GetValues(method.GetParameters()[0].ParameterType)
        where value is not CallingConvention.Default
        select (string)method.Invoke(null, [value])!;

    private static bool IsUsable(MemberInfo member, bool isStatic) =>
        member switch
        {
            FieldInfo field => (field.IsPublic || field.IsFamily) && field.IsStatic == isStatic,
            MethodBase method => (method.IsPublic || method.IsFamily) && method.IsStatic == isStatic,
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => IsUsable(accessor, isStatic)),
            EventInfo happening => IsUsable(happening.AddMethod!, isStatic),
            _ => false,
        };
}
