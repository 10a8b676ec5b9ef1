using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace RstKb.Knowledge.Extensions.PacketLinks;

internal sealed class PacketLinkParser : InlineParser
{
    /// <summary>Digits of a packet number; more belong to something else.</summary>
    private const int MaxDigits = 12;

    private readonly Func<long, string> _addressOf;

    public PacketLinkParser(Func<long, string> addressOf)
    {
        _addressOf = addressOf;
        OpeningCharacters = ['#'];
    }

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        char before = slice.PeekCharExtra(-1);
        if (char.IsLetterOrDigit(before) || before is '&' or '#' or '/')
        {
            return false;
        }

        int digits = 0;
        while (slice.PeekChar(digits + 1) is >= '0' and <= '9')
        {
            digits++;
        }

        if (digits is 0 or > MaxDigits || char.IsLetterOrDigit(slice.PeekChar(digits + 1)))
        {
            return false;
        }

        string text = slice.Text.Substring(slice.Start, digits + 1);
        processor.Inline = new LinkInline(_addressOf(long.Parse(text.AsSpan(1))), "") { IsClosed = true }
            .AppendChild(new LiteralInline(text));
        slice.Start += digits + 1;
        return true;
    }
}
