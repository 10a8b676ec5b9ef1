using RstKb.Cli.Input;

namespace RstKb.Cli.Output;

/// <summary>
/// Keeps lines that have to wait for others: in memory, and where they are many in a temporary file, to which they go in large pieces.
/// </summary>
internal sealed class LineStore : IDisposable
{
    private const long MostBytesInMemory = 64L << 20;
    private const int PieceBytes = 1 << 20;

    private readonly Dictionary<int, Line> _lines = [];
    private SpoolFile? _spool;
    private long _inMemory;

    // The latest lines, which are not in the file yet.
    private byte[] _tail = [];
    private int _tailBytes;
    private long _spooled;

    // The line that was read last.
    private byte[] _read = [];

    public int Count => _lines.Count;

    /// <summary>The numbers of the waiting lines, in order.</summary>
    public IEnumerable<int> Numbers => _lines.Keys.Order();

    /// <summary>Keeps a line, or the fact that there is none.</summary>
    public void Keep(int number, byte[]? line)
    {
        if (line is null || _inMemory + line.Length <= MostBytesInMemory)
        {
            _inMemory += line?.Length ?? 0;
            _lines.Add(number, new Line(line, 0, 0));
            return;
        }

        _lines.Add(number, new Line(null, _spooled + _tailBytes, line.Length));
        if (_tailBytes + line.Length > PieceBytes)
        {
            Spool(_tail.AsSpan(0, _tailBytes));
            _tailBytes = 0;
        }

        if (line.Length > PieceBytes)
        {
            Spool(line);
            return;
        }

        _tail = _tail.Length == 0 ? new byte[PieceBytes] : _tail;
        line.CopyTo(_tail.AsSpan(_tailBytes));
        _tailBytes += line.Length;
    }

    /// <summary>Gives a line back and forgets it; false where none waits under this number. The bytes are valid until the next call.</summary>
    public bool TryTake(int number, out ReadOnlySpan<byte> line)
    {
        line = default;
        if (!_lines.Remove(number, out Line kept))
        {
            return false;
        }

        if (kept.Length == 0)
        {
            _inMemory -= kept.Bytes?.Length ?? 0;
            line = kept.Bytes;
        }
        else if (kept.Offset >= _spooled)
        {
            line = _tail.AsSpan((int)(kept.Offset - _spooled), kept.Length);
        }
        else
        {
            _read = _read.Length < kept.Length ? new byte[kept.Length] : _read;
            _spool!.ReadAt(kept.Offset, _read.AsSpan(0, kept.Length));
            line = _read.AsSpan(0, kept.Length);
        }

        return true;
    }

    public void Dispose() => _spool?.Dispose();

    private void Spool(ReadOnlySpan<byte> bytes)
    {
        _spool ??= SpoolFile.Create();
        _spool.Write(bytes);
        _spooled += bytes.Length;
    }

    /// <param name="Bytes">The line, where it is in memory.</param>
    /// <param name="Offset">Its place in the temporary file, or behind its end in the tail.</param>
    /// <param name="Length">Its bytes there; 0 where it is in memory.</param>
    private readonly record struct Line(byte[]? Bytes, long Offset, int Length);
}
