using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Entities;
using RstKb.Cases.Flows;
using RstKb.Cases.Storage;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Intake;

/// <summary>
/// Saves the flows of one case with prepared inserts and one transaction for every 500 flows, so that thirty thousand take seconds and other writers
/// get their turn. It is used by one thread.
/// </summary>
internal sealed class FlowWriter : IDisposable
{
    private const int Batch = 500;

    private readonly CaseDatabase _database;
    private readonly int _caseId;
    private readonly DbConnection _connection;
    private readonly Func<int, int>? _connections;
    private readonly PreparedInsert _flow;
    private readonly PreparedInsert _document;
    private readonly PreparedInsert _host;
    private readonly List<PackedFlow> _batch = new(Batch);
    private readonly Dictionary<(string Cause, string Level), (int Flows, int Harmful)> _causes = [];
    private int _flows;
    private int _harmful;
    private int _benign;

    /// <summary>Starts with an empty case: what an interrupted attempt left is removed.</summary>
    /// <param name="connections">How many flows of the capture went to the server of a flow; null where nobody counted.</param>
    public FlowWriter(CaseDatabase database, int caseId, Func<int, int>? connections = null)
    {
        _connections = connections;
        _database = database;
        _caseId = caseId;
        Clear(database, caseId);
        database.Database.OpenConnection();
        _connection = database.Database.GetDbConnection();
        _flow = new PreparedInsert(_connection, database.Model.FindEntityType(typeof(ResetFlow))!);
        _document = new PreparedInsert(_connection, database.Model.FindEntityType(typeof(FlowDocument))!);
        _host = new PreparedInsert(_connection, database.Model.FindEntityType(typeof(CaseHost))!, onlyNew: true);
    }

    /// <summary>Removes all flows of a case.</summary>
    public static void Clear(CaseDatabase database, int caseId)
    {
        database.FlowDocuments.Where(row => row.CaseId == caseId).ExecuteDelete();
        database.ResetFlows.Where(row => row.CaseId == caseId).ExecuteDelete();
        database.CaseHosts.Where(row => row.CaseId == caseId).ExecuteDelete();
    }

    /// <summary>Makes the rows of one reset flow; on any thread.</summary>
    public PackedFlow Pack(ResetReport report, FlowTimeline timeline) => new(Row(report), new FlowDocument
    {
        CaseId = _caseId,
        Flow = report.Flow,
        Report = CompressedJson.Write(report with { Timeline = null }, ReportJson.Default.ResetReport),
        Timeline = CompressedJson.Write(timeline, ReportJson.Default.FlowTimeline),
    });

    /// <summary>Saves one reset flow, at the latest with <see cref="Finish"/>.</summary>
    public void Add(PackedFlow packed)
    {
        _batch.Add(packed);
        _flows++;
        Count(packed.Flow);
        if (_batch.Count == Batch)
        {
            Save();
        }
    }

    /// <summary>The most frequent causes so far, most first.</summary>
    public IReadOnlyList<Facet> MostFrequent(int limit) =>
    [
        .. _causes.GroupBy(cause => cause.Key.Cause)
            .Select(group => new Facet(group.Key.Length == 0 ? FlowFilter.NoCause : group.Key, group.Sum(cause => cause.Value.Flows), group.Sum(cause => cause.Value.Harmful)))
            .OrderByDescending(facet => facet.Flows).ThenBy(facet => facet.Value, StringComparer.Ordinal).Take(limit),
    ];

