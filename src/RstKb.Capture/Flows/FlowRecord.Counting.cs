using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>How a record takes in the segments of its flow, one after the other.</summary>
public partial struct FlowRecord
{
    /// <summary>Counts one segment of this flow.</summary>
    internal void Take(in SurveyedSegment segment)
    {
        bool fromLow = segment.FromLow;
        CaptureTime time = segment.Time;
        ref FlowSide side = ref fromLow ? ref Low : ref High;
        ref FlowSide other = ref fromLow ? ref High : ref Low;
        TcpFlags flags = segment.Flags;
        bool isClosing = ((Low.Flags | High.Flags) & TcpFlags.Fin) != 0;
        if (!HasReset)
        {
            NoteSilence((flags & TcpFlags.Rst) != 0, Packets == 0 ? 0 : time.NanosecondsSince(Last), fromLow);
        }

        side.MoveBase(flags, segment.SequenceNumber);
        if (!segment.IsLengthUnknown)
        {
            NoteBases(ref side, ref other, segment);
        }

        if ((flags & TcpFlags.Rst) != 0)
        {
            TakeReset(segment, isClosing);
            side.Resets++;
        }
        else
        {
            if (!isClosing)
            {
                NoteReplyDelay(side, other, flags, time);
            }

            side.NoteOrdinary(segment);
        }

        if ((flags & TcpFlags.Fin) != 0 && !isClosing)
        {
            opening = time;
        }

        side.Packets++;
        side.Bytes += segment.PayloadLength;
        side.Flags |= flags;
        Last = time;
        lastPacket = (uint)segment.Packet;
    }

    private static void NoteBases(ref FlowSide side, ref FlowSide other, in SurveyedSegment segment)
    {
        if (!side.HasBase)
        {
            side.Marks |= SideMarks.Base;
            side.Base = (segment.Flags & TcpFlags.Syn) != 0 ? segment.SequenceNumber : segment.SequenceNumber + -1;
        }

        if (!other.HasBase && (segment.Flags & TcpFlags.Ack) != 0)
        {
            other.Marks |= SideMarks.Base;
            other.Base = segment.AcknowledgmentNumber + -1;
        }
    }

    /// <summary>An ICMP error quotes this segment of the flow.</summary>
    internal void TakeQuote(in SurveyedSegment quoted)
    {
        ref FlowSide side = ref quoted.FromLow ? ref Low : ref High;
        side.MoveBase(quoted.Flags, quoted.SequenceNumber);
        IsQuoted = true;
        lastPacket = (uint)quoted.Packet;
    }

    private void TakeReset(in SurveyedSegment segment, bool isClosing)
    {
        if (HasReset)
        {
            return;
        }

        Set(FlowMarks.Reset, true);
        resetPacket = (uint)segment.Packet;
        ResetTime = segment.Time;
        ResetFromLow = segment.FromLow;
        ResetFlags = segment.Flags;
        ResetTtl = segment.Ttl;
        PayloadBeforeReset = Low.Bytes + High.Bytes > 0;
        FinBeforeReset = isClosing;
    }

    private void NoteSilence(bool isReset, long nanoseconds, bool fromLow)
    {
        bool answers = silence > 0 && fromLow != Has(FlowMarks.SilenceBrokenByLow);
        if (isReset)
        {
            silence = nanoseconds >= ShortestSilence ? nanoseconds / 1e9f : answers ? silence : 0;
            return;
        }

        if (answers)
        {
            SurvivedSilence = Math.Max(SurvivedSilence, silence);
            silence = 0;
        }

        // Tries that stay unanswered belong to the silence that the first of them broke.
        if (nanoseconds >= ShortestSilence && silence == 0)
        {
            silence = nanoseconds / 1e9f;
            Set(FlowMarks.SilenceBrokenByLow, fromLow);
        }
    }

    private const long ShortestSilence = 1_000_000_000;

    private void NoteReplyDelay(in FlowSide side, in FlowSide other, TcpFlags flags, CaptureTime time)
    {
        TcpFlags step = flags & (TcpFlags.Syn | TcpFlags.Ack);
        if (step == TcpFlags.Syn)
        {
            // The last try counts: an answer belongs to the SYN right before it more often than to the first.
            opening = time;
            serverReply = clientReply == 0 ? 0 : serverReply;
        }
        else if (step == (TcpFlags.Syn | TcpFlags.Ack))
        {
            if (other.HasSyn && serverReply == 0)
            {
                serverReply = Delay(time.NanosecondsSince(opening));
            }
        }
        else if (serverReply > 0 && clientReply == 0 && side.HasSyn)
        {
            clientReply = Delay(time.NanosecondsSince(opening) - serverReply);
        }
    }

    private static uint Delay(long nanoseconds) => (uint)Math.Clamp(nanoseconds, 1, uint.MaxValue);
}
