namespace RstKb.Capture.Flows;

/// <summary>How much of a TCP header an ICMP error quotes.</summary>
internal enum Quotation : byte
{
    /// <summary>It is a packet's own segment.</summary>
    None,

    /// <summary>Ports and sequence number at the least, but not all that Wireshark needs to count it as a stream.</summary>
    PartOfHeader,

    WholeHeader,
}
