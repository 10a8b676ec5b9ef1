using System.Text.Json.Serialization;

namespace RstKb.Web.Api;

/// <summary>How the API's own messages are written: camelCase, source-generated.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProgressEvent))]
[JsonSerializable(typeof(WaitingUpload))]
[JsonSerializable(typeof(RstKb.Cases.Packets.PacketBytes))]
internal sealed partial class ApiJson : JsonSerializerContext;
