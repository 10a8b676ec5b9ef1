using System.Net;
using System.Net.Sockets;

namespace RstKb.Web.Tests.Browser;

/// <summary>
/// Stands between the browser and the program. The first upload stops after some bytes and is cut when the test says so; none begins then before the test mends it:
/// browsers repeat by themselves what was cut.
/// </summary>
internal sealed class CutConnection : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int port;
    private readonly int bytes;
    private readonly TaskCompletionSource cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int cuts;
    private volatile bool isAway;

    /// <param name="address">Where the program listens.</param>
    /// <param name="bytes">Bytes of the first PUT that pass.</param>
    public CutConnection(string address, int bytes)
    {
        (port, this.bytes) = (new Uri(address).Port, bytes);
        listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Cuts the upload that has stopped.</summary>
    public void Cut() => cut.TrySetResult();

    /// <summary>Lets uploads pass.</summary>
    public void Mend() => isAway = false;

    public void Dispose()
    {
        Cut();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient browser)
    {
        using (browser)
        using (var program = new TcpClient())
        {
            await program.ConnectAsync(IPAddress.Loopback, port);
            Task back = program.GetStream().CopyToAsync(browser.GetStream());
            try
            {
                await Task.WhenAny(SendAsync(browser.GetStream(), program.GetStream()), back);
            }
            catch (IOException)
            {
                // One of the two has gone.
            }
        }
    }

    private async Task SendAsync(NetworkStream from, NetworkStream to)
    {
        byte[] piece = new byte[16 * 1024];
        int? left = null;
        int read;
        while ((read = await from.ReadAsync(piece)) > 0)
        {
            bool isUpload = piece.AsSpan(0, read).StartsWith("PUT "u8);
            if (isUpload && isAway)
            {
                return;
            }

            if (left is null && isUpload && Interlocked.Exchange(ref cuts, 1) == 0)
            {
                (left, isAway) = (bytes, true);
            }

            await to.WriteAsync(piece.AsMemory(0, read));
            left -= read;
            if (left <= 0)
            {
                await cut.Task;
                return;
            }
        }
    }
}
