using System.Text;
using RstKb.Calibration;

Console.OutputEncoding = Encoding.UTF8;
try
{
    return args switch
    {
        ["fit", .. var folders] => CalibrationRun.Fit(folders, Console.Out),
        ["measure", .. var folders] => CalibrationRun.Measure(folders, Console.Out),
        _ => CalibrationRun.Explain(Console.Out),
    };
}
catch (Exception failure) when (failure is IOException or InvalidDataException or FormatException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
