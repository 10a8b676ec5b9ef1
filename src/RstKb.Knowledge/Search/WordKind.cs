namespace RstKb.Knowledge.Search;

internal enum WordKind
{
    /// <summary>What cannot be cut further: <c>connection</c> in <c>ConnectionResetError</c>.</summary>
    Part,

    /// <summary>The whole of <c>ConnectionResetError</c>, <c>ERR_CONNECTION_RESET</c> or <c>keep-alive</c>; it follows its parts.</summary>
    Compound,
}
