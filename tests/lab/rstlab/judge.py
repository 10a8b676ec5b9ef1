"""Holds what a scenario expects against the captures, the kernel's trace and the counters, and writes the labels."""

from .frames import RST

# How far the clocks of a capture and of the trace may be apart, in seconds.
_NEAR = 0.1


class NotAsExpected(Exception):
    """The kernel or the captures say otherwise than the scenario."""


def judge(lab, captures, trace, rises):
    """Labels without file name and hash: {capture point: [label, ...]}; raises NotAsExpected."""
    if not lab.expected:
        raise NotAsExpected("the scenario expected nothing")
    by_flow = {}
    for point, capture in captures.items():
        for segment in capture.segments():
            ends = frozenset(((segment.src, segment.sport), (segment.dst, segment.dport)))
            by_flow.setdefault(point, {}).setdefault(ends, []).append(segment)
    shifts = lab.stretches
    labels = {}
    for expected in lab.expected:
        seen = {}
        for point in captures:
            flow = expected.elsewhere.get(point, expected.flow)
            if flow is None:
                continue
            segments = by_flow.get(point, {}).get(flow.ends)
            if not segments:
                continue
            first = next((s for s in segments if s.flags & RST), None)
            if first is None:
                if expected.sender == "none":
                    seen[point] = None
                labels.setdefault(point, []).append(_label(lab, expected, flow, "none", (), None, None, "no RST of this flow passes here"))
                continue
            if expected.sender == "none":
                raise NotAsExpected(f"a RST of {expected.flow.client} - {expected.flow.server} at the {point}, expected none")
            reason = _reason(lab, expected, first, by_flow, trace, shifts, point)
            seen[point] = reason
            acceptable = expected.acceptable_at.get(point, expected.acceptable)
            labels.setdefault(point, []).append(_label(lab, expected, flow, expected.cause, acceptable, expected.sender, reason, expected.note))
        missing = [p for p in expected.seen_at or () if p not in seen]
        if missing or not seen:
            raise NotAsExpected(f"no {'packet' if expected.sender == 'none' else 'RST'} of {expected.flow.client} - {expected.flow.server} at {', '.join(missing) or 'any capture point'}")
        for (host, counter), least in expected.counters.items():
            rise = rises[host].get(counter, 0)
            if rise < least:
                raise NotAsExpected(f"{counter} of the {host} rose by {rise}, expected at least {least}")
    return labels


def _reason(lab, expected, first, by_flow, trace, shifts, point):
    """The kernel's reason for this RST, having shown that its sender is the one expected."""
    source = (first.src, first.sport)
    moment = first.time - sum(seconds for after, seconds in shifts if first.time > after)
    maker = expected.reset_by or (expected.sender if expected.sender in lab.hosts else None)
    away = lab.rtt + _NEAR
    if expected.reason == (None,):
        close = [t for t in trace if t.source == source and abs(t.time - moment) < away and t.target in ((first.dst, first.dport), ("0.0.0.0", 0), ("::", 0))]
        exact = [t for t in close if abs(t.time - moment) < 0.005]
        if point == expected.sender and exact:
            raise NotAsExpected(f"a kernel sent the RST itself ({exact[0].reason}), expected a device")
        if point != expected.sender and close and not _made_up(lab, first, by_flow):
            raise NotAsExpected(f"a kernel sent the RST itself ({close[0].reason}), expected a device")
        return None
    # At the sender's own host the same RST left; there the captured RSTs and the trace tell of the same events in the same order.
    sent = sorted((s for flow in by_flow.get(maker, {}).values() for s in flow if s.flags & RST), key=lambda s: s.time)
    same = [s for s in sent if s.flags == first.flags and (expected.rewritten or (s.seq, s.ack) == (first.seq, first.ack))]
    if maker in by_flow and maker != "router" and not same:
        raise NotAsExpected(f"the RST seen at the {point} (seq {first.seq}) never left the {maker}")
    earliest = same[0] if same else first
    source = (earliest.src, earliest.sport)
    moment = earliest.time - sum(seconds for after, seconds in shifts if earliest.time > after)
    told = sorted((t for t in trace if t.source == source), key=lambda t: t.time)
    alike = [s for s in sent if (s.src, s.sport) == source]
    if len(alike) == len(told) and told:
        best = told[alike.index(earliest)]
    else:
        near = [t for t in told if abs(t.time - moment) < 0.05]
        exact = [t for t in near if t.target == (earliest.dst, earliest.dport)]
        if not near:
            raise NotAsExpected(f"no kernel says it sent the RST of {source} seen at the {point}")
        best = min(exact or near, key=lambda t: abs(t.time - moment))
    if best.reason not in expected.reason:
        raise NotAsExpected(f"the kernel's reason is {best.reason} ({best.state}), expected {' or '.join(map(str, expected.reason))}; seen at the {point}")
    return best.reason


def _made_up(lab, first, by_flow):
    """True when the host in whose name the RST speaks never sent it."""
    owner = next((n for n, h in lab.hosts.items() if first.src in (h.v4, h.v6)), None)
    return owner not in by_flow or not any((s.seq, s.flags, s.window, s.ip_id) == (first.seq, first.flags, first.window, first.ip_id)
                                           for flow in by_flow[owner].values() for s in flow if (s.src, s.sport) == (first.src, first.sport))


def _label(lab, expected, flow, cause, acceptable, sender, reason, note):
    text = "; ".join(filter(None, (lab.variant.about.rstrip("."), note, *lab.notes)))
    return {
        "flow": {"client": flow.client[0], "client_port": flow.client[1], "server": flow.server[0], "server_port": flow.server[1]},
        "cause": cause,
        "acceptable": [a for a in acceptable if a != cause],
        "rst_sender": sender,
        "harm": expected.harm if cause != "none" else "none",
        "kernel_reason": reason,
        "notes": text,
    }

