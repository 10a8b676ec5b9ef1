using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Entities;
using RstKb.Cases.Flows;
using RstKb.Cases.Intake;
using RstKb.Cases.Listing;
using RstKb.Cases.Search;
using RstKb.Cases.Storage;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases;

/// <summary>The cases: find, list, rename, delete. Cases are named by their public id throughout; one that does not exist gives null or false.</summary>
public sealed class CaseStore(IDbContextFactory<CaseDatabase> databases, CaptureVault vault, OpenAnalyses analyses, TimeProvider clock)
{
    /// <summary>Cases that one call lists at most.</summary>
    public const int MaxTake = 200;

    /// <summary>Causes that one call counts at most.</summary>
    public const int MaxCauses = 40;

    /// <summary>A part of the list of cases.</summary>
    /// <param name="skip">From 0.</param>
    /// <param name="take">1 to <see cref="MaxTake"/>; other values are moved there.</param>
    public async Task<CasePage> ListAsync(CaseFilter filter, CaseSort sort, int skip, int take, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        IQueryable<Case> cases = database.Listed().Matching(database, filter);
        int total = await cases.CountAsync(cancellationToken);

        // Which ones first: what a row counts besides would else be counted for every case that is sorted.
        List<int> ids = await cases.OrderedBy(sort).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, MaxTake)).Select(row => row.Id).ToListAsync(cancellationToken);
        List<CaseSummary> page = await database.Cases.AsNoTracking().Where(row => ids.Contains(row.Id)).OrderedBy(sort)
            .Select(Summary(database, clock.GetUtcNow())).ToListAsync(cancellationToken);
        return new CasePage(total, page);
    }

    /// <summary>The main causes of the cases that hold a text (see <see cref="CaseFilter.Text"/>), the most frequent first, <see cref="MaxCauses"/> at most.</summary>
    public async Task<IReadOnlyList<CauseCount>> CausesAsync(string? text, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        var counts = await database.Listed().WithResets().Matching(database, new CaseFilter { Text = text })
            .GroupBy(row => row.MainCause).Select(cases => new { Cause = cases.Key, Cases = cases.Count() })
            .OrderByDescending(cause => cause.Cases).ThenBy(cause => cause.Cause).Take(MaxCauses).ToListAsync(cancellationToken);
        return [.. counts.Select(count => new CauseCount(count.Cause ?? FlowFilter.NoCause, count.Cases))];
    }

    /// <summary>One case with the head of its report.</summary>
    public async Task<CaseDetails?> FindAsync(string caseId, CancellationToken cancellationToken = default)
    {
        if (!PublicId.IsWellFormed(caseId))
        {
            return null;
        }

        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        IQueryable<Case> wanted = database.Cases.AsNoTracking().Where(row => row.PublicId == caseId);
        CaseSummary? summary = await wanted.Select(Summary(database, clock.GetUtcNow())).SingleOrDefaultAsync(cancellationToken);
        if (summary is null)
        {
            return null;
        }

        string? header = await wanted.Select(row => row.ReportHeader).SingleOrDefaultAsync(cancellationToken);
        return new CaseDetails
        {
            Id = summary.Id,
            Name = summary.Name,
            CreatedAt = summary.CreatedAt,
            State = summary.State,
            CaptureName = summary.CaptureName,
            CaptureBytes = summary.CaptureBytes,
            CaptureSha256 = summary.CaptureSha256,
            CaptureStored = summary.CaptureStored,
            Packets = summary.Packets,
            Flows = summary.Flows,
            ResetFlows = summary.ResetFlows,
            HarmfulFlows = summary.HarmfulFlows,
            BenignFlows = summary.BenignFlows,
            MainCause = summary.MainCause,
            MainLevel = summary.MainLevel,
            FailureCode = summary.FailureCode,
            FailureText = summary.FailureText,
            Notes = summary.Notes,
            TeamStance = summary.TeamStance,
            TeamCause = summary.TeamCause,
            LiveLinks = summary.LiveLinks,
            Header = header is null ? null : JsonSerializer.Deserialize(header, ReportJson.Default.AnalysisReport),
        };
    }

    /// <summary>Finished cases of the same capture, the newest first, 10 at most.</summary>
    /// <param name="sha256">Lower-case hexadecimal.</param>
    public async Task<IReadOnlyList<CaseSummary>> OfCaptureAsync(string sha256, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Cases.AsNoTracking().Where(row => row.CaptureSha256 == sha256 && row.State == CaseState.Done && !row.IsSample)
            .OrderByDescending(row => row.CreatedAt).Take(10)
            .Select(Summary(database, clock.GetUtcNow())).ToListAsync(cancellationToken);
    }

    /// <summary>Cases in which <paramref name="cause"/> was found, the newest first.</summary>
    public async Task<IReadOnlyList<CauseSighting>> WithCauseAsync(string cause, int take, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Cases.AsNoTracking()
            .Where(row => row.State == CaseState.Done && !row.IsSample && database.ResetFlows.Any(flow => flow.Cause == cause && flow.CaseId == row.Id))
            .OrderByDescending(row => row.CreatedAt).Take(Math.Clamp(take, 1, MaxTake))
            .Select(row => new CauseSighting(row.PublicId, row.Name, database.ResetFlows.Count(flow => flow.Cause == cause && flow.CaseId == row.Id)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Gives a case another name. Control characters go, 200 characters stay; an empty name is refused.</summary>
    public async Task<bool> RenameAsync(string caseId, string name, CancellationToken cancellationToken = default)
    {
        string clean = PlainText.OneLine(name, Case.NameLength);
        if (clean.Length == 0 || !PublicId.IsWellFormed(caseId))
        {
            return false;
        }

        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Cases.Where(row => row.PublicId == caseId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, clean), cancellationToken) > 0;
    }

    /// <summary>Deletes a case with everything that belongs to it; its capture too, unless another case is about the same file. An upload or analysis that runs is stopped first.</summary>
    public async Task<bool> DeleteAsync(string caseId, CancellationToken cancellationToken = default)
    {
        if (!PublicId.IsWellFormed(caseId))
        {
            return false;
        }

        await analyses.StopAsync(caseId, cancellationToken);
        using IDisposable held = await vault.HoldAsync(cancellationToken);
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        string? sha256 = await database.Cases.Where(row => row.PublicId == caseId).Select(row => row.CaptureSha256).SingleOrDefaultAsync(cancellationToken);
        if (sha256 is null || await database.Cases.Where(row => row.PublicId == caseId).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
        }

        await CaseText.ForgetDeletedAsync(database, cancellationToken);
        await DeleteUnusedFileAsync(database, sha256, cancellationToken);
        return true;
    }

    /// <summary>
    /// Deletes the capture's file and keeps the case with its flows, timelines and notes. Other cases of the same file lose it too: deleted means deleted.
    /// False where there is no such case, its capture is gone already, or it is still being analysed.
    /// </summary>
    public async Task<bool> DeleteCaptureAsync(string caseId, CancellationToken cancellationToken = default)
    {
        using IDisposable held = await vault.HoldAsync(cancellationToken);
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        string? sha256 = await database.Cases
            .Where(row => row.PublicId == caseId && row.CaptureStored && (row.State == CaseState.Done || row.State == CaseState.Failed))
            .Select(row => row.CaptureSha256).SingleOrDefaultAsync(cancellationToken);
        if (sha256 is null || await database.Cases.AnyAsync(row => row.CaptureSha256 == sha256 && row.State == CaseState.Analysing, cancellationToken))
        {
            return false;
        }

        await database.Cases.Where(row => row.CaptureSha256 == sha256)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CaptureStored, false), cancellationToken);
        vault.Delete(sha256);
        return true;
    }

    private async Task DeleteUnusedFileAsync(CaseDatabase database, string sha256, CancellationToken cancellationToken)
    {
        if (sha256.Length > 0 && !await database.Cases.AnyAsync(row => row.CaptureSha256 == sha256 && row.CaptureStored, cancellationToken))
        {
            vault.Delete(sha256);
        }
    }

    private static Expression<Func<Case, CaseSummary>> Summary(CaseDatabase database, DateTimeOffset now) => row => new CaseSummary
    {
        Id = row.PublicId,
        Name = row.Name,
        CreatedAt = row.CreatedAt,
        State = row.State,
        CaptureName = row.CaptureName,
        CaptureBytes = row.CaptureBytes,
        CaptureSha256 = row.CaptureSha256,
        CaptureStored = row.CaptureStored,
        Packets = row.Packets,
        Flows = row.Flows,
        ResetFlows = row.ResetFlows,
        HarmfulFlows = row.HarmfulFlows,
        BenignFlows = row.BenignFlows,
        MainCause = row.MainCause,
        MainLevel = row.MainLevel,
        FailureCode = row.FailureCode,
        FailureText = row.FailureText,
        Notes = database.Notes.Count(note => note.CaseId == row.Id),
        TeamStance = database.Notes.Where(note => note.CaseId == row.Id && note.Stance != null).OrderByDescending(note => note.Id).Select(note => note.Stance).FirstOrDefault(),
        TeamCause = database.Notes.Where(note => note.CaseId == row.Id && note.Stance != null).OrderByDescending(note => note.Id).Select(note => note.Cause).FirstOrDefault(),
        LiveLinks = database.ShareLinks.Count(link => link.CaseId == row.Id && link.RevokedAt == null && link.ExpiresAt > now),
    };
}
