using System.Buffers.Text;

namespace RstKb.Capture.Flows;

/// <summary>What a segment's payload is, told from its first bytes: enough for a diagnosis, too little to give a secret away.</summary>
public readonly record struct PayloadHint
{
    public PayloadKind Kind { get; init; }

    /// <summary>HTTP status code, 0 where there is none.</summary>
    public ushort Status { get; init; }

    /// <summary>HTTP <c>Content-Length</c> in bytes, -1 where none was captured.</summary>
    public long ContentLength { get; init; }

    /// <summary>Bytes of the HTTP head including the empty line, 0 where its end was not captured.</summary>
    public int HeadBytes { get; init; }

    /// <summary>The snap length cut the payload: what was not recognised may still be there.</summary>
    public bool IsCut { get; init; }

    /// <summary>The HTTP method, for instance <c>GET</c>; null for anything else.</summary>
    public string? Method { get; init; }

    /// <param name="payload">The captured part of the payload.</param>
    /// <param name="length">Payload bytes on the wire.</param>
    public static PayloadHint Of(ReadOnlySpan<byte> payload, int length) => length == 0
        ? new PayloadHint { ContentLength = -1 }
        : Recognised(payload) with { IsCut = payload.Length < length };

    private static PayloadHint Recognised(ReadOnlySpan<byte> payload)
    {
        if (payload.Length >= 3 && payload[0] is >= 20 and <= 23 && payload[1] == 3 && payload[2] <= 4)
        {
            return new PayloadHint { Kind = TlsKind(payload), ContentLength = -1 };
        }

        if (payload.StartsWith("HTTP/1."u8) && payload.Length >= 12)
        {
            ushort status = Utf8Parser.TryParse(payload.Slice(9, 3), out ushort code, out _) ? code : (ushort)0;
            return new PayloadHint { Kind = PayloadKind.HttpResponse, Status = status, ContentLength = FindContentLength(payload), HeadBytes = FindHeadEnd(payload) };
        }

        foreach (string method in Methods)
        {
            if (payload.Length > method.Length && payload[method.Length] == ' ' && MatchesAscii(payload, method))
            {
                return new PayloadHint { Kind = PayloadKind.HttpRequest, Method = method, ContentLength = FindContentLength(payload), HeadBytes = FindHeadEnd(payload) };
            }
        }

        return new PayloadHint { Kind = PayloadKind.Other, ContentLength = -1 };
    }

    /// <summary>A few words for the ladder, for instance <c>HTTP GET</c>; null where there is nothing to say.</summary>
    public string? Describe() => Kind switch
    {
        PayloadKind.HttpRequest => $"HTTP {Method}",
        PayloadKind.HttpResponse => $"HTTP {Status}",
        PayloadKind.TlsClientHello => "TLS ClientHello",
        PayloadKind.TlsServerHello => "TLS ServerHello",
        PayloadKind.TlsHandshake => "TLS handshake",
        PayloadKind.TlsAlert => "TLS alert",
        PayloadKind.TlsChangeCipherSpec => "TLS change cipher spec",
        PayloadKind.TlsApplicationData => "TLS data",
        _ => null,
    };

    private static readonly string[] Methods = ["GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE"];

    private static PayloadKind TlsKind(ReadOnlySpan<byte> payload) => payload[0] switch
    {
        20 => PayloadKind.TlsChangeCipherSpec,
        21 => PayloadKind.TlsAlert,
        22 when payload.Length >= 6 && payload[5] == 1 => PayloadKind.TlsClientHello,
        22 when payload.Length >= 6 && payload[5] == 2 => PayloadKind.TlsServerHello,
        22 => PayloadKind.TlsHandshake,
        _ => PayloadKind.TlsApplicationData,
    };

    private static bool MatchesAscii(ReadOnlySpan<byte> payload, string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (payload[i] != word[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int FindHeadEnd(ReadOnlySpan<byte> payload)
    {
        int end = payload.IndexOf("\r\n\r\n"u8);
        return end < 0 ? 0 : end + 4;
    }

    private static long FindContentLength(ReadOnlySpan<byte> payload)
    {
        // Header names are case-insensitive (RFC 9110, 5.1); these two spellings are what servers send.
        int at = payload.IndexOf("\r\nContent-Length:"u8);
        if (at < 0)
        {
            at = payload.IndexOf("\r\ncontent-length:"u8);
        }

        if (at < 0)
        {
            return -1;
        }

        ReadOnlySpan<byte> value = payload[(at + "\r\nContent-Length:".Length)..].TrimStart((byte)' ');
        return Utf8Parser.TryParse(value, out long length, out _) && length >= 0 ? length : -1;
    }
}
