"""What of a resource a client gets: all of it, a part, the compressed form, or nothing, because it has it or changed its mind."""
from collections import namedtuple
import coding
import conditions
import ranges
from sending import Response, problem

Resource = namedtuple("Resource", "kind size tag modified read fields")
Resource.__doc__ = """read: gives the pieces from a first byte, so many bytes. modified: in seconds, or None; then it has no ranges."""

def respond(request, resource):
    fields, tag = dict(resource.fields), resource.tag
    possible = coding.can_be_packed(resource.kind, resource.size)
    packs = possible and coding.accepts_gzip(request.fields)
    if possible:
        fields["Vary"] = "Accept-Encoding"
    if packs:
        tag = coding.packed_tag(tag)
    fields["ETag"] = tag
    status = conditions.check(request, (tag,), resource.modified)
    if status:
        return conditions.refused(status, **fields)
    if packs:
        pieces = coding.packed(resource.read(0, resource.size))
        return Response(200, pieces, resource.kind, Content_Encoding="gzip", **fields)
    part = ranges.wanted(request, resource.size, tag, resource.modified) if resource.modified is not None else None
    if part is None:
        return Response(200, resource.read(0, resource.size), resource.kind, resource.size, **fields)
    first, count = part
    if count == 0:
        return problem(416, "the file has no such byte", Content_Range=f"bytes */{resource.size}")
    where = f"bytes {first}-{first + count - 1}/{resource.size}"
    return Response(206, resource.read(first, count), resource.kind, count, Content_Range=where, **fields)
