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
    private const int MostPacketsPerEvidence = 8;

    public static ResetReport Build(ResetScene scene, Weighing.Diagnosis diagnosis)
    {
        FlowTrace trace = scene.Trace;
        List<EvidenceReport> evidence = EvidenceOf(diagnosis);
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
            Candidates = CandidatesOf(diagnosis),
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

    private static List<CandidateReport> CandidatesOf(Weighing.Diagnosis diagnosis) =>
    [
        .. diagnosis.Candidates.Where(c => c.Confidence >= WeightTable.Fitted[Weight.Listed])
            .Select((c, i) => new CandidateReport(c.Cause.Slug, Round(c.Confidence), i == 0 ? null : Deciding(diagnosis, c))),
    ];

    /// <summary>For a runner-up: the strongest fact against it, else the strongest of the first candidate that it cannot explain.</summary>
    private static string? Deciding(Weighing.Diagnosis diagnosis, Candidate candidate)
    {
        Evidence? against = candidate.Evidence.Where(e => !e.Speaks).OrderByDescending(e => e.Strength).FirstOrDefault();
        if (against is not null)
        {
            return $"against it: {against.Clue.Text}";
        }

        HashSet<string> own = [.. candidate.Evidence.Select(e => e.Clue.Code)];
        Evidence? unexplained = diagnosis.Candidates[0].Evidence.Where(e => e.Speaks && !own.Contains(e.Clue.Code)).OrderByDescending(e => e.Strength).FirstOrDefault();
        return unexplained is null ? null : $"it leaves unexplained that {unexplained.Clue.Text}";
    }

    /// <summary>The evidence that concerns the candidates, each fact once, the strongest and the first candidate's before the others'.</summary>
    private static List<EvidenceReport> EvidenceOf(Weighing.Diagnosis diagnosis)
    {
        var kept = new List<(EvidenceReport Report, bool ForFirst)>();
        HashSet<string> listed = [.. diagnosis.Candidates.Where(c => c.Confidence >= WeightTable.Fitted[Weight.Listed]).Select(c => c.Cause.Slug)];
        string? firstSlug = diagnosis.Candidates.Count > 0 ? diagnosis.Candidates[0].Cause.Slug : null;
        var facts = diagnosis.Assessments.SelectMany(a => a.Evidence.Select(e => (a.Cause.Slug, Evidence: e))).GroupBy(x => x.Evidence.Clue.Code);
        foreach (var fact in facts)
        {
            string[] supports = [.. fact.Where(x => x.Evidence.Speaks && listed.Contains(x.Slug)).Select(x => x.Slug)];
            string[] against = [.. fact.Where(x => !x.Evidence.Speaks).Select(x => x.Slug)];
            bool concerns = supports.Length > 0 || against.Any(listed.Contains);
            if (concerns)
            {
                Clue clue = fact.First().Evidence.Clue;
                Strength strength = fact.FirstOrDefault(x => x.Slug == firstSlug).Evidence?.Strength ?? fact.Max(x => x.Evidence.Strength);
                kept.Add((new EvidenceReport(clue.Code, clue.Text, strength.ToString().ToLowerInvariant(), supports, against,
                    [.. clue.Packets.Distinct().Order().Take(MostPacketsPerEvidence)]), supports.Contains(firstSlug)));
            }
        }

        return [.. kept.OrderByDescending(k => k.ForFirst).ThenByDescending(k => Rank(k.Report.Strength)).ThenBy(k => k.Report.Code, StringComparer.Ordinal).Select(k => k.Report)];
    }

    /// <summary>What the capture cannot show: it supports nothing and speaks against nothing.</summary>
    private static IEnumerable<EvidenceReport> HiddenOf(ResetScene scene) =>
        HiddenClues.Of(scene).Select(c => new EvidenceReport(c.Code, c.Text, "weak", [], [], c.Packets));

    /// <summary>What no cause took up and a reader wants to know all the same: what the reset says of itself, and where the capture was taken.</summary>
    private static IEnumerable<EvidenceReport> SaidOf(ResetScene scene, List<EvidenceReport> told)
    {
        if (StatedClues.Any(scene) is { } stated && !told.Exists(e => e.Code == stated.Code))
        {
            yield return new EvidenceReport(stated.Code, stated.Text, "weak", [], [], stated.Packets);
        }

        if (VantageClues.Place(scene) is { } place)
        {
            yield return new EvidenceReport(place.Code, place.Text, "weak", [], [], place.Packets);
        }
    }

    private static int Rank(string strength) => strength switch { "strong" => 3, "medium" => 2, _ => 1 };

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

    private static double Round(double share) => Math.Round(share, 4);
}
