namespace RstKb.Cases.Intake;

/// <summary>Why a capture was not taken.</summary>
public enum UploadRefusal
{
    /// <summary>More bytes than the operator allows.</summary>
    TooLarge,

    /// <summary>The bytes are no capture, or one that cannot be read at all.</summary>
    NotACapture,

    /// <summary>The disk would run full.</summary>
    NoSpace,

    /// <summary>Too many captures are arriving or under analysis.</summary>
    Busy,

    /// <summary>The upload id belongs to another upload.</summary>
    UploadIdInUse,

    /// <summary>What had arrived of an upload that broke off is gone, or it goes on elsewhere.</summary>
    CannotResume,

    /// <summary>Somebody deleted the case while its capture was arriving.</summary>
    Deleted,
}
