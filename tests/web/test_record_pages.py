"""Pages of records: begin, write, hand over, confirm who spoke; offers of a deputy; and no ranking anywhere."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from docx import Document
from tests.cast import Cast
from tests.congress.recorded import AT, DAY, TEXT, Recorded, confirmed_statement, recorded, remark_of, seen_as
from tests.web.sure import sign_in

from huiyin.congress import remarks
from huiyin.congress.models import Offer, Record, Remark
from huiyin.congress.offers import offer
from huiyin.congress.records import save_text
from huiyin.ledger.models import Case


@pytest.fixture
def scene(people: Cast) -> Recorded:
    return recorded(people)


@pytest.fixture
def clerk(client: Client, people: Cast) -> Client:
    return sign_in(client, people.secretary)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def held(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def document(*lines: str) -> bytes:
    made, out = Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def test_from_a_docx_to_confirmed_speakers(clerk: Client, scene: Recorded) -> None:
    """The meeting offers a record; a docx becomes its text; all speakers of one name are confirmed at once."""
    meeting = f"/meetings/{scene.meeting.key}/"
    assert f"{meeting}records/new/" in text(clerk.get(meeting))
    given = {"title": "发言记录", "file": held("发言.docx", document(*TEXT.strip().split("\n")))}
    url = clerk.post(f"{meeting}records/new/", given).url
    page = text(clerk.get(url))
    assert "陆闻舟代表：报告总结成绩实事求是。" in page
    assert "发言.docx" in page
    record = Record.objects.get()
    assert record.origin == "uploaded"
    assert "此后不再改动" in text(clerk.get(f"{url}hand-over/"))
    assert clerk.post(f"{url}hand-over/").url == url
    page = text(clerk.get(url))
    assert "确认姓名唯一的 3 条发言人" in page
    assert "当日的名册上没有“王代表”" in page
    assert "可能针对" in page
    clerk.post(f"{url}confirm/")
    page = text(clerk.get(url))
    assert "确认姓名唯一的" not in page
    record.refresh_from_db()
    assert record.source is not None
    assert record.source.original_name == "发言.docx"
    assert f"已确认发言人 {3} 条" in text(clerk.get(f"/sessions/{scene.town.session.key}/records/"))


BAD = [
    ({"file": ("转写.srt", b"1\n00:00:xx --> 00:00:02,000\nok")}, "第 2 行的时间"),
    ({"file": ("转写.srt", b"1\n00:00:05,000 --> 00:00:02,000\nok")}, "第 2 行的结束时间早于开始时间"),
    ({"file": ("空.txt", b"")}, "文件"),
    ({"file": ("a.txt", "好".encode()), "text": "也好"}, "只能给一样"),
    ({"text": "\ud800机密★1年\n某某代表：秘而不宣的话".replace("\ud800", "")}, "密级标志“机密★”"),
]


@pytest.mark.parametrize(("given", "sentence"), BAD)
def test_a_bad_text_is_refused_with_what_to_do(
    clerk: Client, scene: Recorded, given: dict[str, Any], sentence: str
) -> None:
    """Nothing is begun, and what was typed stays, of a secret text as well: it has to be mended somewhere."""
    sent = {"title": "我的标题", **given}
    if "file" in given:
        sent["file"] = held(*given["file"])
    answer = clerk.post(f"/meetings/{scene.meeting.key}/records/new/", sent)
    page = text(answer)
    assert (answer.status_code, Record.objects.count()) == (422, 0)
    assert sentence in page
    assert "我的标题" in page
    assert given.get("text", "")[-7:] in page


def test_writing_saves_and_tells_a_conflict(clerk: Client, scene: Recorded) -> None:
    """The page's own saving and the plain form keep the text; with an older revision both versions are shown."""
    record = scene.begin("")
    url, before = f"/records/{record.key}/", record.title
    answer = clerk.post(f"{url}text/", {"text": "陆闻舟代表：一。", "revision": "1"})
    assert answer.json() == {"revision": 2}
    told = clerk.post(f"{url}text/", {"text": "我写的", "revision": "1"})
    assert told.status_code == 409
    assert (told.json()["text"], told.json()["revision"], told.json()["who"]) == ("陆闻舟代表：一。", 2, "韩既明")
    page = clerk.post(url, {"text": "我写的", "title": record.title, "revision": "1"})
    assert page.status_code == 409
    assert "陆闻舟代表：一。" in text(page)
    assert "我写的" in text(page)
    long = {"text": "陆闻舟代表：一。", "title": "题" * 201, "revision": "2"}
    assert clerk.post(f"{url}text/", long).json()["code"] == "record.title_too_long"
    kept = clerk.post(url, long)
    assert (kept.status_code, "题" * 201 in text(kept)) == (422, True)
    assert "标题有 201 字，最多 200 字" in text(kept)
    longer = long | {"text": "陆闻舟代表：一。二。"}
    answer = clerk.post(f"{url}text/", longer)
    assert (answer.status_code, answer.json()["code"], answer.json()["revision"]) == (422, "record.title_too_long", 3)
    assert "正文已保存" in answer.json()["message"]
    stale = clerk.post(f"{url}text/", long)
    assert (stale.status_code, stale.json()["revision"]) == (409, 3)
    page = text(clerk.post(url, long | {"revision": "3"}))
    assert 'name="revision" value="4"' in page
    assert "正文已保存" in page
    record.refresh_from_db()
    assert (record.text, record.title, record.revision) == (long["text"], before, 4)
    refused = clerk.post(f"{url}text/", {"text": "绝密★\n秘而不宣", "revision": "4"})
    assert (refused.status_code, refused.json()["code"]) == (422, "text.secret")
    shown = clerk.post(url, {"text": "绝密★\n秘而不宣", "title": "改了的题目", "revision": "4"})
    assert (shown.status_code, "data-secret" in text(shown)) == (422, True)  # the script keeps no copy of it
    assert "秘而不宣" in text(shown)
    assert 'value="改了的题目"' in text(shown)
    record.refresh_from_db()
    assert record.text == "陆闻舟代表：一。"
    assert clerk.post(url, {"text": "陆闻舟代表：一。二。", "title": "改过", "revision": "4", "do": "hand"}).url == (
        f"{url}hand-over/"
    )


