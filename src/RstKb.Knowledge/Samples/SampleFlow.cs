namespace RstKb.Knowledge.Samples;

/// <summary>One flow of a sample capture, as its truth file tells it.</summary>
/// <param name="Client">Address of the end that opened the connection.</param>
/// <param name="ClientPort">Its port.</param>
/// <param name="Server">Address of the other end.</param>
/// <param name="ServerPort">Its port.</param>
/// <param name="Cause">The slug.</param>
/// <param name="SentBy">Who really sent the reset: <c>client</c>, <c>server</c> or <c>middlebox</c>; empty where the file does not say.</param>
public sealed record SampleFlow(string Client, int ClientPort, string Server, int ServerPort, string Cause, string SentBy);
