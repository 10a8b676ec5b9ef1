using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Features;
using RstKb.Cases;
using RstKb.Cases.Intake;

namespace RstKb.Web.Api;

/// <summary>
/// <c>PUT /api/v1/captures</c>: the body is the capture. With <c>resume=1</c> and an <c>upload</c> id of the sender's own, one that broke off goes on with the
/// bytes from <c>offset</c> on, which <c>GET /api/v1/uploads/{id}</c> tells.
/// </summary>
internal static class CapturesApi
{
    private const int RetryAfterSeconds = 5;

    private static readonly string[] Forms = ["multipart/", "application/json"];

    public static void MapCaptures(this IEndpointRouteBuilder api)
    {
        api.MapPut("/captures", PutAsync).AddEndpointFilter<OwnPageOnly>();
        api.MapGet("/uploads/{upload:guid}", (Guid upload, ResumableUploads resumable) => resumable.WaitsAt(upload) is { } arrived
            ? TypedResults.Json(new WaitingUpload(arrived, (int)ResumableUploads.Patience.TotalSeconds), ApiJson.Default.WaitingUpload)
            : ApiProblems.Problem(StatusCodes.Status404NotFound, "no-such-upload", "No such upload", "No upload with this id waits for its rest."));
        api.MapDelete("/uploads/{upload:guid}", (Guid upload, ResumableUploads resumable) => resumable.Cancel(upload) ? Results.NoContent() : Results.NotFound()).AddEndpointFilter<OwnPageOnly>();
    }

    private static async Task<IResult> PutAsync(
        HttpContext context, CaptureIntake intake, ResumableUploads resumable, CaseSettings settings, CaseStore cases, string? name = null, string? upload = null, int resume = 0, long offset = 0)
    {
        HttpRequest request = context.Request;
        if (WrongType(request) is { } wrong)
        {
            return Refuse(context, wrong);
        }

        Guid uploadId = default;
        if (upload is not null && !Guid.TryParse(upload, out uploadId))
        {
            return Refuse(context, ApiProblems.Problem(StatusCodes.Status400BadRequest, "bad-upload-id", "Bad upload id", "\"upload\" must be a GUID that the sender made up."));
        }

        // The server's own limit is for forms and small bodies. The intake counts what comes here.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        try
        {
            var what = new CaptureUpload(name, request.ContentLength, upload is null ? null : uploadId);
            AcceptedCapture accepted = resume == 1 && upload is not null
                ? await resumable.ReceiveAsync(uploadId, offset, request.Body, what, context.RequestAborted)
                : await intake.ReceiveAsync(request.Body, what, context.RequestAborted);
            string page = Urls.Case(accepted.CaseId);
            return TypedResults.Created(page, new AcceptedCase(accepted.CaseId, page, Urls.Report(accepted.CaseId), await EarlierAsync(cases, accepted, context.RequestAborted)));
        }
        catch (UploadRefusedException refusal)
        {
            return Refuse(context, Problem(context, refusal, settings));
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The sender has gone; nobody reads an answer.
            return TypedResults.Empty;
        }
        catch (BadHttpRequestException broken)
        {
            return Refuse(context, ApiProblems.Problem(
                broken.StatusCode, "upload-broke", "The upload broke off", "The upload broke off before the length that was announced; nothing of it was kept. Send the capture again."));
        }
    }

    private static async Task<EarlierCase?> EarlierAsync(CaseStore cases, AcceptedCapture accepted, CancellationToken cancellationToken) =>
        (await cases.OfCaptureAsync(accepted.Sha256, cancellationToken)).FirstOrDefault(other => other.Id != accepted.CaseId) is { } found
            ? new EarlierCase(Urls.Overview(found.Id), found.Name, found.CreatedAt, found.ResetFlows, found.Notes)
            : null;

    private static IResult? WrongType(HttpRequest request)
    {
        string type = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? parsed) ? parsed.MediaType ?? "" : "";
        if (Array.Exists(Forms, form => type.StartsWith(form, StringComparison.OrdinalIgnoreCase)))
        {
            return ApiProblems.Problem(
                StatusCodes.Status415UnsupportedMediaType, "wrong-type", "Not sent as a file",
                $"The body must be the capture itself and not {type}. Send the file's bytes with PUT, for instance: curl -T capture.pcapng");
        }

        string encoding = request.Headers.ContentEncoding.ToString();
        return encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase) || encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase)
            ? null
            : ApiProblems.Problem(
                StatusCodes.Status415UnsupportedMediaType, "wrong-encoding", "Compressed in an unknown way", "The body may be compressed with gzip and with nothing else.");
    }

    private static IResult Problem(HttpContext context, UploadRefusedException refusal, CaseSettings settings)
    {
        switch (refusal.Reason)
        {
            case UploadRefusal.TooLarge:
                return ApiProblems.Problem(StatusCodes.Status413PayloadTooLarge, refusal.Code, "Too large for this server", refusal.Message, ("maxBytes", settings.MaxUploadBytes));
            case UploadRefusal.NotACapture:
                return ApiProblems.Problem(StatusCodes.Status422UnprocessableEntity, refusal.Code, "Not a capture", refusal.Message, ("byteOffset", refusal.ByteOffset));
            case UploadRefusal.NoSpace:
                return ApiProblems.Problem(StatusCodes.Status507InsufficientStorage, refusal.Code, "No room left", refusal.Message);
            case UploadRefusal.Busy:
                context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString();
                return ApiProblems.Problem(StatusCodes.Status503ServiceUnavailable, refusal.Code, "Busy", refusal.Message);
            default:
                return ApiProblems.Problem(StatusCodes.Status409Conflict, refusal.Code, "Not taken", refusal.Message);
        }
    }

    // The rest of the body will not be read: the connection cannot serve another request.
    private static IResult Refuse(HttpContext context, IResult problem)
    {
        context.Response.Headers.Connection = "close";
        return problem;
    }
}
