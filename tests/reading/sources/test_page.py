"""Saved pages: the article and nothing around it, headings, paragraphs and table rows as lines in page order."""

import time

import pytest

from huiyin.errors import ReadingError
from huiyin.reading.sources import FilePlace, open_source
from sources.builders import SPEECH, page, paragraphs

HEADLINE = "云汀市加快港区建设"
BYLINE = '<div class="info">发布时间：2026-01-20 09:15　来源：云汀日报 【字体：<a>大</a> <a>小</a>】</div>'

# One article in the ways that offices mark it up.
SHAPES = {
    "paragraphs": paragraphs(*SPEECH),
    "paragraphs of spans": paragraphs(*(f'<span style="font-size:16px"><font>{text}</font></span>' for text in SPEECH)),
    "line breaks": "<br>".join("　　" + text for text in SPEECH),
    "double line breaks": "<br/>\n<br/>".join("&nbsp;&nbsp;" + text for text in SPEECH),
    "divs": paragraphs(*SPEECH, tag="div"),
    "sections": paragraphs(*SPEECH, tag="section"),
    "list": f"<ol>{paragraphs(*SPEECH, tag='li')}</ol>",
    "preformatted": f"<pre>{chr(10).join(SPEECH)}</pre>",
    "layout table": f"<table><tr><td>{paragraphs(*SPEECH)}</td></tr></table>",
    "links inside": paragraphs(*(f'<a href="x">{text[:4]}</a>{text[4:]}' for text in SPEECH)),
    "wrapped markup": paragraphs(*(f"{text[:9]}\n    {text[9:]}" for text in SPEECH)),
    "custom elements": f"<app-article>{paragraphs(*SPEECH)}</app-article>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_article_is_found_and_furniture_left_out(shape: str) -> None:
    """However the article is marked up, its text is the headline and its paragraphs, one line each."""
    source = open_source(page(f"<h1>{HEADLINE}</h1>{BYLINE}<div class='TRS_Editor'>{SHAPES[shape]}</div>"))
    assert source.text.split("\n") == [HEADLINE, *SPEECH]
    assert source.format == "html"


def test_an_old_page_laid_out_with_tables_is_read() -> None:
    """Menus in table cells are left out even where the extractor keeps them."""
    source = open_source(
        f"""<html><body><table><tr><td><a href="/">首页</a></td><td><a href="/x">要闻</a></td></tr></table>
<table><tr><td width="180"><a href="1">栏目一</a><br><a href="2">栏目二</a></td><td><table>
<tr><td align="center"><b>{HEADLINE}</b></td></tr><tr><td>{"<br>".join(SPEECH)}</td></tr></table></td></tr></table>
<table><tr><td>版权所有　云汀市人民政府</td></tr></table></body></html>""".encode("gb18030")
    )
    assert source.text.split("\n") == [HEADLINE, *SPEECH]
    assert source.encoding == "gb18030"


BODY = paragraphs(*SPEECH)
SITES = {
    "newspaper": (
        f"""<title>让出行更方便-云汀日报-云汀网</title><div><a href="x">返回目录</a><a>放大</a></div>
<div class="left"><a href="1">第01版：要闻</a></div><div class="article"><h3>专题询问见闻</h3><h1>让出行更方便</h1>
<h2>——港区建设进行时</h2>
<p class="sec">本报记者　林某 <span>《云汀日报》（2026年01月20日 第 03 版）</span></p>
<div id="ozoom"><founder-content>{BODY}</founder-content></div>
<p><a href="a">上一篇</a> <a href="b">下一篇</a></p></div>
<div class="foot">云汀日报社版权所有 ，未经书面授权禁止使用</div>""",
        ["专题询问见闻", "让出行更方便", "——港区建设进行时", *SPEECH],
        ("让出行更方便", "云汀日报", "2026-01-20"),
    ),
    "public account, saved before its script ran": (
        f"""<meta property="og:title" content="建议办得实"><title></title><div id="img-content"><h1>建议办得实</h1>
<div><span>云汀人大</span><em>2026年1月20日</em></div><div id="js_content" style="visibility: hidden; opacity: 0;">
{paragraphs(*SPEECH, tag="section")}</div></div><div>微信扫一扫<br>关注该公众号</div>
<div>轻点两下取消赞，轻点两下取消在看</div>""",
        ["建议办得实", *SPEECH],
        ("建议办得实", None, None),
    ),
    "old site of a congress": (
        f"""<title>关于港区建设的报告--云汀人大网</title><table><tr><td>今天是2026年1月20日</td></tr></table><table><tr>
<td><table><tr><td>栏目导航</td></tr><tr><td><a href="1">常委会会议</a></td></tr></table></td><td><table><tr><td>
<font size="5">关于港区建设的报告</font></td></tr><tr><td><div><p><span>——在市人大常委会会议上</span></p>{BODY}</div>
</td></tr><tr><td>（责任编辑：林某）</td></tr></table></td></tr></table>
<table><tr><td>主办：办公室 电话：000</td></tr></table>""",
        ["关于港区建设的报告", "——在市人大常委会会议上", *SPEECH],
        ("关于港区建设的报告", None, None),
    ),
    "reply with its signature": (
        f"""<title>第87号建议的答复</title><header><nav><a>首页</a></nav></header>
<main><div class="title">第87号建议的答复</div>
<div>2026-06-01 浏览：102次</div><div class="con"><p>林某代表：</p>{BODY}<p>感谢您的关心。</p>
<p>云汀市交通运输局</p><p>2026年5月30日</p></div>
<div>附件：<a href="x.doc">清单.doc</a></div></main><footer>网站地图 联系我们</footer>""",
        ["第87号建议的答复", "林某代表：", *SPEECH, "感谢您的关心。", "云汀市交通运输局", "2026年5月30日"],
        ("第87号建议的答复", None, None),
    ),
}


@pytest.mark.parametrize("site", SITES)
def test_a_page_of_each_kind_of_site_is_read(site: str) -> None:
    """Papers, public accounts, congresses' old sites and replies: headline, article, and what the page states."""
    markup, lines, stated = SITES[site]
    source = open_source(f"<!DOCTYPE html><html>{markup}</html>".encode())
    assert source.text.split("\n") == lines
    assert (source.title, source.publisher, source.published) == stated


def test_short_lines_inside_the_article_are_kept() -> None:
    """A heading, a form of address, a linked line and a closing word belong to the article."""
    lines = (
        "市长　林某",
        "各位代表：",
        "一、工作回顾",
        *SPEECH,
        "（一）抓产业。",
        '<a href="x">重点任务</a>',
        SPEECH[0],
        "谢谢大家！",
    )
    text = open_source(page(f"<h1>{HEADLINE}</h1><div>{paragraphs(*lines)}</div>")).text
    assert text.split("\n") == [HEADLINE, *(line.replace('<a href="x">', "").replace("</a>", "") for line in lines)]


def test_a_short_report_is_found_beside_more_furniture_than_text() -> None:
    """An article of two sentences is still told from the menus around it."""
    text = open_source(
        page(f"<h1>{HEADLINE}</h1><div id='zoom'>{paragraphs('会议今天举行。', '会议听取了报告。')}</div>")
    ).text
    assert text == f"{HEADLINE}\n会议今天举行。\n会议听取了报告。"


def test_a_table_of_figures_becomes_rows_of_cells() -> None:
    """Each row of a table is a line, its cells divided by tabs; the place says that it is a table."""
    rows = "<tr><th>指标</th><th>目标</th></tr><tr><td><p>粮食产量</p></td><td><p>10万吨</p><p>以上</p></td></tr>"
    source = open_source(page(f"<h1>{HEADLINE}</h1>{paragraphs(*SPEECH)}<table>{rows}</table>"))
    assert source.text.split("\n") == [HEADLINE, *SPEECH, "指标\t目标", "粮食产量\t10万吨 以上"]
    assert source.place_of(source.text.index("10万吨")) == FilePlace(None, 6, None, "table")
    assert source.place_of(source.text.index("临江区")) == FilePlace(None, 3, None, "body")


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        pytest.param("gb2312", "gb2312", id="declared gb2312"),
        pytest.param("utf-8", "gb2312", id="saved as utf-8, still declares gb2312"),
        pytest.param("gb18030", "utf-8", id="declares utf-8, is gb18030"),
        pytest.param("gb18030", "x-unknown", id="unknown declaration"),
        pytest.param("utf-8-sig", "gb2312", id="BOM"),
        pytest.param("utf-16", "gb2312", id="utf-16 BOM"),
    ],
)
def test_the_characters_are_right_whatever_the_page_declares(charset: str, declared: str) -> None:
    """What the bytes prove counts more than what the page says."""
    markup = page(paragraphs(*SPEECH)).decode().replace('charset="utf-8"', f'charset="{declared}"')
    assert open_source(markup.encode(charset)).text.split("\n") == list(SPEECH)


