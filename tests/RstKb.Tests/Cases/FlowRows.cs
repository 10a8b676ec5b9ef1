using RstKb.Cases;
using RstKb.Cases.Entities;
using RstKb.Cases.Intake;
using RstKb.Cases.Storage;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Cases;

/// <summary>Cases with flows of the test's own choosing, saved the way an analysis saves them.</summary>
internal static class FlowRows
{
    /// <summary>One reset flow; time is in seconds after 2026-11-20T00:00:00Z.</summary>
    public static ResetReport Flow(
        int flow, string client = "10.0.0.1", int clientPort = 40000, string server = "10.9.0.1", int serverPort = 443, string? cause = "closed-port",
        string level = "likely", double confidence = 0.9, string sentBy = "server", string harm = "harmful", string stage = "data", double at = 0,
        double duration = 1, long packets = 5, double idle = 0) => new()
        {
            Flow = flow,
            Client = new EndpointReport(client, clientPort),
            Server = new EndpointReport(server, serverPort),
            ClientKnown = true,
            StartedAt = Time(at - duration),
            DurationSeconds = duration,
            Packets = packets,
            BytesToServer = 1,
            BytesToClient = 2,
            Reset = new ResetFacts { Packet = 1 + flow, At = Time(at), From = "server", Flags = "RST,ACK", Count = 1, Stage = stage, Acceptable = "exact", IdleSeconds = idle },
            Verdict = new VerdictReport { Cause = cause, Level = level, Confidence = confidence, SentBy = sentBy, Harm = harm, Text = "It was reset." },
            Candidates = [],
            Evidence = [],
            Settle = [],
            Zeek = new ZeekReport("REJ", "Sr"),
            Wireshark = new WiresharkReport(flow, 37, "R-A--S"),
        };

    public static string Time(double seconds) => new RstKb.Capture.CaptureTime(1_795_132_800_000_000_000 + (long)(seconds * 1e9)).ToString();

    /// <summary>Saves a finished case and gives its public name.</summary>
    public static async Task<string> SaveAsync(CaseFolder folder, params IReadOnlyList<ResetReport> resets)
    {
        await using CaseDatabase database = folder.Database();
        var row = new Case
        {
            PublicId = PublicId.New(),
            Name = "made",
            CaptureName = "made.pcap",
            CaptureSha256 = new string('0', 64),
            CreatedAt = folder.Clock.Now,
            State = CaseState.Analysing,
        };
        database.Cases.Add(row);
        await database.SaveChangesAsync();
        using var writer = new FlowWriter(database, row.Id);
        foreach (ResetReport reset in resets)
        {
            writer.Add(writer.Pack(reset, new FlowTimeline { Flow = reset.Flow, Client = reset.Client, Server = reset.Server, StartedAt = reset.StartedAt, CapturedAt = "unknown", Segments = [] }));
        }

        writer.Finish(new AnalysisReport
        {
            EngineVersion = "1.0.0",
            Capture = new CaptureSummary { Name = "made.pcap", Format = "pcap", Compression = "none", SizeBytes = 1, Sha256 = row.CaptureSha256, LinkTypes = [], Packets = 1, TcpPackets = 1, Warnings = [] },
            Flows = new FlowCounts(resets.Count, resets.Count, new FlowEndings(0, 0, 0, 0, 0)),
            Resets = resets,
        });
        return row.PublicId;
    }
}
