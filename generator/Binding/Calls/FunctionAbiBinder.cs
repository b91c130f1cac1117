using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Model;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Binding.Calls;

/// <summary>How a function is called, which differs by convention on 32-bit x86 alone.</summary>
internal static class FunctionAbiBinder
{
    public static FunctionAbi Bind(FunctionType function)
    {
        if (function.Convention is CallingConvention.Default or CallingConvention.Cdecl)
        {
            return FunctionAbi.Default;
        }

        long bytes = 0;
        List<int> registers = [];
        for (int index = 0; index < function.Parameters.Length; index++)
        {
            CType type = function.Parameters[index].Type.Type;
            long size = LayoutCalculator.GetLayout(type, TargetAbi.WindowsX86)?.Size ?? 4;
            bytes += LayoutCalculator.AlignUp(size, 4);

            // Microsoft's fastcall: the first two arguments that fit a register and are no floating numbers or structs.
            bool fits = type.Canonical is PointerType or EnumType || (type.Canonical is BasicType basic && basic.IsInteger);
            if (function.Convention == CallingConvention.Fastcall && registers.Count < 2 && fits && size <= 4)
            {
                registers.Add(index);
            }
        }

        return new FunctionAbi(function.Convention)
        {
            StackBytes = (int)Math.Min(bytes, int.MaxValue),
            RegisterArguments = registers.ToEquatableArray(),
        };
    }
}
