namespace RstKb.Cli.Input;

/// <summary>A file on disk, read twice where it lies.</summary>
internal sealed class FileInput(string name, FileStream file) : CaptureInput
{
    public override string Name => name;

    public override long? Length => file.Length;

    public override MeasuredStream FirstPass() => new(file, null);

    public override Stream SecondPass()
    {
        file.Position = 0;
        return file;
    }

    protected override void Dispose(bool disposing) => file.Dispose();
}
