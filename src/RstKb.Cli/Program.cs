using System.CommandLine;
using RstKb.Cli;
using RstKb.Cli.Commands;
using RstKb.Cli.Output;

var noColor = new Option<bool>("--no-color") { Description = "Plain text also on a terminal.", Recursive = true };
var root = new RootCommand("Why was this TCP connection reset?")
{
    noColor,
    AnalyzeCommand.Create(noColor),
    CausesCommand.Create(),
    ExplainCommand.Create(noColor),
    UploadCommand.Create(),
};
try
{
    var call = root.Parse(args);
    if (call.Errors.Count > 0)
    {
        throw new CommandFailure(ExitCodes.WrongWords, $"{call.Errors[0].Message.TrimEnd('.')}. See {call.CommandResult.Command.Name switch
        {
            "rstkb" => "rstkb --help",
            var verb => $"rstkb {verb} --help",
        }}.");
    }

    return call.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (CommandFailure failure)
{
    StandardError.Say(failure.Message);
    return failure.ExitCode;
}
