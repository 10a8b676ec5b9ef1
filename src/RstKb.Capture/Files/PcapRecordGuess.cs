using RstKb.Capture.Files.Sources;

namespace RstKb.Capture.Files;

/// <summary>
/// Finds out how long the headers of a pcap file's records are. Some systems made them longer and kept the magic number, so the first records
/// are read in each way in turn: a wrong length meets nonsense at the second record.
/// </summary>
internal static class PcapRecordGuess
{
    private const int RecordsToTry = 3;
    private const uint LargestOriginalLength = 128 * 1024 * 1024;

    /// <summary>The usual length, unless the records are nonsense under it and make sense under another.</summary>
    /// <param name="window">Stands at the first record; nothing of it is consumed.</param>
    /// <param name="header">The file's header.</param>
    /// <param name="limits">Bounds a packet.</param>
    public static int HeaderBytes(ByteWindow window, in PcapHeader header, CaptureLimits limits)
    {
        int usual = header.PossibleRecordHeaders[0];
        if (header.PossibleRecordHeaders.Count > 1 && Look(window, header, usual, limits) == Sight.Nonsense)
        {
            for (int i = 1; i < header.PossibleRecordHeaders.Count; i++)
            {
                if (Look(window, header, header.PossibleRecordHeaders[i], limits) == Sight.Sense)
                {
                    return header.PossibleRecordHeaders[i];
                }
            }
        }

        return usual;
    }

    /// <summary>Reads the first records, or as many as there are.</summary>
    private static Sight Look(ByteWindow window, in PcapHeader header, int headerBytes, CaptureLimits limits)
    {
        int at = 0;
        for (int record = 0; record < RecordsToTry; record++)
        {
            if (!window.TryFill(at + headerBytes))
            {
                return window.Unread.Length == at && record > 0 ? Sight.Sense : Sight.Cut;
            }

            (uint captured, uint original) = header.LengthsOf(window.Unread[at..]);
            uint fraction = header.Order.UInt32(window.Unread, at + 4);
            bool isNonsense = fraction >= 1_000_000_000 / (uint)header.FractionUnit
                || captured > (uint)limits.MaxPacketBytes
                || captured > original
                || original > LargestOriginalLength;
            if (isNonsense)
            {
                return Sight.Nonsense;
            }

            at += headerBytes + (int)captured;
            if (!window.TryFill(at))
            {
                return Sight.Cut;
            }
        }

        return Sight.Sense;
    }

    private enum Sight
    {
        Sense,
        Cut,
        Nonsense,
    }
}
