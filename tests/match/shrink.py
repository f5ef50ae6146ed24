"""A difference made smaller: parts of the document and of the statement are left out one by one, as
long as both still differ."""

import copy

from tree import Thing

WHOLE = {"arrow", "turns", "select", "select_text", "value", "folds", "begin"}  # what is not left out


def smaller_documents(document):
    for key in ("brokerages", "absences", "edges"):
        for i in range(len(document.get(key, []))):
            made = copy.deepcopy(document)
            del made[key][i]
            yield made
    for i, node in enumerate(document["nodes"]):
        made = copy.deepcopy(document)
        del made["nodes"][i]
        if not '"%s"' % node["id"] in str(made).replace("'", '"'):
            yield made
    for key in ("nodes", "edges"):
        for i, record in enumerate(document[key]):
            for name in ("properties", "weight", "strength", "matter"):
                if name in record:
                    made = copy.deepcopy(document)
                    del made[key][i][name]
                    yield made


def smaller(thing):
    """Things, conditions and lists that have a part less."""
    if isinstance(thing, Thing):
        for name, value in vars(thing).items():
            if name in WHOLE:
                continue
            default = getattr(type(thing), name)
            for less in [*([default] if value != default and value else []), *smaller(value)]:
                made = copy.copy(thing)
                setattr(made, name, less)
                yield made
    elif isinstance(thing, list):
        for i, value in enumerate(thing):
            yield thing[:i] + thing[i + 1:]
            for less in smaller(value):
                yield thing[:i] + [less] + thing[i + 1:]
    elif isinstance(thing, tuple) and thing and thing[0] in ("and", "or", "xor", "not"):
        yield from thing[1:]
        for i, value in enumerate(thing[1:], 1):
            for less in smaller(value):
                yield thing[:i] + (less,) + thing[i + 1:]


def tidy(s):
    """A statement that is one again: without what goes with a part that has been left out."""
    if not s.matches or not all(match.paths and all(path.parts for path in match.paths) for match in s.matches):
        return None
    s.matches = [copy.copy(s.matches[0]), *s.matches[1:]]
    s.matches[0].optional = False
    if not s.columns and not s.star:
        s.distinct, s.order, s.having, s.offset, s.limit = False, (), None, None, None
    return s


def shrunk(document, s, differs):
    """The smallest of both that is found; differs(document, statement) tells."""
    found = True
    while found:
        found = False
        for d, t in [(d, s) for d in smaller_documents(document)] + [(document, t) for t in map(tidy, smaller(s)) if t]:
            if differs(d, t):
                document, s, found = d, t, True
                break
    return document, s
