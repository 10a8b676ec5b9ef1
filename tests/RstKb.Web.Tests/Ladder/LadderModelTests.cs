using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Tests.Ladder;

public sealed class LadderModelTests
{
    [Fact]
    public void Short_flow_has_a_row_for_every_packet()
    {
        var flow = new FlowBuilder().Handshake().Exchange(8).Add("server", "RST");

        var model = Build(flow);

        Assert.Equal(flow.Timeline().Segments.Select(segment => segment.Packet), Packets(model));
        Assert.False(model.HasRuns);
    }

    [Fact]
    public void Long_flow_keeps_20_packets_at_the_head_and_50_before_the_reset()
    {
        var flow = new FlowBuilder().Handshake().Exchange(200).Add("server", "RST");

        var model = Build(flow);

        var run = Assert.Single(model.Rows.OfType<RunRow>());
        Assert.Equal(flow.Count - 20 - 50 - 1, run.Packets);
        Assert.Equal(20, model.Rows.TakeWhile(row => row is PacketRow).Count());
        Assert.Equal(51, model.Rows.SkipWhile(row => row != run).Skip(1).OfType<PacketRow>().Count());
    }

    [Fact]
    public void Folded_packets_and_shown_packets_are_all_packets()
    {
        var flow = new FlowBuilder().Handshake().Exchange(120).Bulk(300).Add("client", "ACK").Exchange(40).Add("server", "RST").Add("client", "ACK");

        var model = Build(flow);

        Assert.Equal(flow.Count, model.Rows.OfType<PacketRow>().Count() + model.Rows.OfType<RunRow>().Sum(run => run.Packets));
    }

    [Fact]
    public void Every_packet_that_evidence_names_has_a_row()
    {
        var flow = new FlowBuilder().Handshake().Exchange(200).Add("server", "RST");
        long[] named = [300, 303, 450, flow.LastPacket];
        flow.Evidence("ttl-differs", ["closed-port"], [], named).Evidence("odd-window", [], ["closed-port"], 600).Evidence("no-fin", ["time-wait"], [], 507);

        var model = Build(flow);

        Assert.Empty(named.Append(600).Append(507).Except(Packets(model)));
        Assert.Equal(["1"], Row(model, 450).Evidence);
        Assert.Equal(["a"], Row(model, 600).Evidence);
        Assert.Equal(["2"], Row(model, 507).Evidence);
    }

    [Fact]
    public void Link_to_a_folded_packet_opens_the_run_that_holds_it()
    {
        var flow = new FlowBuilder().Handshake().Bulk(200).Exchange(40).Add("server", "RST");

        var model = LadderModel.Build(flow.Timeline(), flow.Report(), new LadderOptions { Around = 300 });

        Assert.Contains(300, Packets(model));
        Assert.Equal([true, false], model.Rows.OfType<RunRow>().Select(run => run.IsOpen));
        Assert.DoesNotContain(300, Packets(Build(flow)));
    }

    [Fact]
    public void Missing_bytes_stand_where_they_are_missing()
    {
        var flow = new FlowBuilder().Handshake().Add("server", "ACK", 1000).Add("server", "ACK", 1000).Add("server", "ACK", 500, ["TCP Previous segment not captured"]).Add("server", "RST");
        var timeline = flow.Timeline();
        timeline = timeline with { Segments = [.. timeline.Segments.Where(segment => segment.RelativeSequenceNumber != 1001)] };

        var rows = LadderModel.Build(timeline, flow.Report(), new LadderOptions()).Rows;

        var at = rows.ToList().FindIndex(row => row is EdgeRow);
        Assert.StartsWith("1,000 B of the server are missing here", ((EdgeRow)rows[at]).Text, StringComparison.Ordinal);
        Assert.Equal(500, ((PacketRow)rows[at + 1]).Segment.Length);
    }

