using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KoffiGen.NativeTests;

/// <summary>
/// Libraries that objects load for themselves: two versions at the same time, and none that is unloaded while it is needed.
/// </summary>
public static partial class InstanceCases
{
    [KoffiLibrary("koffigen_plugin1")]
    [KoffiDefine(
        """
            opaque Document !(plugin_close);
            typedef int PageCallback(int page);
            int plugin_closed(void);
            """
    )]
    [KoffiImport("int plugin_version(void)", Async = true)]
    [KoffiImport("int plugin_count(void)")]
    [KoffiImport("void plugin_watch(int *count)")]
    [KoffiImport("void plugin_open_gate(void)")]
    [KoffiImport("int plugin_await_waiting(void)")]
    [KoffiImport("int plugin_wait(int value)", Async = true)]
    [KoffiImport("int plugin_open(const char *title, _Out_ Document *!*document)", ThrowOn = KoffiThrowOn.Negative, Async = true)]
    [KoffiImport("int plugin_pages(Document *document)", Async = true)]
    [KoffiImport("void plugin_close(Document *document)")]
    [KoffiImport("int plugin_each(int pages, PageCallback *callback)", Async = true)]
    [KoffiImport("void plugin_keep(PageCallback *callback)")]
    [KoffiImport("int plugin_call_kept(int page)")]
    [KoffiImport("int plugin_call_on_thread(PageCallback *callback, int page)", Async = true)]
    [KoffiImport("int plugin_only_in_two(void)", Optional = true)]
    internal sealed partial class Plugin
    {
        [KoffiImport("str! plugin_name(const char *suffix)")]
        public partial string? Name(string suffix);

        [KoffiImport("int plugin_wait(int value)")]
        public partial void Wait(int value, Action<Exception?, int> done);

        [KoffiImport("int plugin_version(void)")]
        public static partial int SharedVersion();

        [KoffiSymbol("int counter")]
        public partial ref int Counter { get; }
    }

    /// <summary>A library with a hand-written constructor and Dispose.</summary>
    [KoffiLibrary("koffigen_plugin2")]
    internal sealed partial class Host<T> : IDisposable
    {
        private readonly T _name;

        public Host(T name, string? path)
        {
            _name = name;
            Load(path);
        }

        public string Describe() => $"{_name} {Version()}";

        public void Dispose() => Unload();

        [KoffiImport("int plugin_version(void)")]
        private partial int Version();

        [KoffiImport("int plugin_version(void)")]
        public partial Task<int> VersionAsync();
    }

#pragma warning disable KOFFI608 // The case tests a constructor that does not call Load.
    [KoffiLibrary("koffigen_plugin1")]
    internal sealed partial class Forgetful
#pragma warning restore KOFFI608
    {
        public Forgetful() { }

        [KoffiImport("int plugin_version(void)")]
        public partial int Version();
    }

    [NativeCase]
    public static void Two_versions_of_a_library_are_loaded_side_by_side()
    {
        using Plugin one = new();
        using Plugin two = new("koffigen_plugin2");
        Check.Equal((1, 2), (one.plugin_version(), two.plugin_version()));
        Check.Equal(("one!", "two!"), (one.Name("!"), two.Name("!")));
        Check.Equal((101, 201), (one.plugin_count(), two.plugin_count()));
        one.Counter = 7;
        Check.Equal((7, 201), (one.Counter, two.Counter));
        Check.Equal((false, true), (one.IsPluginOnlyInTwoAvailable, two.IsPluginOnlyInTwoAvailable));
        Check.Equal(2, two.plugin_only_in_two());
        EntryPointNotFoundException missing = Check.Throws<EntryPointNotFoundException>(() => one.plugin_only_in_two());
        Check.True(missing.Message.Contains("koffigen_plugin1", StringComparison.Ordinal), missing.Message);
        Check.Equal((6, 12), (one.plugin_each(3, static page => page), two.plugin_each(3, static page => page)));
        one.Counter = 100;
    }

    /// <summary>
    /// A plug-in host: every plug-in in a folder is loaded, called and unloaded, on as many threads as there are processors.
    /// </summary>
    [NativeCase]
    public static async Task A_host_runs_the_plugins_of_a_folder()
    {
        string folder = Directory.CreateTempSubdirectory("koffigen").FullName;
        for (int number = 0; number < 6; number++)
        {
            File.Copy(Find(number % 2 == 0 ? "koffigen_plugin1" : "koffigen_plugin2"), Path.Combine(folder, $"plugin{number}.bin"));
        }

        string[] reports = await Task.WhenAll(Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(RunAsync));
        Check.Sequence<string>(
            [
                "one: 6 pages, 101",
                "two: 12 pages, 201",
                "one: 6 pages, 101",
                "two: 12 pages, 201",
                "one: 6 pages, 101",
                "two: 12 pages, 201",
            ],
            reports
        );

        // All files are closed, so the folder can be deleted.
        Directory.Delete(folder, recursive: true);

        static async Task<string> RunAsync(string file)
        {
            using Plugin plugin = new(file);
            var opened = await plugin.plugin_openAsync(file);
            using (opened.document)
            {
                Check.Equal(plugin.plugin_version(), await plugin.plugin_pagesAsync(opened.document));
                return $"{plugin.Name("")}: {await plugin.plugin_eachAsync(3, static page => page)} pages, {plugin.plugin_count()}";
            }
        }
    }