def test_a_declared_big5_page_is_read() -> None:
    """A page in Big5 says so, and is believed."""
    markup = page("<p>會議聽取了政府工作報告，並進行審議。</p>").decode().replace("utf-8", "big5")
    markup = "".join(character for character in markup if _in_big5(character))
    assert "會議聽取了政府工作報告，並進行審議。" in open_source(markup.encode("big5hkscs")).text


def _in_big5(character: str) -> bool:
    try:
        character.encode("big5hkscs")
    except UnicodeEncodeError:
        return False
    return True


def test_one_bad_byte_does_not_cost_a_page() -> None:
    """A page with a rare bad byte is read as browsers do it, with a mark in its place."""
    content = page(paragraphs(*(SPEECH * 30)), charset="gb2312").replace("政务公开".encode("gbk"), b"\xff\xff\xff", 1)
    assert open_source(content).text.split("\n") == list(SPEECH * 30)


HEAD_STANDARD = (
    '<meta name="ArticleTitle" content="港区建设提速"><meta name="PubDate" content="2026-01-20 09:15">'
    '<meta name="SiteName" content="云汀市人民政府">'
)
HEAD_GENERAL = (
    '<meta property="og:title" content="港区建设提速"><meta property="og:site_name" content="云汀日报">'
    '<meta property="article:published_time" content="2026-01-20T09:15:00+08:00">'
    '<link rel="canonical" href="https://news.example.cn/a.html">'
)


