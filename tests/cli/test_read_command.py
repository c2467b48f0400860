"""`huiyin read` as people and programs call it: a process, its output, its exit code."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

TEXT = """云汀市2026年政府工作报告

过去一年，全市地区生产总值增长6.2%，新增规上工业企业31家。
今年，新建公园5处，力争完成投资12亿元。
"""


def huiyin(*arguments: object, given: str | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, without a terminal."""
    command = [sys.executable, "-m", "huiyin", *map(str, arguments)]
    setting = {**os.environ, "HUIYIN_LANG": "en", **environment}
    return subprocess.run(command, input=given.encode() if given else b"", capture_output=True, env=setting, timeout=60)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告 一.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with three texts, a form that is not read, and what is passed over."""
    root = tmp_path / "材料"
    (root / "子 目录").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "子 目录/c.txt"):
        (root / name).write_text(TEXT, encoding="utf-8")
    for name in (".hidden.txt", "~$b.docx", "notes.xyz", "a.txt.reading.html"):
        (root / name).write_text(TEXT, encoding="utf-8")
    return root


def test_one_file_in_a_pipe_is_one_json_object(report: Path) -> None:
    """Nothing else is on standard output, and nothing on standard error."""
    done = huiyin("read", report)
    reading = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert reading["schema"] == "huiyin.reading/1"
    assert reading["source"]["length"] == len(TEXT)
    assert all(TEXT[each["start"] : each["end"]] == each["text"] for each in reading["statements"])


def test_standard_input_is_read_too() -> None:
    """- stands for it."""
    assert json.loads(huiyin("read", "-", given=TEXT).stdout)["source"]["length"] == len(TEXT)


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "xlsx", "html", "terminal"])
def test_every_format_comes_out_in_a_pipe(report: Path, format_: str) -> None:
    """Each format can be piped and is the same when it is written to a file."""
    piped = huiyin("read", report, "--format", format_)
    written = report.with_suffix(".out")
    assert piped.returncode == 0
    assert huiyin("read", report, "--format", format_, "--out", written).returncode == 0
    if format_ == "xlsx":
        assert load_workbook(io.BytesIO(piped.stdout)).sheetnames == load_workbook(written.open("rb")).sheetnames
    else:
        assert piped.stdout == written.read_bytes()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.json", b"{"),
        ("x.jsonl", b'{"source"'),
        ("x.csv", b"\xef\xbb\xbf"),
        ("x.xlsx", b"PK"),
        ("x.HTML", b"<!doctype html>"),
    ],
)
def test_the_ending_of_the_output_chooses_the_format(report: Path, name: str, begins: bytes) -> None:
    """--format may be left out where --out has an ending that says it."""
    out = report.parent / name
    assert huiyin("read", report, "-o", out).returncode == 0
    assert out.read_bytes().startswith(begins)


def test_kinds_can_be_named_by_code_or_name(report: Path) -> None:
    """--kind keeps the statements of these kinds, and the sections."""
    for kind in ("commitment", "部署", "Commitment"):
        reading = json.loads(huiyin("read", report, "--kind", kind).stdout)
        assert {each["kind"] for each in reading["statements"]} == {"commitment"}


def test_csv_shows_the_table_that_is_asked_for(report: Path) -> None:
    """Figures are a table of their own."""
    done = huiyin("read", report, "-f", "csv", "--table", "measures")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    assert {row["text"] for row in rows} >= {"6.2%", "31家"}


def test_several_files_are_one_stream(folder: Path) -> None:
    """JSON gives a list, JSONL and CSV go on, each naming the file; the order is that of the names."""
    names = ["a.txt", "b.txt", "子 目录/c.txt"]
    assert [each["file"] for each in json.loads(huiyin("read", folder, "-f", "json").stdout)] == names
    lines = [json.loads(line) for line in huiyin("read", folder).stdout.splitlines()]
    assert list(dict.fromkeys(line["source"]["file"] for line in lines)) == names
    table = huiyin("read", folder, "-f", "csv").stdout.decode("utf-8-sig")
    assert list(dict.fromkeys(row["file"] for row in csv.DictReader(io.StringIO(table)))) == names
    assert table.count("section,kind") == 1


def test_several_files_share_a_workbook(folder: Path) -> None:
    """One workbook, a row per source."""
    out = folder.parent / "全部.xlsx"
    assert huiyin("read", folder, "-o", out).returncode == 0
    assert [row[0] for row in load_workbook(out)["来源"].iter_rows(min_row=2, values_only=True)] == [
        "a.txt",
        "b.txt",
        "子 目录/c.txt",
    ]


def test_a_folder_takes_one_file_for_each_input(folder: Path, tmp_path: Path) -> None:
    """The tree of the inputs is kept; nothing half-written stays behind."""
    out = tmp_path / "结果"
    assert huiyin("read", folder, "-f", "html", "--out", f"{out}/").returncode == 0
    found = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.reading.*") if path.is_file())
    assert found == ["a.txt.reading.html", "b.txt.reading.html", "子 目录/c.txt.reading.html"]


def test_the_same_name_twice_loses_nothing(folder: Path, tmp_path: Path) -> None:
    """Two inputs of one name get two outputs."""
    out = tmp_path / "结果"
    assert huiyin("read", folder / "a.txt", folder / "a.txt", "--out", f"{out}/").returncode == 0
    assert sorted(path.name for path in out.glob("*.json")) == ["a.txt-2.reading.json", "a.txt.reading.json"]


def test_the_same_name_from_two_folders_keeps_its_folder(folder: Path, tmp_path: Path) -> None:
    """Two texts of one name can be told apart, in the output folder and in one file."""
    other = tmp_path / "别处"
    other.mkdir()
    (other / "a.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "结果"
    assert huiyin("read", folder / "a.txt", other / "a.txt", "--out", f"{out}/").returncode == 0
    found = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.json"))
    assert found == ["别处/a.txt.reading.json", "材料/a.txt.reading.json"]


def test_resuming_reads_only_what_is_missing_or_broken(folder: Path, tmp_path: Path) -> None:
    """An output that is whole stays untouched; one that is missing or cut off or whose input changed is not."""
    out = tmp_path / "结果"
    huiyin("read", folder, "--out", f"{out}/")
    kept, missing, broken = (out / f"{name}.reading.json" for name in ("a.txt", "b.txt", "子 目录/c.txt"))
    before = kept.stat().st_mtime_ns
    missing.unlink()
    broken.write_bytes(broken.read_bytes()[:-20])
    said = huiyin("read", folder, "--out", f"{out}/", "--resume").stderr.decode()
    assert "2 read, 1 left out as done, 0 failed." in said
    assert kept.stat().st_mtime_ns == before
    assert all(json.loads(path.read_bytes())["schema"] == "huiyin.reading/1" for path in (missing, broken))
    (folder / "a.txt").write_text(TEXT + "还有。\n", encoding="utf-8")
    assert "1 read, 2 left out" in huiyin("read", folder, "--out", f"{out}/", "--resume").stderr.decode()


def test_resuming_with_other_options_reads_everything(folder: Path, tmp_path: Path) -> None:
    """What other options made is no result of these, nor is what nobody recorded."""
    out = f"{tmp_path / '结果'}/"
    huiyin("read", folder, "--out", out)
    assert "3 read, 0 left out" in huiyin("read", folder, "-o", out, "--resume", "--year", "2020").stderr.decode()
    assert "0 read, 3 left out" in huiyin("read", folder, "-o", out, "--resume", "--year", "2020").stderr.decode()
    (tmp_path / "结果" / ".huiyin-read.jsonl").unlink()
    assert "3 read, 0 left out" in huiyin("read", folder, "-o", out, "--resume", "--year", "2020").stderr.decode()


def test_resuming_goes_on_where_the_folders_were_moved(folder: Path, tmp_path: Path) -> None:
    """What was done is known by its name below the folders, wherever those are now."""
    huiyin("read", folder, "-o", f"{tmp_path / 'out'}/")
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    folder.rename(moved / "texts")
    (tmp_path / "out").rename(moved / "readings")
    done = huiyin("read", moved / "texts", "-o", f"{moved / 'readings'}/", "--resume")
    assert (done.returncode, done.stderr.decode()) == (0, "0 read, 3 left out as done, 0 failed.\n")


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv"])
def test_more_processes_give_the_same(folder: Path, format_: str) -> None:
    """Order and content do not depend on --jobs."""
    assert huiyin("read", folder, "-f", format_, "--jobs", 3).stdout == huiyin("read", folder, "-f", format_).stdout


def test_one_bad_file_does_not_stop_the_others(folder: Path) -> None:
    """It is told at the end, with a sentence, and the exit code is 1."""
    (folder / "aa.txt").write_bytes(b"")
    done = huiyin("read", folder, "--jobs", 2)
    assert done.returncode == 1
    assert len({json.loads(line)["source"]["file"] for line in done.stdout.splitlines()}) == 3
    told = done.stderr.decode().splitlines()
    assert told[0] == "1 of 4 files could not be read:"
    assert told[1].startswith(f"  {folder / 'aa.txt'}: ")
    assert told[2] == "3 read, 0 left out as done, 1 failed."


def test_texts_in_other_forms_are_reported(folder: Path) -> None:
    """A .doc in a folder is not passed over in silence."""
    (folder / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    done = huiyin("read", folder)
    assert done.returncode == 1
    assert "旧.doc" in done.stderr.decode()


def test_when_nothing_could_be_read_the_input_was_bad(tmp_path: Path) -> None:
    """Exit code 2 when every file failed."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"")
    assert huiyin("read", tmp_path).returncode == 2


