using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Habits;
using RstKb.Diagnosis.Scene;
using RstKb.Diagnosis.Signatures;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Diagnosis.Report;

/// <summary>Turns one diagnosis into its entry of the report.</summary>
internal static class ResetReportBuilder
{
    public static ResetReport Build(ResetScene scene, Weighing.Diagnosis diagnosis)
    {
        FlowTrace trace = scene.Trace;
        List<EvidenceReport> evidence = EvidenceReports.Of(diagnosis);
        FlowSide client = trace.SideRecord(Side.Client);
        FlowSide server = trace.SideRecord(Side.Server);
        return new ResetReport
        {
            Flow = trace.Flow,
            Client = new EndpointReport(trace.ClientAddress.ToString(), trace.ClientPort),
            Server = new EndpointReport(trace.ServerAddress.ToString(), trace.ServerPort),
            ClientKnown = trace.ClientKnown,
            StartedAt = trace.Record.First.ToString(),
            DurationSeconds = Math.Round(Math.Max(0, trace.Record.Last.SecondsSince(trace.Record.First)), 9),
            Packets = trace.Record.Packets,
            BytesToServer = client.Bytes,
            BytesToClient = server.Bytes,
            Reset = FactsOf(scene),
            Verdict = VerdictOf(scene, diagnosis),
            Candidates = CandidateReports.Of(diagnosis),
            Evidence = [.. evidence, .. SaidOf(scene, evidence), .. HiddenOf(scene)],
            Settle = SettleOf(scene, diagnosis),
            Tampering = TamperingSignatures.Match(scene),
            IdleTimer = IdleTimerOf(scene),
            Zeek = ZeekState.Of(trace),
            Wireshark = Completeness.Of(trace),
        };
    }

    private static ResetFacts FactsOf(ResetScene scene) => new()
    {
        Packet = scene.Reset.Packet,
        At = scene.Reset.Time.ToString(),
        From = scene.Sender.Word(),
        Flags = scene.Reset.HasAck ? "RST,ACK" : "RST",
        Count = (int)Math.Min(int.MaxValue, scene.Trace.Record.Resets),
        Stage = StageReader.Of(scene),
        Acceptable = Acceptance.Of(scene),
        TookEffect = Aftermath.TookEffect(scene),
        StatedCause = scene.Trace.ResetText,
        IdleSeconds = Math.Round(Math.Max(0, scene.IdleSeconds), 6),
    };

    private static VerdictReport VerdictOf(ResetScene scene, Weighing.Diagnosis diagnosis)
    {
        ResetVerdict verdict = ResetVerdict.Of(scene, diagnosis.Judgement);
        Cause? cause = verdict.Cause is null ? null : diagnosis.Judgement.First;
        return new VerdictReport
        {
            Cause = verdict.Cause,
            Level = verdict.Level,
            Confidence = verdict.Confidence,
            SentBy = verdict.SentBy,
            Harm = verdict.Harm,
            Text = cause is null ? Undetermined(scene) : cause.Tell(scene),
            ReadAlso = cause is null ? [] : [.. cause.ReadAlso(scene)],
        };
    }

    private static string Undetermined(ResetScene scene) => scene.Before.Count == 0
        ? $"The packets do not decide it: nothing of this connection before the reset is in the capture. The reset bears the {scene.Sender.Word()}'s address."
        : $"The packets do not decide it. The reset bears the {scene.Sender.Word()}'s address and came {Durations.Text(Math.Max(0, scene.GapSeconds))} after the packet before it.";

    /// <summary>What the capture cannot show: it supports nothing and speaks against nothing.</summary>
    private static IEnumerable<EvidenceReport> HiddenOf(ResetScene scene) =>
        HiddenClues.Of(scene).Select(c => new EvidenceReport(c.Code, c.Text, "weak", [], [], c.Packets));

    /// <summary>What no cause took up and a reader wants to know all the same: what the reset says of itself, whose connection it was, and where the capture was taken.</summary>
    private static IEnumerable<EvidenceReport> SaidOf(ResetScene scene, List<EvidenceReport> told)
    {
        if (StatedClues.Any(scene) is { } stated && !told.Exists(e => e.Code == stated.Code))
        {
            yield return new EvidenceReport(stated.Code, stated.Text, "weak", [], [], stated.Packets);
        }

        if (VantageClues.Process(scene) is { } process)
        {
            yield return new EvidenceReport(process.Code, process.Text, "weak", [], [], process.Packets);
        }

        if (VantageClues.Place(scene) is { } place)
        {
            yield return new EvidenceReport(place.Code, place.Text, "weak", [], [], place.Packets);
        }
    }

    private static List<SettleReport> SettleOf(ResetScene scene, Weighing.Diagnosis diagnosis)
    {
        if (diagnosis.Candidates.Count == 0)
        {
            NextStep step = Settling.CaptureAtSender(scene);
            return [new SettleReport(step.Text, step.Command)];
        }

        return
        [
            .. diagnosis.Candidates.Where(c => c.Confidence >= 0.1).Take(2)
                .SelectMany(c => c.Cause.NextSteps(scene))
                .DistinctBy(s => s.Command ?? s.Text)
                .Take(4)
                .Select(s => new SettleReport(s.Text, s.Command)),
        ];
    }

    private static IdleTimerReport? IdleTimerOf(ResetScene scene)
    {
        double idle = scene.IdleSeconds;
        IReadOnlyList<string> matches = idle >= 10 ? IdleTimers.Match(idle, IdleTimerKind.Path) : [];
        SilenceHabits.Silences known = scene.Context.Silences.Of(scene.Trace.ServerAddress);
        bool bracket = idle >= SilenceHabits.ShortestSeconds && known.IsBracket && idle >= known.LongestSurvived;
        if (bracket)
        {
            matches = IdleTimers.Between(known.LongestSurvived, known.ShortestReset, IdleTimerKind.Path);
        }

        return matches.Count == 0 && !bracket ? null : new IdleTimerReport(Math.Round(idle, 3), matches)
        {
            LongestSurvivedSeconds = bracket ? Math.Round(known.LongestSurvived, 3) : null,
            ShortestResetSeconds = bracket ? Math.Round(known.ShortestReset, 3) : null,
        };
    }
}
