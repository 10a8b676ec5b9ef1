using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace RstKb.Diagnosis;

/// <summary>
/// Applies a function to many small items on several cores and hands the results back in the items' order, always on the thread that gives the
/// items: so the outcome is the same whatever the number of threads. That thread helps where the others do not keep up.
/// </summary>
internal sealed class OrderedWork<TItem, TResult> : IDisposable
{
    private const int BatchItems = 64;

    /// <summary>Batches under way; more would only cost memory.</summary>
    private const int MostOpen = 16;

    private readonly Func<TItem, TResult> work;
    private readonly Action<TResult> take;
    private readonly Action<TItem> release;
    private readonly int helpers;
    private readonly Queue<Batch> open = new();
    private readonly BlockingCollection<Batch> waiting = [];
    private readonly List<Task> threads = [];
    private Batch filling = new();

    /// <param name="work">Called on any thread, on several at once.</param>
    /// <param name="take">Called with each result, in order.</param>
    /// <param name="release">Called with each item, on the caller's thread, once its result has been taken.</param>
    /// <param name="helpers">Threads beside the caller's; none is started before there is enough to do.</param>
    public OrderedWork(Func<TItem, TResult> work, Action<TResult> take, Action<TItem> release, int helpers)
    {
        this.work = work;
        this.take = take;
        this.release = release;
        this.helpers = helpers;
    }

    /// <summary>Gives one item. Results of earlier ones may be taken meanwhile.</summary>
    public void Add(TItem item)
    {
        filling.Items[filling.Count++] = item;
        if (filling.Count == BatchItems)
        {
            Submit();
        }
    }

    /// <summary>Waits for all items and takes their results.</summary>
    public void Complete()
    {
        Submit();
        while (open.Count > 0)
        {
            HelpOrWait();
            TakeFinished();
        }
    }

    public void Dispose()
    {
        waiting.CompleteAdding();
        Task.WaitAll([.. threads]);
        waiting.Dispose();
    }

    private void Submit()
    {
        open.Enqueue(filling);
        if (helpers > 0)
        {
            waiting.Add(filling);
            if (threads.Count < helpers)
            {
                threads.Add(Task.Factory.StartNew(Help, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            }
        }

        filling = new Batch();
        TakeFinished();
        while (open.Count >= (helpers > 0 ? MostOpen : 1))
        {
            HelpOrWait();
            TakeFinished();
        }
    }

    private void TakeFinished()
    {
        while (open.TryPeek(out Batch? oldest) && oldest.Finished.IsSet)
        {
            open.Dequeue();
            oldest.Fault?.Throw();
            for (int i = 0; i < oldest.Count; i++)
            {
                take(oldest.Results[i]);
                release(oldest.Items[i]);
            }
        }
    }

    /// <summary>Does the first batch that nobody has begun; waits for the oldest where all are begun.</summary>
    private void HelpOrWait()
    {
        foreach (Batch batch in open)
        {
            if (batch.TryBegin())
            {
                batch.Run(work);
                return;
            }
        }

        open.Peek().Finished.Wait();
    }

    private void Help()
    {
        foreach (Batch batch in waiting.GetConsumingEnumerable())
        {
            if (batch.TryBegin())
            {
                batch.Run(work);
            }
        }
    }

    private sealed class Batch
    {
        private int begun;

        public TItem[] Items { get; } = new TItem[BatchItems];

        public TResult[] Results { get; } = new TResult[BatchItems];

        public int Count { get; set; }

        public ManualResetEventSlim Finished { get; } = new();

        public ExceptionDispatchInfo? Fault { get; private set; }

        public bool TryBegin() => Interlocked.CompareExchange(ref begun, 1, 0) == 0;

        public void Run(Func<TItem, TResult> work)
        {
            try
            {
                for (int i = 0; i < Count; i++)
                {
                    Results[i] = work(Items[i]);
                }
            }
            catch (Exception fault)
            {
                // It is the caller's to see, on the caller's thread and in its turn.
                Fault = ExceptionDispatchInfo.Capture(fault);
            }
            finally
            {
                Finished.Set();
            }
        }
    }
}
