using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace RstKb.Cases.Storage;

/// <summary>
/// Joins EF Core 10 to SQLitePCLRaw 2.0.6. EF Core asks for a later assembly version than the one that can be restored; every member that it
/// calls is there (all but loadable extensions), so the request is answered with the assembly at hand. The SQLite library is the system's own,
/// which the distribution patches; where it is missing, the bundled one serves.
/// </summary>
internal static class SqliteBinding
{
    private const string SystemLibrary = "libsqlite3.so.0";

#pragma warning disable CA2255 // A module initializer in a library: the hook must stand before the first type of EF Core's SQLite provider is loaded.
    [ModuleInitializer]
    internal static void Initialize()
#pragma warning restore CA2255
    {
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name is { Name: "SQLitePCLRaw.core", Version: not null } ? context.LoadFromAssemblyName(new AssemblyName(name.Name)) : null;
        Bind();
    }

    // A method of its own: compiling it loads SQLitePCLRaw, which only works once the hook above is in place.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Bind()
    {
        NativeLibrary.SetDllImportResolver(
            typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly,
            static (name, _, _) => name == "e_sqlite3" && NativeLibrary.TryLoad(SystemLibrary, out IntPtr handle) ? handle : IntPtr.Zero);
        SQLitePCL.Batteries_V2.Init();
    }
}
