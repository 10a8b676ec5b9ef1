using System.Runtime.ExceptionServices;

namespace RstKb.Capture.Files.Sources;

/// <summary>
/// Items that are filled one after the other and taken in the same order: on the taker's thread, when it asks, or on a thread of its own, a few ahead. A few
/// items go round, so memory does not grow.
/// </summary>
/// <typeparam name="T">Something that can be filled again and again.</typeparam>
internal sealed class Supply<T> : IDisposable
    where T : class
{
    private readonly Func<T> _make;
    private readonly Func<T, bool> _fill;
    private readonly object _gate = new();
    private readonly Queue<T> _free = new();
    private readonly Queue<T> _filled = new();
    private readonly Thread? _thread;
    private readonly int _enough;
    private int _unmade;
    private int _waiting;
    private bool _isStopped;
    private bool _hasEnded;
    private ExceptionDispatchInfo? _fault;

    /// <param name="make">A new item.</param>
    /// <param name="fill">Fills an item with what comes next; false at the end.</param>
    /// <param name="ahead">Items that a thread of its own fills ahead; 0 for none and no thread.</param>
    public Supply(Func<T> make, Func<T, bool> fill, int ahead)
    {
        _make = make;
        _fill = fill;
        _unmade = ahead;
        _enough = Math.Max(1, ahead / 2);
        if (ahead > 0)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = $"filling {typeof(T).Name}" };
            _thread.Start();
        }
    }

    /// <summary>The next item, or null at the end. What went wrong in filling is thrown here, after all items that came before.</summary>
    public T? Take()
    {
        if (_thread is null)
        {
            T item = _free.TryDequeue(out T? used) ? used : _make();
            return _fill(item) ? item : null;
        }

        lock (_gate)
        {
            while (_filled.Count == 0 && !_hasEnded)
            {
                Wait();
            }

            if (_filled.TryDequeue(out T? item))
            {
                return item;
            }

            _fault?.Throw();
            return null;
        }
    }

    /// <summary>Lets an item be filled again. On any thread.</summary>
    public void GiveBack(T item)
    {
        lock (_gate)
        {
            _free.Enqueue(item);
            if (_free.Count >= _enough)
            {
                Wake();
            }
        }
    }

    /// <summary>Nothing more is filled; a taker who waits is told that the end has come.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            _hasEnded = true;
            Wake();
        }
    }

    /// <summary>Waits for the filling that is under way; what is filled from may be disposed of then.</summary>
    public void Dispose()
    {
        Stop();
        _thread?.Join();
    }

    private void Run()
    {
        try
        {
            while (NextToFill() is { } item && _fill(item))
            {
                lock (_gate)
                {
                    _filled.Enqueue(item);
                    Wake();
                }
            }
        }
        catch (Exception reason)
        {
            // It is the taker's to see, in its turn.
            _fault = ExceptionDispatchInfo.Capture(reason);
        }
        finally
        {
            lock (_gate)
            {
                _hasEnded = true;
                Wake();
            }
        }
    }

    /// <summary>Waits for an item that is free; null where no more are to be filled.</summary>
    private T? NextToFill()
    {
        lock (_gate)
        {
            if (_free.Count == 0 && _unmade == 0)
            {
                // Not for a single one: to be woken costs more than to fill it.
                while (_free.Count < _enough && !_isStopped)
                {
                    Wait();
                }
            }

            if (_isStopped)
            {
                return null;
            }

            if (_free.TryDequeue(out T? item))
            {
                return item;
            }

            _unmade--;
        }

        return _make();
    }

    private void Wait()
    {
        _waiting++;
        Monitor.Wait(_gate);
        _waiting--;
    }

    private void Wake()
    {
        if (_waiting > 0)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
