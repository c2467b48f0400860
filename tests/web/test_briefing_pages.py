"""The pages of briefings and digests: from the first tick to the issued paper, and nothing typed is lost on the way."""

import io
import re
from typing import Any

import pytest
from django.test import Client
from docx import Document
from tests.cast import Cast
from tests.congress.heard import AT, Hall, begun, day, hall
from tests.congress.seated import seated
from tests.web.sure import sign_in

from huiyin.congress.briefings import write_item
from huiyin.congress.digests import start_digest
from huiyin.congress.models import Briefing, BriefingItem
from huiyin.documents.word_templates import keep_template
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Statement
from huiyin.people.viewer import viewer_of

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def heard(people: Cast) -> Hall:
    return hall(people)


@pytest.fixture
def clerk(client: Client, people: Cast) -> Client:
    return sign_in(client, people.secretary)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def seen(answer: Any) -> str:
    found = re.search(r'name="seen" value="(\w+)"', answer.content.decode())
    assert found
    return found[1]


def test_without_a_record_the_page_says_what_to_do(clerk: Client, people: Cast) -> None:
    """No session, then a session without records: each leads to what comes first."""
    assert "还没有录入会次" in text(clerk.get("/briefings/new/"))
    town = seated(people)
    page = clerk.get("/briefings/new/")
    assert "还没有按发言人分好段的发言记录" in text(page)
    assert f"/sessions/{town.session.key}/meetings/" in page.content.decode()
    assert "还没有简报" in text(clerk.get("/briefings/"))


def test_from_the_remarks_to_the_paper(clerk: Client, heard: Hall) -> None:
    """All remarks of a day in one step; one moved up, one taken out; issued with the proposed numbers; three files."""
    meeting = heard.records["stone"].meeting
    asked = f"/briefings/new/?session={heard.town.session.key}&amp;of=meeting:{meeting.key}"
    assert asked in clerk.get(f"/meetings/{meeting.key}/").content.decode()
    chosen = clerk.get(asked.replace("&amp;", "&")).content.decode()
    assert f'<option value="meeting:{meeting.key}" selected>' in chosen
    url = clerk.post("/briefings/new/", {"of": f"day:{day().isoformat()}", "with": "all", "title": "代表团审议"}).url
    draft = Briefing.objects.get()
    page = text(clerk.get(url))
    assert "已开始起草，选入 5 条" in page
    assert "已选 5 条，共 5 条" in page
    assert "发言人未确认" in page
    first, second, *_rest, last = draft.items.order_by("position")
    clerk.post(f"/briefing-items/{second.key}/act/", {"act": "up"})
    clerk.post(f"/briefing-items/{last.key}/act/", {"act": "drop"})
    assert [row.pk for row in draft.items.order_by("position")][:2] == [second.pk, first.pk]
    assert "可选的发言" in text(clerk.get(url))
    ready = clerk.get(f"/briefings/{draft.key}/issue/")
    assert "核对没有标出任何问题" in text(ready)
    clerk.post(f"/briefings/{draft.key}/issue/", {"on": "2026-01-09", "number": 1, "total": 20, "seen": seen(ready)})
    page = text(clerk.get(f"/briefings/{draft.key}/"))
    assert "第1期（总第20期）" in page
    assert "陆闻舟代表：" in page
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype html>")):
        answer = clerk.get(f"/briefings/{draft.key}/file/{form}/")
        assert answer.content.startswith(begins)
        assert f".{form}" in answer["Content-Disposition"]
    assert clerk.get(f"/briefings/{draft.key}/file/odt/").status_code == 404
    assert clerk.get(url).url == f"/briefings/{draft.key}/"
    assert "第1期：代表团审议" in text(clerk.get("/briefings/"))


def test_a_briefing_is_made_by_the_places_template(clerk: Client, people: Cast, heard: Hall) -> None:
    """An issued one; a draft keeps the shipped layout where the template could not say that it is one."""
    clerk.post("/briefings/new/", {"of": f"day:{day().isoformat()}", "with": "all", "title": "代表团审议"})
    draft, made, kept = Briefing.objects.get(), Document(), io.BytesIO()
    made.add_paragraph("本地版式 {{ 版头下行 }}")
    made.save(kept)
    by = actor_of(viewer_of(people.secretary, today=day()))
    keep_template(kind="briefing", place=people.city, content=kept.getvalue(), name="简报.docx", by=by)
    address = f"/briefings/{draft.key}/file/docx/"
    first = [each.text for each in Document(io.BytesIO(clerk.get(address).content)).paragraphs]
    assert "本地版式" not in "".join(first)
    ready = clerk.get(f"/briefings/{draft.key}/issue/")
    clerk.post(
        f"/briefings/{draft.key}/issue/",
        {"on": "2026-01-09", "number": 1, "total": 20, "seen": seen(ready), "reason": "已与记录核对"},
    )
    assert Briefing.objects.get(pk=draft.pk).state == "issued"
    assert Document(io.BytesIO(clerk.get(address).content)).paragraphs[0].text.startswith("本地版式")


