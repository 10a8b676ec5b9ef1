using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RstKb.Capture.Flows.Observations;

/// <summary>How an end's key names its connection: the first bytes of the key's digest, SHA-1 in version 0 (RFC 6824, 3.2), SHA-256 in version 1 (RFC 8684, 3.2).</summary>
internal static class MptcpKey
{
    /// <param name="key">Eight bytes.</param>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The protocol names connections by it; nothing is kept secret.")]
    public static uint Token(int version, ReadOnlySpan<byte> key)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        switch (version)
        {
            case 0:
                SHA1.HashData(key, digest);
                break;
            case 1:
                SHA256.HashData(key, digest);
                break;
            default:
                digest.Clear();
                break;
        }

        return BinaryPrimitives.ReadUInt32BigEndian(digest);
    }
}
