namespace RstKb.Cases.Intake;

/// <summary>What people look at as soon as a case is announced as done. It is made ready before that, so that nobody waits for the first tally.</summary>
public interface IFirstView
{
    /// <summary>Makes ready what the first view of a case takes. Whatever goes wrong stays inside, also when it is cancelled: the case is done either way.</summary>
    Task PrepareAsync(string caseId, CancellationToken cancellationToken);
}
