using RstKb.Capture.Headers;

namespace RstKb.Diagnosis;

/// <summary>The two ends of a flow by their roles.</summary>
/// <param name="Flow">The flow's number in the capture.</param>
/// <param name="ClientKnown">False where no SYN was seen and the client is a guess.</param>
public readonly record struct FlowPair(int Flow, NetworkAddress Client, ushort ClientPort, NetworkAddress Server, ushort ServerPort, bool ClientKnown);
