namespace RstKb.Web.Components.Flow;

/// <summary>Waits a moment before a page shows the frame of what is still being read: what is there at once needs none, and is whole without script.</summary>
internal static class Patience
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    /// <summary>Runs it beside the page. A page that streams sends its frame when this takes longer than a moment.</summary>
    public static Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var reading = Task.Run(() => read(cancellationToken), cancellationToken);
        Task.WaitAny([reading], Moment);
        return reading;
    }
}
