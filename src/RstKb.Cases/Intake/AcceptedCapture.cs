namespace RstKb.Cases.Intake;

/// <summary>A capture that has arrived, is stored and is being examined.</summary>
/// <param name="CaseId">The public name of its case.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Bytes">Bytes as sent.</param>
public sealed record AcceptedCapture(string CaseId, string Sha256, long Bytes);
