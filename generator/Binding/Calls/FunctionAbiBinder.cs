using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Model;

namespace KoffiGen.Binding.Calls;

/// <summary>The ABI of a function. Calling conventions differ only on 32-bit x86.</summary>
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

            // Microsoft's fastcall passes the first two integer or pointer arguments of at most 4 bytes in registers.
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
