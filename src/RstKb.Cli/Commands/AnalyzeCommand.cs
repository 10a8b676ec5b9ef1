using System.CommandLine;
using RstKb.Capture;
using RstKb.Capture.Headers;
using RstKb.Cli.Input;
using RstKb.Cli.Output;
using RstKb.Diagnosis;

namespace RstKb.Cli.Commands;

/// <summary><c>rstkb analyze</c>: says of every reset flow of a capture why it was reset.</summary>
internal static class AnalyzeCommand
{
    private const int LargestPort = 65_535;

    public static Command Create(Option<bool> noColor)
    {
        var capture = new Argument<string>("CAPTURE") { Description = "A pcap, pcapng or snoop file, also compressed with gzip, lz4 or zstd; - reads standard input." };
        var format = Words.OneOf("--format", "table", ["json", "ndjson"], "A table for people, one JSON report, or a JSON line for the capture and one for each reset flow.");
        var flow = Words.Number("--flow", int.MaxValue, "One flow: its verdict, evidence and timeline.");
        var cause = new Option<string?>("--cause") { Description = "Only flows with this verdict; rstkb causes lists them.", HelpName = "SLUG" };
        var host = Words.Address("--host", "Only flows of this address.");
        var port = Words.Number("--port", LargestPort, "Only flows of this port.");
        var quiet = new Option<bool>("--quiet") { Description = "No progress bar." };
        cause.Validators.Add(result =>
        {
            string slug = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (!CauseCatalogue.Slugs.Contains(slug))
            {
                result.AddError($"There is no cause '{slug}'; rstkb causes lists them");
            }
        });

        var command = new Command("analyze", "Say why the connections of a capture were reset.") { capture, format, flow, cause, host, port, quiet };
        command.SetAction(call => Run(new AnalyzeRequest
        {
            Capture = call.GetValue(capture)!,
            Format = call.GetValue(format)!,
            Flow = call.GetValue(flow),
            Cause = call.GetValue(cause),
            Host = call.GetValue(host) is { } address ? NetworkAddress.From(address) : null,
            Port = call.GetValue(port),
            NoColor = call.GetValue(noColor),
            Quiet = call.GetValue(quiet),
        }));
        return command;
    }

    private static int Run(AnalyzeRequest request)
    {
        using var input = CaptureInput.Open(request.Capture, request.ShowsHash);
        using var progress = ProgressBar.Start(request.Quiet, input.Length);
        try
        {
            var analyst = new CaptureAnalyst(new CaptureLimits());
            var survey = analyst.Survey(input.FirstPass(), progress, CancellationToken.None);
            if (request.Flow >= survey.Flows)
            {
                string held = survey.Flows switch { 0 => "no TCP flow", 1 => "one flow, number 0", var total => $"{total:N0} flows, numbered from 0" };
                throw new CommandFailure(ExitCodes.WrongWords, $"there is no flow {request.Flow}: the capture holds {held}.");
            }

            var second = new SecondPass(request, input, analyst, survey, progress);
            switch (request.Format)
            {
                case "json":
                    second.PrintJson();
                    break;
                case "ndjson":
                    second.PrintLines();
                    break;
                case "table" when request.Flow is { } flow:
                    second.PrintFlow(flow);
                    break;
                default:
                    second.PrintTable();
                    break;
            }

            return ExitCodes.Done;
        }
        catch (CaptureFormatException flaw)
        {
            progress?.Clear();
            throw new CommandFailure(ExitCodes.Unreadable, $"{input.Name}: {flaw.Message}");
        }
        catch (Exception flaw) when (flaw is IOException or UnauthorizedAccessException)
        {
            progress?.Clear();
            throw new CommandFailure(ExitCodes.Unreadable, $"{input.Name}: {flaw.Message}");
        }
    }
}
