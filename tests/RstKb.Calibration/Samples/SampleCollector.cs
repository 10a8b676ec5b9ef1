using System.Collections.Concurrent;
using RstKb.Calibration.Conditions;
using RstKb.Calibration.Labels;
using RstKb.Capture;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration.Samples;

/// <summary>Lets the engine examine labelled captures under every condition.</summary>
public static class SampleCollector
{
    /// <summary>
    /// One sample for each labelled reset and condition, in the captures' order. Connections of one capture that no weights can tell apart count once:
    /// twelve refusals of one scan are one observation, not twelve.
    /// </summary>
    /// <exception cref="InvalidDataException">A labelled connection has no reset in its capture.</exception>
    public static IReadOnlyList<Sample> Collect(IReadOnlyList<LabelledCapture> captures)
    {
        var found = new ConcurrentDictionary<int, List<Sample>>();
        Parallel.For(0, captures.Count, i => found[i] = Examine(captures[i]));
        List<Sample> samples = [.. Enumerable.Range(0, captures.Count).SelectMany(i => found[i])];
        Dictionary<(string, string), int> counts = samples.GroupBy(s => (s.Scenario, s.Condition)).ToDictionary(g => g.Key, g => g.Count());
        return [.. samples.Select(s => s.Counting(1.0 / counts[(s.Scenario, s.Condition)]))];
    }

    private static List<Sample> Examine(LabelledCapture capture)
    {
        var copy = new CaptureCopy(File.ReadAllBytes(capture.Path));
        var samples = new List<Sample>();
        foreach (Condition condition in Condition.All)
        {
            List<Label> labels = [.. capture.Labels.Where(l => copy.Applies(condition, l.Connection))];
            if (labels.Count == 0)
            {
                continue;
            }

            ILookup<Connection, ResetTally> tallies = TalliesOf(copy.Under(condition));
            var own = new List<Sample>();
            foreach (IGrouping<Connection, Label> group in labels.GroupBy(l => l.Connection))
            {
                own.AddRange(group.Zip(tallies[group.Key], (label, tally) => Judge(capture, condition, label, tally)));
                if (condition == Condition.Whole && !tallies.Contains(group.Key))
                {
                    throw new InvalidDataException($"{capture.Path} has no reset between {group.Key.Low} and {group.Key.High}.");
                }
            }

            samples.AddRange(own.DistinctBy(s => s.Signature));
        }

        return samples;
    }

    private static Sample Judge(LabelledCapture capture, Condition condition, Label label, ResetTally tally) =>
        new(capture.Scenario, condition.Name, label.Cause, tally, [.. tally.Causes.Select(c => label.Accepts(c.Cause))]);

    /// <summary>The resets by connection, in the order of their flows.</summary>
    private static ILookup<Connection, ResetTally> TalliesOf(byte[] capture)
    {
        var analyst = new CaptureAnalyst(new CaptureLimits(), helpers: 0);
        CaptureSurvey survey = analyst.Survey(new MemoryStream(capture), null, CancellationToken.None);
        var resets = new List<(int Flow, Connection Connection, ResetTally Tally)>();
        analyst.DiagnoseEach(
            new MemoryStream(capture),
            survey,
            r => (r.Flow, Connection.Of(r.ClientAddress.ToString(), r.ClientPort, r.ServerAddress.ToString(), r.ServerPort), r.Tally()),
            resets.Add,
            null,
            CancellationToken.None);
        return resets.OrderBy(r => r.Flow).ToLookup(r => r.Connection, r => r.Tally);
    }
}
