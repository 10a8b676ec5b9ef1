namespace RstKb.Cases.Intake;

/// <summary>What the sender says of a capture before its bytes come.</summary>
/// <param name="Name">The file's name; folders before it are dropped.</param>
/// <param name="DeclaredBytes">How many bytes will come; null where the sender does not say.</param>
/// <param name="UploadId">A name that the sender chose to follow the progress by; null for none.</param>
/// <param name="IsSample">True for an article's sample: its case stands in no list.</param>
public sealed record CaptureUpload(string? Name, long? DeclaredBytes, Guid? UploadId, bool IsSample = false);
