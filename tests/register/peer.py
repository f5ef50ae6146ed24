"""The school register as a polity document, made a second time with Python's own csv and json.

Written from the rules in include/polity/import.h and the tables' sources, not from the library's code: the
test compares the two record by record, and the benchmark takes this program's time.

usage: peer.py [--out FILE] KIND=FILE …   with KIND establishments, groups, group-links, links, inspections
"""
import collections
import csv
import gzip
import io
import json
import re
import sys

MAINTAINED = {"Community school", "Voluntary aided school", "Voluntary controlled school", "Foundation school",
              "Community special school", "Foundation special school", "Pupil referral unit",
              "Local authority nursery school"}
COLLEGES = {"Further education", "Sixth form centres", "Special post 16 institution"}
UNSORTED = {"Miscellaneous", "Online provider", "Institution funded by other government department"}
CENTRES = {"Children's centre", "Children's centre linked site"}
SPECIAL_UNSAID = {"Secure units", "Offshore schools", "Service children's education", "Welsh establishment",
                  "British schools overseas", "Academy secure 16 to 19"}
CODES = {name: int(code) for code, name in (pair.split(" ", 1) for pair in """\
1 Community school|2 Voluntary aided school|3 Voluntary controlled school|5 Foundation school|6 City technology college|\
7 Community special school|8 Non-maintained special school|10 Other independent special school|\
11 Other independent school|12 Foundation special school|14 Pupil referral unit|15 Local authority nursery school|\
18 Further education|24 Secure units|25 Offshore schools|26 Service children's education|27 Miscellaneous|\
28 Academy sponsor led|29 Higher education institutions|30 Welsh establishment|31 Sixth form centres|\
32 Special post 16 institution|33 Academy special sponsor led|34 Academy converter|35 Free schools|\
36 Free schools special|37 British schools overseas|38 Free schools alternative provision|39 Free schools 16 to 19|\
40 University technical college|41 Studio schools|42 Academy alternative provision converter|\
43 Academy alternative provision sponsor led|44 Academy special converter|45 Academy 16-19 converter|\
46 Academy 16 to 19 sponsor led|47 Children's centre|56 Institution funded by other government department"""
                                                      .split("|"))}
GROUPS = {"Colleges": "colleges", "Universities": "universities", "Independent schools": "independent",
          "Local authority maintained schools": "maintained", "Special schools": "special", "Welsh schools": "welsh",
          "Other types": "other", "Academies": "academies", "Free Schools": "free_schools"}
STATUS = {"Open": "open", "Closed": "closed", "Open, but proposed to close": "open_proposed_to_close",
          "Proposed to open": "proposed_to_open"}
PHASE = {"Nursery": "nursery", "Primary": "primary", "Middle deemed primary": "middle_deemed_primary",
         "Secondary": "secondary", "Middle deemed secondary": "middle_deemed_secondary", "16 plus": "sixteen_plus",
         "All-through": "all_through"}
RATING = {"Outstanding": "outstanding", "Good": "good", "Requires Improvement": "requires_improvement",
          "Inadequate": "inadequate", "Satisfactory": "requires_improvement"}
GROUP_TYPES = {  # node type, subtype, property, kind
    "Federation": ("federation", "", "federation", "part_of"),
    "Trust": ("foundation_trust", "", "foundation", "part_of"),
    "School sponsor": ("sponsor", "", "sponsor", "sponsors"),
    "Multi-academy trust": ("trust", "mat", "trust", "governs"),
    "Single-academy trust": ("trust", "sat", "trust", "governs"),
    "Umbrella trust": ("trust", "umbrella", "", "part_of"),
    "Children's Centres Group": ("partnership_body", "", "", "part_of"),
    "Children's Centres Collaboration": ("partnership_body", "", "", "part_of")}
NOTHING = {"", "Not applicable", "Not Applicable", "Unknown", "Not recorded"}
TITLES = {
    "groups": ("gias-groups", "Get Information About Schools: groups"),
    "group-links": ("gias-group-links", "Get Information About Schools: links of groups"),
    "inspections": ("ofsted-inspections", "Ofsted: inspections of schools"),
    "establishments": ("gias-establishments", "Get Information About Schools: establishments"),
    "links": ("gias-links", "Get Information About Schools: links of establishments")}
LAST_DAY = "2024-09-02"


def read(name):
    """Rows of a file as dictionaries, each with the line it begins on."""
    data = open(name, "rb").read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip() for name in next(reader)]
    before = reader.line_num
    for cells in reader:
        if cells:
            yield before + 1, dict(zip(header, (cell.strip(" \t") for cell in cells)))
        before = reader.line_num


