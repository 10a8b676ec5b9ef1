using RstKb.Capture.Flows;
using RstKb.Diagnosis.Habits;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>The RST beside the habits of the host whose address it bears: its network card, its clock, its counter, its way to close.</summary>
internal static class HabitClues
{
    /// <summary>The frame came from another card than all other frames of the alleged sender: another machine on this link sent it.</summary>
    public static Clue? OtherCard(ResetScene scene)
    {
        ulong card = 0;
        int frames = 0;
        foreach (Segment segment in scene.Before)
        {
            if (segment.From != scene.Sender || segment.IsRst)
            {
                continue;
            }

            if (segment.SourceMac == 0 || segment.SourceMac == scene.Reset.SourceMac || WasForwardedFrom(scene, segment.SourceMac) || card != 0 && segment.SourceMac != card)
            {
                return null;
            }

            card = segment.SourceMac;
            frames++;
        }

        return frames >= FewestFrames && scene.Reset.SourceMac != 0
            ? new Clue("other-network-card", $"the reset came from the network card {Card(scene.Reset.SourceMac)}; all {frames} other frames of the {scene.Sender.Word()} came from {Card(card)}", scene.Reset.Packet)
            : null;
    }

    /// <summary>The machine that captured the RST forwarded it from this card.</summary>
    private static bool WasForwardedFrom(ResetScene scene, ulong card)
    {
        foreach (Segment copy in scene.Copies)
        {
            if (copy.SourceMac == card)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The RST's timestamp does not lie on the clock that its sender's other timestamps show (RFC 7323, 5.4: 1 ms to 1 s a tick).</summary>
    public static Clue? OffTheClock(ResetScene scene)
    {
        if (!scene.Reset.Options.HasTimestamps || scene.FromSender.Last is not { Options.HasTimestamps: true } last)
        {
            return null;
        }

        int ticks = (int)(scene.Reset.Options.TimestampValue - last.Options.TimestampValue);
        double rate = Math.Max(FastestTicksPerSecond, TicksPerSecond(scene, last) * 2);
        double most = (Math.Max(0, scene.Reset.Time.SecondsSince(last.Time)) * rate) + rate;
        return ticks < 0 || ticks > most
            ? new Clue("timestamp-off-clock", $"the reset's timestamp {scene.Reset.Options.TimestampValue} does not follow {last.Options.TimestampValue}, the {scene.Sender.Word()}'s last {Durations.Text(Math.Max(0, scene.Reset.Time.SecondsSince(last.Time)))} before", last.Packet, scene.Reset.Packet)
            : null;
    }

    /// <summary>A sender that writes 0 into every IPv4 identification would have done so in its RST.</summary>
    public static Clue? IdentificationBreaksHabit(ResetScene scene)
    {
        if (scene.Reset.IsIPv6 || scene.Reset.IpId == 0 || scene.FromSender.Packets < FewestFrames
            || scene.Before.From(scene.Sender).Any(s => !s.IsRst && s.IpId != 0))
        {
            return null;
        }

        return new Clue("ip-id-habit", $"the reset's IP identification is {scene.Reset.IpId}; all {scene.FromSender.Packets} other packets of the {scene.Sender.Word()} have 0", scene.Reset.Packet);
    }

    /// <summary>The host ends most of its connections by such a reset.</summary>
    public static Clue? AbortsAsARule(ResetScene scene)
    {
        ClosingHabits.Endings endings = scene.IsFromServer
            ? scene.Context.Closings.OfServer(scene.Trace.ServerAddress, scene.Trace.ServerPort)
            : scene.Context.Closings.OfClient(scene.Trace.ClientAddress);
        int all = endings.Aborted + endings.Closed;
        return endings.Aborted >= FewestAborts && endings.Aborted >= all * UsualShare && ResetsAtOnce(scene) <= endings.Aborted / 4
            ? new Clue("aborts-as-a-rule", $"{Name(scene)} ended {endings.Aborted:N0} of {all:N0} connections of this capture by a reset out of its socket: it is its way to close", scene.Reset.Packet)
            : null;
    }

    /// <summary>Many at one instant are one event and no habit.</summary>
    private static int ResetsAtOnce(ResetScene scene)
    {
        int count = 0;
        foreach (ref readonly var ending in scene.Context.Endings.Around(scene.Trace.Address(scene.Sender), scene.Reset.Time, SameEventSeconds, scene.Trace.Flow))
        {
            count += ending.IsReset ? 1 : 0;
        }

        return count;
    }

    private const int FewestFrames = 3;
    private const int FewestAborts = 5;
    private const double SameEventSeconds = 1;
    private const double UsualShare = 0.8;

    /// <summary>RFC 7323 allows one tick a millisecond at the most; twice that leaves room for the two clocks.</summary>
    private const double FastestTicksPerSecond = 2000;

    /// <summary>How fast the sender's clock ran on this flow; some stacks count microseconds.</summary>
    private static double TicksPerSecond(ResetScene scene, Segment last)
    {
        foreach (Segment segment in scene.Before)
        {
            if (segment.From == scene.Sender && segment.Options.HasTimestamps && last.Time.SecondsSince(segment.Time) is > 0 and var seconds)
            {
                return Math.Max(0, (int)(last.Options.TimestampValue - segment.Options.TimestampValue)) / seconds;
            }
        }

        return 0;
    }

    private static string Name(ResetScene scene) => scene.IsFromServer ? $"port {scene.Trace.ServerPort} of {scene.Trace.ServerAddress}" : $"{scene.Trace.ClientAddress}";

    private static string Card(ulong mac) => string.Join(':', Enumerable.Range(0, 6).Select(i => ((byte)(mac >> ((5 - i) * 8))).ToString("x2")));
}