def one_sentence(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what a failed command said: one line, no traceback, nothing on standard output."""
    said = done.stderr.decode()
    assert done.returncode == 2
    assert done.stdout == b""
    assert "Traceback" not in said
    return said.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02" * 999,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"%PDF-1.7\nnothing",
        b"PK\x03\x04" + bytes(40),
        b"\x80abc\xff\xff",
    ],
    ids=["empty", "binary", "legacy word", "broken pdf", "broken zip", "no encoding"],
)
def test_a_single_bad_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    """What, where, what to do; exit code 2; no output."""
    path = tmp_path / "坏.txt"
    path.write_bytes(content)
    said = one_sentence(huiyin("read", path))
    assert said.startswith(f"Error: {path}: ")
    assert "fault in Huiyin" not in said


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    """So is a folder without texts, and a folder of words that is not there."""
    assert "没有" in one_sentence(huiyin("read", tmp_path / "没有.txt"))
    assert "No file to read" in one_sentence(huiyin("read", tmp_path))


def test_a_missing_lexicon_folder_is_one_sentence(report: Path, tmp_path: Path) -> None:
    """The folder is named."""
    assert "Lexicon folder" in one_sentence(huiyin("read", report, "--lexicon", tmp_path / "nowhere"))


def test_an_output_that_cannot_be_written_is_one_sentence(report: Path) -> None:
    """A folder that is a file, for instance."""
    assert "cannot be written" in one_sentence(huiyin("read", report, "-o", report / "x.json"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Missing argument"),
        (("{}", "-o", "a.docx"), "The ending of a.docx names no format"),
        (("{}", "{}", "-o", "a.xls"), ".jsonl, .csv"),
        (("{}", "--table", "measures"), "--table goes with --format csv only."),
        (("{}", "--resume"), "--resume needs a folder"),
        (("{}", "{}", "-f", "html"), "A page holds one reading"),
        (("{}", "--format", "pdf"), "'pdf' is not one of"),
        (("{}", "--kind", "promise"), "'promise' is not one of"),
        (("{}", "--year", "26"), "26 is not in the range"),
        (("{}", "--jobs", "0"), "0 is not in the range"),
    ],
    ids=["no file", "ending", "ending of several", "table", "resume", "pages", "format", "kind", "year", "jobs"],
)
def test_wrong_usage_is_refused(report: Path, arguments: tuple[str, ...], said: str) -> None:
    """Exit code 2 and the reason."""
    assert said in one_sentence(huiyin("read", *(each.format(report) for each in arguments)))


def test_words_of_the_command_line_follow_the_language(report: Path) -> None:
    """Errors of ours and of click's are Chinese where Chinese is asked for."""
    assert "错误：没有选项 '--resum'" in huiyin("read", report, "--resum", HUIYIN_LANG="zh").stderr.decode()
    assert "错误：--resume 需要" in huiyin("read", report, "--resume", HUIYIN_LANG="zh").stderr.decode()


def test_a_reader_that_hangs_up_is_no_error(folder: Path) -> None:
    """`huiyin read … | head` ends quietly."""
    for number in range(30):
        (folder / f"n{number}.txt").write_text(TEXT * 50, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "huiyin", "read", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interruption_is_told_and_has_its_code(tmp_path: Path) -> None:
    """Ctrl-C ends with 130, one line, and no half-written output."""
    for number in range(400):
        (tmp_path / f"n{number}.txt").write_text(TEXT * 100, encoding="utf-8")
    out = tmp_path / "alle.jsonl"
    process = subprocess.Popen(
        [sys.executable, "-m", "huiyin", "read", str(tmp_path), "-o", str(out), "--jobs", "2"],
        stderr=subprocess.PIPE,
        env={**os.environ, "HUIYIN_LANG": "en"},
    )
    while process.poll() is None and not list(tmp_path.glob(".alle.jsonl.*")):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said.decode().strip()) == (130, "Interrupted.")
    assert not out.exists()
    assert list(tmp_path.glob(".alle*")) == []


def test_a_place_adds_its_own_words(report: Path, tmp_path: Path) -> None:
    """--lexicon names a folder with files of the same names as the shipped ones."""
    words = tmp_path / "本地"
    words.mkdir()
    (words / "names.toml").write_text('[kind.commitment]\nzh = "任务"\n', encoding="utf-8")
    done = huiyin("read", report, "-f", "terminal", "--lexicon", words, HUIYIN_LANG="zh")
    assert "部 任务  " in done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("topics.toml", "[topic]\nagriculture = 5\n"),
        ("topics.toml", 'topic = "x"\n'),
        ("units.toml", "quantities = 5\n"),
        ("cues.toml", '[anywhere]\nnosuch = "大干快上"\n'),
        ("comparators.toml", '[before]\n">" = 5\n'),
        ("places.tsv", "999999\n"),
        ("times.toml", "now = 5\n"),
        ("nosuch.toml", "words = 5\n"),
        ("people.toml", 'surnames = "挞"\n'),
    ],
)
def test_a_slip_in_a_lexicon_is_told_by_its_file(report: Path, tmp_path: Path, name: str, content: str) -> None:
    """It is the user's to mend, not ours, and it is told once."""
    words = tmp_path / "本地"
    words.mkdir()
    (words / name).write_text(content, encoding="utf-8")
    said = one_sentence(huiyin("read", report, report, "--lexicon", words))
    assert name in said
    assert "fault in Huiyin" not in said


