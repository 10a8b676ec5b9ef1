namespace RstKb.Cases;

/// <summary>
/// Captures on disk, each once, named after their own SHA-256: <c>captures/ab/abcd…</c>. What is still arriving lies in <c>incoming</c> under a
/// random name. Nothing that a user sends becomes part of a path.
/// </summary>
public sealed class CaptureVault : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _captures;
    private readonly string _incoming;
    private readonly SemaphoreSlim _hold = new(1, 1);

    public CaptureVault(CaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _captures = Path.Combine(settings.DataFolder, "captures");
        _incoming = Path.Combine(settings.DataFolder, "incoming");
        MakeFolder(settings.DataFolder);
        MakeFolder(_captures);
        MakeFolder(_incoming);
    }

    /// <summary>Bytes that are free on the disk of the captures.</summary>
    public long FreeBytes => new DriveInfo(_incoming).AvailableFreeSpace;

    /// <summary>Makes a folder, with its parents, that only its owner can enter.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    /// <summary>Deletes what a process that ended in the middle of an upload left behind.</summary>
    public void ClearIncoming()
    {
        foreach (string file in Directory.EnumerateFiles(_incoming))
        {
            File.Delete(file);
        }
    }

    /// <summary>A new, empty place for a capture that is arriving. Disposing it deletes what came, unless it was kept.</summary>
    public IncomingCapture Begin() => new(Path.Combine(_incoming, $"{Guid.NewGuid():N}.part"));

    /// <summary>Puts a capture that has arrived in its place. Call it while the vault is held, together with the row that names it.</summary>
    public void Keep(IncomingCapture incoming, string sha256)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        string place = PathOf(sha256);
        MakeFolder(Path.GetDirectoryName(place)!);
        incoming.MoveTo(place);
    }

    /// <summary>The stored bytes.</summary>
    /// <exception cref="FileNotFoundException">The capture was deleted.</exception>
    public Stream Open(string sha256) => new FileStream(PathOf(sha256), new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.Read | FileShare.Delete,
        Options = FileOptions.SequentialScan,
        BufferSize = 128 * 1024,
    });

    /// <summary>True where the capture lies in its place.</summary>
    public bool Holds(string sha256) => sha256.Length > 0 && File.Exists(PathOf(sha256));

    /// <summary>Deletes a capture; nothing happens where it is gone. Call it while the vault is held.</summary>
    public void Delete(string sha256)
    {
        string place = PathOf(sha256);
        if (File.Exists(place))
        {
            File.Delete(place);
        }
    }

    /// <summary>Keeps others from adding and deleting until it is disposed: a file and the rows that name it change together.</summary>
    public async Task<IDisposable> HoldAsync(CancellationToken cancellationToken)
    {
        await _hold.WaitAsync(cancellationToken);
        return new Hold(_hold);
    }

    public void Dispose() => _hold.Dispose();

    private string PathOf(string sha256) =>
        sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(_captures, sha256[..2], sha256)
            : throw new ArgumentException("Not a lower-case hexadecimal SHA-256.", nameof(sha256));

    private sealed class Hold(SemaphoreSlim semaphore) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                semaphore.Release();
            }
        }
    }
}
