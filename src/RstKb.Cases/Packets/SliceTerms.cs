using RstKb.Cases.Sharing;

namespace RstKb.Cases.Packets;

/// <summary>What an excerpt of a capture holds.</summary>
/// <param name="Addresses">Gives the stand-ins; null where addresses stay.</param>
/// <param name="WithPayload">False where each packet ends with its TCP header.</param>
public sealed record SliceTerms(AddressReplacement? Addresses, bool WithPayload);
