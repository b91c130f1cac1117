// Prints the addresses of a host: a list of structs that C allocates, and that a SafeHandle frees. For Linux.
//
//     dotnet run --project samples/Addresses -- example.org
//
// Without an argument, it prints those of this computer.

using Addresses;
using KoffiGen;

addrinfo hints = new() { ai_socktype = Libc.SOCK_STREAM };
int error = Libc.getaddrinfo(args.Length > 0 ? args[0] : "localhost", null, hints, out addrinfoHandle addresses);
using (addresses)
{
    if (error != 0)
    {
        Console.Error.WriteLine(Libc.gai_strerror(error));
        return 1;
    }

    Span<byte> text = stackalloc byte[64];
    for (Pointer<addrinfo> address = addresses.Pointer; !address.IsNull; address = address.Value.ai_next)
    {
        if (Libc.getnameinfo(address.Value.ai_addr, address.Value.ai_addrlen, text, default, 0, Libc.NI_NUMERICHOST) == 0)
        {
            Console.WriteLine(Koffi.ReadUtf8UntilNul(text));
        }
    }
}

return 0;