def test_a_text_is_kept_as_it_is_typed(clerk: Client, heard: Hall) -> None:
    """The answer is the small part: what was changed, what is marked; a late one keeps both versions."""
    draft = begun(heard, "岑望川")
    item = draft.items.get()
    url = f"/briefing-items/{item.key}/"
    typed = {"text": "过去一年，临溪区经济稳中有进，新增省级专精特新企业5家。", "version": "1", "naming": "1"}
    answer = clerk.post(url, typed, **HTMX)
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert "<mark>5家</mark>" in answer.content.decode()
    assert "<del>" in answer.content.decode()
    late = clerk.post(url, {**typed, "text": "临溪区经济稳中有进。"}, **HTMX)
    assert late.status_code == 409
    assert "临溪区经济稳中有进。" in text(late)
    assert "您自己刚在另一个窗口里改过这一件" in text(late)
    assert 'name="version" value="1"' in late.content.decode()
    whole = clerk.post(url, {**typed, "text": "临溪区经济稳中有进。"})
    assert whole.status_code == 409
    assert ">临溪区经济稳中有进。</textarea>" in whole.content.decode()
    clerk.post(url, {**typed, "text": "临溪区经济稳中有进。", "over": "1", "unnamed": "1"})
    assert BriefingItem.objects.values_list("text", "unnamed").get() == ("临溪区经济稳中有进。", True)
    assert clerk.post(url, {"text": " ", "version": "3"}, **HTMX).status_code == 422


def long_digest(heard: Hall, n: int) -> Briefing:
    """Return a digest with many points of two delegations, the last of them edited into something nobody said."""
    digest = start_digest(session=heard.town.session, by=heard.by, at=AT)
    digest.items.all().delete()
    whose = (heard.town.river, heard.town.stone)
    rows = [
        BriefingItem(
            briefing=digest, position=at, part="past", delegation=whose[at % 2], text=f"第{at}条，新增停车泊位{at}个。"
        )
        for at in range(1, n + 1)
    ]
    BriefingItem.objects.bulk_create(rows)
    return digest


@pytest.mark.parametrize(("n", "edited"), [(40, 40), (41, 21), (80, 40)])
def test_a_long_digest_shows_one_block(clerk: Client, heard: Hall, n: int, edited: int) -> None:
    """Above forty points the others are folded, with their counts; each is one step away, also from a point in it."""
    digest = long_digest(heard, n)
    url = f"/briefings/{digest.key}/edit/"
    page = clerk.get(url).content.decode()
    assert page.count('<textarea class="input" id="t-') in (edited, n - edited)
    folded = re.findall(r'href="(\?block=\w+)#b-', page)
    assert len(folded) == (n > 40)
    shown = text(clerk.get(url))
    assert f"{n // 2} 条要点" in shown
    assert page.count('id="check-state"') == 1
    for query in folded:
        other = clerk.get(url + query).content.decode()
        assert other.count('<textarea class="input" id="t-') + page.count('<textarea class="input" id="t-') == n
    assert max(map(len, re.findall(r'<select class="input" id="j-.*?</select>', page, re.DOTALL))) < 6000, "30 at most"
    item = digest.items.select_related("delegation").latest("position")
    back = clerk.post(f"/briefing-items/{item.key}/", {"text": "改过的话。", "version": "1"}).url
    assert back == f"{url}?block={item.delegation.key}#i-{item.key}"
    assert f'id="t-{item.key}"' in clerk.get(back).content.decode()


