using System.Text.Json;
using System.Text.Json.Nodes;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Benchmarks.Generation;

/// <summary>What a capture holds, by the one who made it or by the one who counted: figures, and the first resets.</summary>
public sealed class TrafficTruth
{
    /// <summary>First resets that are told.</summary>
    private const int MostFirstResets = 1000;

    private readonly List<FirstReset> _firstResets = [];

    public long Packets { get; private set; }

    public long TcpPackets { get; private set; }

    public long Flows { get; private set; }

    /// <summary>Flows with at least one RST.</summary>
    public long ResetFlows { get; private set; }

    /// <summary>The first RST of each of the first thousand reset flows, in the file's order.</summary>
    public IReadOnlyList<FirstReset> FirstResets => _firstResets;

    /// <summary>What the survey counted.</summary>
    public static TrafficTruth Of(SurveyResult survey)
    {
        FlowTable flows = survey.Flows;
        var truth = new TrafficTruth { Packets = survey.Counts.Packets, TcpPackets = survey.Counts.TcpPackets, Flows = flows.Count, ResetFlows = flows.ResetFlows };
        truth._firstResets.AddRange(Enumerable.Range(0, flows.Count).Where(flow => flows[flow].HasReset).OrderBy(flow => flows[flow].ResetPacket).Take(MostFirstResets).Select(flow =>
        {
            FlowKey key = flows.KeyOf(flow);
            string low = $"{key.LowAddress} {key.LowPort}";
            string high = $"{key.HighAddress} {key.HighPort}";
            bool fromLow = flows[flow].ResetFromLow;
            return new FirstReset(flows[flow].ResetPacket, fromLow ? low : high, fromLow ? high : low, FlagsOf(flows[flow].ResetFlags));
        }));
        return truth;
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote, or another generator in the same words.</summary>
    public static TrafficTruth FromJson(string json)
    {
        JsonNode root = JsonNode.Parse(json)!;
        var truth = new TrafficTruth
        {
            Packets = (long)root["packets"]!,
            TcpPackets = (long)root["tcp_packets"]!,
            Flows = (long)root["flows"]!,
            ResetFlows = (long)root["rst_flows"]!,
        };
        truth._firstResets.AddRange(root["rst_first"]!.AsArray().Select(r => new FirstReset((long)r![0]!, $"{r[1]} {r[2]}", $"{r[3]} {r[4]}", (string)r[5]!)));
        return truth;
    }

    public string ToJson() => JsonSerializer.Serialize(new
    {
        packets = Packets,
        tcp_packets = TcpPackets,
        flows = Flows,
        rst_flows = ResetFlows,
        rst_first = FirstResets.Select(r => new object[] { r.Packet, r.Source.Split(' ')[0], int.Parse(r.Source.Split(' ')[1]), r.Destination.Split(' ')[0], int.Parse(r.Destination.Split(' ')[1]), r.Flags }),
    });

    /// <summary>Where this one says something else than the other; nothing where both say the same.</summary>
    public IEnumerable<string> DifferencesFrom(TrafficTruth other)
    {
        (string Name, long Own, long Others)[] figures =
        [
            ("packets", Packets, other.Packets), ("TCP packets", TcpPackets, other.TcpPackets), ("flows", Flows, other.Flows),
            ("reset flows", ResetFlows, other.ResetFlows), ("first resets", FirstResets.Count, other.FirstResets.Count),
        ];
        return figures.Where(f => f.Own != f.Others).Select(f => $"{f.Own} {f.Name} instead of {f.Others}")
            .Concat(FirstResets.Zip(other.FirstResets).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First} instead of {pair.Second}").Take(1));
    }

    internal void Note(GeneratedFlow flow, FlowStep step)
    {
        Packets++;
        TcpPackets++;
        Flows += flow.IsSeen ? 0 : 1;
        flow.IsSeen = true;
        if ((step.Flags & TcpFlags.Rst) == 0 || flow.IsReset)
        {
            return;
        }

        flow.IsReset = true;
        ResetFlows++;
        if (_firstResets.Count < MostFirstResets)
        {
            _firstResets.Add(new FirstReset(Packets, flow.EndOf(step.FromClient), flow.EndOf(!step.FromClient), FlagsOf(step.Flags)));
        }
    }

    private static string FlagsOf(TcpFlags flags) => (flags & TcpFlags.Ack) != 0 ? "RST+ACK" : "RST";
}