def test_the_version_of_the_other_is_kept(clerk: Client, scene: Recorded, people: Cast) -> None:
    """Saving mine over theirs keeps theirs: who wrote it, compared with the text, and taken back by one button."""
    record = scene.begin("")
    url, theirs, mine = f"/records/{record.key}/", "陆闻舟代表：路要修。\n闻一苇代表：水要清。", "陆闻舟代表：路要修。"
    save_text(record=record, text=theirs, expected=1, by=seen_as(people.supervisor), at=AT)
    assert clerk.post(f"{url}text/", {"text": mine, "revision": "1"}).status_code == 409
    assert 'name="in_place" value="1"' in text(clerk.post(url, {"text": mine, "title": record.title, "revision": "1"}))
    clerk.post(f"{url}text/", {"text": mine, "revision": "2", "in_place": "1"})
    (kept,) = record.versions.all()
    assert (kept.text, kept.written_by, kept.replaced_by) == (theirs, people.supervisor, people.secretary)
    assert f"{url}versions/{kept.key}/" in text(clerk.get(url))
    shown = text(clerk.get(f"{url}versions/{kept.key}/"))
    assert "闻一苇代表：水要清。</del>" in shown
    back = {"revision": "2"}  # of a page that was opened before: told, not taken
    assert clerk.post(f"{url}versions/{kept.key}/", back).status_code == 409
    assert clerk.post(f"{url}versions/{kept.key}/", {"revision": "3"}).url == url
    record.refresh_from_db()
    assert record.text == theirs
    assert not record.versions.exclude(pk=kept.pk).exists(), "every line of mine stands in theirs"


KEPT = {
    "mine over mine": ("secretary", "", "丙", False),
    "another's is changed": ("supervisor", "", "丙", True),
    "another's is gone on with": ("supervisor", "", "甲\n乙\n丙", False),
    "two devices of one person": ("secretary", "1", "丙", True),
    "theirs before mine": ("secretary", "1", "甲\n乙\n\n丙", False),
}


@pytest.mark.parametrize(("who", "in_place", "typed", "kept"), KEPT.values(), ids=KEPT)
def test_what_is_worth_keeping(
    clerk: Client, scene: Recorded, people: Cast, who: str, in_place: str, typed: str, kept: bool
) -> None:
    """A version is kept where lines of somebody else, or of a text chosen against, would be missing."""
    record = scene.begin("")
    save_text(record=record, text="甲\n乙", expected=1, by=seen_as(getattr(people, who)), at=AT)
    sent = {"text": typed, "title": record.title, "revision": "2", "in_place": in_place}
    assert clerk.post(f"/records/{record.key}/text/", sent).json() == {"revision": 3}
    assert record.versions.exists() is kept


CHOSEN = {
    "as proposed": ("陆闻舟", "", "陆闻舟"),
    "as confirmed": ("陆闻舟", "闻一苇", "闻一苇"),
    "nobody, confirmed": ("陆闻舟", "nobody", "不在名册上"),
    "not known": ("王", "", "—"),
    "left the roster": ("陆闻舟", "left", "陆闻舟（已不在当天名册上）"),
}