    [Fact]
    public void Cut_capture_ends_an_open_connection_with_its_edge_and_a_reset_one_not()
    {
        var open = new FlowBuilder().Handshake().Exchange(2);
        var reset = new FlowBuilder().Handshake().Exchange(2).Add("server", "RST");
        var options = new LadderOptions { BreaksOff = true };

        Assert.IsType<EdgeRow>(LadderModel.Build(open.Timeline(), null, options).Rows[^1]);
        Assert.DoesNotContain(LadderModel.Build(reset.Timeline(), reset.Report(), options).Rows, row => row is EdgeRow);
        Assert.DoesNotContain(LadderModel.Build(open.Timeline(), null, new LadderOptions()).Rows, row => row is EdgeRow);
    }

    [Theory]
    [InlineData("the reset has TTL 64", "the reset has TTL 64")]
    [InlineData("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen, sixteen seventeen eighteen nineteen twenty 21 22 23 24 25 26", "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 …")]
    public void Call_out_has_at_most_25_words(string sentence, string shown) => Assert.Equal(shown, CallOut.Shortened(sentence));

    [Fact]
    public void Tagged_segments_are_never_folded()
    {
        var flow = new FlowBuilder().Handshake().Bulk(100).Add("server", "ACK", 1448, ["TCP Retransmission"]).Bulk(100).Add("server", "RST");

        var model = Build(flow);

        Assert.Equal(SegmentKind.Retransmission, Assert.Single(model.Rows.OfType<PacketRow>(), row => row.Segment.Tags.Count > 0).Kind);
        Assert.Equal(2, model.Rows.OfType<RunRow>().Count());
    }

    [Fact]
    public void Bulk_before_the_reset_is_folded_and_its_neighbours_are_seen()
    {
        var flow = new FlowBuilder().Handshake().Add("client", "PSH,ACK", 100).Bulk(40).Add("server", "RST");

        var model = Build(flow);

        var run = Assert.Single(model.Rows.OfType<RunRow>());
        Assert.Equal("server", run.From);
        Assert.Equal(1448L * run.Packets, run.Bytes);
        Assert.Equal(run.Bytes, run.Slices.Sum());
        Assert.True(model.Rows.SkipWhile(row => row != run).Skip(1).TakeWhile(row => row is PacketRow { Kind: SegmentKind.Data }).Count() >= 2);
    }

    [Fact]
    public void Everything_after_the_reset_is_shown()
    {
        var flow = new FlowBuilder().Handshake().Exchange(2).Add("server", "RST");
        var reset = flow.LastPacket;
        flow.Bulk(30);

        var model = Build(flow);

        Assert.Equal(30, Packets(model).Count(packet => packet > reset));
    }

    [Fact]
    public void Run_opens_by_its_name_and_keeps_its_head()
    {
        var flow = new FlowBuilder().Handshake().Exchange(200).Add("server", "RST");
        var key = Build(flow).Rows.OfType<RunRow>().Single().Key;

        var opened = Build(flow, new LadderOptions { OpenRuns = new HashSet<string> { key } });

        Assert.True(Assert.Single(opened.Rows.OfType<RunRow>()).IsOpen);
        Assert.Equal(flow.Count, opened.Rows.OfType<PacketRow>().Count());
    }

    [Fact]
    public void All_packets_have_rows_where_all_are_asked_for()
    {
        var flow = new FlowBuilder().Handshake().Exchange(200).Add("server", "RST");

        var model = Build(flow, new LadderOptions { ShowAll = true });

        Assert.Equal(flow.Count, model.Rows.OfType<PacketRow>().Count());
        Assert.Empty(model.Rows.OfType<RunRow>());
        Assert.True(model.HasRuns);
    }

    [Theory]
    [InlineData(.19, 0)]
    [InlineData(.3, 0)]
    [InlineData(.5, 1)]
    public void Silence_is_a_gap_from_200_ms_and_20_round_trips_on(double seconds, int gaps)
    {
        // The handshake of the builder takes 20.2 ms, so 20 round trips are 404 ms.
        var flow = new FlowBuilder().Handshake().Add("client", "PSH,ACK", 10).Wait(seconds).Add("server", "RST");

        Assert.Equal(gaps, Build(flow).Rows.OfType<GapRow>().Count());
    }

