namespace RstKb.Cli.Input;

/// <summary>
/// A temporary file without a name: it is deleted as soon as it is open, so that nothing stays behind however the program ends.
/// It stops before the disk is full.
/// </summary>
internal sealed class SpoolFile : IDisposable
{
    /// <summary>More than this is no capture that somebody meant to send through a pipe.</summary>
    private const long MaxBytes = 256L << 30;

    /// <summary>What is left to the other programs of the machine.</summary>
    private const long SpareBytes = 256L << 20;

    private const long BytesBetweenChecks = 32L << 20;

    private readonly FileStream _file;
    private readonly string _folder;
    private long _bytes;
    private long _nextCheck;

    private SpoolFile(string folder, FileStream file)
    {
        _folder = folder;
        _file = file;
    }

    /// <exception cref="CommandFailure">The temporary folder cannot be written.</exception>
    public static SpoolFile Create()
    {
        string folder = Path.GetTempPath();
        string path = Path.Combine(folder, $"rstkb-{Guid.NewGuid():N}.tmp");
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 1,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var file = new FileStream(path, options);
            File.Delete(path);
            return new SpoolFile(folder, file);
        }
        catch (Exception flaw) when (flaw is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.Unreadable, $"a pipe has to be kept while it is read, but {folder} cannot be written: {flaw.Message}");
        }
    }

    /// <exception cref="IOException">The disk or the limit does not allow more.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        _bytes += bytes.Length;
        if (_bytes >= _nextCheck)
        {
            _nextCheck = _bytes + BytesBetweenChecks;
            if (_bytes > MaxBytes || new DriveInfo(_folder).AvailableFreeSpace < SpareBytes + BytesBetweenChecks)
            {
                throw new IOException($"{_bytes >> 20:N0} MiB came through the pipe and more do not fit into {_folder}; write a file where there is room, or set TMPDIR.");
            }
        }

        _file.Write(bytes);
    }

    public FileStream FromStart()
    {
        _file.Position = 0;
        return _file;
    }

    /// <summary>Reads bytes that were written.</summary>
    public void ReadAt(long offset, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(_file.SafeFileHandle, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("the temporary file is shorter than what was written to it");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    public void Dispose() => _file.Dispose();
}
