using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using RstKb.Capture.Headers;

namespace RstKb.Cases.Sharing;

/// <summary>
/// Puts a stand-in in the place of every address, always the same one under the same key. Two addresses that share their first n bits share the first n
/// bits of their stand-ins, so subnets stay subnets; a private address stays in its private range, a multicast address stays one. The way back needs the key.
/// The construction is that of Crypto-PAn (Xu, Fan, Ammar, Moon: Prefix-preserving IP address anonymization, 2002), with AES as the random function and a
/// list of ranges whose first bits are kept.
/// </summary>
public sealed partial class AddressReplacement : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 16;

    private const int Bits = 128;
    private const int IPv4Offset = 96;
    private const int KeptIPv4 = IPv4Offset + 8;
    private const int KeptIPv6 = 16;
    private const int MostRemembered = 100_000;

    // Ranges that mean something by themselves: nothing before their last common bit is changed on the way to them.
    private static readonly (UInt128 Bits, int Length)[] KeptIPv4Ranges =
    [
        IPv4("172.16.0.0", 12), IPv4("192.168.0.0", 16), IPv4("169.254.0.0", 16), IPv4("100.64.0.0", 10), IPv4("127.0.0.1", 32), IPv4("0.0.0.0", 32), IPv4("255.255.255.255", 32),
    ];

    private static readonly (UInt128 Bits, int Length)[] KeptIPv6Ranges = [(UInt128.Zero, Bits), (UInt128.One, Bits)];

    private readonly Aes _aes;
    private readonly Lock _gate = new();
    private readonly Dictionary<(NetworkAddress Address, bool Back), NetworkAddress> _remembered = [];

    /// <param name="key">Random bytes, <see cref="KeyLength"/> of them.</param>
    public AddressReplacement(ReadOnlySpan<byte> key)
    {
        _aes = Aes.Create();
        _aes.Key = key.ToArray();
    }

    /// <summary>The stand-in of an address.</summary>
    public NetworkAddress Hide(NetworkAddress address) => Map(address, back: false);

    /// <summary>The address that a stand-in stands for.</summary>
    public NetworkAddress Reveal(NetworkAddress standIn) => Map(standIn, back: true);

    /// <summary>The text with every address in it replaced; of a prefix such as <c>10.0.0.0/24</c> the bits behind it stay zero.</summary>
    public string Hide(string text) => Replace(text, back: false);

    /// <summary>What <see cref="Hide(string)"/> was made of.</summary>
    public string Reveal(string text) => Replace(text, back: true);

    public void Dispose() => _aes.Dispose();

    private string Replace(string text, bool back) => AddressText().Replace(text, match =>
    {
        // A colon may follow an address in a sentence.
        string candidate = match.Groups[1].Value;
        string rest = "";
        if (candidate.EndsWith(':') && !candidate.EndsWith("::", StringComparison.Ordinal))
        {
            (candidate, rest) = (candidate[..^1], ":");
        }

        if (!IPAddress.TryParse(candidate, out IPAddress? parsed) || (!candidate.Contains(':', StringComparison.Ordinal) && parsed.ToString() != candidate))
        {
            return match.Value;
        }

        NetworkAddress mapped = Map(NetworkAddress.From(parsed), back);
        int width = mapped.IsIPv6 ? Bits : Bits - IPv4Offset;
        if (rest.Length == 0 && match.Groups[2].Success && int.Parse(match.Groups[2].ValueSpan) is var length && length <= width)
        {
            UInt128 kept = length == 0 ? 0 : mapped.Value >> (width - length) << (width - length);
            return $"{new NetworkAddress(kept, mapped.IsIPv6)}/{match.Groups[2].Value}";
        }

        return mapped + rest + (match.Groups[2].Success ? "/" + match.Groups[2].Value : "");
    });

    private NetworkAddress Map(NetworkAddress address, bool back)
    {
        lock (_gate)
        {
            if (_remembered.TryGetValue((address, back), out NetworkAddress found))
            {
                return found;
            }

            NetworkAddress made = Compute(address, back);
            if (_remembered.Count >= MostRemembered)
            {
                _remembered.Clear();
            }

            _remembered.Add((address, back), made);
            return made;
        }
    }

    // Bit by bit: whether a bit is turned depends on the true bits before it, which are known in either direction.
    private NetworkAddress Compute(NetworkAddress address, bool back)
    {
        int first = address.IsIPv6 ? KeptIPv6 : KeptIPv4;
        (UInt128 Bits, int Length)[] kept = address.IsIPv6 ? KeptIPv6Ranges : KeptIPv4Ranges;
        UInt128 value = address.Value;
        UInt128 original = value;
        UInt128 mapped = value;
        for (int depth = first; depth < Bits; depth++)
        {
            UInt128 bit = UInt128.One << (Bits - 1 - depth);
            UInt128 prefix = depth == 0 ? 0 : original >> (Bits - depth) << (Bits - depth);
            if (Array.Exists(kept, range => depth < range.Length && range.Bits >> (Bits - depth) == original >> (Bits - depth)) || !Turns(prefix, depth))
            {
                continue;
            }

            mapped ^= bit;
            original = back ? original ^ bit : original;
        }

        return new NetworkAddress(mapped, address.IsIPv6);
    }

    private bool Turns(UInt128 prefix, int depth)
    {
        Span<byte> block = stackalloc byte[KeyLength];
        BinaryPrimitives.WriteUInt128BigEndian(block, prefix);
        _aes.EncryptEcb(block, block, PaddingMode.None);
        block[0] ^= (byte)depth;
        _aes.EncryptEcb(block, block, PaddingMode.None);
        return (block[0] & 1) != 0;
    }

    private static (UInt128 Bits, int Length) IPv4(string address, int length) => (NetworkAddress.From(IPAddress.Parse(address)).Value, IPv4Offset + length);

    // Dotted decimal, or hexadecimal groups with at least two colons; then perhaps the length of a prefix. What no parser takes for an address stays.
    [GeneratedRegex(@"(?<![\w.:])((?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]*)(?:/(\d{1,3})\b)?", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex AddressText();
}