@pytest.mark.parametrize(("named", "confirmed", "expected"), CHOSEN.values(), ids=CHOSEN)
def test_the_present_speaker_is_chosen_already(
    clerk: Client, scene: Recorded, named: str, confirmed: str, expected: str
) -> None:
    """Correcting the end of a remark cannot turn its speaker into nobody by an oversight."""
    record = scene.handed()
    remark = record.remarks.get(named__startswith=named)
    if confirmed:
        seats = scene.town.mandates
        mandate = None if confirmed == "nobody" else seats["陆闻舟" if confirmed == "left" else confirmed]
        remarks.confirm_speaker(remark=remark, expected=remark.version, mandate=mandate, by=scene.by, at=AT)
    if confirmed == "left":
        seats["陆闻舟"].memberships.update(to_on=DAY - timedelta(days=1))
        seats["陆闻舟"].__class__.objects.filter(pk=seats["陆闻舟"].pk).update(to_on=DAY - timedelta(days=1))
    page = text(clerk.get(f"/remarks/{remark.key}/"))
    (chosen,) = re.findall(r'<option value="[^"]*" selected>([^<]*)</option>', page)
    assert chosen.startswith(expected)


def test_one_button_decides_and_a_stale_one_is_told(clerk: Client, scene: Recorded) -> None:
    """A card answers htmx with itself; an older version shows how the remark stands now."""
    record = scene.handed()
    remark = remark_of(record, "陆闻舟")
    url, mandate = f"/remarks/{remark.key}/act/", remark.proposed[0]["mandate"]
    hx = {"HTTP_HX_REQUEST": "true"}
    card = clerk.post(url, {"do": f"who=mandate:{mandate}", "version": "1"}, **hx)
    assert card.status_code == 200
    assert 'data-state="confirmed"' in text(card)
    stale = clerk.post(url, {"do": "who=nobody", "version": "1"}, **hx)
    assert stale.status_code == 409
    assert "刚被他人（或您自己在另一个窗口里）改过" in text(stale)
    assert "是，针对这一段" in text(card)
    clerk.post(url, {"do": "about=yes", "version": "2"})
    remark.refresh_from_db()
    assert remark.about_confirmed
    assert clerk.post(url, {"do": "who=mandate:999999", "version": "3"}, **hx).status_code == 422
    assert clerk.post(url, {"do": "judge", "version": "3"}).status_code == 404


def test_correcting_a_remark(clerk: Client, scene: Recorded) -> None:
    """Somebody else, a split, a paragraph: each form of the page does one thing and leads back to the remark."""
    record = scene.handed()
    remark = remark_of(record, "王代表")
    url, miao = f"/remarks/{remark.key}/", scene.town.mandates["苗向晚"]
    page = text(clerk.get(url))
    assert "苗向晚 004" in page
    done = clerk.post(url, {"do": "who", "who": f"mandate:{miao.pk}", "version": "1"})
    assert done.url == f"/records/{record.key}/#remark-{remark.key}"
    first = remark_of(record, "陆闻舟")
    at = TEXT.index("老旧小区停车")
    assert clerk.post(f"/remarks/{first.key}/", {"do": "split", "offset": "1", "version": "1"}).status_code == 422
    clerk.post(f"/remarks/{first.key}/", {"do": "split", "offset": str(at), "version": "1"})
    assert record.remarks.count() == 5
    assert clerk.post(f"/remarks/{first.key}/", {"do": "split", "offset": str(at), "version": "1"}).status_code == 404
    clerk.post(url, {"do": "about", "passage": "none", "version": "2"})
    remark.refresh_from_db()
    assert (remark.mandate, remark.about) == (miao, None)