def test_a_long_block_shows_a_page_of_it(clerk: Client, heard: Hall) -> None:
    """Of a delegation with 120 points forty at a time; what is done with a point leads to the page where it stands."""
    digest = long_digest(heard, 120)
    digest.items.update(delegation=heard.town.river)
    url, rows = f"/briefings/{digest.key}/edit/", list(digest.items.order_by("position"))

    def edited(query: str) -> list[str]:
        return re.findall(r'<textarea class="input" id="t-(\w+)"', clerk.get(url + query).content.decode())

    block = f"?block={heard.town.river.key}"
    pages = [edited(f"{block}&page={n}") for n in (1, 2, 3)]
    assert [key for page in pages for key in page] == [row.key for row in rows]
    assert (edited(""), edited(f"{block}&page=99"), edited("?block=none&page=x")) == (pages[0], pages[2], pages[0])
    page = clerk.get(f"{url}{block}&page=2").content.decode()
    assert re.findall(r'<a href="([^"]+)"[^>]*>(\d+–\d+)', page) == [
        (f"{block}&amp;page={n}#b-{heard.town.river.key}", words)
        for n, words in ((1, "1–40"), (2, "41–80"), (3, "81–120"))
    ]
    assert page.count('aria-current="page">41–80') == 1
    last = rows[39]  # goes down onto the second page, and the focus with it
    back = clerk.post(f"/briefing-items/{last.key}/act/", {"act": "down"}).url
    assert back == f"{url}{block}&page=2#i-{last.key}"
    assert last.key in edited(f"{block}&page=2")
    wrong = clerk.post(f"/briefing-items/{rows[100].key}/", {"text": " ", "version": "1"})
    assert (wrong.status_code, f'id="t-{rows[100].key}"' in wrong.content.decode()) == (422, True)


def test_who_takes_a_point_out_goes_on_in_its_block(clerk: Client, heard: Hall) -> None:
    """At the next point, at the one before where it was the last, at the top where it was the only one."""
    digest = long_digest(heard, 44)
    last = digest.items.select_related("delegation").latest("position")
    block = list(digest.items.filter(delegation=last.delegation).order_by("position"))
    url = f"/briefings/{digest.key}/edit/"
    for gone, beside in ((block[3], block[4]), (block[-1], block[-2])):
        back = clerk.post(f"/briefing-items/{gone.key}/act/", {"act": "drop"}).url
        assert back == f"{url}?block={last.delegation.key}#i-{beside.key}"
    BriefingItem.objects.filter(briefing=digest).exclude(pk=block[0].pk).delete()
    assert clerk.post(f"/briefing-items/{block[0].key}/act/", {"act": "drop"}).url == url


def test_the_check_beside_follows_each_saving(clerk: Client, heard: Hall) -> None:
    """The answer to a saving brings the side note with it: what is marked now, and that nothing is."""
    draft = begun(heard, "岑望川")
    item, url = draft.items.get(), f"/briefing-items/{draft.items.get().key}/"
    original = item.text
    first = clerk.post(url, {"text": original + "新增停车泊位9999个。", "version": "1"}, **HTMX).content.decode()
    assert 'id="check-state"' in first
    assert 'hx-swap-oob="true"' in first
    assert f'href="#i-{item.key}"' in first
    second = clerk.post(url, {"text": original, "version": "2"}, **HTMX).content.decode()
    assert "都能在发言中找到" in second
    draft.refresh_from_db()
    told = {"masthead": draft.masthead, "organ": draft.organ, "title": "涉及9999户", "version": draft.version}
    head = clerk.post(f"/briefings/{draft.key}/edit/", told, **HTMX)
    assert 'href="#h-title"' in head.content.decode()


def test_head_and_foot_are_kept_likewise(clerk: Client, heard: Hall) -> None:
    """Two people, one note: the second sees both and can save over it; an error keeps what was typed."""
    draft = begun(heard, "岑望川")
    url = f"/briefings/{draft.key}/edit/"
    head = {"masthead": draft.masthead, "organ": "大会秘书处", "title": "甲", "version": "1"}
    assert clerk.post(url, head, **HTMX).status_code == 200
    late = clerk.post(url, {**head, "title": "乙"}, **HTMX)
    assert late.status_code == 409
    assert "甲" in text(late)
    assert "乙" in text(late)
    assert clerk.post(url, {**head, "title": "乙", "over": "1"}).url == url
    bad = clerk.post(url, {**head, "title": "丙", "masthead": "", "version": "3"})
    assert bad.status_code == 422
    assert 'value="丙"' in bad.content.decode()
    assert Briefing.objects.get().title == "乙"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", "这一件刚被他人（或您自己在另一个窗口里）改过，您的还没有存"),
        ("en", "Somebody, perhaps you in another window, has just changed this; yours is not saved yet"),
    ],
)
def test_where_nobody_knows_who_changed_a_head_both_are_said(
    clerk: Client, heard: Hall, language: str, words: str
) -> None:
    """Once, in the sentence on top; the present version names nobody."""
    draft = begun(heard, "岑望川")
    url = f"/briefings/{draft.key}/edit/"
    head = {"masthead": draft.masthead, "organ": "大会秘书处", "title": "甲", "version": "1"}
    clerk.post(url, head, **HTMX)
    clerk.cookies.load({"huiyin_language": language, "django_language": language})
    late = clerk.post(url, {**head, "title": "乙"}, **HTMX)
    assert words in text(late)
    present = re.search(r'<div class="versus">.*?<span class="sub">(.*?)</span>', late.content.decode(), re.DOTALL)
    assert present is not None
    assert present[1] == ""