    /// <summary>Saves the rest and the report's head; from then on pages show the case as done.</summary>
    public void Finish(AnalysisReport report)
    {
        Save();
        string header = JsonSerializer.Serialize(report with { Resets = [] }, ReportJson.Default.AnalysisReport);
        (string Cause, string Level)? main = _causes.Count == 0 ? null
            : _causes.OrderByDescending(cause => cause.Value.Harmful).ThenByDescending(cause => cause.Value.Flows).ThenBy(cause => cause.Key).First().Key;
        string? mainCause = string.IsNullOrEmpty(main?.Cause) ? null : main.Value.Cause;
        string? mainLevel = main?.Level;
        int saved = _database.Cases.Where(row => row.Id == _caseId).ExecuteUpdate(set => set
            .SetProperty(row => row.State, CaseState.Done)
            .SetProperty(row => row.Packets, report.Capture.Packets)
            .SetProperty(row => row.Flows, report.Flows.Total)
            .SetProperty(row => row.ResetFlows, _flows)
            .SetProperty(row => row.HarmfulFlows, _harmful)
            .SetProperty(row => row.BenignFlows, _benign)
            .SetProperty(row => row.MainCause, mainCause)
            .SetProperty(row => row.MainLevel, mainLevel)
            .SetProperty(row => row.FailureCode, (string?)null)
            .SetProperty(row => row.FailureText, (string?)null)
            .SetProperty(row => row.ReportHeader, header));
        if (saved == 0)
        {
            throw new OperationCanceledException("The case was deleted meanwhile.");
        }
    }

    public void Dispose()
    {
        _flow.Dispose();
        _document.Dispose();
        _host.Dispose();
    }

    // The transaction lives only while rows are written: between two batches others can write.
    private void Save()
    {
        using DbTransaction transaction = _connection.BeginTransaction();
        foreach ((ResetFlow flow, FlowDocument document) in _batch)
        {
            _flow.Run(flow, transaction);
            _document.Run(document, transaction);
        }

        foreach (string address in _batch.SelectMany(packed => new[] { packed.Flow.ClientAddress, packed.Flow.ServerAddress }).Distinct())
        {
            _host.Run(new CaseHost { CaseId = _caseId, Address = address }, transaction);
        }

        transaction.Commit();
        _batch.Clear();
    }

    private void Count(ResetFlow verdict)
    {
        bool harmful = verdict.Harm == "harmful";
        _harmful += harmful ? 1 : 0;
        _benign += verdict.Harm == "benign" ? 1 : 0;
        (string, string) key = (verdict.Cause ?? "", verdict.Level);
        (int flows, int harm) = _causes.GetValueOrDefault(key);
        _causes[key] = (flows + 1, harm + (harmful ? 1 : 0));
    }

    private ResetFlow Row(ResetReport report) => new()
    {
        CaseId = _caseId,
        Flow = report.Flow,
        StartedAt = Nanoseconds(report.StartedAt),
        ResetAt = Nanoseconds(report.Reset.At),
        DurationSeconds = report.DurationSeconds,
        Packets = report.Packets,
        ClientAddress = report.Client.Address,
        ClientPort = report.Client.Port,
        ClientKey = EndpointKey.Of(report.Client.Address, report.Client.Port),
        ServerAddress = report.Server.Address,
        ServerPort = report.Server.Port,
        ServerKey = EndpointKey.Of(report.Server.Address, report.Server.Port),
        Cause = report.Verdict.Cause,
        Level = report.Verdict.Level,
        Confidence = report.Verdict.Confidence,
        SentBy = report.Verdict.SentBy,
        Harm = report.Verdict.Harm,
        Stage = report.Reset.Stage,
        IdleSeconds = report.Reset.IdleSeconds,
        Flags = report.Reset.Flags,
        ResetFrom = report.Reset.From,
        ClientKnown = report.ClientKnown,
        ServerConnections = _connections?.Invoke(report.Flow) ?? 0,
    };

    // The report's own times always have this form; one that has not would only spoil the order.
    private static long Nanoseconds(string time) => CaptureTimeText.TryParse(time, out var parsed) ? parsed.Nanoseconds : 0;

    /// <summary>The two rows of one flow.</summary>
    internal sealed record PackedFlow(ResetFlow Flow, FlowDocument Document);
}
