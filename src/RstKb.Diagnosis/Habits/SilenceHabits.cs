using System.Runtime.InteropServices;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Habits;

/// <summary>Which silences the connections of each server outlived, and which ended in a reset: between the two lies the timer of whatever forgets them.</summary>
public sealed class SilenceHabits
{
    /// <summary>Shorter ones are pauses, not silences.</summary>
    public const double ShortestSeconds = 10;

    private readonly FlowTable flows;
    private readonly Dictionary<ulong, Silences> servers = new(new SeededComparer());

    internal SilenceHabits(FlowTable flows)
    {
        this.flows = flows;
        for (int i = 0; i < flows.Count; i++)
        {
            ref readonly FlowRecord record = ref flows[i];
            bool ended = record.HasReset && !record.FinBeforeReset && record.SilenceBeforeReset >= ShortestSeconds;
            if (record.SurvivedSilence < ShortestSeconds && !ended)
            {
                continue;
            }

            ref Silences server = ref CollectionsMarshal.GetValueRefOrAddDefault(servers, FlowEnds.Of(flows, i).Server, out _);
            if (record.SurvivedSilence >= ShortestSeconds)
            {
                server.Survivors++;
                server.LongestSurvived = Math.Max(server.LongestSurvived, record.SurvivedSilence);
            }

            if (ended)
            {
                server.ShortestReset = server.Resets == 0 ? record.SilenceBeforeReset : Math.Min(server.ShortestReset, record.SilenceBeforeReset);
                server.LongestReset = Math.Max(server.LongestReset, record.SilenceBeforeReset);
                server.Resets++;
            }
        }
    }

    /// <summary>The silences on connections to this server; all zero where there were none of ten seconds.</summary>
    public Silences Of(NetworkAddress server) => flows.HostOf(server) is { } host ? servers.GetValueOrDefault(host) : default;

    /// <summary>Figures of one server; seconds.</summary>
    public record struct Silences
    {
        /// <summary>Connections that outlived a silence.</summary>
        public int Survivors { get; set; }

        /// <summary>The longest silence after which both ends went on.</summary>
        public double LongestSurvived { get; set; }

        /// <summary>Connections that were reset after a silence.</summary>
        public int Resets { get; set; }

        /// <summary>The shortest silence that ended in a reset.</summary>
        public double ShortestReset { get; set; }

        public double LongestReset { get; set; }

        /// <summary>Every silence that was survived is shorter than every one that ended in a reset: one timer explains them all.</summary>
        public readonly bool IsBracket => Survivors > 0 && Resets > 0 && LongestSurvived < ShortestReset;
    }
}
