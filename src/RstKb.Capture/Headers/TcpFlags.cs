namespace RstKb.Capture.Headers;

/// <summary>The control bits of RFC 9293, 3.1, with the two of RFC 3168.</summary>
[Flags]
public enum TcpFlags : byte
{
    None = 0,
    Fin = 1,
    Syn = 2,
    Rst = 4,
    Psh = 8,
    Ack = 16,
    Urg = 32,
    Ece = 64,
    Cwr = 128,
}
