using RstKb.Capture.Headers;

namespace RstKb.Benchmarks.Generation;

/// <summary>One segment of a script.</summary>
/// <param name="Wait">Microseconds after the step before.</param>
/// <param name="FromClient">Who sends it.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Payload">Bytes of payload.</param>
internal readonly record struct FlowStep(int Wait, bool FromClient, TcpFlags Flags, int Payload);
