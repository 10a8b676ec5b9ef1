using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using RstKb.Diagnosis;

namespace RstKb.Cli.Input;

/// <summary>A file on disk, read twice where it lies. Hashing takes longer than a pass, so it goes on beside both.</summary>
internal sealed class FileInput : CaptureInput
{
    /// <summary>A small file is hashed sooner than a thread is started.</summary>
    private const long BytesBeforeThread = 4L << 20;

    private const int BlockBytes = 1 << 18;

    private readonly FileStream _file;
    private readonly bool _isHashed;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<CaptureIdentity>? _identity;

    public FileInput(string name, FileStream file, bool isHashed)
    {
        Name = name;
        _file = file;
        _isHashed = isHashed;
        if (isHashed && file.Length > BytesBeforeThread)
        {
            SafeFileHandle handle = file.SafeFileHandle;
            _identity = Task.Factory.StartNew(() => Hash(handle), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    public override string Name { get; }

    public override long? Length => _file.Length;

    public override Stream FirstPass() => FromStart();

    public override CaptureIdentity Identify() => _identity?.GetAwaiter().GetResult()
        ?? (_isHashed ? Hash(_file.SafeFileHandle) : new CaptureIdentity(Name, _file.Length, ""));

    public override Stream SecondPass() => FromStart();

    protected override void Dispose(bool disposing)
    {
        _stop.Cancel();
        ((IAsyncResult?)_identity)?.AsyncWaitHandle.WaitOne();
        _stop.Dispose();
        _file.Dispose();
    }

    private FileStream FromStart()
    {
        _file.Position = 0;
        return _file;
    }

    private CaptureIdentity Hash(SafeFileHandle handle)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[BlockBytes];
        long bytes = 0;
        int read;
        while (!_stop.IsCancellationRequested && (read = RandomAccess.Read(handle, block, bytes)) > 0)
        {
            hash.AppendData(block, 0, read);
            bytes += read;
        }

        return new CaptureIdentity(Name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
