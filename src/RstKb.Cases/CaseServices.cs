using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RstKb.Cases.Flows;
using RstKb.Cases.Intake;
using RstKb.Cases.Search;
using RstKb.Cases.Sharing;
using RstKb.Cases.Storage;

namespace RstKb.Cases;

/// <summary>Registers everything that keeps cases.</summary>
public static class CaseServices
{
    /// <summary>Adds the stores, the intake, the vault and the database in <see cref="CaseSettings.DataFolder"/>. A <c>CaptureAnalyst</c> is expected among the services.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services, CaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddDbContextFactory<CaseDatabase>(options => CaseDatabaseFile.Configure(options, settings.DataFolder));
        services.AddSingleton<CaptureVault>();
        services.AddSingleton<OpenAnalyses>();
        services.AddSingleton<ProgressBoard>();
        services.AddSingleton<CaseAnalysis>();
        services.AddSingleton<AnalysisQueue>();
        services.AddSingleton<CaptureIntake>();
        services.AddSingleton<ResumableUploads>();
        services.AddSingleton<CaseStart>();
        services.AddSingleton<CaseStore>();
        services.AddSingleton<TalliedCases>();
        services.TryAddSingleton(new CauseNames(() => new Dictionary<string, string>()));
        services.AddSingleton<CaseOverviews>();
        services.AddSingleton<FlowStore>();
        services.AddSingleton<Packets.StoredPackets>();
        services.AddSingleton<Packets.StoredFlows>();
        services.AddSingleton<NoteBook>();
        services.AddSingleton<ArticleNotes>();
        services.AddSingleton<CaseSearch>();
        services.AddSingleton<SampleCases>();
        services.AddSingleton<ShareLinks>();
        services.AddSingleton<SharePreviews>();
        return services;
    }
}