def test_a_remark_can_be_put_in_in_part(clerk: Client, heard: Hall) -> None:
    """By its statements: those of one sentence are one item, under the name of who spoke; the rest can follow."""
    draft = begun(heard)
    url = f"/briefings/{draft.key}/"
    keys = [heard.statement(words).key for words in ("经济稳中有进", "3家", "12个重点项目")]
    clerk.post(f"{url}choose/", {"statement": keys[:2]})
    assert [row.text for row in draft.items.all()] == ["过去一年，临溪区经济稳中有进，新增省级专精特新企业3家。"]
    page = clerk.get(f"{url}edit/")
    assert "已部分选入" in text(page)
    assert f'value="{keys[2]}"' in page.content.decode()
    assert "核对没有标出任何问题" in text(clerk.get(f"{url}issue/"))
    clerk.post(f"{url}choose/", {"statement": keys, "remark": heard.remarks["岑望川"].key})
    assert [row.text for row in draft.items.all()][1:] == ["2026年，临溪区将推进12个重点项目建设。"]
    assert "岑望川代表：" in text(clerk.get(url))


def test_a_marked_place_takes_a_reason(clerk: Client, heard: Hall) -> None:
    """The page says what is marked and asks why; what was typed stays; the trail shows the reason."""
    draft = begun(heard, "岑望川")
    item = draft.items.get()
    write_item(item=item, text="临溪区新增省级专精特新企业5家。", by=heard.by, at=AT, expected=1)
    url = f"/briefings/{draft.key}/issue/"
    page = clerk.get(url)
    given = {"on": "2026-01-09", "number": 7, "total": 30, "seen": seen(page), "reason": "无"}
    again = clerk.post(url, given)
    assert again.status_code == 422
    assert "至少 4 个字" in text(again)
    assert 'value="7"' in again.content.decode()
    write_item(item=item, text="临溪区新增省级专精特新企业6家。", by=heard.by, at=AT, expected=2)
    late = clerk.post(url, {**given, "reason": "发言人会后更正"})
    assert late.status_code == 409
    clerk.post(url, {**given, "reason": "发言人会后更正", "seen": seen(late)})
    assert "理由：发言人会后更正" in text(clerk.get(f"/briefings/{draft.key}/"))


def test_withdrawn_and_corrected(clerk: Client, heard: Hall, people: Cast) -> None:
    """Whoever opens the old one is told; nobody else than those who write can do it."""
    draft = begun(heard, "岑望川")
    url = f"/briefings/{draft.key}/"
    assert clerk.post(f"{url}withdraw/", {"reason": "第二条有误"}).status_code == 409  # it is a draft still
    page = clerk.get(f"{url}issue/")
    clerk.post(f"{url}issue/", {"on": "2026-01-09", "number": 1, "total": 1, "seen": seen(page)})
    second = clerk.post(f"{url}correct/").url
    page = clerk.get(second.replace("edit/", "issue/"))
    clerk.post(second.replace("edit/", "issue/"), {"on": "2026-01-10", "number": 2, "total": 2, "seen": seen(page)})
    assert "已由“第2期：" in text(clerk.get(url))
    newer = second.replace("edit/", "")
    assert clerk.post(f"{newer}withdraw/", {"reason": "无"}).status_code == 422
    clerk.post(f"{newer}withdraw/", {"reason": "发言人有误，另行印发"})
    reader = sign_in(Client(), people.leader)
    assert "发言人有误，另行印发" in text(reader.get(newer))
    assert "已撤回" in text(reader.get("/briefings/"))
    third = begun(heard, "陆闻舟")
    assert reader.get(f"/briefings/{third.key}/").status_code == 404
    assert clerk.post(f"/briefings/{third.key}/drop/").url == "/briefings/"
    assert not Briefing.objects.filter(pk=third.pk).exists()


