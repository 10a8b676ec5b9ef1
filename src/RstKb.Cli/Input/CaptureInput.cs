using RstKb.Diagnosis;

namespace RstKb.Cli.Input;

/// <summary>Where the capture comes from. It can be read twice: first measured, then again.</summary>
internal abstract class CaptureInput : IDisposable
{
    /// <summary>The word of the call that stands for standard input.</summary>
    public const string StandardInputWord = "-";

    /// <summary>The name for people.</summary>
    public abstract string Name { get; }

    /// <summary>Bytes, where they are known before reading.</summary>
    public abstract long? Length { get; }

    /// <param name="capture">A path, or <see cref="StandardInputWord"/>.</param>
    /// <param name="isHashed">Whether the file's hash is wanted: hashing takes as long as reading packets.</param>
    /// <exception cref="CommandFailure">The file does not exist or may not be read.</exception>
    public static CaptureInput Open(string capture, bool isHashed)
    {
        var stream = OpenOnce(capture, out string name);
        return stream is FileStream { CanSeek: true } file ? new FileInput(name, file, isHashed) : new PipedInput(name, stream, isHashed);
    }

    /// <summary>For one reading only.</summary>
    /// <exception cref="CommandFailure">The file does not exist or may not be read.</exception>
    public static Stream OpenOnce(string capture, out string name)
    {
        if (capture == StandardInputWord)
        {
            name = "standard input";
            return Console.OpenStandardInput();
        }

        name = Path.GetFileName(capture);
        try
        {
            return Directory.Exists(capture)
                ? throw new CommandFailure(ExitCodes.Unreadable, $"{capture}: this is a folder; name one capture file.")
                : new FileStream(capture, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        }
        catch (Exception flaw) when (flaw is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailure(ExitCodes.Unreadable, $"{capture}: there is no such file.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.Unreadable, $"{capture}: you may not read this file.");
        }
        catch (Exception flaw) when (flaw is IOException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailure(ExitCodes.Unreadable, $"{capture}: {flaw.Message}");
        }
    }

    /// <summary>The bytes from their start, to be read once to the end of what can be understood.</summary>
    public abstract Stream FirstPass();

    /// <summary>Name, size and, where it was wanted, the hash; only after the first pass. Waits where the hash takes longer than the reading.</summary>
    public abstract CaptureIdentity Identify();

    /// <summary>The same bytes from the start; only after the first pass is complete.</summary>
    public abstract Stream SecondPass();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
