using RstKb.Knowledge;
using RstKb.Tests.House;

namespace RstKb.Tests.Knowledge;

/// <summary>Lines as programs print them, with addresses, times and numbers, searched in the articles as they are.</summary>
public sealed class RealErrorLinesTests
{
    private const int FirstThree = 3;

    private static readonly SearchIndex Index = new(ArticleCatalogue.Load(Path.Combine(Corpus.RepositoryRoot, "content")));

    [Theory]
    [InlineData("closed-port", "2026/11/20 02:32:37 [error] 4711#4711: *56 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.5, server: shop.example.org, request: \"GET /cart HTTP/1.1\", upstream: \"http://10.0.0.9:8080/cart\", host: \"shop.example.org\"")]
    [InlineData("closed-port", "Error: connect ECONNREFUSED 127.0.0.1:5432\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {\n  errno: -111,\n  code: 'ECONNREFUSED' }")]
    [InlineData("closed-port", "urllib.error.URLError: <urlopen error [Errno 111] Connection refused>")]
    [InlineData("closed-port", "System.Net.Sockets.SocketException (10061): No connection could be made because the target machine actively refused it. [::1]:5001")]
    [InlineData("closed-port", "This site can't be reached. localhost refused to connect. ERR_CONNECTION_REFUSED")]
    [InlineData("closed-port", "2026-11-20T02:32:37.221Z ERROR redis: dial tcp 10.0.0.9:6379: connect: connection refused")]
    [InlineData("closed-port", "curl: (7) Failed to connect to api.example.org port 8080 after 2 ms: Couldn't connect to server")]
    [InlineData("closed-port", "Caused by: java.net.ConnectException: Connection refused\n\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)")]
    [InlineData("closed-port", "psql: error: connection to server at \"db.example.org\" (10.1.2.3), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?")]
    [InlineData("keepalive-race", "2026/11/20 02:32:37 [error] 31#31: *2041 recv() failed (104: Connection reset by peer) while reading response header from upstream, client: 10.0.0.5, server: _, request: \"POST /pay HTTP/1.1\", upstream: \"http://10.0.0.9:3000/pay\"")]
    [InlineData("keepalive-race", "2026/11/20 02:32:37 [error] 31#31: *9 upstream prematurely closed connection while reading response header from upstream, client: 10.0.0.5")]
    [InlineData("keepalive-race", "Error: socket hang up\n    at connResetException (node:internal/errors:720:14)\n    at Socket.socketOnEnd (node:_http_client:525:23) { code: 'ECONNRESET' }")]
    [InlineData("keepalive-race", "java.io.IOException: HTTP/1.1 header parser received no bytes")]
    [InlineData("keepalive-race", "requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))")]
    [InlineData("keepalive-race", "System.Net.Http.HttpIOException: The response ended prematurely. (ResponseEnded)")]
    [InlineData("keepalive-race", "curl: (52) Empty reply from server")]
    [InlineData("keepalive-race", "TypeError: fetch failed\n  [cause]: SocketError: other side closed { code: 'UND_ERR_SOCKET' }")]
    [InlineData("data-after-close", "BrokenPipeError: [Errno 32] Broken pipe")]
    [InlineData("data-after-close", "write tcp 10.0.0.5:51234->10.0.0.9:443: write: broken pipe")]
    [InlineData("data-after-close", "Error: write EPIPE\n    at WriteWrap.onWriteComplete [as oncomplete] (node:internal/stream_base_commons:94:16)")]
    [InlineData("data-after-close", "java.net.SocketException: Broken pipe (Write failed)")]
    [InlineData("client-abort", "2026/11/20 02:32:37 [info] 31#31: *77 client prematurely closed connection (104: Connection reset by peer) while sending response to client, client: 203.0.113.7")]
    [InlineData("connect-timeout", "curl: (28) Failed to connect to api.example.org port 443 after 130018 ms: Timeout was reached")]
    [InlineData("connect-timeout", "java.net.SocketTimeoutException: Connect timed out")]
    [InlineData("connect-timeout", "ConnectTimeoutError: Connect Timeout Error (attempted address: api.example.org:443, timeout: 10000ms) { code: 'UND_ERR_CONNECT_TIMEOUT' }")]
    [InlineData("connect-timeout", "System.TimeoutException: A connection could not be established within the configured ConnectTimeout.")]
    [InlineData("connect-timeout", "2026/11/20 02:32:37 [error] 31#31: *5 upstream timed out (110: Connection timed out) while connecting to upstream, client: 10.0.0.5")]
    [InlineData("connect-timeout", "Get \"https://10.0.0.9/\": dial tcp 10.0.0.9:443: i/o timeout")]
    [InlineData("retransmission-timeout", "2026/11/20 02:32:37 [error] 31#31: *5 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.0.0.5")]
    [InlineData("time-wait", "OSError: [Errno 99] Cannot assign requested address")]
    [InlineData("fin-wait2-orphan", "[12345.678901] TCP: too many orphaned sockets")]
    [InlineData("fin-wait2-orphan", "Nov 20 02:32:37 web1 kernel: TCP: out of memory -- consider tuning tcp_mem")]
    [InlineData("on-path-injection", "curl: (35) Recv failure: Connection reset by peer")]
    [InlineData("on-path-injection", "javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake")]
    [InlineData("on-path-injection", "write:errno=104\n---\nno peer certificate available")]
    [InlineData("on-path-injection", "System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.")]
    [InlineData("close-with-unread-data", "System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host.\n ---> System.Net.Sockets.SocketException (10054)")]
    [InlineData("close-with-unread-data", "WSAECONNRESET")]
    [InlineData("close-with-unread-data", "10054")]
    [InlineData("half-open", "net::ERR_CONNECTION_RESET")]
    [InlineData("close-with-unread-data", "curl: (56) Recv failure: Connection reset by peer")]
    [InlineData("half-open", "java.net.SocketException: Connection reset\n\tat java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:328)")]
    [InlineData("close-with-unread-data", "Connection reset by peer")]
    [InlineData("half-open", "ConnectionResetError: [Errno 104] Connection reset by peer")]
    [InlineData("linger-zero-abort", "2026/11/20 02:32:37 [error] 31#31: *5 connect() failed (104: Connection reset by peer) while connecting to upstream, client: 10.0.0.5")]
    [InlineData("proxy-abort", "2026/11/20 02:32:37 [error] 31#31: *5 readv() failed (104: Connection reset by peer) while reading upstream, client: 10.0.0.5")]
    [InlineData("firewall-reject", "ssh: connect to host 10.0.0.9 port 22: No route to host")]
    [InlineData("firewall-reject", "Error: connect EHOSTUNREACH 10.0.0.9:443")]
    public void Line_FindsItsArticleAmongTheFirstThree(string slug, string line)
    {
        var hits = Index.Search(line, FirstThree);

        Assert.Contains(slug, hits.Where(hit => hit.IsErrorMatch).Select(hit => hit.Article.Slug));
    }

    [Theory]
    [InlineData("conection refused", "closed-port")]
    [InlineData("conection reset by pear", "close-with-unread-data")]
    [InlineData("ECONRESET", "close-with-unread-data")]
    [InlineData("brokn pipe", "data-after-close")]
    [InlineData("great firewall", "on-path-injection")]
    [InlineData("SO_LINGER", "linger-zero-abort")]
    [InlineData("idle timeout nat", "idle-timeout-middlebox")]
    [InlineData("load balancer idle timeout", "load-balancer-idle")]
    [InlineData("tcp_abort_on_overflow", "accept-queue-overflow")]
    [InlineData("port scan", "syn-scan")]
    [InlineData("health check", "health-check")]
    [InlineData("server rebooted", "half-open")]
    [InlineData("MPTCP", "mptcp-reset")]
    public void Words_FindTheirArticleAmongTheFirstThree(string words, string slug) =>
        Assert.Contains(slug, Index.Search(words, FirstThree).Select(hit => hit.Article.Slug));
}
