using RstKb.Capture.Flows;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>Where the capture was taken, told from TTLs that have lost no hop yet and from the handshake's delays. What a TTL or a delay can tell depends on it.</summary>
internal static class VantageClues
{
    /// <summary>The process that owned the connection at the end where the capture was taken; null where the capture names none.</summary>
    public static Clue? Process(ResetScene scene) => scene.Trace.Process is { } process
        ? new Clue("local-process", $"the capture names the process at the {process.Side.Word()}: {process.Name}{(process.Id > 0 ? $" (PID {process.Id})" : "")}", scene.Reset.Packet)
        : null;

    /// <summary>The place with its reasons; null where neither tells.</summary>
    public static Clue? Place(ResetScene scene)
    {
        byte? client = Ttl(scene.Before, Side.Client);
        byte? server = Ttl(scene.Before, Side.Server);
        double? toServer = Seconds(scene.Trace.Record.ServerReply);
        double? toClient = Seconds(scene.Trace.Record.ClientReply);
        if (IsInitial(client) != IsInitial(server))
        {
            Side at = IsInitial(client) ? Side.Client : Side.Server;
            byte? other = at == Side.Client ? server : client;
            string far = other is { } ttl ? $", the {at.Other().Word()}'s {ttl}" : "";
            return Said($"at the {at.Word()} or one link away from it: the {at.Word()}'s packets have TTL {(at == Side.Client ? client : server)} and lost no hop yet{far}{Delays(toServer, toClient)}", scene);
        }

        if (toServer is not { } there || toClient is not { } back || client is null || server is null)
        {
            return null;
        }

        string place = there > back * MuchLonger ? "near the client" : back > there * MuchLonger ? "near the server" : "between the ends";
        string ttls = IsInitial(client) ? "" : $"; both ends' packets have lost hops (TTL {client} and {server})";
        return Said($"{place}{Delays(there, back)}{ttls}", scene);
    }

    private const double MuchLonger = 5;

    private static Clue Said(string where, ResetScene scene) => new("capture-point", $"the capture was taken {where}", (scene.Client.Syn ?? scene.Server.SynAck ?? scene.Reset).Packet);

    private static string Delays(double? toServer, double? toClient) => toServer is { } there && toClient is { } back
        ? $"; from here the server answers the SYN in {Durations.Text(there)}, the client the SYN-ACK in {Durations.Text(back)}"
        : "";

    private static double? Seconds(long nanoseconds) => nanoseconds > 0 ? nanoseconds / 1e9 : null;

    /// <summary>The TTL of the side's last segment before the RST: a raw socket's first one may be its own.</summary>
    private static byte? Ttl(SegmentRun run, Side side)
    {
        for (int i = run.Count - 1; i >= 0; i--)
        {
            if (run[i].From == side && !run[i].IsRst)
            {
                return run[i].Ttl;
            }
        }

        return null;
    }

    private static bool IsInitial(byte? ttl) => ttl is 64 or 128 or 255;
}
