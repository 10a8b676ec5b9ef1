using RstKb.Capture.Flows;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>What the clock says about where the RST was made.</summary>
internal static class TimingClues
{
    /// <summary>The RST came sooner than the alleged sender can answer at all.</summary>
    public static Clue? FasterThanTheSender(ResetScene scene)
    {
        if (scene.Trigger is not { } trigger || scene.TriggerDelay is not { } delay || delay < 0)
        {
            return null;
        }

        double? inFlow = scene.SenderReplySeconds;
        double? least = inFlow ?? (scene.IsFromServer ? scene.Context.Services.ShortestReplySeconds(scene.Trace.ServerAddress) : null);
        if (least is not { } reply || reply < ShapeReader.ShortestUsefulReplySeconds || delay > reply / 2)
        {
            return null;
        }

        string source = inFlow is not null ? "in this flow's handshake" : "in its other flows";
        return new Clue(
            "faster-than-round-trip",
            $"the reset came {Durations.Text(delay)} after packet {trigger.Packet}; the {scene.Sender.Word()} needs at least {Durations.Text(reply)} to answer, as seen {source}",
            trigger.Packet,
            scene.Reset.Packet);
    }

    /// <summary>The silence before the exchange, where it is long enough to matter.</summary>
    public static Clue? LongSilence(ResetScene scene, double atLeastSeconds)
    {
        Silence silence = scene.Silence;
        return silence.Seconds >= atLeastSeconds
            ? new Clue("long-silence", $"{(scene.IsOneWay ? $"the {scene.Sender.Word()} sent nothing, not even an ACK," : "nothing was sent")} for {Durations.Text(silence.Seconds)} before {(silence.Breaker.Packet == scene.Reset.Packet ? "the reset" : $"packet {silence.Breaker.Packet}")}", silence.Breaker.Packet, scene.Reset.Packet)
            : null;
    }
}
