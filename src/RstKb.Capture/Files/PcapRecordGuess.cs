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

    /// <summary>The first length under which the records make sense, else the one under which they make the most.</summary>
    /// <param name="window">Stands at the first record; nothing of it is consumed.</param>
    /// <param name="header">The file's header.</param>
    /// <param name="limits">Bounds a packet.</param>
    public static int HeaderBytes(ByteWindow window, in PcapHeader header, CaptureLimits limits)
    {
        int best = header.PossibleRecordHeaders[0];
        int fewest = int.MaxValue;
        foreach (int bytes in header.PossibleRecordHeaders)
        {
            int flaws = header.PossibleRecordHeaders.Count == 1 ? 0 : Flaws(window, header, bytes, limits);
            if (flaws < fewest)
            {
                fewest = flaws;
                best = bytes;
            }

            if (flaws == 0)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>What is wrong with the first record that has something wrong; 0 where the first few are in order, or as many as there are.</summary>
    private static int Flaws(ByteWindow window, in PcapHeader header, int headerBytes, CaptureLimits limits)
    {
        int at = 0;
        for (int record = 0; record < RecordsToTry; record++)
        {
            if (!window.TryFill(at + headerBytes))
            {
                return window.Unread.Length > at ? 1 : 0;
            }

            (uint captured, uint original) = header.LengthsOf(window.Unread[at..]);
            uint fraction = header.Order.UInt32(window.Unread, at + 4);
            int flaws = (fraction >= 1_000_000_000 / (uint)header.FractionUnit ? 1 : 0)
                + (captured > (uint)limits.MaxPacketBytes ? 1 : 0)
                + (original > LargestOriginalLength ? 1 : 0)
                + (captured > original ? 1 : 0);
            if (flaws > 0)
            {
                return flaws;
            }

            at += headerBytes + (int)captured;
            if (!window.TryFill(at))
            {
                return 1;
            }
        }

        return 0;
    }
}
