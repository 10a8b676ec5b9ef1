using System.Security.Cryptography;

namespace RstKb.Cases.Sharing;

/// <summary>A link's password as it is stored: 16 bytes of salt and PBKDF2 with SHA-256 (RFC 8018, 5.2).</summary>
internal static class SharePassword
{
    private const int SaltLength = 16;
    private const int HashLength = 32;
    private const int Rounds = 200_000;

    /// <summary>Characters that count; more would only cost time.</summary>
    public const int LongestPassword = 200;

    public static byte[] Hash(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltLength);
        return [.. salt, .. Derive(password, salt)];
    }

    public static bool Matches(string? password, byte[] stored) =>
        password is { Length: > 0 and <= LongestPassword } && stored.Length == SaltLength + HashLength
        && CryptographicOperations.FixedTimeEquals(Derive(password, stored.AsSpan(0, SaltLength)), stored.AsSpan(SaltLength));

    private static byte[] Derive(string password, ReadOnlySpan<byte> salt) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, HashLength);
}
