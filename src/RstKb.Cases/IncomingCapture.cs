using System.Security.Cryptography;

namespace RstKb.Cases;

/// <summary>A capture that is arriving: written and hashed at the same time.</summary>
public sealed class IncomingCapture : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _moved;

    internal IncomingCapture(string path)
    {
        _path = path;
        // The folder is its owner's alone; the file needs no mode of its own.
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
    }

    /// <summary>Bytes that have arrived.</summary>
    public long Length { get; private set; }

    /// <summary>Adds what came next.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ValueTask written = _file.WriteAsync(bytes, cancellationToken);
        _hash.AppendData(bytes.Span);
        Length += bytes.Length;
        await written;
    }

    /// <summary>The SHA-256 of all that arrived, lower-case hexadecimal. Nothing can be added after it.</summary>
    public async Task<string> FinishAsync()
    {
        await _file.DisposeAsync();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <summary>Moves the file; the same capture that lies there already is left alone.</summary>
    internal void MoveTo(string place)
    {
        if (!File.Exists(place))
        {
            File.Move(_path, place);
            _moved = true;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
        if (!_moved)
        {
            File.Delete(_path);
        }
    }
}
