"""GraphML, sheets and node-link JSON, by other programs: neighbours.py PROGRAM TOP FOLDER

What is written is loaded into networkx and igraph and compared with the records, and what
these two write is imported and compared with the records again. Sheets are read by Python's
csv. The expectations are made here, from the JSON."""

import csv
import glob
import io
import json
import os
import subprocess
import sys

import igraph
import networkx

from random_data import document

PROGRAM, TOP, FOLDER = sys.argv[1:4]
ROUNDS = 15
passed, failed = 0, 0


def expect(what, fine, detail=""):
    global passed, failed
    if fine:
        passed += 1
    else:
        failed += 1
        if failed < 30:
            print("FAILED %s: %s" % (what, str(detail)[:600]))


def run(*words):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def path(name):
    return os.path.join(FOLDER, name)


def is_xml(value):
    """Characters that XML has and other programs keep: not a carriage return."""
    return all(c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") for c in value)


def is_json(value):
    try:
        json.loads(value)
        return True
    except ValueError:
        return False


# --- what the records are as attributes -----------------------------------------------------

PLAIN = ["type", "kind", "name", "scope", "tier", "matter", "modality", "condition", "ended", "benefit", "rule", "note"]
NUMBERS = ["weight", "length", "strength", "valence", "pseudonymous"]


def put(out, name, value):
    if isinstance(value, str) and not is_xml(value):
        out[name + ".json"] = value
    else:
        out[name] = value


def put_free(out, name, value):
    if isinstance(value, str) and not is_json(value) and value.strip(" ") == value:
        if is_xml(value):
            out[name] = value
        else:
            out[name] = ("json", value)
    else:
        out[name] = ("json", value)


def attributes(record, kinds):
    out = {}
    for key in PLAIN + NUMBERS:
        if key in record:
            put(out, key, record[key])
    if "key" in record:
        put_free(out, "key", record["key"])
    for bound in ("from", "to"):
        if bound in record.get("valid", {}):
            out["valid." + bound] = record["valid"][bound]
    for space, value in record.get("ids", {}).items():
        put(out, "ids." + space, value)
    for name in ("aliases", "tags", "evidence"):
        if name in record:
            out[name + ".json"] = record[name]
    for name, value in record.get("properties", {}).items():
        shown = "properties.note" if name == "note" else name
        if name.startswith("x_"):
            put_free(out, shown, value)
        elif value is None or isinstance(value, list):
            out[shown + ".json"] = value
        else:
            put(out, shown, value)
    for name, value in record.items():
        if name.startswith("x_"):
            put_free(out, "record." + name, value)
    if "kind" in record:
        out["class"] = kinds[record["kind"]][0]
    return out


def same(found, wanted, numbers_only):
    """`numbers_only`: igraph has no other numbers than real ones."""
    if isinstance(wanted, tuple):
        return isinstance(found, str) and json.loads(found) == wanted[1]
    if isinstance(wanted, bool):
        return found in (wanted, "true" if wanted else "false")
    if isinstance(wanted, (int, float)):
        return not isinstance(found, (bool, str)) and found == wanted
    return found == wanted


def compare(what, found, wanted, numbers_only=False):
    names = set(found) | set(wanted)
    for name in sorted(names):
        value, target = found.get(name), wanted.get(name)
        if name.endswith(".json") and value is not None and name in wanted:
            value = json.loads(value)
        if name not in found or name not in wanted or not same(value, target, numbers_only):
            expect("%s %s" % (what, name), False, (value, target))
            return
    expect(what, True)


def tie_id(record):
    if "id" in record:
        return record["id"]
    key = "#%s" % record["key"] if "key" in record else ""
    start = record.get("valid", {}).get("from", "")
    return "%s:%s>%s@%s%s" % (record["kind"], record["source"], record["target"], start, key)


def load_networkx(name, data, kinds):
    graph = networkx.read_graphml(path("a.graphml"))
    expect(name + " nodes", list(graph.nodes) == [n["id"] for n in data["nodes"]], list(graph.nodes))
    for record in data["nodes"]:
        compare("%s networkx node %s" % (name, record["id"]), dict(graph.nodes[record["id"]]), attributes(record, kinds))
    if graph.is_multigraph():  # ids are the keys of parallel ties
        found = {key: (u, v, attrs) for u, v, key, attrs in graph.edges(keys=True, data=True)}
    else:
        found = {attrs["id"]: (u, v, attrs) for u, v, attrs in graph.edges(data=True)}
    expect(name + " ties", len(found) == graph.number_of_edges() == len(data["edges"]), len(found))
    directions = {kinds[e["kind"]][1] for e in data["edges"]}
    expect(name + " direction", graph.is_directed() == (directions != {False}), directions)
    for record in data["edges"]:
        u, v, attrs = found[tie_id(record)]
        attrs = {key: value for key, value in attrs.items() if key != "id"}
        wanted = attributes(record, kinds)
        if len(directions) == 2:
            wanted["undirected"] = not kinds[record["kind"]][1]
        ends = (u, v) if graph.is_directed() else tuple(sorted((u, v)))
        ours = (record["source"], record["target"])
        expect(name + " ends", ends == (ours if graph.is_directed() else tuple(sorted(ours))), (ends, ours))
        compare("%s networkx tie %s" % (name, tie_id(record)), attrs, wanted)
    networkx.write_graphml(graph, path("b.graphml"))


def present(attrs):
    """Without what igraph has for a missing value: an empty text, NaN."""
    return {k: v for k, v in attrs.items() if v is not None and v != "" and v == v and k != "id"}


def mended(value):
    """igraph 0.10 leaves the & of an attribute as its character reference."""
    return value.replace("&#38;", "&")


def load_igraph(name, data, kinds):
    graph = igraph.Graph.Read_GraphML(path("a.graphml"))
    expect(name + " igraph size", (graph.vcount(), graph.ecount()) == (len(data["nodes"]), len(data["edges"])), graph.summary())
    for vertex, record in zip(graph.vs, data["nodes"]):
        expect(name + " igraph id", mended(vertex["id"]) == record["id"], vertex["id"])
        compare("%s igraph node %s" % (name, record["id"]), present(vertex.attributes()), attributes(record, kinds), True)
    mixed = len({kinds[e["kind"]][1] for e in data["edges"]}) == 2
    for tie, record in zip(graph.es, data["edges"]):
        wanted = attributes(record, kinds)
        if mixed:
            wanted["undirected"] = not kinds[record["kind"]][1]
        expect(name + " igraph tie", mended(tie["id"]) == tie_id(record), tie["id"])
        compare("%s igraph tie %s" % (name, tie_id(record)), present(tie.attributes()), wanted, True)
    for of in (graph.vs, graph.es):
        if len(of):
            of["id"] = [mended(value) for value in of["id"]]
    graph.write_graphml(path("c.graphml"))


# --- and back -------------------------------------------------------------------------------


def plain(data, kinds, any_order):
    """Records to compare: ties in one order, ends of undirected ones too."""
    out = json.loads(json.dumps(data))
    if any_order:
        out["edges"].sort(key=tie_id)
        for record in out["edges"]:
            if not kinds[record["kind"]][1]:
                record["source"], record["target"] = sorted([record["source"], record["target"]])
    return out


def come_back(name, file, data, kinds, any_order=False):
    status, out, err = run("import", "graphml", "-q", path(file))
    expect("%s %s is read" % (name, file), status == 0, err)
    if status:
        return
    found, wanted = plain(json.loads(out), kinds, any_order), plain(data, kinds, any_order)
    for key in sorted(set(found) | set(wanted)):
        one, other = found.get(key), wanted.get(key)
        if one != other and isinstance(one, list) and isinstance(other, list):
            one, other = next(((a, b) for a, b in zip(one, other) if a != b), (len(one), len(other)))
        expect("%s %s %s" % (name, file, key), one == other, (one, other))


def check_graphml(name, source, kinds):
    status, text, err = run("convert", "-q", source)
    expect(name + " is data", status == 0, err)
    if status:
        return
    data = json.loads(text)
    status, _, err = run("convert", "-q", "--to", "graphml", "-o", path("a.graphml"), source)
    expect(name + " is written", status == 0, err)
    load_networkx(name, data, kinds)
    load_igraph(name, data, kinds)
    come_back(name, "a.graphml", data, kinds)
    come_back(name, "b.graphml", data, kinds, any_order=True)
    come_back(name, "c.graphml", data, kinds, any_order=True)


# --- sheets ---------------------------------------------------------------------------------


def without(record, omitted):
    """The record without what its sheet leaves out."""
    out = json.loads(json.dumps(record))
    for name in omitted:
        out.get("properties", {}).pop(name, None)
        out.pop(name, None)
    for name, value in out.get("properties", {}).items():
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict) and list(value[0]) == ["value"]:
            out["properties"][name] = value[0]["value"]  # one value, at all times
    if out.get("properties") == {}:
        del out["properties"]
    return out


