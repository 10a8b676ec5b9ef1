using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Cases.Packets;

/// <summary>
/// Reads single packets and single flows out of captures that are still stored. Each question reads the file from its beginning, so few run at once, and
/// what they give is bounded.
/// </summary>
public sealed class StoredPackets(CaseStore cases, CaptureVault vault, CaptureLimits limits) : IDisposable
{
    /// <summary>Payload bytes of one packet that are given at most.</summary>
    private const int EthernetAddresses = 12;

    public const int MostPayload = 256;

    /// <summary>Flows in one excerpt.</summary>
    public const int MostFlows = 500;

    /// <summary>Bytes of one excerpt; the packet that reaches it is the last.</summary>
    public const long MostExcerptBytes = 256_000_000;

    private const int MostReaders = 2;
    private const int Stride = 4096;

    private readonly SemaphoreSlim _readers = new(MostReaders, MostReaders);

    /// <summary>One packet's headers; null where the case, its capture or the packet is gone, or where the packet holds no TCP and quotes none.</summary>
    /// <param name="payload">Payload bytes that are wanted too, 0 to <see cref="MostPayload"/>; other values are moved there.</param>
    public async Task<PacketBytes?> FindAsync(string caseId, long packet, int payload, CancellationToken cancellationToken = default)
    {
        if (await HashAsync(caseId, cancellationToken) is not { } sha256)
        {
            return null;
        }

        return await ReadAsync(() => Find(sha256, packet, Math.Clamp(payload, 0, MostPayload), cancellationToken), cancellationToken);
    }

    /// <summary>Writes the packets of some flows as pcapng; each has its number in the capture as a comment.</summary>
    /// <param name="flows">The first <see cref="MostFlows"/> count.</param>
    /// <param name="open">Called once it is sure that there is something to write; gives the stream.</param>
    /// <param name="terms">What is left out or replaced; null where packets are given as they were captured.</param>
    /// <returns>False where the case or its capture is gone.</returns>
    public async Task<bool> WriteAsync(
        string caseId, IReadOnlyCollection<int> flows, Func<Stream> open, SliceTerms? terms = null, CancellationToken cancellationToken = default)
    {
        CaseDetails? found = await cases.FindAsync(caseId, cancellationToken);
        if (found is not { State: CaseState.Done, CaptureStored: true } || !vault.Holds(found.CaptureSha256))
        {
            return false;
        }

        HashSet<int> wanted = [.. flows.Take(MostFlows)];
        return await ReadAsync(
            () =>
            {
                Write(found.CaptureSha256, terms?.Addresses is null ? found.CaptureName : "the shared capture", wanted, open(), terms, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    public void Dispose() => _readers.Dispose();

    private async Task<string?> HashAsync(string caseId, CancellationToken cancellationToken) =>
        await cases.FindAsync(caseId, cancellationToken) is { State: CaseState.Done, CaptureStored: true } found && vault.Holds(found.CaptureSha256) ? found.CaptureSha256 : null;

    private async Task<T> ReadAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(read, cancellationToken);
        }
        finally
        {
            _readers.Release();
        }
    }

    private PacketBytes? Find(string sha256, long number, int payload, CancellationToken cancellationToken)
    {
        using Stream stream = vault.Open(sha256);
        using CaptureReader reader = CaptureFile.Open(stream, limits);
        for (int read = 1; reader.TryRead(out CapturedPacket packet) && packet.Number <= number; read++)
        {
            if (read % Stride == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (packet.Number != number)
            {
                continue;
            }

            if (!SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out DecodeStop stop))
            {
                return stop.IsIcmp && SegmentDecoder.TryDecodeError(packet, limits, out IcmpError error) ? QuotedBytes.Of(packet, error) : null;
            }

            int headers = FieldPlaces.EndOfHeaders(packet, segment);
            return new PacketBytes(
                number, packet.Bytes.Length, packet.OriginalLength, headers,
                Convert.ToHexStringLower(packet.Bytes[..Math.Min(packet.Bytes.Length, headers + Math.Min(payload, segment.Payload.Length))]),
                [.. Ethernet(packet), .. FieldPlaces.Of(packet, segment).Select(place => new FieldPlace(place.Field, place.Start, place.Count))]);
        }

        return null;
    }

    // Destination and source, as they lie at the head of an Ethernet frame.
    private static FieldPlace[] Ethernet(in CapturedPacket packet) =>
        packet.LinkType == LinkType.Ethernet && packet.Bytes.Length >= EthernetAddresses ? [new FieldPlace("eth", 0, EthernetAddresses)] : [];

    private void Write(string sha256, string name, HashSet<int> wanted, Stream output, SliceTerms? terms, CancellationToken cancellationToken)
    {
        using Stream stream = vault.Open(sha256);
        using CaptureReader reader = CaptureFile.Open(stream, limits);
        var table = new FlowTable(limits);
        var writer = new PcapngWriter(output);
        PacketCleaner? cleaner = terms is null ? null : new PacketCleaner(terms);
        for (int read = 1; writer.BytesWritten < MostExcerptBytes && reader.TryRead(out CapturedPacket packet); read++)
        {
            if (read % Stride == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            bool isWanted = false;
            bool isSegment = SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out DecodeStop stop);
            for (; isSegment; isSegment = segment.NextFrame != 0 && SegmentDecoder.TryDecodeNext(packet, limits, segment.NextFrame, out segment))
            {
                isWanted |= wanted.Contains(table.Add(segment, packet.Number, packet.Time));
            }

            // An ICMP error about a flow belongs to its story.
            if (stop.IsIcmp && SegmentDecoder.TryDecodeError(packet, limits, out IcmpError error))
            {
                isWanted = wanted.Contains(table.AddQuote(error, packet.Number));
            }

            if (isWanted)
            {
                writer.Write(cleaner is null ? packet : cleaner.Clean(packet, segment), $"packet {packet.Number} of {name}");
            }
        }
    }
}
