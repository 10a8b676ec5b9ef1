namespace RstKb.Diagnosis;

/// <summary>
/// What can be told of a reset before any cause is asked: its shape, the side whose address it bears, and whether payload had been exchanged. One reset
/// has one of each; a cause names all that it can have made, so that a refused SYN is not shown to thirty causes when six can have refused it.
/// </summary>
[Flags]
public enum ResetKinds
{
    None = 0,
    Abort = 1 << 0,
    Reply = 1 << 1,
    Refusal = 1 << 2,
    Foreign = 1 << 3,
    ByClient = 1 << 4,
    ByServer = 1 << 5,
    WithPayload = 1 << 6,
    WithoutPayload = 1 << 7,

    AnyShape = Abort | Reply | Refusal | Foreign,
    AnySide = ByClient | ByServer,
    AnyPayload = WithPayload | WithoutPayload,
    Any = AnyShape | AnySide | AnyPayload,
}
