using RstKb.Cases;

namespace RstKb.Web.Api;

/// <summary>Deleting a case, or only its capture.</summary>
internal static class CasesApi
{
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        api.MapDelete("/cases/{id}", DeleteAsync).AddEndpointFilter<OwnPageOnly>();
        api.MapDelete("/cases/{id}/capture", DeleteCaptureAsync).AddEndpointFilter<OwnPageOnly>();
    }

    private static async Task<IResult> DeleteAsync(string id, CaseStore cases, CancellationToken cancellationToken) =>
        await cases.DeleteAsync(id, cancellationToken) ? TypedResults.NoContent() : ApiProblems.NoSuchCase();

    private static async Task<IResult> DeleteCaptureAsync(string id, CaseStore cases, CancellationToken cancellationToken)
    {
        CaseDetails? found = await cases.FindAsync(id, cancellationToken);
        if (found is null)
        {
            return ApiProblems.NoSuchCase();
        }

        bool ended = found.State is CaseState.Done or CaseState.Failed;
        return (ended && !found.CaptureStored) || await cases.DeleteCaptureAsync(id, cancellationToken)
            ? TypedResults.NoContent()
            : ApiProblems.Problem(StatusCodes.Status409Conflict, "not-ready", "Not ready yet", "The capture is still being analysed. Delete the case, or wait until it is done.");
    }
}
