namespace RstKb.Cases.Entities;

/// <summary>An address that is an end of a reset flow of the case, once however many flows it has: so that the list of cases is searched without their flows.</summary>
public sealed class CaseHost
{
    public int CaseId { get; set; }

    /// <summary>As reports write it.</summary>
    public required string Address { get; set; }
}
