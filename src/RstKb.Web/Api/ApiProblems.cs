namespace RstKb.Web.Api;

/// <summary>Everything that goes wrong under <c>/api</c> is answered with problem details (RFC 9457) whose <c>detail</c> is a sentence for people.</summary>
internal static class ApiProblems
{
    private const string Path = "/api";

    /// <summary>Registers the writer of problem details. Those that the framework makes get a sentence of ours.</summary>
    public static void AddApiProblems(this IServiceCollection services) => services.AddProblemDetails(static options =>
        options.CustomizeProblemDetails = static made => made.ProblemDetails.Detail ??= made.ProblemDetails.Status switch
        {
            StatusCodes.Status404NotFound => "Nothing is at this address.",
            StatusCodes.Status405MethodNotAllowed => "This address does not take this method.",
            StatusCodes.Status400BadRequest => "The request cannot be understood.",
            >= StatusCodes.Status500InternalServerError => "The server met a fault of its own. Its log says more.",
            _ => "The request was refused.",
        });

    /// <summary>Answers what no endpoint answered, and faults, as problem details; pages have their own.</summary>
    public static void UseApiProblems(this IApplicationBuilder app) => app.UseWhen(
        static context => context.Request.Path.StartsWithSegments(Path),
        static api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions
            {
                StatusCodeSelector = static fault => fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            });
            api.UseStatusCodePages();
        });

    /// <summary>One problem.</summary>
    /// <param name="code">A stable short name for programs.</param>
    /// <param name="title">What kind of problem it is, in a few words for people.</param>
    /// <param name="detail">One or two sentences: what happened and what to do.</param>
    /// <param name="more">Further members.</param>
    public static IResult Problem(int status, string code, string title, string detail, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        foreach ((string name, object? value) in more)
        {
            extensions[name] = value;
        }

        return TypedResults.Problem(title: title, detail: detail, statusCode: status, extensions: extensions);
    }

    /// <summary>The answer to a name that no case has, and to one that never had.</summary>
    public static IResult NoSuchCase() => Problem(StatusCodes.Status404NotFound, "no-such-case", "No such case", "There is no such case. It may have been deleted.");
}
