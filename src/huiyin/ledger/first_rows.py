"""Rows of cases that have just been opened (立案), written for many at once; later events go one by one."""

from collections.abc import Sequence

from huiyin.ledger.image import Image, advance
from huiyin.ledger.models import Case, CaseDeputy, CaseParty, Entry, Event, Filing
from huiyin.ledger.projections import columns_of, units_by_key
from huiyin.ledger.search import index_cases
from huiyin.people.models import Deputy, Place


def project_first_cases(events: Sequence[Event]) -> None:
    """Write the rows of cases that have just been opened, many with as few queries as one."""
    images = {each.stream_key: advance(Image(), each.payload, position=each.position, at=each.at) for each in events}
    known = images.values()
    units = units_by_key(party.unit for image in known for party in image.parties)
    entries = {each.key: each for each in Entry.objects.filter(key__in={image.opened["entry"] for image in known})}
    places = {each.code: each for each in Place.objects.filter(code__in={image.opened["place"] for image in known})}
    rows = Case.objects.bulk_create(
        Case(key=key, **columns_of(image, units, entries[image.opened["entry"]], places[image.opened["place"]]))
        for key, image in images.items()
    )
    told = [(row, image) for row, image in zip(rows, known, strict=True)]
    deputies = {signer.deputy for _row, image in told for signer in image.deputies}
    by_key = Deputy.objects.in_bulk(list(deputies), field_name="key")  # in parts: SQLite takes no thousand at once
    CaseParty.objects.bulk_create(
        CaseParty(case=row, unit=units[each.unit], part=each.part, active=each.active, accepted=each.accepted)
        for row, image in told
        for each in image.parties
    )
    CaseDeputy.objects.bulk_create(
        CaseDeputy(case=row, deputy=by_key[each.deputy], part=each.part, active=each.active)
        for row, image in told
        for each in image.deputies
    )
    Filing.objects.bulk_create(Filing(case=row, **image.filed) for row, image in told if image.filed)
    index_cases(rows)
