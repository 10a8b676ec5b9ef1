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
        ("which-is-mine", "read tcp 10.0.0.5:51234->10.0.0.9:443: read: connection reset by peer"),
        ("which-is-mine", "write tcp 10.0.0.5:51234->10.0.0.9:443: write: connection reset by peer"),
        ("keepalive-race", "2026/11/20 02:32:37 http: proxy error: EOF"),
        ("which-is-mine", "rpc error: code = Unavailable desc = error reading from server: read tcp 10.0.0.5:41234->10.0.0.9:50051: read: connection reset by peer"),
        ("process-exit", "rpc error: code = Unavailable desc = transport is closing"),
        ("closed-port", "rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while dialing dial tcp 10.0.0.9:50051: connect: connection refused\""),
        ("keepalive-race", "reactor.netty.http.client.PrematureCloseException: Connection prematurely closed BEFORE response"),
        ("idle-timeout-middlebox", "org.postgresql.util.PSQLException: An I/O error occurred while sending to the backend."),
        ("idle-timeout-middlebox", "HikariPool-1 - Failed to validate connection org.postgresql.jdbc.PgConnection@4f2b503c (This connection has been closed.). Possibly consider using a shorter maxLifetime value."),
        ("idle-timeout-middlebox", "ORA-03135: connection lost contact"),
        ("process-exit", "ORA-03113: end-of-file on communication channel"),
        ("closed-port", "ORA-12541: TNS:no listener"),
        ("closed-port", "org.apache.http.conn.HttpHostConnectException: Connect to api.example.org:443 [api.example.org/10.0.0.9] failed: Connection refused (Connection refused)"),
        ("closed-port", "[Producer clientId=producer-1] Connection to node -1 (localhost/127.0.0.1:9092) could not be established. Broker may not be available."),
        ("keepalive-race", "feign.RetryableException: Unexpected end of file from server executing POST http://orders/api"),
        ("keepalive-race", "FetchError: request to https://api.example.org/v1 failed, reason: socket hang up"),
        ("closed-port", "[ioredis] Unhandled error event: Error: connect ECONNREFUSED 127.0.0.1:6379"),
        ("client-abort", "Error: aborted\n    at connResetException (node:internal/errors:720:14)\n    at abortIncoming (node:_http_server:781:17) { code: 'ECONNRESET' }"),
        ("proxy-abort", "urllib3.exceptions.ProtocolError: ('Connection broken: IncompleteRead(8192 bytes read, 2048 more expected)', IncompleteRead(8192 bytes read, 2048 more expected))"),
        ("which-is-mine", "requests.exceptions.ConnectionError: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))"),
        ("keepalive-race", "httpx.RemoteProtocolError: Server disconnected without sending a response."),
        ("keepalive-race", "aiohttp.client_exceptions.ServerDisconnectedError: Server disconnected"),
        ("which-is-mine", "aiohttp.client_exceptions.ClientOSError: [Errno 104] Connection reset by peer"),
        ("which-is-mine", "redis.exceptions.ConnectionError: Error 104 while writing to socket. Connection reset by peer."),
        ("idle-timeout-middlebox", "pymysql.err.OperationalError: (2013, 'Lost connection to MySQL server during query')"),
        ("which-is-mine", "pika.exceptions.StreamLostError: Stream connection lost: ConnectionResetError(104, 'Connection reset by peer')"),
        ("which-is-mine", "Microsoft.Data.SqlClient.SqlException (0x80131904): A transport-level error has occurred when receiving results from the server. (provider: TCP Provider, error: 0 - An existing connection was forcibly closed by the remote host.)"),
        ("closed-port", "A network-related or instance-specific error occurred while establishing a connection to SQL Server. The server was not found or was not accessible. (provider: TCP Provider, error: 0 - No connection could be made because the target machine actively refused it.)"),
        ("process-exit", "Npgsql.NpgsqlException: Exception while reading from stream ---> System.IO.EndOfStreamException: Attempted to read past the end of the stream."),
        ("client-abort", "Microsoft.AspNetCore.Connections.ConnectionResetException: Connection reset by peer"),
        ("keepalive-race", "System.Net.WebException: The underlying connection was closed: A connection that was expected to be kept alive was closed by the server."),
        ("which-is-mine", "System.Net.WebException: The underlying connection was closed: An unexpected error occurred on a receive."),
        ("closed-port", "PHP Warning:  fsockopen(): Unable to connect to 10.0.0.9:25 (Connection refused) in /var/www/mail.php on line 12"),
        ("keepalive-race", "GuzzleHttp\\Exception\\ConnectException: cURL error 52: Empty reply from server (see https://curl.haxx.se/libcurl/c/libcurl-errors.html)"),
        ("idle-timeout-middlebox", "SQLSTATE[HY000]: General error: 2006 MySQL server has gone away"),
        ("data-after-close", "fwrite(): send of 8192 bytes failed with errno=32 Broken pipe"),
        ("connect-timeout", "stream_socket_client(): unable to connect to tcp://10.0.0.9:443 (Connection timed out)"),
        ("tls-rejected", "Errno::ECONNRESET: Connection reset by peer - SSL_connect"),
        ("closed-port", "Errno::ECONNREFUSED: Failed to open TCP connection to localhost:3000 (Connection refused - connect(2) for \"localhost\" port 3000)"),
        ("keepalive-race", "EOFError: end of file reached"),
        ("connect-timeout", "Net::OpenTimeout: execution expired"),
        ("process-exit", "PG::UnableToSend: SSL SYSCALL error: EOF detected"),
        ("keepalive-race", "reqwest::Error { kind: Request, source: hyper::Error(IncompleteMessage) }"),
        ("which-is-mine", "Os { code: 104, kind: ConnectionReset, message: \"Connection reset by peer\" }"),
        ("tls-rejected", "2026/11/20 02:32:37 [error] 31#31: *5 SSL_do_handshake() failed (104: Connection reset by peer) while SSL handshaking to upstream, client: 10.0.0.5"),
        ("tls-rejected", "2026/11/20 02:32:37 [info] 31#31: *5 peer closed connection in SSL handshake (104: Connection reset by peer) while SSL handshaking, client: 203.0.113.7"),
        ("benign", "2026/11/20 02:32:37 [info] 31#31: *5 client 203.0.113.7 closed keepalive connection (104: Connection reset by peer)"),
        ("client-abort", "2026/11/20 02:32:37 [info] 31#31: *5 epoll_wait() reported that client prematurely closed connection, so upstream connection is closed too while sending request to upstream"),
        ("closed-port", "Server app/web1 is DOWN, reason: Layer4 connection problem, info: \"Connection refused\", check duration: 0ms."),
        ("connect-timeout", "Server app/web1 is DOWN, reason: Layer4 timeout, check duration: 2001ms."),
        ("kubernetes", "upstream_reset_before_response_started{connection_termination}"),
        ("closed-port", "upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: delayed connect error: 111"),
        ("keepalive-race", "botocore.exceptions.ConnectionClosedError: Connection was closed before we received a valid response from endpoint URL: \"https://sqs.eu-west-1.amazonaws.com/\"."),
        ("keepalive-race", "com.amazonaws.SdkClientException: Unable to execute HTTP request: The target server failed to respond"),
        ("data-after-close", "curl: (55) Send failure: Broken pipe"),
        ("close-with-unread-data", "curl: (55) Send failure: Connection reset by peer"),
        ("which-is-mine", "fatal: unable to access 'https://github.com/o/r.git/': Recv failure: Connection reset by peer"),
        ("which-is-mine", "error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: the remote end hung up unexpectedly"),
        ("proxy-abort", "curl: (92) HTTP/2 stream 0 was not closed cleanly: INTERNAL_ERROR (err 2)"),
        ("which-is-mine", "kex_exchange_identification: read: Connection reset by peer\nConnection reset by 10.0.0.9 port 22"),
        ("idle-timeout-middlebox", "packet_write_wait: Connection to 10.0.0.9 port 22: Broken pipe"),
        ("process-exit", "psql: SSL connection has been closed unexpectedly"),
        ("process-exit", "FATAL:  terminating connection due to administrator command"),
        ("client-abort", "LOG:  unexpected EOF on client connection with an open transaction"),
        ("client-abort", "LOG:  could not send data to client: Broken pipe"),
        ("closed-port", "ERROR 2003 (HY000): Can't connect to MySQL server on '10.0.0.9:3306' (111)"),
        ("client-abort", "[Note] Aborted connection 42 to db: 'shop' user: 'app' host: '10.0.0.5' (Got an error reading communication packets)"),
        ("keepalive-timeout", "closing AMQP connection <0.1234.0> (10.0.0.5:51234 -> 10.0.0.9:5672): missed heartbeats from client, timeout: 60s"),
        ("client-abort", "closing AMQP connection <0.1234.0> (10.0.0.5:51234 -> 10.0.0.9:5672, vhost: '/'): client unexpectedly closed TCP connection"),
        ("client-abort", "EndOfStreamException: Unable to read additional data from client sessionid 0x0, likely client has closed socket"),
        ("kubernetes", "Readiness probe failed: dial tcp 10.1.2.3:8080: connect: connection refused"),
        ("closed-port", "The connection to the server localhost:8080 was refused - did you specify the right host or port?"),
        ("connect-timeout", "error dialing backend: dial tcp 10.0.0.1:10250: i/o timeout"),
        ("kubernetes", "E1120 02:32:37.123456   12345 portforward.go:234] lost connection to pod"),
        ("process-exit", "http2: server sent GOAWAY and closed the connection; LastStreamID=1999, ErrCode=NO_ERROR, debug=\"\""),
        ("keepalive-race", "Error Domain=NSURLErrorDomain Code=-1005 \"The network connection was lost.\""),
        ("which-is-mine", "Error Domain=NSPOSIXErrorDomain Code=54 \"Connection reset by peer\""),
        ("which-is-mine", "javax.net.ssl.SSLException: Read error: ssl=0x7f8a: I/O error during system call, Connection reset by peer"),
        ("tls-rejected", "PR_END_OF_FILE_ERROR"),
        ("tls-rejected", "The request was aborted: Could not create SSL/TLS secure channel."),
        ("client-abort", "The specified network name is no longer available"),
        ("keepalive-race", "Timer_ConnectionIdle"),
        ("which-is-mine", "The connection with the server was terminated abnormally"),
        ("which-is-mine", "{\"level\":\"error\",\"ts\":\"2026-11-20T02:32:37.221Z\",\"caller\":\"server/proxy.go:114\",\"msg\":\"upstream failed\",\"error\":\"read tcp 10.42.0.17:41522->10.43.12.9:8080: read: connection reset by peer\",\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}"),
        ("closed-port", "Nov 20 02:32:37 web1 myapp[4711]: ERROR  [pool-3-thread-17] c.e.s.OrderClient - call failed\norg.springframework.web.client.ResourceAccessException: I/O error on GET request for \"http://orders:8080/api\": Connection refused; nested exception is java.net.ConnectException: Connection refused"),
        ("client-abort", "2026-11-20 02:32:37.221  WARN 1 --- [nio-8080-exec-7] .w.s.m.s.DefaultHandlerExceptionResolver : Resolved [org.springframework.web.context.request.async.AsyncRequestNotUsableException: ServletOutputStream failed to flush: java.io.IOException: Broken pipe]"),
        ("connect-timeout", "Caused by: io.netty.channel.ConnectTimeoutException: connection timed out after 30000 ms: orders.internal/10.0.0.9:8080"),
        ("which-is-mine", "Exception in thread \"main\" javax.net.ssl.SSLException: Connection reset\n\tat java.base/sun.security.ssl.Alert.createSSLException(Alert.java:127)\nCaused by: java.net.SocketException: Connection reset"),
        ("tls-rejected", "requests.exceptions.SSLError: HTTPSConnectionPool(host='api.example.org', port=443): Max retries exceeded with url: / (Caused by SSLError(SSLEOFError(8, 'EOF occurred in violation of protocol (_ssl.c:1131)')))"),
        ("closed-port", "urllib3.exceptions.MaxRetryError: HTTPConnectionPool(host='localhost', port=9200): Max retries exceeded with url: /_bulk (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f3a>: Failed to establish a new connection: [Errno 111] Connection refused'))"),
        ("which-is-mine", "elasticsearch.exceptions.ConnectionError: ConnectionError(('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))) caused by: ProtocolError"),
        ("closed-port", "Error: P1001: Can't reach database server at `localhost`:`5432` Please make sure your database server is running\n connect ECONNREFUSED"),
        ("closed-port", "Cannot connect to the Docker daemon at tcp://10.0.0.9:2375. Is the docker daemon running? dial tcp 10.0.0.9:2375: connect: connection refused"),
        ("idle-timeout-middlebox", "Error: Connection lost: The server closed the connection. code: 'PROTOCOL_CONNECTION_LOST'"),
        ("idle-timeout-middlebox", "com.mysql.cj.exceptions.CJCommunicationsException: The last packet sent successfully to the server was 8,123,456 milliseconds ago. is longer than the server configured value of 'wait_timeout'."),
        ("which-is-mine", "Traceback (most recent call last):\n  File \"/app/main.py\", line 12, in <module>\n    data = sock.recv(4096)\nConnectionResetError: [WinError 10054] An existing connection was forcibly closed by the remote host"),
        ("who-sent-it", "session_end_reason=\"tcp-rst-from-server\""),
        ("who-sent-it", "%ASA-6-302014: Teardown TCP connection 12345 for outside:203.0.113.7/443 to inside:10.0.0.5/51234 duration 0:00:30 bytes 1234 TCP Reset-O"),
        ("which-is-mine", "HTTP request sent, awaiting response... Read error (Connection reset by peer) in headers."),
        ("keepalive-race", "HTTP request sent, awaiting response... No data received."),
        ("which-is-mine", "kex_exchange_identification: Connection closed by remote host\nConnection closed by 10.0.0.9 port 22"),
        ("closed-port", "Could not connect to Redis at 127.0.0.1:6379: Connection refused"),
        ("process-exit", "Error: Server closed the connection"),
        ("data-after-close", "PHP Notice:  fwrite(): Send of 8192 bytes failed with errno=32 Broken pipe in /var/www/a.php on line 7"),
        ("closed-port", "PHP Warning:  file_get_contents(http://127.0.0.1:5399/): Failed to open stream: Connection refused in a.php on line 7"),
        ("which-is-mine", "fatal: read error: Connection reset by peer"),
        ("closed-port", "fatal: unable to connect to git.example.org:\ngit.example.org[0: 10.0.0.9]: errno=Connection refused"),
        ("connect-timeout", "git.example.org[0: 10.0.0.9]: errno=Connection timed out"),
        ("retransmission-timeout", "Unable to connect to the server: net/http: TLS handshake timeout"),
        ("tls-rejected", "npm ERR! network Client network socket disconnected before secure TLS connection was established"),
        ("tls-rejected", "error: failed to download from `https://index.crates.io` Caused by: [35] SSL connect error (Recv failure: Connection reset by peer)"),
        ("which-is-mine", "E: Failed to fetch http://deb.debian.org/debian/pool/main/x.deb  Connection reset by peer [IP: 151.101.2.132 80]"),
        ("which-is-mine", "docker: Error response from daemon: Get \"https://registry-1.docker.io/v2/\": read tcp 10.0.0.5:41522->54.1.2.3:443: read: connection reset by peer."),
        ("closed-port", "Error response from daemon: Get \"http://registry.local:5000/v2/\": dial tcp 10.0.0.9:5000: connect: connection refused"),
        ("closed-port", "postfix/smtp[4711]: connect to mx.example.org[203.0.113.5]:25: Connection refused"),
        ("connect-timeout", "postfix/smtp[4711]: connect to mx.example.org[203.0.113.5]:25: Connection timed out"),
        ("client-abort", "postfix/smtpd[4711]: lost connection after DATA (1234 bytes) from mail.example.org[203.0.113.5]"),
        ("process-exit", "smtplib.SMTPServerDisconnected: Connection unexpectedly closed"),
        ("closed-port", "Dart SocketException: Connection refused (OS Error: Connection refused, errno = 111), address = localhost, port = 41234"),
        ("which-is-mine", "SocketException: OS Error: Connection reset by peer, errno = 104"),
        ("data-after-close", "SocketException: Write failed (OS Error: Broken pipe, errno = 32)"),
        ("keepalive-race", "HttpException: Connection closed before full header was received"),
        ("closed-port", "** (DBConnection.ConnectionError) tcp connect (localhost:5432): connection refused - :econnrefused"),
        ("connect-timeout", "akka.stream.StreamTcpException: Tcp command [Connect(10.0.0.9:8080)] failed because of akka.io.TcpOutgoingConnection: Connect timeout of Some(10 seconds) expired"),
        ("which-is-mine", "UNREACHABLE! => Failed to connect to the host via ssh: kex_exchange_identification: read: Connection reset by peer"),
        ("which-is-mine", "hudson.remoting.ChannelClosedException: Channel \"hudson.remoting.Channel@1\": java.io.IOException: Connection reset by peer"),
        ("which-is-mine", "Error: Get \"https://management.azure.com/\": read tcp: wsarecv: An existing connection was forcibly closed by the remote host."),
        ("closed-port", "dial tcp [::1]:3000: connectex: No connection could be made because the target machine actively refused it."),
        ("connect-timeout", "dial tcp 10.0.0.9:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time"),
        ("admin-kill", "wsasend: An established connection was aborted by the software in your host machine."),
        ("closed-port", "ldap_sasl_bind(SIMPLE): Can't contact LDAP server (-1) Connection refused"),
        ("load-balancer-idle", "websocket: close 1006 (abnormal closure): unexpected EOF"),
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
    [InlineData("sokcet hangup", "keepalive-race")]
    [InlineData("econrefused", "closed-port")]
    [InlineData("upstream prematurly closed conection", "keepalive-race")]
    [InlineData("an exsiting connection was forcibly closed by remote host", "which-is-mine")]
    [InlineData("brokenpipe errno 32", "data-after-close")]
    [InlineData("tcp rst", "which-is-mine")]
    [InlineData("connection refused only from other hosts", "closed-port")]
    [InlineData("read: connection reset by peer after server reboot", "half-open")]
    [InlineData("413 Request Entity Too Large connection reset", "close-with-unread-data")]
    [InlineData("times the listen queue of a socket overflowed", "accept-queue-overflow")]
    public void Words_FindTheirArticleAmongTheFirstThree(string words, string slug) =>
        Assert.Contains(slug, Index.Search(words, FirstThree).Select(hit => hit.Article.Slug));
}
