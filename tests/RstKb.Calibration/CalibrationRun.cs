using RstKb.Calibration.Fitting;
using RstKb.Calibration.Labels;
using RstKb.Calibration.Results;
using RstKb.Calibration.Samples;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Calibration;

/// <summary>What the command does.</summary>
public static class CalibrationRun
{
    private const string Words = """
        fit [FOLDER ...]      fits the weights, prints them with the reliability of the verdicts, and writes
                              src/RstKb.Diagnosis/Weighing/weights.csv and calibration.json
        measure FOLDER [...]  prints the reliability of the verdicts that the present weights give, and writes nothing

        A FOLDER holds captures with labels.json (as tests/lab/run.sh --out makes it) or with a truth file beside each.
        fit also takes the articles' samples and, if it is there, the corpus: ../shared/corpus, or the folder that RSTKB_CORPUS names.
        """;

    /// <summary>The folder that holds RstKb.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">The program runs outside a checkout.</exception>
    public static string RepositoryRoot
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "RstKb.sln")))
                {
                    return folder.FullName;
                }
            }

            throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds RstKb.sln.");
        }
    }

    public static int Explain(TextWriter output)
    {
        output.WriteLine(Words);
        return 2;
    }

    /// <summary>Fits, prints, writes.</summary>
    public static int Fit(IReadOnlyList<string> folders, TextWriter output)
    {
        (WeightTable weights, CalibrationRecord record, IReadOnlyList<Judgement> heldOut) = Fit([.. OwnFolders(), .. folders]);
        output.WriteLine(Tables.Print(weights));
        output.WriteLine("Each scenario was judged with weights that were fitted without it.");
        output.WriteLine(Tables.Print(record));
        output.WriteLine(Tables.PrintWrong(heldOut));
        string room = Path.Combine(RepositoryRoot, "src", "RstKb.Diagnosis", "Weighing");
        File.WriteAllText(Path.Combine(room, "weights.csv"), weights.ToCsv());
        File.WriteAllText(Path.Combine(room, "calibration.json"), record.ToJson());
        return 0;
    }

    /// <summary>The weights for these folders' captures, and what cross-validation says about them.</summary>
    public static (WeightTable Weights, CalibrationRecord Record, IReadOnlyList<Judgement> HeldOut) Fit(IReadOnlyList<string> folders)
    {
        (IReadOnlyList<CaptureSource> sources, IReadOnlyList<Sample> samples) = Read(folders);
        IReadOnlyList<(Judgement Known, Judgement Unknown)> heldOut = CrossValidation.HeldOut(samples);
        CalibrationRecord record = Measuring.Record(
            sources,
            [.. samples.Select(s => Judgement.Of(s, WeightTable.Started))],
            [.. heldOut.Select(h => h.Known)],
            [.. heldOut.Select(h => h.Unknown)]);
        return (Fitter.Fit(samples), record, [.. heldOut.Select(h => h.Known)]);
    }

    /// <summary>Prints how the present weights do on captures.</summary>
    public static int Measure(IReadOnlyList<string> folders, TextWriter output)
    {
        (IReadOnlyList<CaptureSource> sources, IReadOnlyList<Sample> samples) = Read(folders);
        List<Judgement> judgements = [.. samples.Select(s => Judgement.Of(s, WeightTable.Fitted))];
        output.WriteLine(Tables.Print(Measuring.Record(
            sources,
            [.. samples.Select(s => Judgement.Of(s, WeightTable.Started))],
            judgements,
            [.. samples.Select(s => Judgement.Of(s.WithoutAccepted, WeightTable.Fitted))])));
        output.WriteLine(Tables.PrintWrong(judgements));
        return 0;
    }

    private static (IReadOnlyList<CaptureSource> Sources, IReadOnlyList<Sample> Samples) Read(IReadOnlyList<string> folders)
    {
        List<IReadOnlyList<LabelledCapture>> sets = [.. folders.Select(LabelReader.Read)];
        IReadOnlyList<LabelledCapture> captures = Scenarios.Name([.. sets.SelectMany(s => s)]);
        return ([.. folders.Zip(sets, (folder, set) => new CaptureSource(LabelReader.NameOf(folder), set.Count))], SampleCollector.Collect(captures));
    }

    /// <summary>What lies in the repository and beside it. A working tree may lie deeper than the corpus' neighbour, so the folders above are asked too.</summary>
    private static IEnumerable<string> OwnFolders() => [.. CorpusFolder(), Path.Combine(RepositoryRoot, "content", "captures")];

    private static IEnumerable<string> CorpusFolder()
    {
        if (Environment.GetEnvironmentVariable("RSTKB_CORPUS") is { Length: > 0 } named)
        {
            return [named];
        }

        for (DirectoryInfo? folder = Directory.GetParent(RepositoryRoot); folder is not null; folder = folder.Parent)
        {
            string corpus = Path.Combine(folder.FullName, "shared", "corpus");
            if (Directory.Exists(corpus))
            {
                return [corpus];
            }
        }

        return [];
    }
}
