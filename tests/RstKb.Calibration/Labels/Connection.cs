using System.Net;

namespace RstKb.Calibration.Labels;

/// <summary>The two ends of a connection, whichever way round they were named.</summary>
/// <param name="Low">Address and port of the end that sorts first.</param>
/// <param name="High">The other end.</param>
public readonly record struct Connection(string Low, string High)
{
    public static Connection Of(string address, int port, string other, int otherPort)
    {
        string one = End(address, port);
        string two = End(other, otherPort);
        return string.CompareOrdinal(one, two) <= 0 ? new Connection(one, two) : new Connection(two, one);
    }

    /// <summary>One spelling of each end; a link-local address without its zone.</summary>
    public static string End(string address, int port) => $"{IPAddress.Parse(address.Split('%')[0])} {port}";
}
