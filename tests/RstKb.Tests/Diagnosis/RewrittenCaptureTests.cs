using System.Net;
using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;
using RstKb.Tests.House;

namespace RstKb.Tests.Diagnosis;

/// <summary>A verdict rests on the protocol: other addresses, another day, or packets cut behind their headers change nothing that did not rest on what was changed.</summary>
public sealed class RewrittenCaptureTests
{
    /// <summary>Kinds of evidence that are read out of payload.</summary>
    private static readonly string[] FromPayload = ["response-incomplete", "request-incomplete", "client-hello-unanswered", "http-request", "farewell"];

    public static TheoryData<string> SampleNames { get; } = [.. Samples.Files.Select(f => Path.GetFileNameWithoutExtension(f)!)];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void OtherAddressesThroughoutTheCapture_GetTheSameVerdicts(string sample)
    {
        string file = Samples.File(sample);
        HashSet<string> addresses = [.. Reports.Of(file).Resets.SelectMany(r => new[] { r.Client.Address, r.Server.Address })];
        (byte[] Old, byte[] New)[] pairs = [.. addresses.Select(a => IPAddress.Parse(a).GetAddressBytes()).Select(a => (a, Renamed(a)))];

        IReadOnlyList<ResetReport> before = Rewrite(file, static bytes => bytes);
        IReadOnlyList<ResetReport> after = Rewrite(file, bytes => Rename(bytes, pairs));

        Assert.Equal(before.Select(Essence), after.Select(Essence));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void PacketsCutBehindTheirHeaders_GetTheSameVerdictsUnlessTheseRestOnPayload(string sample)
    {
        string file = Samples.File(sample);
        IReadOnlyList<ResetReport> before = Rewrite(file, static bytes => bytes);
        foreach (int snap in new[] { 96, 128 })
        {
            IReadOnlyList<ResetReport> after = Rewrite(file, bytes => bytes[..Math.Min(bytes.Length, snap)]);
            Assert.Equal(before.Count, after.Count);
            foreach ((ResetReport whole, ResetReport cut) in before.Zip(after))
            {
                bool restsOnPayload = whole.Evidence.Any(e => FromPayload.Contains(e.Code));
                if (!restsOnPayload)
                {
                    Assert.Equal(whole.Verdict.Cause, cut.Verdict.Cause);
                }
                else if (cut.Verdict.Cause != whole.Verdict.Cause)
                {
                    Assert.NotEqual("likely", cut.Verdict.Level);
                    Assert.Contains(cut.Evidence, e => e.Code == "hidden-payload");
                }

                Assert.Equal(whole.Verdict.SentBy, cut.Verdict.SentBy);
            }
        }
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void AnotherDay_GetsTheSameVerdicts(string sample)
    {
        string file = Samples.File(sample);

        IReadOnlyList<ResetReport> before = Rewrite(file, static bytes => bytes);
        IReadOnlyList<ResetReport> after = Rewrite(file, static bytes => bytes, laterSeconds: 40_000_000);

        Assert.Equal(before.Select(Essence), after.Select(Essence));
    }

    private static string Essence(ResetReport reset) =>
        $"{reset.Flow}: {reset.Verdict.Cause} {reset.Verdict.Level} {reset.Verdict.Confidence} by {reset.Verdict.SentBy}, {reset.Verdict.Harm}, {reset.Reset.Stage}, {string.Join(' ', reset.Evidence.Select(e => e.Code))}";

    private static IReadOnlyList<ResetReport> Rewrite(string file, Func<byte[], byte[]> change, int laterSeconds = 0)
    {
        var limits = new CaptureLimits();
        using var written = new MemoryStream();
        using (FileStream stream = File.OpenRead(file))
        using (CaptureReader reader = CaptureFile.Open(stream, limits))
        {
            var writer = new PcapngWriter(written);
            while (reader.TryRead(out CapturedPacket packet))
            {
                writer.Write(
                    new CapturedPacket
                    {
                        Number = packet.Number,
                        Time = new CaptureTime(packet.Time.Nanoseconds + (laterSeconds * 1_000_000_000L)),
                        LinkType = packet.LinkType,
                        Bytes = change(packet.Bytes.ToArray()),
                        OriginalLength = packet.OriginalLength,
                    },
                    "");
            }
        }

        var analyst = new CaptureAnalyst(limits, 0);
        byte[] bytes = written.ToArray();
        CaptureSurvey survey = analyst.Survey(new MemoryStream(bytes), null, CancellationToken.None);
        return analyst.Diagnose(new MemoryStream(bytes), survey, new CaptureIdentity("rewritten", bytes.Length, ""), null, null, CancellationToken.None).Resets;
    }

    /// <summary>Another address of the same kind: what makes it private, and its subnet, stays.</summary>
    private static byte[] Renamed(byte[] address)
    {
        byte[] renamed = [.. address];
        renamed[^1] ^= 0x15;
        renamed[^2] ^= 0x2A;
        return renamed;
    }

    private static byte[] Rename(byte[] packet, (byte[] Old, byte[] New)[] pairs)
    {
        byte[] renamed = [.. packet];
        foreach ((byte[] from, byte[] to) in pairs)
        {
            int headers = Math.Min(packet.Length, 80);
            for (int at = 0; at + from.Length <= headers; at++)
            {
                if (packet.AsSpan(at, from.Length).SequenceEqual(from))
                {
                    to.CopyTo(renamed, at);
                }
            }
        }

        return renamed;
    }
}