def day(text):
    """dd-mm-yyyy or yyyymmdd as ISO; "" stays."""
    if re.fullmatch(r"\d\d[-/]\d\d[-/]\d{4}", text):
        return f"{text[6:]}-{text[3:5]}-{text[:2]}"
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if re.fullmatch(r"\d{8}", text) else text


def sort_of(name):
    """Node type, status, route, special of a type of establishment; None = not said."""
    special = None if name in SPECIAL_UNSAID else "special" in name
    if name in MAINTAINED:
        return "school", "maintained", None, special
    if name.startswith("Academy"):
        return "school", "academy", "converter" if "converter" in name else "sponsor_led", special
    if name.startswith("Free schools"):
        return "school", "free_school", "free", special
    if name in ("University technical college", "Studio schools"):
        return "school", "free_school", "utc" if name[0] == "U" else "studio", special
    if name in COLLEGES:
        return "fe_college", None, None, None
    if name in CENTRES:
        return "children_centre", None, None, None
    if name == "Higher education institutions":
        return "university", None, None, None
    if name == "" or name in UNSORTED:
        return "establishment", None, None, None
    return "school", "other", "ctc" if name == "City technology college" else None, special


def compact(record):
    return {key: value for key, value in record.items() if value not in (None, "", {}, [])}


def interval(begin, end):
    return compact({"from": begin, "to": end})


