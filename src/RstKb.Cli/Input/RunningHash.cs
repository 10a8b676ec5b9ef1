using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace RstKb.Cli.Input;

/// <summary>SHA-256 of bytes that pass by. Hashing takes about as long as reading packets, so a large file is hashed on a thread of its own.</summary>
internal sealed class RunningHash : IDisposable
{
    /// <summary>A small file is hashed sooner than a thread is started.</summary>
    private const long BytesBeforeThread = 4L << 20;

    /// <summary>Blocks that may wait; then the reader waits.</summary>
    private const int MostWaiting = 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly BlockingCollection<(byte[] Block, int Length)> _waiting = new(MostWaiting);
    private Task? _worker;
    private long _bytes;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _bytes += bytes.Length;
        if (_worker is null && _bytes <= BytesBeforeThread)
        {
            _hash.AppendData(bytes);
            return;
        }

        _worker ??= Task.Run(HashWaiting);
        byte[] block = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(block);
        _waiting.Add((block, bytes.Length));
    }

    /// <summary>Lower-case hexadecimal. Nothing may be appended afterwards.</summary>
    public string Finish()
    {
        _waiting.CompleteAdding();
        _worker?.GetAwaiter().GetResult();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _worker?.GetAwaiter().GetResult();
        _waiting.Dispose();
        _hash.Dispose();
    }

    private void HashWaiting()
    {
        foreach (var (block, length) in _waiting.GetConsumingEnumerable())
        {
            _hash.AppendData(block, 0, length);
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
