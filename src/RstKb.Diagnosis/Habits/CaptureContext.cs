using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Habits;

/// <summary>What the rest of the capture says about the hosts of one flow. Built once from the survey; every question is answered in bounded time.</summary>
public sealed class CaptureContext
{
    private readonly SurveyResult survey;
    private readonly Lazy<ServiceHabits> services;
    private readonly Lazy<ProbeHabits> probes;
    private readonly Lazy<ScanHabits> scans;
    private readonly Lazy<EndingTimes> endings;
    private readonly Lazy<TwinFlows> twins;
    private readonly Lazy<SilenceHabits> silences;
    private readonly Lazy<ClosingHabits> closings;

    public CaptureContext(SurveyResult survey)
    {
        this.survey = survey;
        services = new Lazy<ServiceHabits>(() => new ServiceHabits(survey.Flows));
        probes = new Lazy<ProbeHabits>(() => new ProbeHabits(survey.Flows));
        scans = new Lazy<ScanHabits>(() => new ScanHabits(survey.Flows));
        endings = new Lazy<EndingTimes>(() => new EndingTimes(survey.Flows));
        twins = new Lazy<TwinFlows>(() => new TwinFlows(survey.Flows));
        silences = new Lazy<SilenceHabits>(() => new SilenceHabits(survey.Flows));
        closings = new Lazy<ClosingHabits>(() => new ClosingHabits(survey.Flows));
    }

    /// <summary>Works all of it out at once, on several cores. What is not prepared is worked out when it is first asked for.</summary>
    internal void Prepare(int threads)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.Invoke(
            options, () => _ = twins.Value, () => _ = endings.Value, () => _ = scans.Value, () => _ = services.Value, () => _ = probes.Value, () => _ = silences.Value, () => _ = closings.Value, () => _ = survey.Hosts);
    }

    /// <summary>How the ports that were spoken to answer.</summary>
    public ServiceHabits Services => services.Value;

    /// <summary>Connections without a byte that come at regular times.</summary>
    public ProbeHabits Probes => probes.Value;

    /// <summary>Hosts that touch many ports.</summary>
    public ScanHabits Scans => scans.Value;

    /// <summary>When flows of a host ended.</summary>
    public EndingTimes Endings => endings.Value;

    /// <summary>Flows that share a client's address and port.</summary>
    public TwinFlows Twins => twins.Value;

    /// <summary>Which silences connections outlived.</summary>
    public SilenceHabits Silences => silences.Value;

    /// <summary>How hosts end their connections.</summary>
    public ClosingHabits Closings => closings.Value;

    public ref readonly FlowRecord Flow(int flow) => ref survey.Flows[flow];

    /// <summary>Addresses and ports of a flow.</summary>
    public FlowKey Key(int flow) => survey.Flows.KeyOf(flow);

    /// <summary>Number of the flow that used the same addresses and ports before, or null.</summary>
    public int? FlowBefore(int flow) => survey.Flows.Before(flow);

    /// <summary>The TTL that most of the host's segments show in the whole capture (RSTs left out), or null where the host sent nothing else.</summary>
    public byte? UsualTtl(NetworkAddress address) => survey.Hosts.TryFind(address, out HostRecord host) ? host.UsualTtl : null;

    /// <summary>Segments of the host in the whole capture, RSTs left out.</summary>
    public long Packets(NetworkAddress address) => survey.Hosts.TryFind(address, out HostRecord host) ? host.Packets : 0;

    /// <summary>Whether the host ever showed this TTL on a segment that was no RST.</summary>
    public bool HasShownTtl(NetworkAddress address, byte ttl) => survey.Hosts.TryFind(address, out HostRecord host) && host.HasShown(ttl);
}
