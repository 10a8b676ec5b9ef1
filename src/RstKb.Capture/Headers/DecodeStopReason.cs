namespace RstKb.Capture.Headers;

/// <summary>Why a packet gives no TCP segment.</summary>
public enum DecodeStopReason
{
    None,

    /// <summary>Something else than TCP: ordinary.</summary>
    NotTcp,

    /// <summary>A later fragment: the TCP header is in another packet.</summary>
    LaterFragment,

    /// <summary>A header is longer than what was captured.</summary>
    CutByCapture,

    /// <summary>A header is longer than the header around it allows.</summary>
    CutByLength,

    /// <summary>A header's own length is smaller than the header.</summary>
    Malformed,

    /// <summary>More headers inside each other than <see cref="CaptureLimits.MaxHeaders"/>, or more VLAN tags than Wireshark enters.</summary>
    TooDeep,

    /// <summary>The link type is not known here.</summary>
    UnknownLinkType,
}
