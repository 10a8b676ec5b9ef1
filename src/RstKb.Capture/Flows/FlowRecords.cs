using System.Runtime.CompilerServices;

namespace RstKb.Capture.Flows;

/// <summary>The records of all flows, in pieces that never move: growing copies nothing. The first pieces are small, since most captures are; the later ones large.</summary>
internal sealed class FlowRecords
{
    private const int SmallBits = 12;
    private const int LargeBits = 16;

    // All small pieces together are as large as a large one.
    private const int SmallPieces = 1 << (LargeBits - SmallBits);

    private FlowRecord[]?[] pieces = new FlowRecord[SmallPieces][];

    public ref FlowRecord this[int flow]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref pieces[PieceOf(flow)]![flow & (SizeAt(flow) - 1)];
    }

    /// <summary>To be called for each new flow.</summary>
    public void MakeRoomFor(int flow)
    {
        int piece = PieceOf(flow);
        if (piece == pieces.Length)
        {
            Array.Resize(ref pieces, piece * 2);
        }

        if (pieces[piece] is null)
        {
            var added = new FlowRecord[SizeAt(flow)];
            LargePages.AskFor(added);
            pieces[piece] = added;
        }
    }

    private static int PieceOf(int flow) => flow < 1 << LargeBits ? flow >> SmallBits : SmallPieces - 1 + (flow >> LargeBits);

    private static int SizeAt(int flow) => flow < 1 << LargeBits ? 1 << SmallBits : 1 << LargeBits;
}
