using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows.Observations;

/// <summary>Follows how complete one flow is, as Wireshark 4.0 does once it has seen the whole file.</summary>
internal sealed class ConversationLife
{
    private const TcpFlags Opening = TcpFlags.Syn | TcpFlags.Ack;
    private const TcpFlags Closing = TcpFlags.Fin | TcpFlags.Ack;

    private bool hasBegun;

    public ConversationCompleteness Completeness { get; private set; }

    /// <summary>Forgets all, for another flow.</summary>
    public void Clear()
    {
        hasBegun = false;
        Completeness = ConversationCompleteness.None;
    }

    /// <param name="flags">Of the flow's next segment, or of one that an ICMP error quotes.</param>
    /// <param name="hasPayload">False where the length is not known.</param>
    /// <param name="reusesPorts">The segment begins a connection that took the ports of an earlier one.</param>
    public void Note(TcpFlags flags, bool hasPayload, bool reusesPorts)
    {
        switch (flags & Opening)
        {
            case TcpFlags.Syn when !hasBegun:
                Completeness |= ConversationCompleteness.Syn | (hasPayload && !reusesPorts ? ConversationCompleteness.Data : ConversationCompleteness.None);
                break;
            case Opening:
                Completeness |= ConversationCompleteness.SynAck;
                break;
            case TcpFlags.Ack:
                Completeness |= hasPayload ? ConversationCompleteness.Data : ConversationCompleteness.Ack;
                break;
        }

        Completeness |= (flags & Closing) == Closing ? ConversationCompleteness.Fin : ConversationCompleteness.None;
        Completeness |= (flags & TcpFlags.Rst) != 0 ? ConversationCompleteness.Reset : ConversationCompleteness.None;
        hasBegun = true;
    }
}
