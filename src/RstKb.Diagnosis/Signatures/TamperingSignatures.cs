using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Signatures;

/// <summary>
/// The published connection-tampering signatures that end in a RST (Sundara Raman et al., "Global, Passive Detection of Connection Tampering",
/// SIGCOMM 2023, table 1). They look at the packets of one side only. A match is a name for a pattern and no verdict: a Linux host's own
/// replies and aborts match several of them.
/// </summary>
public static class TamperingSignatures
{
    /// <summary>
    /// The name of the signature that the RST sender's packets match, with "mirror of" where that is the server, whose packets the paper's vantage point
    /// does not see; null for none. A side that had sent a FIN matches none: its replies to later segments look the same.
    /// </summary>
    public static string? Match(ResetScene scene)
    {
        if (scene.FromSender.Fin is not null || scene.FromSender.Packets == 0)
        {
            return null;
        }

        string? name = Name(View.Of(scene));
        return name is null ? null : scene.Sender == Side.Client ? name : $"mirror of {name}";
    }

    private static string? Name(View view) => view.Stage switch
    {
        Stage.PostSyn => (view.Bare > 0, view.WithAck > 0) switch
        {
            (true, true) => "SYN → RST; RST+ACK",
            (true, false) => "SYN → RST",
            _ => "SYN → RST+ACK",
        },
        Stage.PostAck => (view.Bare, view.WithAck) switch
        {
            (1, 0) => "SYN; ACK → RST",
            ( > 1, 0) => "SYN; ACK → RST; RST",
            (0, 1) => "SYN; ACK → RST+ACK",
            (0, > 1) => "SYN; ACK → RST+ACK; RST+ACK",
            _ => null,
        },
        Stage.PostPsh => PostPsh(view),
        _ => (view.Bare, view.WithAck) switch
        {
            ( > 0, 0) => "PSH+ACK; Data → RST",
            (0, > 0) => "PSH+ACK; Data → RST+ACK",
            _ => null,
        },
    };

    private static string? PostPsh(View view) => (view.Bare, view.WithAck) switch
    {
        (1, 0) => "PSH+ACK → RST",
        (0, 1) => "PSH+ACK → RST+ACK",
        ( > 0, > 0) => "PSH+ACK → RST; RST+ACK",
        (0, > 1) => "PSH+ACK → RST+ACK; RST+ACK",
        _ when view.SameAcknowledgments => "PSH+ACK → RST = RST",
        _ when view.SomeAcknowledgmentsZero => "PSH+ACK → RST; RST₀",
        _ => "PSH+ACK → RST ≠ RST",
    };

    private enum Stage
    {
        PostSyn,
        PostAck,
        PostPsh,
        Later,
    }

    /// <summary>One side's packets as the paper counts them.</summary>
    private sealed record View(Stage Stage, int Bare, int WithAck, bool SameAcknowledgments, bool SomeAcknowledgmentsZero)
    {
        public static View Of(ResetScene scene)
        {
            Segment[] resets = [.. scene.ResetsOfSender];
            Segment[] own = [.. scene.Before.Where(s => s.From == scene.Sender && !s.IsRst)];
            int payloads = own.Where(s => s.HasPayload).Select(s => s.SequenceNumber).Distinct().Count();
            bool acknowledged = own.Any(s => s.HasAck && (s.Flags & TcpFlags.Syn) == 0);
            Stage stage = payloads > 1 ? Stage.Later : payloads == 1 ? Stage.PostPsh : acknowledged ? Stage.PostAck : Stage.PostSyn;
            Segment[] bare = [.. resets.Where(r => !r.HasAck)];
            return new View(
                stage,
                bare.Length,
                resets.Length - bare.Length,
                bare.Select(r => r.AcknowledgmentNumber).Distinct().Count() == 1,
                bare.Any(r => r.AcknowledgmentNumber.Value == 0));
        }
    }
}