class Register:
    def __init__(self):
        self.sources, self.nodes, self.edges = [], {}, []
        self.odd = collections.Counter()
        self.groups, self.members, self.visits = {}, collections.defaultdict(list), collections.defaultdict(list)
        self.authorities = {}
        self.ids = {}

    def add_source(self, kind, name):
        self.ids[kind], title = TITLES[kind]
        dated = re.search(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)", name.rsplit("/", 1)[-1])
        self.sources.append(compact({"id": self.ids[kind], "type": "register", "title": title,
                                     "date": "-".join(dated.groups()) if dated else "", "access": "public"}))

    def cite(self, *kinds):
        order = ("groups", "group-links", "inspections", "establishments", "links")
        return [{"cites": self.ids[kind]} for kind in order if kind in kinds]

    # groups, and which school is in which

    def read_groups(self, name):
        for _, row in read(name):
            uid = row["Group UID"]
            opened = day(row["Open date"]) or day(row["Incorporated on (open date)"])
            closed = day(row["Closed Date"])
            shut = bool(closed) or row["Group Status"] == "Closed"
            if shut and (not closed or opened and closed <= opened):
                self.odd["gias-date-order"] += bool(closed)
                closed = "?"
            if not opened and row["Group Status"] == "Proposed to open":
                opened = "?"
            kind, subtype, prop, tie = GROUP_TYPES[row["Group Type"]]
            self.groups[uid] = (opened, closed, shut, prop, tie)
            self.nodes["uid-" + uid] = compact({
                "id": "uid-" + uid, "type": kind, "name": row["Group Name"],
                "ids": compact({"uid": uid, "group_id": row["Group ID"], "company": row["Companies House Number"],
                                "ukprn": row["UKPRN"]}),
                "valid": interval(opened, closed),
                "properties": compact({"subtype": subtype, "group_type": row["Group Type"]}),
                "evidence": self.cite("groups")})

    def read_members(self, name):
        for line, row in read(name):
            self.members[row["URN"]].append((day(row["Joined date"]), line, row))
        for rows in self.members.values():
            rows.sort(key=lambda row: row[:2])

    def read_visits(self, name):
        for line, row in read(name):
            self.visits[row["URN"]].append((day(row["Inspection Date"]), line, RATING[row["Rating"]]))
        for rows in self.visits.values():
            rows.sort(key=lambda row: row[:2])

    def span(self, joined, uid, closed):
        """When a membership holds; the second is False if it would end before it begins."""
        days = [end for end in (self.groups[uid][1], closed) if end and end != "?"]
        end = min(days) if days else "?" if self.groups[uid][1] == "?" else ""
        return (joined, end), not (joined and end and end != "?" and joined >= end)

    def histories(self, urn, closed):
        found = collections.defaultdict(list)
        for joined, _, row in self.members.get(urn, ()):
            prop = self.groups[row["Group UID"]][3]
            (begin, end), holds = self.span(joined, row["Group UID"], closed)
            if not prop or not holds:
                continue
            items = found[prop]
            if items and "?" not in (items[-1][1], end) and (not items[-1][1] or not begin or items[-1][1] > begin):
                self.odd["gias-two-groups"] += 1
                if not begin or items[-1][0] and items[-1][0] >= begin:
                    items.pop()
                else:
                    items[-1] = (items[-1][0], begin, items[-1][2])
            items.append((begin, end, "uid-" + row["Group UID"]))
        return {prop: items[0][2] if len(items) == 1 and not items[0][0] and not items[0][1] else
                [compact({"value": value, "from": begin, "to": end}) for begin, end, value in items]
                for prop, items in found.items()}

    def judgements(self, urn, own):
        rows = [(date, grade) for date, _, grade in self.visits.get(urn, ())]
        if own[0] and own[0] not in [date for date, _ in rows]:
            rows = sorted(rows + [own], key=lambda row: row[0])
        items = []
        for date, grade in rows:
            if not grade or date >= LAST_DAY:
                continue
            if items and items[-1]["from"] == date:
                self.odd["gias-inspections-day"] += items[-1]["value"] != grade
                items[-1]["value"] = grade
            else:
                items.append({"value": grade, "from": date})
        if items:
            items[-1]["to"] = LAST_DAY
        return compact({"ofsted": items, "inspected": rows[-1][0] if rows else ""})

    def authority(self, code, name, region, kind):
        if not re.fullmatch(r"\d{3}", code) or code == "000":
            return None
        known = self.authorities.setdefault(code, [name, set(), kind])
        known[0] = known[0] or name
        if region:
            known[1].add(region)
        return "la-" + code

    # schools

    def add_school(self, urn, name, sort, life, ids, properties, kinds):
        kind, status, route, special = sort_of(sort)
        if self.members.get(urn):
            kinds = kinds + ("group-links",)
        if self.visits.get(urn):
            kinds = kinds + ("inspections",)
        own = {"gias_type": CODES.get(sort)}
        if kind == "school":
            own.update(status=status, route=route, special=special)
            own.update(self.histories(urn, life[1]))
        else:
            self.histories(urn, life[1])
            for key in ("religious_character", "gender", "fsm"):
                properties.pop(key, None)
        own.update(properties)
        self.nodes["urn-" + urn] = compact({
            "id": "urn-" + urn, "type": kind, "name": name, "ids": compact(dict(ids, urn=urn)),
            "valid": interval(*life), "properties": compact(own), "evidence": self.cite(*kinds)})

    def read_schools(self, name):
        for _, row in read(name):
            urn, status = row["URN"], STATUS.get(row["EstablishmentStatus (name)"])
            opened, closed = day(row["OpenDate"]), day(row["CloseDate"])
            self.odd["gias-open-closed"] += bool(closed) and status == "open"
            if closed and opened and closed <= opened:
                self.odd["gias-date-order"] += 1
                closed = "?"
            elif not closed and status == "closed":
                closed = "?"
            if not opened and status == "proposed_to_open":
                opened = "?"
            la, region = row["LA (code)"], row["GOR (name)"]
            number = row["EstablishmentNumber"]
            whole = {key: int(row[column]) for key, column in (
                ("pupils", "NumberOfPupils"), ("places", "SchoolCapacity"), ("age_low", "StatutoryLowAge"),
                ("age_high", "StatutoryHighAge"), ("easting", "Easting"), ("northing", "Northing")) if row[column]}
            words = {key: row[column] for key, column in (
                ("region", "GOR (name)"), ("rsc_region", "RSCRegion (name)"), ("urban_rural", "UrbanRural (name)"),
                ("religious_character", "ReligiousCharacter (name)")) if row[column] not in NOTHING}
            gender = row["Gender (name)"]
            self.add_school(
                urn, row["EstablishmentName"], row["TypeOfEstablishment (name)"], (opened, closed),
                compact({"laestab": la + number.zfill(4) if la and number else "", "ukprn": row["UKPRN"]}),
                {"gias_type_group": GROUPS.get(row["EstablishmentTypeGroup (name)"]), "establishment_status": status,
                 "phase": PHASE.get(row["PhaseOfEducation (name)"]),
                 "gender": gender.lower() if gender in ("Boys", "Girls", "Mixed") else None,
                 "la": self.authority(la, row["LA (name)"], region, "establishments"), **words, **whole,
                 "fsm": float(row["PercentageFSM"]) / 100 if row["PercentageFSM"] else None,
                 **self.judgements(urn, (day(row["OfstedLastInsp"]), RATING.get(row["OfstedRating (name)"])))},
                ("establishments",))

    def finish_members(self):
        for urn, rows in sorted(self.members.items(), key=lambda item: int(item[0])):
            if "urn-" + urn not in self.nodes:
                row = rows[0][2]
                self.odd["gias-urn-unknown"] += 1
                self.add_school(urn, row["EstablishmentName"], row["TypeOfEstablishment (name)"], ("", ""), {},
                                {"phase": PHASE.get(row["PhaseOfEducation (name)"]),
                                 "la": self.authority(row["LA (code)"], row["LA (name)"], "", "group-links"),
                                 **self.judgements(urn, ("", None))}, ())
            life = self.nodes["urn-" + urn].get("valid", {})
            for joined, line, row in rows:
                uid = row["Group UID"]
                opened, _, shut, _, kind = self.groups[uid]
                (begin, end), holds = self.span(joined, uid, life.get("to", ""))
                self.odd["gias-closed-group"] += shut
                self.odd["gias-joined-late"] += not holds
                self.odd["gias-joined-early"] += holds and bool(begin) and any(
                    start and start != "?" and begin < start for start in (opened, life.get("from")))
                ends = ["uid-" + uid, "urn-" + urn]
                source, target = ends if kind != "part_of" else ends[::-1]
                self.edges.append(compact({
                    "kind": kind, "source": source, "target": target, "modality": "law" if kind == "governs" else "",
                    "valid": interval(begin, end if holds else "?"),
                    "evidence": [{"cites": self.ids["group-links"], "locator": f"line {line}"}]}))

    # lineage

    def read_links(self, name):
        pairs = collections.defaultdict(list)
        for line, row in read(name):
            urn, linked, sort = row["URN"], row["LinkURN"], row["LinkType"]
            kind = {"Sixth": "part_of", "Prede": "predecessor_of", "Succe": "predecessor_of"}.get(sort[:5])
            if not kind:
                continue
            if "urn-" + urn not in self.nodes or "urn-" + linked not in self.nodes:
                self.odd["gias-urn-unknown"] += 1
                continue
            from_source = sort.startswith("Successor") or sort == "Sixth Form Centre Link"
            ends = (urn, linked) if from_source else (linked, urn)
            pairs[(kind,) + ends].append((line, sort, day(row["LinkEstablishedDate"]), from_source))
        for (kind, source, target), rows in pairs.items():
            self.odd["gias-link-inverse"] += len({row[3] for row in rows}) < 2
            self.edges.append(compact({
                "kind": kind, "source": "urn-" + source, "target": "urn-" + target,
                "valid": interval(max(row[2] for row in rows), ""),
                "properties": {"x_gias_link": "; ".join(dict.fromkeys(row[1] for row in rows))},
                "evidence": [{"cites": self.ids["links"], "locator": f"line {row[0]}"} for row in rows]}))
        self.count_circles([key[1:] for key in pairs if key[0] == "predecessor_of"])

    def count_circles(self, arcs):
        """Strongly connected components of more than one school: Kosaraju's two passes."""
        ahead, behind = collections.defaultdict(list), collections.defaultdict(list)
        for source, target in arcs:
            ahead[source].append(target)
            behind[target].append(source)

        def walk(start, arcs, seen):
            seen.add(start)
            stack, done = [(start, iter(arcs.get(start, ())))], []
            while stack:
                for to in stack[-1][1]:
                    if to not in seen:
                        seen.add(to)
                        stack.append((to, iter(arcs.get(to, ()))))
                        break
                else:
                    done.append(stack.pop()[0])
            return done

        seen, order = set(), []
        for start in list(ahead):
            if start not in seen:
                order += walk(start, ahead, seen)
        seen = set()
        for start in reversed(order):
            if start not in seen:
                self.odd["gias-link-cycle"] += len(walk(start, behind, seen)) > 1

    def document(self):
        for code, (name, regions, kind) in self.authorities.items():
            self.nodes["la-" + code] = compact({
                "id": "la-" + code, "type": "local_authority", "name": name,
                "properties": compact({"la_code": code, "region": regions.copy().pop() if len(regions) == 1 else ""}),
                "evidence": self.cite(kind)})
        return {"polity": "1.0", "title": "School register of England", "licence": "OGL-UK-3.0", "directed": True,
                "multigraph": True, "sources": self.sources, "nodes": list(self.nodes.values()), "edges": self.edges}


def make(files):
    register = Register()
    steps = (("groups", register.read_groups), ("group-links", register.read_members),
             ("inspections", register.read_visits), ("establishments", register.read_schools))
    for kind, step in steps:
        if kind in files:
            register.add_source(kind, files[kind])
            step(files[kind])
    register.finish_members()
    if "links" in files:
        register.add_source("links", files["links"])
        register.read_links(files["links"])
    return register


def main(arguments):
    out = arguments[arguments.index("--out") + 1] if "--out" in arguments else "/dev/stdout"
    register = make(dict(word.split("=", 1) for word in arguments if "=" in word))
    with open(out, "w", encoding="utf-8") as to:
        json.dump(register.document(), to, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1:])