def check_sheets(name, source, kinds):
    status, text, err = run("convert", "-q", source)
    data, left = json.loads(text), {}
    with open(path("base.json"), "w") as file:
        json.dump({"polity": "1.0", "vocabulary": data.get("vocabulary", {})}, file)
    words = []
    for list_name in ("sources", "nodes", "edges"):
        sheet = path(list_name + ".csv")
        status, _, err = run("convert", "-q", "--to", "csv-" + list_name, "-o", sheet, source)
        expect(name + " sheet", status == 0, err)
        words += ["--" + list_name, sheet]
        with open(sheet, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        expect(name + " rows", len(rows) == len(data.get(list_name, [])), len(rows))
        left[list_name] = [[o.split(" (")[0] for o in row.get("omitted", "").split("|") if o] for row in rows]
        for row, record in zip(rows, data.get(list_name, [])):
            for key in ("id", "type", "kind", "source", "target", "name", "note"):
                expect("%s cell %s" % (name, key), row.get(key, "") == record.get(key, ""), (row.get(key), record.get(key)))
    status, out, err = run("import", "csv", "-q", *words, path("base.json"))
    expect(name + " sheets are read", status == 0, err)
    if status:
        return
    found = json.loads(out)
    for list_name in ("sources", "nodes", "edges"):
        for one, other, names in zip(found.get(list_name, []), data.get(list_name, []), left[list_name]):
            one, other = without(one, names), without(other, names)
            expect("%s record %s" % (name, other.get("id")), one == other, (one, other))


# --- node-link ------------------------------------------------------------------------------


def check_node_link():
    graph = networkx.MultiDiGraph()
    graph.add_node("a", label="A", pupils=3)
    graph.add_node(7, colour="red")
    graph.add_edge("a", 7, weight=0.5, strength=2)
    graph.add_edge("a", 7, weight=2)
    with open(path("d3.json"), "w") as file:
        json.dump(networkx.node_link_data(graph), file)
    status, out, err = run("import", "node-link", path("d3.json"), "--node-type", "school", "--edge-kind", "supports")
    expect("node-link is read", status == 0, err)
    data = json.loads(out)
    expect("node-link nodes", data["nodes"] == [
        {"id": "a", "type": "school", "name": "A", "properties": {"pupils": 3}},
        {"id": "7", "type": "school", "properties": {"x_colour": "red"}}], data["nodes"])
    expect("node-link ties", data["edges"] == [
        {"kind": "supports", "source": "a", "target": "7", "key": 0, "weight": 0.5, "strength": 2},
        {"kind": "supports", "source": "a", "target": "7", "key": 1, "weight": 2}], data["edges"])


def kinds_of(text):
    """Class and direction of kinds, built in and declared, by the schema of a written graph."""
    kinds = {}
    with open(os.path.join(TOP, "lib/model/kinds.def"), encoding="utf-8") as file:
        for row in file:
            if row.startswith("KIND("):
                name, of, directed = next(csv.reader(io.StringIO(row[5:]), skipinitialspace=True))[:3]
                kinds[name] = (of, directed == "1")
            elif row.startswith("LINEAGE("):
                kinds[row.split('"')[1]] = ("context", True)
    for row in text.get("vocabulary", {}).get("edge_kinds", []):
        kinds[row["name"]] = (row["class"], row.get("directed", True))
    return kinds


def main():
    for source in sorted(glob.glob(os.path.join(TOP, "datasets/*/dataset.json"))):
        name = os.path.basename(os.path.dirname(source))
        with open(source, encoding="utf-8") as file:
            kinds = kinds_of(json.load(file))
        check_graphml(name, source, kinds)
        check_sheets(name, source, kinds)
    for seed in range(ROUNDS):
        for rich in (True, False):
            data = document(seed, rich)
            source = path("random.json")
            with open(source, "w", encoding="utf-8") as file:
                json.dump(data, file)
            if rich:
                check_graphml("seed %d" % seed, source, kinds_of(data))
            check_sheets("seed %d%s" % (seed, " rich" if rich else ""), source, kinds_of(data))
    check_node_link()
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


sys.exit(main())
