using RstKb.Capture.Flows;
using RstKb.Diagnosis.Habits;
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
        double? least = inFlow ?? (scene.IsFromServer ? scene.ServerReplySeconds : null);
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

    /// <summary>A host that is started again, and a program that is, stay away for longer than this.</summary>
    private const double ShortestRestartSeconds = 1;

    /// <summary>The sender took part in the connection a moment before its address denied knowing it.</summary>
    public static Clue? SenderSpokeMomentsBefore(ResetScene scene)
    {
        for (int i = scene.Before.Count - 1; i >= 0; i--)
        {
            Segment segment = scene.Before[i];
            double ago = scene.Reset.Time.SecondsSince(segment.Time);
            if (ago >= ShortestRestartSeconds)
            {
                return null;
            }

            if (segment.From == scene.Sender && !segment.IsRst && ago >= 0)
            {
                return new Clue("spoke-moments-before", $"the {scene.Sender.Word()} had taken part {Durations.Text(ago)} before, in packet {segment.Packet}; a host that is started again stays away for longer", segment.Packet, scene.Reset.Packet);
            }
        }

        return null;
    }

    /// <summary>What all connections to the server say of the timer's length: the longest silence survived, the shortest that was reset.</summary>
    public static Clue? IdleBracket(ResetScene scene)
    {
        SilenceHabits.Silences known = scene.Context.Silences.Of(scene.Trace.ServerAddress);
        if (!known.IsBracket || scene.IdleSeconds < known.LongestSurvived)
        {
            return null;
        }

        IReadOnlyList<string> timers = IdleTimers.Between(known.LongestSurvived, known.ShortestReset, IdleTimerKind.Path);
        string fits = timers.Count > 0 ? $"; the defaults between them are those of {IdleTimers.Listed(timers)}" : "; no known default lies between them";
        return new Clue(
            "idle-bracket",
            $"of the connections to {scene.Trace.ServerAddress}, {known.Survivors:N0} went on after silences of up to {Durations.Text(known.LongestSurvived)}, and {known.Resets:N0} {(known.Resets == 1 ? "was" : "were")} reset after {Durations.Text(known.ShortestReset)} or more: the timer lies between{fits}",
            scene.Silence.Breaker.Packet,
            scene.Reset.Packet);
    }

    /// <summary>Another connection to the server went on after a longer silence than this one's.</summary>
    public static Clue? LongerSilenceSurvived(ResetScene scene)
    {
        SilenceHabits.Silences known = scene.Context.Silences.Of(scene.Trace.ServerAddress);
        return known.LongestSurvived > scene.IdleSeconds * 1.05
            ? new Clue("longer-silence-survived", $"a connection to {scene.Trace.ServerAddress} went on after {Durations.Text(known.LongestSurvived)} of silence, longer than the {Durations.Text(scene.IdleSeconds)} of this one", scene.Reset.Packet)
            : null;
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
