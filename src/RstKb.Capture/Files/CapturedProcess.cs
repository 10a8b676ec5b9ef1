namespace RstKb.Capture.Files;

/// <summary>A process on the capturing machine that the capture file names.</summary>
/// <param name="Name">As the file has it, UTF-8 in all likelihood, 255 bytes at most.</param>
/// <param name="Id">As the system gave it.</param>
public sealed record CapturedProcess(ReadOnlyMemory<byte> Name, int Id);
