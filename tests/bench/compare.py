"""Whether two answers are one."""
import array
import math

NEAR = 1e-9


def values(ours, theirs):
    size = sum(abs(x) for x in ours if not math.isnan(x)) / max(len(ours), 1)
    for i, (a, b) in enumerate(zip(ours, theirs)):
        if math.isnan(a) != math.isnan(b) or abs(a - b) > NEAR * max(abs(a), abs(b), size):
            return f"row {i} is {a!r}, theirs {b!r}"
    return None


def parts(ours, theirs):
    there, back = {}, {}
    for i, (a, b) in enumerate(zip(ours, theirs)):
        if there.setdefault(a, b) != b or back.setdefault(b, a) != a:
            return f"row {i} is in another part"
    return None


def compare(how, ours, theirs):
    """None, or the first difference in words."""
    if len(ours) != len(theirs):
        return f"{len(ours)} rows, theirs {len(theirs)}"
    return {"values": values, "parts": parts}[how](ours, theirs)


def modularity(layer, part):
    """Of a partition of an undirected layer, by its strengths."""
    inside, all_of, total = 0.0, {}, 0.0
    for tail, head, strength in zip(*layer[1][:3]):
        inside += 2 * strength if part[tail] == part[head] else 0
        all_of[part[tail]] = all_of.get(part[tail], 0) + strength
        all_of[part[head]] = all_of.get(part[head], 0) + strength
        total += 2 * strength
    return inside / total - sum(x * x for x in all_of.values()) / total ** 2 if total else math.nan


def read_layer(name):
    """Nodes, and of each tie tail, head, strength, whole and real length: see layer.h."""
    with open(name, "rb") as source:
        nodes, ties = array.array("q", source.read(16))
        fields = []
        for code in "iiddd":
            fields.append(array.array(code))
            fields[-1].fromfile(source, ties)
    return nodes, fields
