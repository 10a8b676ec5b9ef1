using System.ComponentModel;
using System.Diagnostics;

namespace RstKb.Tests.House;

/// <summary>Wireshark's command line, the judge of what the packets say.</summary>
public static class Tshark
{
    /// <summary>Lines of the chosen fields, one a frame, without any reassembly and with absolute sequence numbers; fields are separated by tabs.</summary>
    public static IReadOnlyList<string[]> Fields(string file, string filter, params string[] fields)
    {
        string[] arguments =
        [
            "-n", "-r", file, "-Y", filter, "-T", "fields", "-E", "separator=/t", "-E", "occurrence=l",
            "-o", "tcp.relative_sequence_numbers:FALSE", "-o", "tcp.desegment_tcp_streams:FALSE",
            "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE",
            .. fields.SelectMany(field => new[] { "-e", field }),
        ];
        var start = new ProcessStartInfo("tshark", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process tshark;
        try
        {
            tshark = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("tshark is not installed, and without it nobody judges the decoder: run tests/run.sh, or install it with `apt-get install tshark`.", missing);
        }

        using (tshark)
        {
            Task<string> errors = tshark.StandardError.ReadToEndAsync();
            List<string[]> lines = [];
            while (tshark.StandardOutput.ReadLine() is { } line)
            {
                lines.Add(line.Split('\t'));
            }

            tshark.WaitForExit();
            // 2 is what tshark says of a file that is cut short, after it has told all that came before.
            Assert.True(tshark.ExitCode is 0 or 2, errors.GetAwaiter().GetResult());
            return lines;
        }
    }
}
