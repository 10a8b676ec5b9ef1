namespace RstKb.Diagnosis;

/// <summary>Who really sent the RST.</summary>
public enum SentBy
{
    Unknown,
    Client,
    Server,
    Middlebox,
}
