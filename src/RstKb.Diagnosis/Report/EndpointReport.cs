namespace RstKb.Diagnosis.Report;

/// <summary>One end of a flow.</summary>
public sealed record EndpointReport(string Address, int Port)
{
    /// <summary><c>address:port</c>, an IPv6 address in brackets.</summary>
    public override string ToString() => Address.Contains(':') ? $"[{Address}]:{Port}" : $"{Address}:{Port}";
}
