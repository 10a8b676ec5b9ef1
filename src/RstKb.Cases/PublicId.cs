using System.Buffers;
using System.Security.Cryptography;

namespace RstKb.Cases;

/// <summary>Names that nobody can guess: 128 random bits in 26 characters of base 32, lower case, without letters that look alike.</summary>
public static class PublicId
{
    /// <summary>Characters of a name.</summary>
    public const int Length = 26;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary>A new name.</summary>
    public static string New()
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        Span<char> text = stackalloc char[Length];
        var bits = new UInt128(BitConverter.ToUInt64(random), BitConverter.ToUInt64(random[8..]));
        for (int i = Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(uint)(bits & 31)];
            bits >>= 5;
        }

        return new string(text);
    }

    /// <summary>True where <paramref name="text"/> could be a name; false spares the database the question.</summary>
    public static bool IsWellFormed(string? text) => text is { Length: Length } && !text.AsSpan().ContainsAnyExcept(Letters);
}
