using Microsoft.AspNetCore.Http.Features;
using RstKb.Cases;
using RstKb.Cases.Flows;
using RstKb.Cases.Intake;
using RstKb.Cases.Listing;
using RstKb.Web.Components.Case;

namespace RstKb.Web.Hosting;

/// <summary>
/// Asks for each kind of page once after the start and throws the answers away, so that the first person does not wait for code to be compiled and for
/// the newest cases to be read, and for the page of each case whose analysis ends. The requests stay inside the process: no address is needed and no log shows them.
/// </summary>
internal sealed partial class WarmUp(IServiceScopeFactory scopes, CaseStore cases, FlowStore flows, FinishedOverviews finished, ILogger<WarmUp> log) : IFirstView
{
    // The second round runs code that the first one made the runtime look at.
    private const int Rounds = 2;

    // Cases that are read into memory: those that people come back to after an update.
    private const int NewestCases = 8;

    private RequestDelegate? pages;
    private int prepared;

    /// <summary>Remembers the way of a request; call it where that way begins.</summary>
    public RequestDelegate Remember(RequestDelegate next) => pages = next;

    /// <summary>Asks for the pages. A page that fails is left out; a person who asks for it will see why.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var addresses = new List<string> { Urls.Home, Urls.Cases, Urls.Cause("closed-port"), Urls.Search("conection reset by peer") };
            List<CaseSummary> newest = [.. (await cases.ListAsync(CaseFilter.All, CaseSort.Default, 0, NewestCases, cancellationToken)).Cases.Where(row => row.State == CaseState.Done)];
            foreach (CaseSummary row in newest)
            {
                await finished.OfAsync(row.Id, cancellationToken);
            }

            if (newest.MaxBy(row => row.ResetFlows) is { ResetFlows: > 0 } largest)
            {
                addresses.Add(Urls.Overview(largest.Id));
                int flow = (await flows.QueryAsync(largest.Id, FlowFilter.All, FlowSort.Default, 0, 1, cancellationToken)).Rows[0].Flow;
                addresses.Add(Urls.Flow(Urls.Case(largest.Id), flow));
            }

            for (int round = 0; round < Rounds; round++)
            {
                foreach (string address in addresses)
                {
                    await AskAsync(address, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server is being stopped.
        }
        catch (Exception fault)
        {
            Failed(log, fault);
        }
    }

    /// <inheritdoc />
    public async Task PrepareAsync(string caseId, CancellationToken cancellationToken)
    {
        // A case that is taken up while the server starts may be done before there is a way of a request.
        if (pages is null)
        {
            return;
        }

        try
        {
            // A server without a case had no such page to warm up with.
            int rounds = Interlocked.Exchange(ref prepared, 1) == 0 ? Rounds : 1;
            for (int round = 0; round < rounds; round++)
            {
                await AskAsync(Urls.Overview(caseId), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server is being stopped.
        }
        catch (Exception fault)
        {
            Failed(log, fault);
        }
    }

    private async Task AskAsync(string address, CancellationToken cancellationToken)
    {
        int query = address.IndexOf('?', StringComparison.Ordinal);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancellationToken };
        context.Request.Method = HttpMethods.Get;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost");
        context.Request.Path = query < 0 ? address : address[..query];
        context.Request.QueryString = new QueryString(query < 0 ? null : address[query..]);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        await pages!(context);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pages could not be warmed up; the first one will take longer.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