    [Fact]
    public void Gap_bears_the_timer_that_fits_the_silence()
    {
        var flow = new FlowBuilder { Timer = new IdleTimerReport(352.4, ["AWS NLB TCP listener"]) }
            .Handshake().Exchange(1).Wait(352.4).Add("client", "PSH,ACK", 10).Add("server", "RST");

        Assert.Equal(350, Assert.Single(Build(flow).Rows.OfType<GapRow>()).TimerSeconds);
    }

    [Fact]
    public void Middle_of_a_long_flow_has_one_row_and_no_gap()
    {
        var flow = new FlowBuilder().Handshake().Exchange(20).Wait(60).Exchange(20).Add("server", "RST");
        flow.Middle = new TimelineMiddle(43, 1_000_000, 10, 20, 59, 3);

        var model = Build(flow);

        Assert.Single(model.Rows.OfType<MiddleRow>());
        Assert.Empty(model.Rows.OfType<GapRow>());
    }

    [Fact]
    public void Flow_without_a_syn_begins_with_an_edge()
    {
        var flow = new FlowBuilder().Exchange(3).Add("server", "RST");

        Assert.IsType<EdgeRow>(Build(flow).Rows[0]);
    }

    [Fact]
    public void Reset_is_followed_by_its_call_outs_and_by_what_the_program_sees()
    {
        var flow = new FlowBuilder().Handshake().Exchange(1).Add("server", "RST");
        flow.Evidence("ttl-differs", ["closed-port"], [], flow.LastPacket);

        var rows = Build(flow).Rows;

        var after = rows.SkipWhile(row => row is not PacketRow { Kind: SegmentKind.Reset }).Skip(1).ToList();
        Assert.Equal("1", Assert.Single(Assert.IsType<CallOutRow>(after[0]).CallOuts).Number);
        Assert.Equal("client", Assert.IsType<ApplicationRow>(after[1]).Side);
    }

    [Fact]
    public void Device_in_between_has_a_lifeline_where_it_forged_the_reset()
    {
        var flow = new FlowBuilder { SentBy = "middlebox", Cause = "on-path-injection" }
            .Handshake().Add("client", "PSH,ACK", 100).Add("server", "RST,ACK", ttl: 64).Add("server", "RST", ttl: 64).Add("server", "ACK", 500, ttl: 47);

        var model = Build(flow);

        Assert.True(model.HasMiddle);
        Assert.Equal([false, false, false, false, true, true, false], model.Rows.OfType<PacketRow>().Select(row => row.IsForged));
    }

    [Fact]
    public void Load_balancer_that_owns_the_address_is_an_end()
    {
        var flow = new FlowBuilder { SentBy = "middlebox", Cause = "idle-timeout-middlebox" }.Handshake().Wait(350).Add("client", "PSH,ACK", 1).Add("server", "RST", ttl: 47);

        Assert.False(Build(flow).HasMiddle);
    }

    [Fact]
    public void Relative_and_absolute_numbers_differ_by_the_same_start_on_every_row()
    {
        var flow = new FlowBuilder().Handshake().Exchange(30).Add("server", "RST,ACK");

        foreach (var side in Build(flow, new LadderOptions { ShowAll = true }).Rows.OfType<PacketRow>().GroupBy(row => row.Segment.From))
        {
            Assert.Single(side.Select(row => unchecked(row.Segment.SequenceNumber - row.Segment.RelativeSequenceNumber)).Distinct());
        }
    }

    private static LadderModel Build(FlowBuilder flow, LadderOptions? options = null) => LadderModel.Build(flow.Timeline(), flow.Report(), options ?? new LadderOptions());

    private static List<long> Packets(LadderModel model) => model.Rows.OfType<PacketRow>().Select(row => row.Segment.Packet).ToList();

    private static PacketRow Row(LadderModel model, long packet) => model.Rows.OfType<PacketRow>().Single(row => row.Segment.Packet == packet);
}
