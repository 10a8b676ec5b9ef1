namespace RstKb.Cases.Packets;

/// <summary>Where a header field lies.</summary>
/// <param name="Field">Its short name: <c>eth</c> (both addresses of the frame), <c>ttl</c>, <c>id</c>, <c>df</c>, <c>ip</c>, <c>ports</c>, <c>seq</c>, <c>ack</c>, <c>flags</c>, <c>win</c> or <c>ts</c>.</param>
/// <param name="Start">First byte.</param>
/// <param name="Count">Bytes.</param>
public sealed record FieldPlace(string Field, int Start, int Count);