def test_a_suggestion_goes_to_a_deputy_and_a_commitment_to_a_government(
    client: Client, scene: Recorded, people: Cast
) -> None:
    """The record leads to both; the deputy takes the draft; what was proposed is a case of the government."""
    record, deputy = scene.handed(), scene.town.mandates["陆闻舟"].deputy
    deputy.account = people.deputy
    deputy.save(update_fields=["account"])
    remarks.confirm_exact(record=record, by=scene.by, at=AT)
    asks = confirmed_statement(record, "新增停车泊位500个", scene.by)
    promises = confirmed_statement(record, "闲置厂房", scene.by)
    clerk = sign_in(client, people.secretary)
    page = text(clerk.get(f"/records/{record.key}/"))
    first, second = remark_of(record, "陆闻舟"), remark_of(record, "闻一苇")
    offers, proposes = f"/remarks/{first.key}/offer/{asks.key}/", f"/remarks/{second.key}/propose/{promises.key}/"
    assert offers in page
    assert proposes in page
    shown = text(clerk.get(f"/statements/{asks.key}/"))
    assert offers in shown
    assert "/opinions/new/" not in shown, "the remark of a deputy is no opinion of the committee"
    assert clerk.get(f"{reverse('committee_opinion_new')}?statement={asks.key}").status_code == 404
    assert "代表提交之后才是代表建议" in text(clerk.get(offers))
    clerk.post(offers, {"deputy": f"mandate:{first.mandate_id}"})
    assert "临溪区人民政府" in text(clerk.get(proposes))
    clerk.post(proposes, {"text": ""})
    assert Case.objects.get().stage == "proposed"
    own = sign_in(Client(), people.deputy)
    made = Offer.objects.get()
    assert f"/my/offers/{made.key}/" in text(own.get("/my/offers/"))
    assert "新增停车泊位500个" in text(own.get(f"/my/offers/{made.key}/"))
    url = own.post(f"/my/offers/{made.key}/", {"do": "take"}).url
    assert "（来源：临溪区代表团发言记录，2026年1月9日" in text(own.get(url))
    assert own.get(f"/records/{record.key}/").status_code == 403
    assert sign_in(Client(), people.editor).get(f"/records/{record.key}/").status_code == 200


def test_an_offer_of_another_deputy_is_not_there(client: Client, scene: Recorded, people: Cast) -> None:
    """A deputy sees the own offers only, and may leave one without a reason."""
    record = scene.handed()
    remarks.confirm_exact(record=record, by=scene.by, at=AT)
    row = confirmed_statement(record, "新增停车泊位500个", scene.by)
    other = scene.town.mandates["闻一苇"].deputy
    made = offer(remark=remark_of(record, "陆闻舟"), statement=row, deputy=other, by=scene.by, at=AT)
    own = sign_in(client, people.deputy)
    assert own.get(f"/my/offers/{made.key}/").status_code == 404
    other.account = people.deputy
    other.save(update_fields=["account"])
    own.post(f"/my/offers/{made.key}/", {"do": "leave"})
    made.refresh_from_db()
    assert made.state == Offer.State.DECLINED


OURS = re.compile(r'"(?:congress_|ledger_(?:statement|source|passage))')  # others are asked now and then


def test_a_long_record_asks_the_database_no_more(clerk: Client, scene: Recorded) -> None:
    """The page takes the same number of queries for 4 remarks and for 24."""
    counts = []
    for times in (1, 6):
        record = scene.handed("\n".join([TEXT] * times))
        remarks.confirm_exact(record=record, by=scene.by, at=AT)
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(f"/records/{record.key}/").status_code == 200
        counts.append(sum(bool(OURS.search(each["sql"])) for each in asked.captured_queries))
    assert counts[0] == counts[1]


TONE = ("tone", "rank", "score", "sort", "order", "appraisal", "sentiment", "blame", "seconds")


def test_no_page_ranks_or_narrows_remarks(clerk: Client, scene: Recorded) -> None:
    """No list of records or speaking time is sorted or narrowed, whatever is asked; the order stays."""
    record = scene.handed(timed=True)
    remarks.confirm_exact(record=record, by=scene.by, at=AT)
    for named, seconds in (("陆闻舟", 5), ("闻一苇", 500)):
        row = remark_of(record, named)
        remarks.set_seconds(remark=row, seconds=seconds, expected=row.version, by=scene.by, at=AT)
    session = scene.town.session.key
    for url in (f"/records/{record.key}/", f"/sessions/{session}/records/", f"/sessions/{session}/speaking-time/"):
        plain = clerk.get(url).content.decode()
        content = plain[plain.index('<main id="main"') :]
        assert "aria-sort" not in content
        assert 'method="get"' not in content
        assert not any(re.search(rf'<(?:select|input)[^>]+name="{name}', content) for name in TONE)
        asked = "&".join(f"{name}=appraisal" for name in TONE)
        again = clerk.get(f"{url}?{asked}").content.decode()
        names = [
            re.findall("陆闻舟|闻一苇|简文清", each) for each in (content, again[again.index('<main id="main"') :])
        ]
        assert names[0] == names[1]
    page = text(clerk.get(f"/sessions/{session}/speaking-time/"))
    assert page.index("陆闻舟") < page.index("闻一苇")  # the roster's order, though the other spoke longer
    exports = [name for name in map(str, get_resolver().reverse_dict) if re.search("record|remark|speaking", name)]
    assert not [name for name in exports if re.search("export|table|rank|score", name)]
    assert not hasattr(Remark, "tone")