    [NativeCase]
    public static unsafe void The_library_is_unloaded_and_can_be_loaded_again()
    {
        int unloads = 0;
        string path = Copy("again");
        for (int round = 1; round <= 3; round++)
        {
            Plugin plugin = new(path);
            plugin.plugin_watch(new Span<int>(ref Unsafe.AsRef<int>(&unloads)));
            plugin.Counter = 5;
            Check.Equal(6, plugin.plugin_count());
            plugin.Dispose();
            plugin.Dispose();
            Check.Equal(round, Volatile.Read(ref unloads));
        }

        // For the operating system, two objects of one file are a single library.
        Plugin first = new(path);
        Plugin second = new(path);
        second.plugin_watch(new Span<int>(ref Unsafe.AsRef<int>(&unloads)));
        first.Dispose();
        Check.Equal(3, Volatile.Read(ref unloads));
        Check.Equal(1, second.plugin_version());
        second.Dispose();
        Check.Equal(4, Volatile.Read(ref unloads));
    }

    [NativeCase]
    public static async Task Every_member_throws_after_disposal()
    {
        Plugin plugin = new();
        Plugin.DocumentHandle document = Open(plugin, "kept");
        plugin.Dispose();
        ObjectDisposedException exception = Check.Throws<ObjectDisposedException>(() => plugin.plugin_version());
        Check.Equal("Plugin", exception.ObjectName);
        Check.True(exception.Message.Contains("'plugin_version' (Plugin.plugin_version)", StringComparison.Ordinal), exception.Message);
        Check.Throws<ObjectDisposedException>(() => plugin.Name(""));
        Check.Throws<ObjectDisposedException>(() => plugin.Counter++);
        Check.Throws<ObjectDisposedException>(() => plugin.plugin_pages(document));
        Check.Throws<ObjectDisposedException>(() => Console.WriteLine(plugin.IsPluginOnlyInTwoAvailable));
        await Check.ThrowsAsync<ObjectDisposedException>(async () => await plugin.plugin_versionAsync());
        Exception? told = null;
        using ManualResetEventSlim ended = new();
        plugin.Wait(
            1,
            (failure, _) =>
            {
                told = failure;
                ended.Set();
            }
        );
        ended.Wait();
        Check.True(told is ObjectDisposedException);
        document.Dispose();
    }

    [NativeCase]
    public static unsafe void A_handle_keeps_the_library_that_frees_it()
    {
        int unloads = 0;
        Plugin plugin = new(Copy("handles"));
        plugin.plugin_watch(new Span<int>(ref Unsafe.AsRef<int>(&unloads)));
        Plugin.DocumentHandle first = Open(plugin, "first");
        Plugin.DocumentHandle second = Open(plugin, "second");
        Plugin.DocumentHandle third = Open(plugin, "third");
        Check.Throws<KoffiErrorException>(() => plugin.plugin_open("", out _));
        Check.Equal(1, plugin.plugin_pages(first));
        first.Dispose();
        plugin.plugin_close(second);
        Check.Throws<ObjectDisposedException>(() => plugin.plugin_pages(second));
        second.Dispose();
        plugin.Dispose();
        Check.Equal(0, Volatile.Read(ref unloads));
        third.Dispose();
        Check.Equal(1, Volatile.Read(ref unloads));
    }

    [NativeCase]
    public static async Task Calls_in_flight_keep_the_library()
    {
        nint unloads = Marshal.AllocHGlobal(4);
        Marshal.WriteInt32(unloads, 0);
        string path = Copy("flight");
        Plugin plugin = new(path);
        Watch(plugin, unloads);
        Task<int> direct = Task.Run(() => plugin.plugin_wait(10));
        Check.Equal(1, plugin.plugin_await_waiting());
        Task<int>[] queued = [.. Enumerable.Range(0, 400).Select(number => plugin.plugin_waitAsync(number).AsTask())];

        // Only calls that have begun or wait in the queue continue.
        Plugin opener = new(path);
        plugin.Dispose();
        Check.Throws<ObjectDisposedException>(() => plugin.plugin_version());
        opener.plugin_open_gate();
        Check.Equal(11, await direct);
        int[] results = await Task.WhenAll(queued);
        Check.Sequence<int>([.. Enumerable.Range(1, 400)], results);
        Check.Equal(0, Marshal.ReadInt32(unloads));
        opener.Dispose();
        Check.Equal(1, Marshal.ReadInt32(unloads));
        Marshal.FreeHGlobal(unloads);
    }

