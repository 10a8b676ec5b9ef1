using RstKb.Knowledge;
using RstKb.Tests.House;

namespace RstKb.Tests.Knowledge;

/// <summary>Lines as programs print them, with addresses, times and numbers, searched in the articles as they are.</summary>
public sealed class RealErrorLinesTests
{
    private const int FirstThree = 3;
    private const double EnoughInFirstPlace = 0.9;

    private static readonly SearchIndex Index = ArticleSearch.Over(ArticleCatalogue.Load(Path.Combine(Corpus.RepositoryRoot, "content")));

    /// <summary>The article that fits best, and the line. What many causes print alike belongs to the guide that tells them apart.</summary>
    private static readonly (string Slug, string Line)[] Table =
    [
        ("closed-port", "2026/11/20 02:32:37 [error] 4711#4711: *56 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.5, server: shop.example.org, request: \"GET /cart HTTP/1.1\", upstream: \"http://10.0.0.9:8080/cart\", host: \"shop.example.org\""),
        ("closed-port", "Error: connect ECONNREFUSED 127.0.0.1:5432\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {\n  errno: -111,\n  code: 'ECONNREFUSED' }"),
        ("closed-port", "urllib.error.URLError: <urlopen error [Errno 111] Connection refused>"),
        ("closed-port", "System.Net.Sockets.SocketException (10061): No connection could be made because the target machine actively refused it. [::1]:5001"),
        ("closed-port", "This site can't be reached. localhost refused to connect. ERR_CONNECTION_REFUSED"),
        ("closed-port", "2026-11-20T02:32:37.221Z ERROR redis: dial tcp 10.0.0.9:6379: connect: connection refused"),
        ("closed-port", "curl: (7) Failed to connect to api.example.org port 8080 after 2 ms: Couldn't connect to server"),
        ("closed-port", "Caused by: java.net.ConnectException: Connection refused\n\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)"),
        ("closed-port", "psql: error: connection to server at \"db.example.org\" (10.1.2.3), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?"),
        ("keepalive-race", "2026/11/20 02:32:37 [error] 31#31: *2041 recv() failed (104: Connection reset by peer) while reading response header from upstream, client: 10.0.0.5, server: _, request: \"POST /pay HTTP/1.1\", upstream: \"http://10.0.0.9:3000/pay\""),
        ("keepalive-race", "2026/11/20 02:32:37 [error] 31#31: *9 upstream prematurely closed connection while reading response header from upstream, client: 10.0.0.5"),
        ("keepalive-race", "Error: socket hang up\n    at connResetException (node:internal/errors:720:14)\n    at Socket.socketOnEnd (node:_http_client:525:23) { code: 'ECONNRESET' }"),
        ("keepalive-race", "java.io.IOException: HTTP/1.1 header parser received no bytes"),
        ("keepalive-race", "requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))"),
        ("keepalive-race", "System.Net.Http.HttpIOException: The response ended prematurely. (ResponseEnded)"),
        ("keepalive-race", "curl: (52) Empty reply from server"),
        ("keepalive-race", "TypeError: fetch failed\n  [cause]: SocketError: other side closed { code: 'UND_ERR_SOCKET' }"),
        ("data-after-close", "BrokenPipeError: [Errno 32] Broken pipe"),
        ("data-after-close", "write tcp 10.0.0.5:51234->10.0.0.9:443: write: broken pipe"),
        ("data-after-close", "Error: write EPIPE\n    at WriteWrap.onWriteComplete [as oncomplete] (node:internal/stream_base_commons:94:16)"),
        ("data-after-close", "java.net.SocketException: Broken pipe (Write failed)"),
        ("client-abort", "2026/11/20 02:32:37 [info] 31#31: *77 client prematurely closed connection (104: Connection reset by peer) while sending response to client, client: 203.0.113.7"),
        ("connect-timeout", "curl: (28) Failed to connect to api.example.org port 443 after 130018 ms: Timeout was reached"),
        ("connect-timeout", "java.net.SocketTimeoutException: Connect timed out"),
        ("connect-timeout", "ConnectTimeoutError: Connect Timeout Error (attempted address: api.example.org:443, timeout: 10000ms) { code: 'UND_ERR_CONNECT_TIMEOUT' }"),
        ("connect-timeout", "System.TimeoutException: A connection could not be established within the configured ConnectTimeout."),
        ("connect-timeout", "2026/11/20 02:32:37 [error] 31#31: *5 upstream timed out (110: Connection timed out) while connecting to upstream, client: 10.0.0.5"),
        ("connect-timeout", "Get \"https://10.0.0.9/\": dial tcp 10.0.0.9:443: i/o timeout"),
        ("retransmission-timeout", "2026/11/20 02:32:37 [error] 31#31: *5 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.0.0.5"),
        ("time-wait", "OSError: [Errno 99] Cannot assign requested address"),
        ("fin-wait2-orphan", "[12345.678901] TCP: too many orphaned sockets"),
        ("fin-wait2-orphan", "Nov 20 02:32:37 web1 kernel: TCP: out of memory -- consider tuning tcp_mem"),
        ("tls-rejected", "curl: (35) Recv failure: Connection reset by peer"),
        ("tls-rejected", "javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake"),
        ("tls-rejected", "write:errno=104\n---\nno peer certificate available"),
        ("tls-rejected", "System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception."),
        ("which-is-mine", "System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host.\n ---> System.Net.Sockets.SocketException (10054)"),
        ("which-is-mine", "WSAECONNRESET"),
        ("which-is-mine", "10054"),
        ("which-is-mine", "net::ERR_CONNECTION_RESET"),
        ("which-is-mine", "curl: (56) Recv failure: Connection reset by peer"),
        ("which-is-mine", "java.net.SocketException: Connection reset\n\tat java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:328)"),
        ("which-is-mine", "Connection reset by peer"),
        ("which-is-mine", "ConnectionResetError: [Errno 104] Connection reset by peer"),
        ("linger-zero-abort", "2026/11/20 02:32:37 [error] 31#31: *5 connect() failed (104: Connection reset by peer) while connecting to upstream, client: 10.0.0.5"),
        ("proxy-abort", "2026/11/20 02:32:37 [error] 31#31: *5 readv() failed (104: Connection reset by peer) while reading upstream, client: 10.0.0.5"),
        ("firewall-reject", "ssh: connect to host 10.0.0.9 port 22: No route to host"),
        ("firewall-reject", "Error: connect EHOSTUNREACH 10.0.0.9:443"),
        ("closed-port", "System.Net.Http.HttpRequestException: Connection refused (localhost:5001)\n ---> System.Net.Sockets.SocketException (111): Connection refused"),
        ("closed-port", "ECONNREFUSED 10.96.0.12:80 - Readiness check"),
        ("connect-timeout", "System.Net.Sockets.SocketException (10060): A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond. [::ffff:10.0.0.9]:443"),
        ("connect-timeout", "This site can't be reached. api.example.org took too long to respond. ERR_CONNECTION_TIMED_OUT"),
        ("connect-timeout", "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='api.example.org', port=443): Max retries exceeded with url: /v1 (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f3a2c0b5d90>, 'Connection to api.example.org timed out. (connect timeout=5)'))"),
        ("admin-kill", "System.IO.IOException: Unable to write data to the transport connection: An established connection was aborted by the software in your host machine."),
        ("admin-kill", "java.net.SocketException: Software caused connection abort: socket write error"),
        ("admin-kill", "[WinError 10053] An established connection was aborted by the software in your host machine"),
        ("tls-rejected", "Error: Client network socket disconnected before secure TLS connection was established\n    at connResetException (node:internal/errors:720:14) { code: 'ECONNRESET' }"),
        ("tls-rejected", "curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to api.example.org:443"),
        ("tls-rejected", "ssl.SSLEOFError: [SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:1006)"),
        ("idle-timeout-middlebox", "client_loop: send disconnect: Broken pipe"),
        ("idle-timeout-middlebox", "ERROR 2006 (HY000): MySQL server has gone away"),
        ("idle-timeout-middlebox", "com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure. The last packet successfully received from the server was 1,801,243 milliseconds ago."),
        ("process-exit", "psycopg2.OperationalError: server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request."),
        ("client-abort", "org.apache.catalina.connector.ClientAbortException: java.io.IOException: Broken pipe"),
        ("client-abort", "2026/11/20 02:32:37 [info] 31#31: *8 writev() failed (32: Broken pipe) while sending to client, client: 203.0.113.7, server: _"),
        ("keepalive-race", "org.apache.http.NoHttpResponseException: api.example.org:443 failed to respond"),
        ("keepalive-race", "Post \"https://api.example.org/v1\": http: server closed idle connection"),
        ("keepalive-race", "This page isn't working. api.example.org didn't send any data. ERR_EMPTY_RESPONSE"),
        ("kubernetes", "upstream connect error or disconnect/reset before headers. retried and the latest reset reason: connection termination"),
        ("syn-backlog-full", "[ 8123.551201] TCP: request_sock_TCP: Possible SYN flooding on port 0.0.0.0:443. Sending cookies."),
        ("firewall-reject", "System.Net.Sockets.SocketException (113): No route to host 10.0.0.9:443"),
        ("time-wait", "dial tcp 10.0.0.9:443: connect: cannot assign requested address"),
        ("tw-recycle", "    4711 passive connections rejected because of time stamp"),
        ("push-connection-idle", "http2: client connection lost"),
        ("conntrack-invalid", "Nov 20 02:32:37 node3 kernel: nf_ct_tcp: SEQ is over upper bound (over the window of the receiver) IN= OUT= SRC=10.0.0.9 DST=10.0.0.5 LEN=1500"),
        ("proxy-abort", "curl: (18) transfer closed with 81920 bytes remaining to read"),
    ];

    public static TheoryData<string, string> Lines
    {
        get
        {
            var lines = new TheoryData<string, string>();
            foreach (var (slug, line) in Table)
            {
                lines.Add(slug, line);
            }

            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Line_FindsItsArticleAmongTheFirstThree(string slug, string line)
    {
        var hits = Index.Search(line, FirstThree);

        Assert.Contains(slug, hits.Where(hit => hit.IsErrorMatch).Select(hit => hit.Article.Slug));
    }

    [Fact]
    public void NineLinesInTen_FindTheirArticleFirst()
    {
        var others = Table
            .Select(row => (row.Slug, row.Line, First: Index.Search(row.Line, 1) is [{ } hit, ..] ? hit.Article.Slug : "nothing"))
            .Where(row => row.First != row.Slug)
            .Select(row => $"{row.First} instead of {row.Slug}: {row.Line}")
            .ToList();

        Assert.True(others.Count <= Table.Length * (1 - EnoughInFirstPlace), string.Join('\n', others));
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
