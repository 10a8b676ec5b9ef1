namespace RstKb.Cases.Intake;

/// <summary>A capture was not taken and nothing of it was kept. The message says why and what to do.</summary>
public sealed class UploadRefusedException : Exception
{
    public UploadRefusedException(UploadRefusal reason, string message, long? byteOffset = null, Exception? inner = null)
        : base(message, inner)
    {
        Reason = reason;
        ByteOffset = byteOffset;
    }

    public UploadRefusal Reason { get; }

    /// <summary>Where reading stopped, in the uncompressed file; null where that is not the reason.</summary>
    public long? ByteOffset { get; }

    /// <summary>The reason as a stable short name, for instance <c>not-a-capture</c>.</summary>
    public string Code => Reason switch
    {
        UploadRefusal.TooLarge => "too-large",
        UploadRefusal.NotACapture => "not-a-capture",
        UploadRefusal.NoSpace => "no-space",
        UploadRefusal.Busy => "busy",
        UploadRefusal.UploadIdInUse => "upload-id-in-use",
        UploadRefusal.CannotResume => "cannot-resume",
        _ => "deleted",
    };
}
