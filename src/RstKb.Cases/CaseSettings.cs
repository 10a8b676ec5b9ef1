namespace RstKb.Cases;

/// <summary>What an operator may set about cases, with its defaults.</summary>
public sealed record CaseSettings
{
    /// <summary>Folder of the database and the captures; made when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Largest capture that is taken, in bytes as sent.</summary>
    public long MaxUploadBytes { get; init; } = 10_000_000_000;

    /// <summary>Bytes that must stay free on the disk of <see cref="DataFolder"/> while captures arrive.</summary>
    public long MinFreeBytes { get; init; } = 256_000_000;

    /// <summary>Captures that may be arriving, waiting or under analysis at once; the next one is asked to come back later.</summary>
    public int MaxOpenAnalyses { get; init; } = 16;

    /// <summary>Rows of flow tables that are kept in memory, for all cases together; about 300 bytes each. Cases that are larger are asked in SQL.</summary>
    public int MaxFlowsInMemory { get; init; } = 400_000;

    /// <summary>Second passes that run at once.</summary>
    public int MaxRunningAnalyses { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);
}
