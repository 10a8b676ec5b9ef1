namespace RstKb.Cli.Input;

/// <summary>A pipe: what is read in the first pass is kept in a temporary file for the second.</summary>
internal sealed class PipedInput(string name, Stream pipe) : CaptureInput
{
    private readonly SpoolFile _spool = SpoolFile.Create();

    public override string Name => name;

    public override long? Length => null;

    public override MeasuredStream FirstPass() => new(pipe, _spool);

    public override Stream SecondPass() => _spool.FromStart();

    protected override void Dispose(bool disposing)
    {
        pipe.Dispose();
        _spool.Dispose();
    }
}
