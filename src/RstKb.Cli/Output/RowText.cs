using System.Text;
using RstKb.Capture.Headers;
using RstKb.Diagnosis;

namespace RstKb.Cli.Output;

/// <summary>Composes rows of the table in a buffer of its own, without a string for each cell.</summary>
internal sealed class RowText
{
    private const int Gap = 2;

    private char[] _text = new char[256];
    private byte[] _bytes = [];
    private int _length;
    private int _encoded;

    /// <summary>The rows that <see cref="Encode"/> has seen, in UTF-8; valid until the next row.</summary>
    public ReadOnlySpan<byte> Encoded => _bytes.AsSpan(0, _encoded);

    public void Clear() => _length = 0;

    /// <summary>Makes the bytes of all rows since the last <see cref="Clear"/>.</summary>
    public void Encode()
    {
        int most = Encoding.UTF8.GetMaxByteCount(_length);
        _bytes = _bytes.Length < most ? new byte[most] : _bytes;
        _encoded = Encoding.UTF8.GetBytes(_text.AsSpan(0, _length), _bytes);
    }

    /// <summary>Begins a row.</summary>
    /// <param name="style">A terminal's code for the whole row, or null.</param>
    public void Begin(string? style)
    {
        if (style is not null)
        {
            Append("\e[");
            Append(style);
            Append("m");
        }
    }

    /// <summary>Ends it, with no blanks at its end.</summary>
    public void End(string? style)
    {
        _length = _text.AsSpan(0, _length).TrimEnd(' ').Length;
        Append(style is null ? "\n" : "\e[0m\n");
    }

    /// <summary>Right-aligned.</summary>
    public void Number(int number, int width)
    {
        Span<char> digits = stackalloc char[11];
        number.TryFormat(digits, out int count);
        Fill(width - count);
        Append(digits[..count]);
    }

    /// <summary>Left-aligned, after the gap between two columns.</summary>
    public void Cell(ReadOnlySpan<char> text, int width)
    {
        Fill(Gap);
        Append(text);
        Fill(width - text.Length);
    }

    /// <summary>The two ends of a flow. Ports stay where the width does not suffice, since they tell flows apart; the addresses lose their middle.</summary>
    public void Ends(in FlowPair row, int width)
    {
        Span<char> client = stackalloc char[MostEndCharacters];
        Span<char> server = stackalloc char[MostEndCharacters];
        client = client[..End(row.Client, row.ClientPort, client)];
        server = server[..End(row.Server, row.ServerPort, server)];
        string arrow = row.ClientKnown ? " → " : " ?→ ";
        int length = client.Length + arrow.Length + server.Length;
        Fill(Gap);
        if (length <= width)
        {
            Append(client);
            Append(arrow);
            Append(server);
            Fill(width - length);
            return;
        }

        int forClient = (width - arrow.Length) / 2;
        int forServer = width - arrow.Length - forClient;
        if (forClient > client.Length)
        {
            (forClient, forServer) = (client.Length, forServer + forClient - client.Length);
        }
        else if (forServer > server.Length)
        {
            (forClient, forServer) = (forClient + forServer - server.Length, server.Length);
        }

        Shortened(client, forClient);
        Append(arrow);
        Shortened(server, forServer);
    }

    /// <summary>Characters that the two ends take when they are not shortened.</summary>
    public static int EndsLength(in FlowPair row) =>
        EndLength(row.Client, row.ClientPort) + EndLength(row.Server, row.ServerPort) + (row.ClientKnown ? 3 : 4);

    /// <summary>An IPv6 address in brackets, a colon and a port.</summary>
    private const int MostEndCharacters = 64;

    /// <summary>As <see cref="End"/> would take; an IPv4 address is counted without being written.</summary>
    private static int EndLength(NetworkAddress address, ushort port)
    {
        if (address.IsIPv6)
        {
            return End(address, port, stackalloc char[MostEndCharacters]);
        }

        uint value = (uint)address.Value;
        int dots = 3;
        return Digits(value >> 24) + Digits(value >> 16 & 0xff) + Digits(value >> 8 & 0xff) + Digits(value & 0xff) + dots + 1 + Digits(port);
    }

    private static int Digits(uint number) => number switch
    {
        >= 10_000 => 5,
        >= 1_000 => 4,
        >= 100 => 3,
        >= 10 => 2,
        _ => 1,
    };

    private static int End(NetworkAddress address, ushort port, Span<char> text)
    {
        int at = 0;
        if (address.IsIPv6)
        {
            text[at++] = '[';
        }

        address.TryFormat(text[at..], out int count);
        at += count;
        if (address.IsIPv6)
        {
            text[at++] = ']';
        }

        text[at++] = ':';
        port.TryFormat(text[at..], out count);
        return at + count;
    }

    private void Shortened(ReadOnlySpan<char> end, int width)
    {
        if (end.Length <= width)
        {
            Append(end);
            return;
        }

        int colon = end.LastIndexOf(':');
        ReadOnlySpan<char> address = end[..colon].Trim("[]");
        int kept = Math.Max(2, width - (end.Length - colon) - 1);
        int tail = kept / 2;
        Append(address[..(kept - tail)]);
        Append("…");
        Append(address[^tail..]);
        Append(end[colon..]);
    }

    private void Fill(int count)
    {
        if (count > 0)
        {
            Room(count).Fill(' ');
            _length += count;
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Room(text.Length));
        _length += text.Length;
    }

    private Span<char> Room(int count)
    {
        if (_length + count > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_length + count, _text.Length * 2));
        }

        return _text.AsSpan(_length, count);
    }
}
