"""A difference made smaller: parts of the document and of the statement are left out one by one, as
long as both still differ."""

import copy

from tree import Thing


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


def shrunk(document, s, differs):
    """The smallest of both that is found; differs(document, statement) tells."""
    found = True
    while found:
        found = False
        for d, t in [(d, s) for d in smaller_documents(document)] + [(document, t) for t in smaller(s)]:
            if differs(d, t):
                document, s, found = d, t, True
                break
    return document, s
