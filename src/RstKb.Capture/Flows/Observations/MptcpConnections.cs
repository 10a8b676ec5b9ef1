using System.Buffers.Binary;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows.Observations;

/// <summary>
/// The MPTCP connections of a capture and the flows that are their subflows, put together by keys and tokens as Wireshark 4.0 does (RFC 8684, 3.1 and 3.2). It is
/// to be given all segments in the file's order, those of flows without a RST too.
/// </summary>
internal sealed class MptcpConnections
{
    /// <summary>Subflows that are followed; later ones are taken for plain TCP.</summary>
    private const int Most = 100_000;

    private const int Capable = 0;
    private const int Join = 1;
    private const int LastCounted = 7;
    private const int JoinRequestBytes = 12;
    private const int BothKeysBytes = 20;

    private readonly Dictionary<int, MptcpSubflow> subflows = [];
    // A JOIN names any token it likes.
    private readonly Dictionary<ulong, MptcpConnection> tokens = new(new SeededComparer());

    /// <summary>Follows the segment's options. Returns the kinds of options that its connection had borne before, or <see cref="SequenceAnalysis.NoConnection"/>.</summary>
    /// <param name="flow">The segment's flow.</param>
    /// <param name="fromLow">Which end of it sent the segment.</param>
    public int Take(in DecodedSegment segment, int flow, bool fromLow)
    {
        bool hasOption = MptcpOptions.MayBeIn(segment.OptionBytes);
        if (!hasOption && subflows.Count == 0)
        {
            return SequenceAnalysis.NoConnection;
        }

        bool isKnown = subflows.TryGetValue(flow, out MptcpSubflow? subflow);
        int before = subflow?.Connection?.Operations ?? SequenceAnalysis.NoConnection;
        var options = new MptcpOptions(segment.OptionBytes);
        if (!hasOption || !options.TryNext(out ReadOnlySpan<byte> option) || (!isKnown && subflows.Count == Most))
        {
            return before;
        }

        if (!isKnown)
        {
            subflow = new MptcpSubflow();
            subflows.Add(flow, subflow);
        }

        byte operations = 0;
        do
        {
            int subtype = option[MptcpOptions.HeaderBytes] >> 4;
            operations |= (byte)(subtype <= LastCounted ? 1 << subtype : 0);
            if (!TryTake(subflow!, subtype, option, fromLow))
            {
                return before;
            }
        }
        while (options.TryNext(out option));

        if (subflow!.Connection is { } connection)
        {
            connection.Operations |= operations;
        }

        return before;
    }

    /// <summary>False where Wireshark gives up on the packet.</summary>
    private bool TryTake(MptcpSubflow subflow, int subtype, ReadOnlySpan<byte> option, bool fromLow)
    {
        switch (subtype)
        {
            case Capable:
                return TryTakeKeys(subflow, option, fromLow);

            case Join when option.Length == JoinRequestBytes:
                // The token names a key of the end that is asked.
                if (!TryTakeToken(subflow, fromLow, !fromLow, BinaryPrimitives.ReadUInt32BigEndian(option[4..])))
                {
                    return false;
                }

                if (subflow.End(fromLow) is { Version: 1 })
                {
                    subflow.Swap();
                }

                return true;

            default:
                if (subflow.Connection is null)
                {
                    subflow.Begin(fromLow);
                }

                return true;
        }
    }

    private bool TryTakeKeys(MptcpSubflow subflow, ReadOnlySpan<byte> option, bool fromLow)
    {
        if (option.Length is not (12 or 20 or 22 or 24))
        {
            return true;
        }

        int version = option[MptcpOptions.HeaderBytes] & 0x0f;
        return TryTakeKey(subflow, fromLow, fromLow, version, option[4..12])
            && (option.Length < BothKeysBytes || TryTakeKey(subflow, fromLow, !fromLow, version, option[12..20]));
    }

    private bool TryTakeKey(MptcpSubflow subflow, bool fromLow, bool ofLow, int version, ReadOnlySpan<byte> key)
    {
        if (subflow.End(ofLow) is { HasKey: true })
        {
            return true;
        }

        if (!TryTakeToken(subflow, fromLow, ofLow, MptcpKey.Token(version, key)))
        {
            return false;
        }

        MptcpEnd end = subflow.End(ofLow)!;
        end.HasKey = true;
        end.Version = version;
        return true;
    }

    /// <param name="fromLow">Which end of the flow sent the option.</param>
    /// <param name="ofLow">Which end's token it is.</param>
    private bool TryTakeToken(MptcpSubflow subflow, bool fromLow, bool ofLow, uint token)
    {
        if (subflow.End(ofLow) is { HasToken: true })
        {
            return true;
        }

        if (tokens.TryGetValue(token, out MptcpConnection? known))
        {
            subflow.Connection = known;
        }
        else
        {
            if (subflow.Connection is null)
            {
                subflow.Begin(fromLow);
            }
            else if (!subflow.TryTakeFreeEnd(ofLow))
            {
                return false;
            }

            subflow.End(ofLow)!.HasToken = true;
            tokens[token] = subflow.Connection!;
        }

        subflow.Align(ofLow);
        return true;
    }
}
