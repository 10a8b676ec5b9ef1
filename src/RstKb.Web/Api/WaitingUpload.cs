namespace RstKb.Web.Api;

/// <summary>An upload that broke off.</summary>
/// <param name="Arrived">Bytes that are here: where it goes on.</param>
/// <param name="WaitsSeconds">How long it waits in all.</param>
public sealed record WaitingUpload(long Arrived, int WaitsSeconds);
