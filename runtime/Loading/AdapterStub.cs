using System.Buffers.Binary;

namespace KoffiGen;

/// <summary>A few machine instructions that precede a function that .NET cannot call directly.</summary>
/// <remarks>
/// They are written into fresh memory, which is then made executable and read-only permanently. It is never writable and executable at
/// once.
/// </remarks>
internal static unsafe class AdapterStub
{
    /// <summary>
    /// The code that is called as stdcall and continues as fastcall: the first two arguments move from the stack to ECX and EDX.
    /// <code>pop eax; pop ecx; pop edx; push eax; mov eax, target; jmp eax</code>
    /// </summary>
    internal static byte[] StdcallToFastcall(uint target)
    {
        byte[] code = [0x58, 0x59, 0x5A, 0x50, 0xB8, 0, 0, 0, 0, 0xFF, 0xE0];
        BinaryPrimitives.WriteUInt32LittleEndian(code.AsSpan(5), target);
        return code;
    }

    /// <summary>
    /// The code that sets AL before a variadic function. In the System V AMD64 ABI, AL is an upper bound of the number of vector registers
    /// with arguments (3.5.7); the code sets it to all eight. .NET leaves AL undefined.
    /// <code>endbr64; mov r11, target; mov eax, 8; jmp r11</code>
    /// </summary>
    internal static byte[] VariadicOnSystemV(ulong target)
    {
        byte[] code = [0xF3, 0x0F, 0x1E, 0xFA, 0x49, 0xBB, 0, 0, 0, 0, 0, 0, 0, 0, 0xB8, 8, 0, 0, 0, 0x41, 0xFF, 0xE3];
        BinaryPrimitives.WriteUInt64LittleEndian(code.AsSpan(6), target);
        return code;
    }

    /// <summary>Whether the system has refused executable memory.</summary>
    internal static bool IsForbidden { get; private set; }

    /// <summary>Creates the exception for a call that needs executable memory where none is available.</summary>
    internal static PlatformNotSupportedException Forbidden(string function) =>
        new($"Executable memory is not available to this process, but the calling convention of {function} needs it.");

    /// <exception cref="PlatformNotSupportedException">Executable memory is not available.</exception>
    internal static nint Create(ReadOnlySpan<byte> code, string function)
    {
        nint memory = TryCreate(code);
        return memory != 0 ? memory : throw Forbidden(function);
    }

    /// <summary>Creates the stub and returns its address, or 0 if executable memory is not available.</summary>
    internal static nint TryCreate(ReadOnlySpan<byte> code)
    {
        nint memory = OperatingSystem.IsWindows() ? CreateOnWindows(code) : CreateOnPosix(code);
        if (memory == 0)
        {
            IsForbidden = true;
        }

        return memory;
    }

    private static nint CreateOnWindows(ReadOnlySpan<byte> code)
    {
        const uint commitAndReserve = 0x3000,
            readWrite = 0x04,
            executeRead = 0x20,
            release = 0x8000;

        nuint size = (nuint)code.Length;
        nint memory = Kernel32.VirtualAlloc(0, size, commitAndReserve, readWrite);
        if (memory == 0)
        {
            return 0;
        }

        code.CopyTo(new Span<byte>((void*)memory, code.Length));
        uint old;
        if (
            Kernel32.VirtualProtect(memory, size, executeRead, &old) != 0
            && Kernel32.FlushInstructionCache(Kernel32.GetCurrentProcess(), memory, size) != 0
        )
        {
            return memory;
        }

        _ = Kernel32.VirtualFree(memory, 0, release);
        return 0;
    }

    private static nint CreateOnPosix(ReadOnlySpan<byte> code)
    {
        const int read = 1,
            write = 2,
            execute = 4,
            isPrivate = 2,
            anonymousOnApple = 0x1000,
            anonymousElsewhere = 0x20;

        delegate* unmanaged[Cdecl]<nint, nuint, int, int, int, nint, nint> mmap = (delegate* unmanaged[Cdecl]<
            nint,
            nuint,
            int,
            int,
            int,
            nint,
            nint>)
            PosixLoader.Find("mmap");
        delegate* unmanaged[Cdecl]<nint, nuint, int, int> mprotect = (delegate* unmanaged[Cdecl]<nint, nuint, int, int>)
            PosixLoader.Find("mprotect");
        delegate* unmanaged[Cdecl]<nint, nuint, int> munmap = (delegate* unmanaged[Cdecl]<nint, nuint, int>)PosixLoader.Find("munmap");

        nuint size = (nuint)code.Length;
        int anonymous = OperatingSystem.IsLinux() ? anonymousElsewhere : anonymousOnApple;
        nint memory = mmap(0, size, read | write, isPrivate | anonymous, -1, 0);
        if (memory == -1)
        {
            return 0;
        }

        code.CopyTo(new Span<byte>((void*)memory, code.Length));
        if (mprotect(memory, size, read | execute) == 0)
        {
            return memory;
        }

        _ = munmap(memory, size);
        return 0;
    }
}
