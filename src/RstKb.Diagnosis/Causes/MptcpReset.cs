using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// Multipath TCP decided: the RST carries MP_TCPRST or MP_FASTCLOSE (RFC 8684, 3.5 and 3.6), which names a subflow's or the whole connection's end and a reason.
/// </summary>
public sealed class MptcpReset : Cause
{
    private const ushort FastClose = 1 << 7;
    private const ushort SubflowReset = 1 << 8;

    public override void Examine(ResetScene scene, Findings findings)
    {
        ushort subtypes = scene.Reset.Options.MptcpSubtypes;
        if ((subtypes & SubflowReset) != 0)
        {
            findings.For(Strong, new Clue("mp-tcprst", $"the reset carries MP_TCPRST with reason {scene.Reset.Options.MptcpResetReason ?? 0} ({Reason(scene.Reset.Options.MptcpResetReason ?? 0)})", scene.Reset.Packet));
            findings.For(Strong, new Clue("mptcp-layer", "only a Multipath TCP layer writes this option", scene.Reset.Packet));
        }

        if (scene.Reset is { OptionsCut: true, HeaderBytes: > LongestWithoutMptcp } && subtypes == 0 && !scene.Reset.Options.IsSigned)
        {
            findings.For(Strong, new Clue("long-reset-options", $"the reset's header has {scene.Reset.HeaderBytes - 20} bytes of options, cut off by the snap length; a reset carries no more than timestamps (12) unless Multipath TCP or a signature adds its own", scene.Reset.Packet));
            if (OpenedWithMptcp(scene))
            {
                findings.For(Strong, new Clue("mptcp-opened", "both ends had opened the connection with Multipath TCP", scene.Client.Syn!.Packet));
            }
            else
            {
                findings.For(Strong, new Clue("no-signature-before", "the connection's other packets carry no signature", scene.Reset.Packet));
            }
        }

        if ((subtypes & FastClose) != 0)
        {
            findings.For(Strong, new Clue("mp-fastclose", "the reset carries MP_FASTCLOSE: the whole Multipath TCP connection was closed at once", scene.Reset.Packet));
        }
    }

    /// <summary>20 bytes and the timestamps with their padding.</summary>
    private const int LongestWithoutMptcp = 32;

    private static bool OpenedWithMptcp(ResetScene scene) =>
        scene.Client.Syn is { Options.MptcpSubtypes: not 0 } && scene.Server.SynAck is { Options.MptcpSubtypes: not 0 };

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) => scene.Reset.Options.MptcpResetReason is { } reason and > 0
        ? $"Multipath TCP closed this subflow and says why: {Reason(reason)}."
        : "Multipath TCP closed this connection at once.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(scene.Sender, "watch the path manager and the limits.", "ip mptcp monitor & ip mptcp limits; nstat -az 'MPTcpExt*'"),
    ];

    /// <summary>RFC 8684, 3.6.</summary>
    private static string Reason(byte code) => code switch
    {
        0 => "unspecified",
        1 => "MPTCP-specific error",
        2 => "lack of resources",
        3 => "administratively prohibited",
        4 => "too much outstanding data",
        5 => "unacceptable performance",
        6 => "middlebox interference",
        _ => $"code {code}",
    };
}
