namespace RstKb.Capture.Flows;

/// <summary>What the first bytes of a payload say it is. Nothing else of the payload is kept.</summary>
public enum PayloadKind : byte
{
    None,
    Other,
    HttpRequest,
    HttpResponse,
    TlsClientHello,
    TlsServerHello,
    TlsHandshake,
    TlsAlert,
    TlsChangeCipherSpec,
    TlsApplicationData,
}
