namespace RstKb.Capture.Flows.Observations;

/// <summary>The MPTCP options among the options of a TCP header, each with its kind and length. What makes no sense ends the walk.</summary>
/// <param name="optionBytes">The captured part of the options.</param>
internal ref struct MptcpOptions(ReadOnlySpan<byte> optionBytes)
{
    /// <summary>Kind and length.</summary>
    public const int HeaderBytes = 2;

    private const byte EndOfList = 0;
    private const byte NoOperation = 1;
    private const byte Mptcp = 30;

    private ReadOnlySpan<byte> _rest = optionBytes;

    /// <summary>Whether it is worth while to look: most segments have no byte of the option's number among their options.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> optionBytes) => optionBytes.Contains(Mptcp);

    public bool TryNext(out ReadOnlySpan<byte> option)
    {
        while (!_rest.IsEmpty && _rest[0] != EndOfList)
        {
            byte kind = _rest[0];
            int length = kind == NoOperation ? 1 : _rest.Length < HeaderBytes ? 0 : _rest[1];
            if (length == 0 || length > _rest.Length || (kind != NoOperation && length < HeaderBytes))
            {
                break;
            }

            option = _rest[..length];
            _rest = _rest[length..];
            if (kind == Mptcp && length > HeaderBytes)
            {
                return true;
            }
        }

        option = default;
        return false;
    }
}
