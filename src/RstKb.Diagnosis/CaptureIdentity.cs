namespace RstKb.Diagnosis;

/// <summary>What the reader of the bytes knows of the file and the packets do not tell.</summary>
/// <param name="Name">The name for people; never used as a path.</param>
/// <param name="SizeBytes">Bytes as given.</param>
/// <param name="Sha256">Lower-case hexadecimal; empty where nobody asked for it.</param>
public sealed record CaptureIdentity(string Name, long SizeBytes, string Sha256);