@pytest.mark.parametrize(
    ("head", "byline", "stated"),
    [
        pytest.param(
            HEAD_STANDARD, "", ("港区建设提速", "云汀市人民政府", "2026-01-20", None), id="government standard"
        ),
        pytest.param(
            HEAD_GENERAL,
            "",
            ("港区建设提速", "云汀日报", "2026-01-20", "https://news.example.cn/a.html"),
            id="open graph",
        ),
        pytest.param("", BYLINE, (HEADLINE, "云汀日报", "2026-01-20", None), id="byline"),
        pytest.param(
            "", '<time datetime="2026-01-20T09:15">9:15</time>', (HEADLINE, None, "2026-01-20", None), id="time element"
        ),
        pytest.param("", "", (HEADLINE, None, None, None), id="nothing but a title"),
        pytest.param('<meta name="PubDate" content="2026-13-45">', "", (HEADLINE, None, None, None), id="no such day"),
    ],
)
def test_what_a_page_states_of_itself_is_proposed(head: str, byline: str, stated: tuple[str | None, ...]) -> None:
    """Title, publisher, day and address come from the page's statements; what it does not state stays open."""
    source = open_source(page(f"<h1>{HEADLINE}</h1>{byline}{paragraphs(*SPEECH)}", head=head))
    assert (source.title, source.publisher, source.published, source.url) == stated


