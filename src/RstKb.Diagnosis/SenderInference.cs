using RstKb.Capture.Flows;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis;

/// <summary>Who sent the RST, whosever address it bears: a box between stands at another distance, is faster than the end, or resets a connection that its end goes on with.</summary>
public static class SenderInference
{
    public static SentBy Of(ResetScene scene)
    {
        // A raw socket sets its SYN's TTL as it likes; the kernel's RST that follows is the host's own.
        bool rawSocket = scene.Sender == Side.Client && scene.FromSender.Packets <= 1 && !scene.HasPayload;
        bool elsewhere = !rawSocket && TtlClues.Differs(scene) is not null;
        bool tooFast = TimingClues.FasterThanTheSender(scene) is not null;
        bool alive = Aftermath.SenderAcknowledgedLater(scene) is not null && Acceptance.Of(scene) == "exact";
        bool onOwnLink = TtlClues.FromOwnLink(scene) is not null;
        bool between = ForwardingClues.MadeBetween(scene) is not null;
        return between || elsewhere || tooFast || alive || onOwnLink ? SentBy.Middlebox : SideOf(scene.Sender);
    }

    /// <summary>The end itself.</summary>
    public static SentBy SideOf(Side side) => side == Side.Client ? SentBy.Client : SentBy.Server;
}