    [NativeCase]
    public static unsafe void A_callback_may_dispose_of_its_library()
    {
        int unloads = 0;
        int* count = &unloads;
        Plugin plugin = new(Copy("callback"));
        plugin.plugin_watch(new Span<int>(ref unloads));
        int sum = plugin.plugin_each(
            3,
            page =>
            {
                plugin.Dispose();
                Check.Throws<ObjectDisposedException>(() => plugin.plugin_version());
                return Volatile.Read(ref *count) == 0 ? page : 1000;
            }
        );
        Check.Equal(6, sum);
        Check.Equal(1, Volatile.Read(ref unloads));

        // On a thread that C created, during a call.
        unloads = 0;
        Plugin other = new(Copy("threads"));
        other.plugin_watch(new Span<int>(ref unloads));
        using Registered<Plugin.PageCallback> registered = Plugin.PageCallbackPointer.Register(page =>
        {
            other.Dispose();
            return Volatile.Read(ref *count) == 0 ? page : 1000;
        });
        Check.Equal(9, other.plugin_call_on_thread(registered, 9));
        Check.Equal(1, Volatile.Read(ref unloads));
    }

    [NativeCase]
    public static void Threads_call_while_one_disposes()
    {
        string path = Copy("race");
        for (int round = 0; round < 50; round++)
        {
            Plugin plugin = new(path);
            using Barrier barrier = new(4);
            int refused = 0;
            Thread[] callers =
            [
                .. Enumerable
                    .Range(0, 3)
                    .Select(_ => new Thread(() =>
                    {
                        barrier.SignalAndWait();
                        try
                        {
                            while (true)
                            {
                                Check.Equal(1, plugin.plugin_version());
                            }
                        }
                        catch (ObjectDisposedException)
                        {
                            Interlocked.Increment(ref refused);
                        }
                    })),
            ];
            foreach (Thread caller in callers)
            {
                caller.Start();
            }

            barrier.SignalAndWait();
            plugin.Dispose();
            foreach (Thread caller in callers)
            {
                caller.Join();
            }

            Check.Equal(3, refused);
        }
    }

    [NativeCase]
    public static async Task A_constructor_of_the_user_loads_the_library()
    {
        using Host<string> host = new("second", null);
        Check.Equal("second 2", host.Describe());
        Check.Equal(2, await host.VersionAsync());
        using Host<int> other = new(1, "koffigen_plugin1");
        Check.Equal("1 1", other.Describe());
        other.Dispose();
        Check.Throws<ObjectDisposedException>(() => other.Describe());
        using Forgetful forgetful = new();
        Check.True(Check.Throws<InvalidOperationException>(() => forgetful.Version()).Message.Contains("Load", StringComparison.Ordinal));
    }

    [NativeCase]
    public static void A_library_that_cannot_be_loaded_is_named_in_the_exception()
    {
        DllNotFoundException missing = Check.Throws<DllNotFoundException>(() => _ = new Plugin("/nowhere/plugin.so"));
        Check.True(missing.Message.Contains("/nowhere/plugin.so", StringComparison.Ordinal), missing.Message);
        Check.Throws<ArgumentException>(() => _ = new Plugin(""));
        using Plugin lazy = new(null, KoffiLoad.Lazy | KoffiLoad.DeepBind);
        Check.Equal(1, lazy.plugin_version());
        Check.Equal(1, Plugin.SharedVersion());
    }

    [NativeCase]
    public static void A_call_allocates_nothing()
    {
        using Plugin plugin = new();
        Check.DoesNotAllocate(() => plugin.plugin_version());
    }

    private static Plugin.DocumentHandle Open(Plugin plugin, string title)
    {
        Check.Equal(0, plugin.plugin_open(title, out Plugin.DocumentHandle document));
        return document;
    }

    private static unsafe void Watch(Plugin plugin, nint count) => plugin.plugin_watch(new Span<int>((void*)count, 1));

    /// <summary>Copies the library to a new file, which no other case has loaded.</summary>
    private static string Copy(string name)
    {
        string extension =
            OperatingSystem.IsWindows() ? ".dll"
            : OperatingSystem.IsMacOS() ? ".dylib"
            : ".so";
        string copy = Path.Combine(Directory.CreateTempSubdirectory("koffigen").FullName, $"{name}{extension}");
        File.Copy(Find("koffigen_plugin1"), copy);
        return copy;
    }

    private static string Find(string library) =>
        Directory
            .EnumerateFiles(AppContext.BaseDirectory)
            .First(file => Path.GetFileNameWithoutExtension(file).EndsWith(library, StringComparison.Ordinal));
}