def test_the_address_a_browser_wrote_into_a_saved_page_is_proposed() -> None:
    """Browsers note in a comment where a page was saved from."""
    content = page(paragraphs(*SPEECH)).replace(
        b"<html>", b"<!-- saved from url=(0030)https://www.example.cn/gzbg/1.html -->\n<html>"
    )
    assert open_source(content).url == "https://www.example.cn/gzbg/1.html"


def test_hidden_text_is_not_read_unless_it_is_all_there_is() -> None:
    """What the page hides is no part of it; an article that only a script would show is read all the same."""
    hidden = f'<div style="display: none">{paragraphs("隐藏的一句话，不该出现。")}</div>'
    assert "隐藏" not in open_source(page(paragraphs(*SPEECH) + hidden)).text
    waiting = f"<html><body><p>欢迎访问，请稍候。</p><div hidden>{paragraphs(*SPEECH)}</div></body></html>"
    assert open_source(waiting.encode()).text == "\n".join(SPEECH)


def test_entities_of_the_page_are_not_expanded_and_nothing_is_fetched() -> None:
    """A page cannot define entities nor name files of the machine that reads it."""
    content = (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>'
        + "会议，&x;结束。".encode()
        + b"</p>"
    )
    assert open_source(content).text.replace("]>", "").strip() == "会议，&x;结束。"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<html><body></body></html>", id="no text"),
        pytest.param(b"<script>x=1</script>", id="a script only"),
    ],
)
def test_a_page_without_text_is_empty(content: bytes) -> None:
    """A page that only scripts would fill is refused as empty."""
    with pytest.raises(ReadingError) as caught:
        open_source(content, name="a.html")
    assert caught.value.code == "source.empty"


def test_a_page_above_the_limit_is_refused() -> None:
    """Pages have a lower limit than plain texts, since they are parsed as a whole."""
    with pytest.raises(ReadingError) as caught:
        open_source(b"<html>" + b" " * (17 * 1024 * 1024), name="a.html")
    assert caught.value.code == "source.too_large"
    assert caught.value.values["what"] == "bytes"


HOSTILE = {
    "nested blocks": "<div>" * 100_000 + "开会，好。",
    "nested inline tags": "<b>" * 100_000 + "开会，好。",
    "nested tables": "<table><tr><td>" * 50_000 + "开会，好。",
    "unclosed fonts": "<p><font>开会，<b>好。" * 20_000,
    "many attributes": "<div " + " ".join(f"a{at}=1" for at in range(100_000)) + ">开会，好。",
    "many line breaks": "<div>" + "一行字<br>" * 100_000 + "开会，好。",
    "many spans": "<p>" + "<span>字</span>" * 100_000 + "开会，好。",
    "blank characters": "<p>字" + "\n" * 3_000_000 + "开会，好。",
    "open comments": "<!--" * 100_000 + "--><p>开会，好。",
    "large picture": '<p>开会，好。</p><img src="data:image/png;base64,' + "A" * 11_000_000 + '">',
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_hostile_markup_takes_seconds_and_loses_nothing(shape: str) -> None:
    """No nesting is too deep and no repetition too long: the sentence is found, within a bounded time."""
    begun = time.process_time()
    source = open_source(HOSTILE[shape].encode(), name="a.html")
    assert "好。" in source.text.replace("\n", "")
    assert time.process_time() - begun < 10


def test_a_page_of_five_megabytes_takes_seconds() -> None:
    """An article of 5 MB is read whole, within a bounded time."""
    texts = [f"第{at}项：{SPEECH[0]}" for at in range(32_000)]
    content = page(paragraphs(*texts))
    assert len(content) > 4_500_000
    begun = time.process_time()
    assert open_source(content).text.split("\n") == texts
    assert time.process_time() - begun < 10
