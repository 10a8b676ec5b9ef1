using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RstKb.Cases.Flows;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Sharing;

/// <summary>
/// What the other side of a share link gets to see. Where addresses are replaced, nothing passes that names a host or a file: stand-ins outward, true
/// addresses inward for what is asked. Without replacement everything passes as it is.
/// </summary>
public sealed class SharedLens(AddressReplacement? addresses)
{
    private const string CaseName = "Shared case";
    private const string CaptureName = "the shared capture";

    /// <summary>True where addresses are replaced.</summary>
    public bool ReplacesAddresses => addresses is not null;

    /// <summary>Any text with the addresses in it replaced.</summary>
    public string Text(string text) => addresses?.Hide(text) ?? text;

    /// <summary>The true address, prefix or end behind a stand-in, as a filter takes it.</summary>
    public string? Inward(string? standIn) => standIn is null || addresses is null ? standIn : addresses.Reveal(standIn);

    /// <summary>A case. Its own name and that of its file may name hosts.</summary>
    public CaseDetails Case(CaseDetails found) => addresses is null ? found : found with
    {
        Name = CaseName,
        CaptureName = CaptureName,
        CaptureSha256 = "",
        Header = found.Header is null ? null : Json(found.Header with { Capture = found.Header.Capture with { Name = CaptureName, Sha256 = "" } }, ReportJson.Default.AnalysisReport),
    };

    public CaseOverview Overview(CaseOverview found) => addresses is null ? found : found with { Groups = [.. found.Groups.Select(Group)] };

    public FlowPage Page(FlowPage found) => addresses is null ? found : found with
    {
        Rows = [.. found.Rows.Select(row => row with { Client = End(row.Client)!, Server = End(row.Server)! })],
    };

    /// <summary>A flow: every text in its report and its timeline.</summary>
    public FlowDetails Flow(FlowDetails found) => addresses is null
        ? found
        : new FlowDetails(Json(found.Report, ReportJson.Default.ResetReport), Json(found.Timeline, ReportJson.Default.FlowTimeline));

    /// <summary>The packets of a flow that was not reset.</summary>
    public FlowTimeline Timeline(FlowTimeline found) => addresses is null ? found : Json(found, ReportJson.Default.FlowTimeline);

    public IReadOnlyList<NoteView> Notes(IReadOnlyList<NoteView> found) =>
        addresses is null ? found : [.. found.Select(note => note with { Text = Text(note.Text) })];

    /// <summary>
    /// The text that a filter may look for. An address, or a part of one, would let the other side find out by trying which addresses there are: only words
    /// that no address holds are looked for.
    /// </summary>
    public string? Wanted(string? text) => addresses is null || text is null ? text
        : text.Any(letter => char.IsAsciiLetter(letter) && !char.IsAsciiHexDigit(letter)) ? text
        : null;

    private ResetGroup Group(ResetGroup group) => group with
    {
        Server = End(group.Server),
        ServerPrefix = group.ServerPrefix is null ? null : Text(group.ServerPrefix),
        ClientPrefix = group.ClientPrefix is null ? null : Text(group.ClientPrefix),
        ExceptServers = [.. group.ExceptServers.Select(server => End(server)!)],
    };

    private EndpointReport? End(EndpointReport? end) => end is null ? null : end with { Address = Text(end.Address) };

    private T Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Text(JsonSerializer.Serialize(value, type)), type)!;
}
