namespace RstKb.Capture.Headers;

/// <summary>Which step opens which of the rarer headers, apart from the others so that the usual way stays short.</summary>
internal ref partial struct HeaderWalk
{
    private HeaderLayer OpenRarer(HeaderLayer layer) => layer switch
    {
        HeaderLayer.OrderedLoopback => OpenLoopback(isNetworkOrder: true),
        HeaderLayer.NetworkService => OpenNetworkService(),
        HeaderLayer.VxlanGpe => OpenVxlanGpe(),
        HeaderLayer.Gtp => OpenGtp(),
        HeaderLayer.L2tp => OpenL2tp(),
        HeaderLayer.Teredo => OpenTeredo(),
        HeaderLayer.Tzsp => OpenTzsp(),
        HeaderLayer.Capwap => OpenCapwap(),
        HeaderLayer.Lisp => OpenLisp(),
        HeaderLayer.EtherIp => OpenEtherIp(),
        HeaderLayer.Ayiya => OpenAyiya(),
        HeaderLayer.Sflow => OpenSflow(),
        HeaderLayer.Prism => OpenPrism(),
        HeaderLayer.Avs => OpenAvs(),
        HeaderLayer.PerPacketInformation => OpenPerPacketInformation(),
        HeaderLayer.FrameRelay => OpenFrameRelay(),
        HeaderLayer.TokenRing => OpenTokenRing(),
        HeaderLayer.Fddi => OpenFddi(),
        HeaderLayer.SunAtm => OpenSunAtm(),
        HeaderLayer.Arcnet => OpenArcnet(),
        HeaderLayer.DirectedPpp => OpenDirection(HeaderLayer.Ppp),
        HeaderLayer.DirectedHdlc => OpenDirection(HeaderLayer.CiscoHdlc),
        HeaderLayer.DirectedFrameRelay => OpenDirection(HeaderLayer.FrameRelay),
        HeaderLayer.Juniper => OpenJuniper(HeaderLayer.Ethernet),
        HeaderLayer.JuniperPpp => OpenJuniper(HeaderLayer.Ppp),
        HeaderLayer.JuniperFrameRelay => OpenJuniper(HeaderLayer.FrameRelay),
        HeaderLayer.JuniperHdlc => OpenJuniper(HeaderLayer.CiscoHdlc),
        HeaderLayer.Slip => AdvanceTo(16, 16, layer, HeaderLayer.Ip),
        HeaderLayer.SolarisIpNet => AdvanceTo(24, 24, layer, HeaderLayer.Ip),
        HeaderLayer.NetAnalyzer => AdvanceTo(4, 4, layer, HeaderLayer.Ethernet),
        HeaderLayer.Preamble => AdvanceTo(8, 8, layer, HeaderLayer.Ethernet),
        HeaderLayer.FireWire => OpenFireWire(),
        HeaderLayer.Erf => OpenErf(),
        _ => HeaderLayer.None,
    };
}