def test_a_pipe_in_a_folder_is_passed_over(folder: Path) -> None:
    """Waiting for one would never end."""
    os.mkfifo(folder / "z.txt")
    done = huiyin("read", folder, "-f", "jsonl")
    assert (done.returncode, len(done.stdout.splitlines()) > 0) == (0, True)


def test_names_that_are_not_utf8_are_shown_with_marks(tmp_path: Path) -> None:
    """Every format can hold them."""
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123  pathlib takes no bytes
        file.write(TEXT)
    for ending in ("json", "html", "xlsx"):
        done = huiyin("read", os.fsdecode(path), "-o", tmp_path / f"z.{ending}")
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


def test_workers_end_with_the_process_that_was_killed(tmp_path: Path) -> None:
    """Nobody is left to tell them."""
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(TEXT * 2000, encoding="utf-8")
    command = [sys.executable, "-m", "huiyin", "read", str(tmp_path), "-o", str(tmp_path / "out/"), "-j", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    while not (tmp_path / "out").is_dir() and process.poll() is None:
        time.sleep(0.05)
    process.kill()
    process.wait()
    # The pipe closes only when its last holder, a worker, has gone.
    held = subprocess.run([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=process.stderr, timeout=20)
    assert held.returncode == 0


def test_explain_names_the_rules(report: Path) -> None:
    """--explain adds, for the statements that are kept, which rule gave each label."""
    found = json.loads(huiyin("read", report, "--explain", "--kind", "commitment").stdout)
    kept = {each["id"] for each in found["statements"]}
    assert {each["statement"] for each in found["explanations"]} == kept
    assert {"span", "kind", "period", "measure"} <= {each["label"] for each in found["explanations"]}
    for format_ in ("terminal", "html", "jsonl"):
        assert b"kind." in huiyin("read", report, "--explain", "-f", format_).stdout


def test_only_what_is_needed_is_imported(report: Path) -> None:
    """Reading a text to JSON loads no library of another face: start-up counts."""
    others = ["rich", "openpyxl", "trafilatura", "lxml", "pypdfium2", "docx", "httpx", "multiprocessing"]
    arguments = ["huiyin", "read", str(report), "-o", str(report.with_suffix(".json"))]
    code = (
        f"import sys; from huiyin.cli import main; sys.argv = {arguments!r}\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {others!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
def test_an_output_never_destroys(report: Path, tmp_path: Path) -> None:
    """The input under any name, a pipe, a device, a link to nowhere: refused, and left as they are."""
    soft, hard, pipe, nowhere = (tmp_path / f"{name}.txt" for name in ("soft", "hard", "pipe", "nowhere"))
    soft.symlink_to(report)
    hard.hardlink_to(report)
    nowhere.symlink_to(tmp_path / "gone")
    os.mkfifo(pipe)
    for out in (report, soft, hard):
        assert "is one of the inputs" in one_sentence(huiyin("read", report, "-o", out))
    for out in (pipe, nowhere, Path(os.devnull)):
        assert "is no plain file" in one_sentence(huiyin("read", report, "-f", "json", "-o", out))
    assert report.read_text(encoding="utf-8") == TEXT


def test_a_link_to_a_file_is_written_through(report: Path, tmp_path: Path) -> None:
    """The link stays a link; that a file was there before is said."""
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    assert huiyin("read", report, "-o", real).stderr.decode().strip() == f"Written: {real}"
    link.symlink_to(real)
    assert huiyin("read", report, "-o", link).stderr.decode().strip() == f"Overwritten: {link}"
    assert link.is_symlink()


def test_a_file_in_place_of_the_folder_is_told_once(folder: Path, tmp_path: Path) -> None:
    """Not once for each input."""
    plain = tmp_path / "plain"
    plain.write_text("x")
    done = huiyin("read", folder, "-o", plain)
    assert "cannot be the folder" in one_sentence(done)
    assert len(done.stderr.decode().splitlines()) == 1


def test_nothing_is_overwritten_where_nothing_was_read(tmp_path: Path) -> None:
    """When every input is bad, an older result stays."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"")
    out = tmp_path / "all.json"
    out.write_text("older")
    assert huiyin("read", tmp_path / "a.txt", tmp_path / "b.txt", "-o", out).returncode == 2
    assert out.read_text() == "older"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device of Linux")
@pytest.mark.parametrize("command", [("read",), ("targets", "-f", "json")])
def test_a_full_disk_is_no_fault_of_ours(report: Path, command: tuple[str, ...]) -> None:
    """A redirection that takes no more is told in the reader's language."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "huiyin", *command, str(report)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "HUIYIN_LANG": "zh"},
        )
    assert (done.returncode, done.stderr.decode().strip()) == (2, "错误：无法写出结果：磁盘空间不足。")


@pytest.mark.parametrize("word", ["reply", "答复", "Reply", "热线", "政府工作报告"])
def test_kinds_of_text_can_be_named_in_chinese(report: Path, word: str) -> None:
    """By code, by either name, or by a part that only one name has."""
    expected = {"热线": "hotline", "政府工作报告": "report"}.get(word, "reply")
    assert json.loads(huiyin("read", report, "--text-kind", word).stdout)["source"]["text_kind"] == expected


def test_chinese_help_has_one_kind_of_colon() -> None:
    """Headings and usage have the full-width one, without a space after it."""
    said = huiyin("read", "--help", HUIYIN_LANG="zh").stdout.decode()
    assert said.startswith("用法：huiyin read ")
    assert "选项：\n" in said
