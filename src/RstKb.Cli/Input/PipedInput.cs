using RstKb.Diagnosis;

namespace RstKb.Cli.Input;

/// <summary>A pipe: what is read in the first pass is kept in a temporary file for the second.</summary>
internal sealed class PipedInput(string name, Stream pipe, bool isHashed) : CaptureInput
{
    private readonly SpoolFile _spool = SpoolFile.Create();
    private MeasuredStream? _measured;

    public override string Name => name;

    public override long? Length => null;

    public override Stream FirstPass() => _measured = new MeasuredStream(pipe, _spool, isHashed);

    public override CaptureIdentity Identify() => (_measured ?? new MeasuredStream(pipe, _spool, isHashed)).Complete(name);

    public override Stream SecondPass() => _spool.FromStart();

    protected override void Dispose(bool disposing)
    {
        pipe.Dispose();
        _spool.Dispose();
    }
}