def test_a_digest_accounts_for_every_sentence(client: Client, heard: Hall, people: Cast) -> None:
    """The editor of the paper: what is not used is listed; one button brings it in, or it stays out with a reason."""
    press = sign_in(client, people.editor)
    url = press.post("/digest/new/", {"of": "session"}).url
    digest = Briefing.objects.get()
    n = Statement.objects.count()
    assert f"{n} 条已确认陈述：已用 {n - 1} 条，未用 1 条" in text(press.get(url))
    stop = next(row for row in digest.items.all() if "公交站点" in row.text)
    press.post(f"/briefing-items/{stop.key}/act/", {"act": "drop"})
    assert f"已用 {n - 2} 条，未用 2 条" in text(press.get(url))
    assert "尚未使用，也没有说明理由" in text(press.get(f"/briefings/{digest.key}/issue/"))
    one, other = heard.statement("公交站点"), heard.statement("认真研究")
    decide = f"/briefings/{digest.key}/decide/"
    assert press.post(decide, {"one": one.key}).url.endswith("#out")
    again = press.post(decide, {"statement": other.key, "do": "out", "reason": ""})
    assert again.status_code == 422
    assert f'value="{other.key}" checked' in again.content.decode()
    long = press.post(decide, {"statement": other.key, "do": "out", "reason": "与主题无关。" * 40})
    assert long.status_code == 422
    assert "说明有 240 字，最多 200 字" in text(long)
    assert 'value="' + "与主题无关。" * 40 in long.content.decode()
    bare = press.post(decide, {"do": "out", "reason": "列席人员的话"})  # nothing ticked: what was typed stays
    assert (bare.status_code, 'value="列席人员的话"' in bare.content.decode()) == (422, True)
    assert "还有 1 条待定" in text(press.get(url))
    press.post(decide, {"statement": other.key, "do": "out", "reason": "列席人员的话"})
    assert "未用：列席人员的话" in text(press.get(url))
    page = press.get(f"/briefings/{digest.key}/issue/")
    press.post(f"/briefings/{digest.key}/issue/", {"on": "2026-01-10", "seen": seen(page)})
    assert "临溪、青石2个代表团：" in text(press.get(f"/briefings/{digest.key}/"))
    assert "2026年1月10日" in text(press.get(f"/briefings/{digest.key}/"))


def test_points_are_split_and_joined_on_the_page(clerk: Client, heard: Hall) -> None:
    """By the buttons of the page itself."""
    digest = start_digest(session=heard.town.session, by=heard.by, at=AT)
    common = next(row for row in digest.items.all() if row.delegation is None)
    passage = next(each for each in common.passages.all() if "催人奋进" in each.original)
    page = clerk.get(f"/briefings/{digest.key}/edit/").content.decode()
    assert f'value="split:{passage.pk}"' in page
    clerk.post(f"/briefing-items/{common.key}/act/", {"act": f"split:{passage.pk}"})
    made = BriefingItem.objects.get(passages=passage)
    assert made.delegation == heard.town.stone
    clerk.post(f"/briefing-items/{made.key}/act/", {"act": "join", "into": common.key})
    assert common.passages.filter(pk=passage.pk).exists()
    clerk.post(f"/briefing-items/{common.key}/act/", {"act": "part", "part": "suggestion"})
    clerk.post(f"/briefing-items/{common.key}/act/", {"act": "part", "part": "else"})
    common.refresh_from_db()
    assert common.part == "suggestion"


def test_what_is_typed_for_a_briefing_that_was_issued_meanwhile_comes_back(clerk: Client, heard: Hall) -> None:
    """In another tab it was issued: the words are there to be copied, and the editor's own sending touches no field."""
    draft = begun(heard, "岑望川")
    item = draft.items.order_by("position").first()
    assert item is not None
    page = clerk.get(f"/briefings/{draft.key}/issue/")
    clerk.post(f"/briefings/{draft.key}/issue/", {"on": "2026-01-09", "number": 1, "total": 1, "seen": seen(page)})
    clerk.post(f"/briefings/{draft.key}/withdraw/", {"reason": "第二条有误"})
    for address, sent in (
        (f"/briefing-items/{item.key}/", {"text": "建议抓紧修缮石拱桥", "version": item.version}),
        (f"/briefings/{draft.key}/edit/", {"title": "建议抓紧修缮石拱桥", "version": draft.version}),
        (f"/briefings/{draft.key}/withdraw/", {"reason": "建议抓紧修缮石拱桥"}),
    ):
        late = clerk.post(address, sent)
        assert late.status_code == 409
        assert "建议抓紧修缮石拱桥" in text(late)
        assert f'href="/briefings/{draft.key}/"' in late.content.decode()
    quiet = clerk.post(f"/briefings/{draft.key}/edit/", {"title": "桥"}, headers={"hx-request": "true"})
    assert (quiet.status_code, quiet["HX-Retarget"]) == (409, "#alerts")
