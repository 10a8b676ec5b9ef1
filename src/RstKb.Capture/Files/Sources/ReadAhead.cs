using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace RstKb.Capture.Files.Sources;

/// <summary>
/// Reads a source on a thread of its own, a few blocks ahead of whoever looks at the packets: copying a file out of the page cache takes as long as
/// decoding it, and unpacking it longer.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    /// <summary>Room in front of each block's bytes, where the rest of the block before it finds its place.</summary>
    private const int HeadroomBytes = 64 * 1024;

    private const int BlockBytes = 512 * 1024;

    /// <summary>One under the reader's eyes, one that is being filled, and two for when one of the two is held up.</summary>
    private const int Blocks = 4;

    private readonly ByteSource _source;
    private readonly BlockingCollection<Block> _filled = new(Blocks);
    private readonly BlockingCollection<Block> _free = new(Blocks);
    private readonly Task _reading;
    private volatile ExceptionDispatchInfo? _fault;

    public ReadAhead(ByteSource source)
    {
        _source = source;
        for (int i = 0; i < Blocks; i++)
        {
            _free.Add(new Block(new byte[HeadroomBytes + BlockBytes]));
        }

        _reading = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The next block, or null at the end.</summary>
    public Block? Take()
    {
        if (_filled.TryTake(out Block? block, Timeout.Infinite))
        {
            return block;
        }

        _fault?.Throw();
        return null;
    }

    /// <summary>Lets a block be filled again.</summary>
    public void GiveBack(Block block) => _free.Add(block);

    /// <summary>Waits for the read that is under way; the source may be disposed of then.</summary>
    public void Dispose()
    {
        _free.CompleteAdding();
        while (_free.TryTake(out _))
        {
        }

        while (_filled.TryTake(out _))
        {
        }

        _reading.GetAwaiter().GetResult();
        _filled.Dispose();
        _free.Dispose();
    }

    private void Run()
    {
        try
        {
            foreach (Block block in _free.GetConsumingEnumerable())
            {
                int count = _source.Read(block.Bytes.AsSpan(HeadroomBytes));
                if (count == 0)
                {
                    break;
                }

                block.End = HeadroomBytes + count;
                block.BytesRead = _source.BytesRead;
                _filled.Add(block);
            }
        }
        catch (Exception reason)
        {
            // It is the reader's to see, after the blocks that came before it.
            _fault = ExceptionDispatchInfo.Capture(reason);
        }
        finally
        {
            _filled.CompleteAdding();
        }
    }

    /// <summary>Bytes that were read.</summary>
    internal sealed class Block(byte[] bytes)
    {
        /// <summary>Where they begin.</summary>
        public const int Start = HeadroomBytes;

        public byte[] Bytes { get; } = bytes;

        public int End { get; set; }

        /// <summary>Bytes of the file as it was given that were read up to this block's end.</summary>
        public long BytesRead { get; set; }
    }
}
