"""net.ipv4.tcp_tw_recycle dropped SYNs of clients behind one address; Linux removed it in 4.12."""

import os

from rstlab import Scenario, Skip

scenario = Scenario("tw-recycle")


@scenario.variant(seconds=0)
def two_clients_behind_one_address(lab):
    """Two clients with clocks of their own behind one NAT address: the one whose timestamps are older gets no answer."""
    if not os.path.exists("/proc/sys/net/ipv4/tcp_tw_recycle"):
        raise Skip("this kernel has no tcp_tw_recycle (it was removed in Linux 4.12); time-wait plays what is left of it")
    raise Skip("not written: no machine with a kernel before 4.12 was at hand")
