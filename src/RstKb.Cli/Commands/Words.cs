using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

namespace RstKb.Cli.Commands;

/// <summary>Options whose wrong values are answered with a sentence instead of the name of a type.</summary>
internal static class Words
{
    public static Option<int?> Number(string name, int most, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Read(result, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most ? number : (int?)null,
            $"{name} takes a number from 0 to {most}"),
    };

    public static Option<IPAddress?> Address(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "ADDR",
        CustomParser = result => Read(result, text => IPAddress.TryParse(text, out var address) ? address : null, $"{name} takes an IPv4 or IPv6 address"),
    };

    public static Option<string> OneOf(string name, string first, string[] others, string description)
    {
        string[] all = [first, .. others];
        return new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', all),
            DefaultValueFactory = _ => first,
            CustomParser = result => Read(result, text => all.Contains(text) ? text : null, $"{name} is one of {string.Join(", ", all)}") ?? first,
        };
    }

    public static Option<Uri?> WebAddress(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "URL",
        Required = true,
        CustomParser = result => Read(
            result,
            text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? new Uri(text) : null,
            $"{name} takes an address such as http://localhost:5080"),
    };

    private static T? Read<T>(ArgumentResult result, Func<string, T?> read, string expected)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        var value = read(text);
        if (value is null)
        {
            result.AddError($"{expected}, not '{text}'");
        }

        return value;
    }
}
