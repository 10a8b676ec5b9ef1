using RstKb.Cases.Intake;

namespace RstKb.Web.Hosting;

/// <summary>Keeps the second passes going as long as the app runs.</summary>
internal sealed class AnalysisService(AnalysisQueue queue) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => queue.RunAsync(stoppingToken);
}
