using RstKb.Diagnosis.Report;

namespace RstKb.Web.Components.Ladder;

/// <summary>What the program that receives the reset gets to see, where that follows from the packets.</summary>
public static class ApplicationView
{
    /// <summary>The row below the reset, or null where the program may notice nothing.</summary>
    public static ApplicationRow? After(ResetReport report)
    {
        var receiver = report.Reset.From == "server" ? "client" : "server";
        if (report.Reset.TookEffect == false || report.Reset.Acceptable == "outside" || report.Verdict.Harm == "benign")
        {
            return null;
        }

        return report.Reset.Stage switch
        {
            "syn" when receiver == "client" => new(receiver, "connect() fails:", "Connection refused"),
            "data" => new(receiver, "read() or write() fails:", "Connection reset by peer"),
            "idle" => new(receiver, "the next read() fails:", "Connection reset by peer"),
            _ => null,
        };
    }
}
