"""Sentences for error codes: the one place that says in words what is wrong, where, and what to do."""

import errno
import os
from collections.abc import Mapping

from huiyin.errors import HuiyinError
from huiyin.render.policy_faults import SENTENCES as POLICY_FAULTS
from huiyin.render.words import Language, gettext, noted

SENTENCES = POLICY_FAULTS | {
    # a file that cannot be opened; its name is put before the sentence by `told`
    "source.missing": noted("there is no such file; check its name and folder."),
    "source.is_folder": noted("this is a folder, not a file; name the files in it."),
    "source.unreadable": noted("the system does not let it be read ({reason}); check its permissions, or copy it."),
    "source.too_large": noted("too large: more than {limit}; split it into parts."),
    "source.empty": noted("the file is empty or holds no text; check that it was saved or fetched whole."),
    "source.binary": noted("this is neither a text nor a form that is known; give a txt, html, docx or pdf file."),
    "source.encoding": noted(
        "the characters do not fit {encoding} at byte {offset}; open it in an editor and save it as UTF-8."
    ),
    "source.unsupported": noted("{format} is not read; save it as docx, pdf with text, html or txt."),
    "source.unsupported.archive": noted(
        "an archive ({format}) is not read; unpack it and add the files in it one by one."
    ),
    "source.unsupported.picture": noted(
        "a picture ({format}) has no text to be read; run text recognition (OCR) over it and save it as docx or txt."
    ),
    "source.unsupported.ole": noted("Excel 97-2003 and other old office files are not read; save it as docx or txt."),
    "source.legacy_word": noted(
        "a Word or WPS file of the old form (.doc, .wps); open it in Word or WPS and save it as .docx."
    ),
    "source.encrypted": noted("the file asks for a password; save a copy without one."),
    "source.truncated": noted("the {format} file is incomplete or damaged; fetch it again."),
    "source.truncated.docx": noted(
        "the Word file is incomplete or damaged, or a file of another kind that was renamed; "
        "open it in Word or WPS and save it anew as docx, or fetch it again."
    ),
    "source.truncated.xlsx": noted(
        "the Excel file is incomplete or damaged, and tables are not read here; fetch it again and save it as docx."
    ),
    "source.zip_bomb": noted("the file unpacks to far more than a document holds; do not trust it."),
    "source.scanned_pdf": noted(
        "a scan of {pages} pages without a text layer; run text recognition (OCR) over it and save it with text."
    ),
    "source.scanned_pdf.unknown_characters": noted(
        "its {pages} pages do not say which characters they show; save it again from its program, or run OCR over it."
    ),
    "lexicon.folder_missing": noted(
        "Lexicon folder {path} is not there; give a folder that holds .toml or .tsv files."
    ),
    "input.closed": noted("Standard input is closed; name a file to read."),
    "place.invalid": noted("The name of the place is not written in UTF-8, or holds signs that cannot be shown."),
    "lexicon.unknown": noted("A place cannot add a lexicon called {path}; it can add: {known}."),
    "lexicon.not_a_file": noted("Lexicon file {path} is no regular file."),
    "lexicon.shape": noted(
        "Lexicon file {path} holds an entry of another shape than the shipped file of that name ({reason})."
    ),
    "lexicon.invalid": noted("Lexicon file {path} cannot be used: {reason}. Mend that file and try again."),
    "text.surrogate": noted(
        "The text holds half a character (a lone surrogate) at {offset}; save the source again as UTF-8."
    ),
    "text.kind": noted("{given} is no kind of text; use one of {known}."),
    "input.none": noted("No file to read under {path}; known endings are {endings}."),
    "export.foreign": noted(
        "{path} holds something that no export wrote; name an empty folder, or one of an earlier export."
    ),
    "export.off": noted("This site publishes nothing; set HUIYIN_PUBLIC=1 to let released items be public."),
    "export.address": noted(
        "{given} is no address of a site; write it as https://open.example.cn or https://www.example.cn/huiyin."
    ),
    "export.page": noted("The page {url} answered {status}; the export was broken off. Tell whoever runs the site."),
    "setting.people": noted("{name}: {path}, line {line}: write a user name, a tab, and the name or number there."),
    "setting.switch": noted("{name} is {value}; set it to 1 or 0."),
    "ledger.none": noted(
        "There is no ledger of this version here. Is {home} the home of your site? HUIYIN_HOME names another one. "
        "`huiyin init` begins a new ledger, `huiyin serve` brings an older one up to date."
    ),
    "setting.database": noted(
        "{name} is no address of a database that Huiyin works with; write it as postgres://user:password@host/name, "
        "or leave it out for SQLite in the home."
    ),
    "setting.mail": noted(
        "{name} is no address of a mail server; write it as smtp+tls://user:password@host:587/?from=address."
    ),
    "setting.role": noted("{name} holds {value}, which is no role; write all, or of these, with commas: {known}."),
    "setting.folder": noted("{name} is {value}; there is no such folder. Name one that holds .toml or .tsv files."),
    "setting.number": noted("{name} is {value}; set it to a whole number."),
    "setting.least": noted("{name} is {value}; set it to {least} or more."),
    "breached.unreadable": noted("HUIYIN_BREACHED_PASSWORDS: {path} cannot be read ({reason})."),
    "breached.shape": noted("HUIYIN_BREACHED_PASSWORDS: {path} is no list of SHA-1 digests, one HASH:COUNT a line."),
    "breached.order": noted(
        "HUIYIN_BREACHED_PASSWORDS: {path} is not in the order of its digests; sort it (LC_ALL=C sort)."
    ),
    "setting.clamd": noted("{name} is {value}; write host:port, or the path of the socket (/run/clamav/clamd.ctl)."),
    "setting.https": noted("{name} is {value}; it must begin with https://, but for the machine itself."),
    "setting.contact": noted(
        "{name} is {value}; write whom push services may ask: mailto:address@example.cn, or an address with https://."
    ),
    "setting.push_host": noted("{name} holds {value}, which is no host; write push.example.cn, or *.push.example.cn."),
    "push.key_damaged": noted(
        "The file push.key in the home is damaged; put it back from a backup, or remove it: a new one is made, and "
        "every device has to be turned on anew."
    ),
    "setting.together": noted("{name} is set, but one of {others} is missing."),
    "init.file": noted("{path} does not say what a place begins with: {reason}"),
    "init.not_empty": noted("This home holds a place already; nothing was changed. Name an empty one by HUIYIN_HOME."),
    "init.place": noted("The place {place} is named twice, or the place above it ({parent}) does not stand before it."),
    "init.units": noted("The table of units {path} cannot be opened: {reason}"),
    "init.rows": noted(
        "{path}: rows that cannot be taken in: {rows}. Mend them and run the command again; nothing was written."
    ),
    "account.unknown": noted("There is no open account with the user name {username}."),
    "account.open": noted("The account is open."),
    "administrator.last": noted("Nobody would administer the site then. Make somebody else administrator first."),
    "days.turned_round": noted("The last day lies before the first; correct one of the two."),
    "deputising.closed_account": noted("The account of who is to act is closed; choose somebody else."),
    "deputising.ended": noted("This arrangement is over."),
    "deputising.house": noted("Who is to act has no role in the house of the absent."),
    "deputising.oneself": noted("Nobody acts for oneself; choose somebody else."),
    "deputising.scope": noted("You may arrange this for yourself and for the handlers of your units only."),
    "deputising.too_long": noted("At most {days} days at a time."),
    "deputising.twice": noted(
        "The two have an arrangement for these days already; choose other days, or end that one first."
    ),
    "grant.held": noted("This role is held there already."),
    "grant.role": noted("There is no role {role}."),
    "grant.unit_or_place": noted("Name either a unit or a place."),
    "handover.successor": noted("Name a successor whose account is open."),
    "unit.children": noted("Units stand below it; name a successor, or move them first."),
    "unit.circle": noted("A unit cannot stand below itself; choose another unit above."),
    "unit.ended": noted("The unit has ended already."),
    "unit.ends_before": noted("A unit cannot end before the day on which it begins: look at both days."),
    "place.code_taken": noted("Another place has that code; correct it."),
    "place.name_taken": noted("That place is listed already."),
    "unit.name_taken": noted("Another unit of this place has that name; choose another."),
    "unit.same_name": noted("That is its name already."),
    "unit.successor": noted("Name a successor that exists on that day and is another unit."),
    "vault.tampered": noted("What is kept does not open: it was changed from outside."),
    "username.form": noted("A user name has 2 to 60 letters or figures; of marks only - _ . @"),
    "username.taken": noted("This user name is taken; choose another."),
    "import.no_secretary": noted(
        "{name} is no account of a secretary; name somebody who may enter suggestions from paper."
    ),
    "import.congress": noted("Say for which congress by --congress; there are: {known}."),
    "table.large": noted("The table is larger than {limit_mb} MB."),
    "table.rows": noted("The table has more than {limit} rows."),
    "table.unreadable": noted("The table cannot be read; save it as .xlsx or .csv."),
    "table.unreadable.locked": noted("The table asks for a password; save a copy without one."),
    "table.unreadable.damaged": noted(
        "The Excel file is incomplete or damaged, or a file of another kind that was renamed; "
        "open it in Excel or WPS and save it anew as .xlsx."
    ),
    "table.heads": noted("No column of the table is headed {wanted}."),
    "vault.key_missing": noted("The master key of the vault is missing: {path}. Put it back; a new one opens nothing."),
    "vault.key_open": noted("Others can read the master key of the vault: {path}. Set its mode to 600."),
    "vault.key_damaged": noted("The master key of the vault is damaged: {path}."),
    "vault.key_version": noted("Version {version} of the master key is missing in {path}."),
    "vault.forgotten": noted("This person has been forgotten already."),
    "vault.reason": noted("Give a reason of {shortest} to {longest} characters."),
    "vault.no_such_person": noted("There is no person {key} in the vault."),
    "serve.bind": noted("{bind} is no address with a port; give for instance 127.0.0.1:8000."),
    "serve.port_taken": noted("Another program listens on {bind}; stop it, or give another port with --bind."),
    "serve.not_ready": noted("The site could not be made ready; the lines above say why."),
    "serve.stopped": noted("The site has stopped by itself; the lines above say why."),
    "seal.day_not_over": noted("{day} is not over; a day is sealed when it is."),
    "seal.later_exists": noted("{later} is already sealed, and days are sealed in order; {day} stays open."),
    "bundle.no_such_stream": noted("There is no history {key}; the key stands in the address of a case or source."),
    "bundle.day_not_sealed": noted("{day} is not sealed; run «huiyin ledger seal» first."),
    "backup.exists": noted("{path} is already there and was left as it is; give another name."),
    "backup.no_pg_dump": noted("The program pg_dump is missing; install PostgreSQL's client programs."),
    "backup.program_failed": noted("{program} failed: {reason}"),
    "restore.no_pg_restore": noted("The program pg_restore is missing; install PostgreSQL's client programs."),
    "restore.not_a_backup": noted("{path} is no backup of Huiyin, or was changed."),
    "restore.not_empty": noted(
        "Nothing was restored: {path} or its database already holds something. Name an empty one."
    ),
    "restore.other_database": noted(
        "The backup was made with {wanted}, this home uses {found}; set HUIYIN_DATABASE_URL to fit."
    ),
    "case.field": noted("The ledger has no field {fields}; this is a fault of Huiyin, please report it."),
    "event.payload": noted(
        "An event {type} holds what events may not hold ({reason}); this is a fault of Huiyin, please report it."
    ),
    "rules.case_type": noted("No policy handles {case_type}; those that are known: {known}."),
    "token.name": noted("The token has no name; give it that of the program that will use it."),
    "webhook.name": noted("The webhook has no name; give it that of the program that is told."),
    "receipt.no_code": noted("No receipt could be numbered; try again."),
    "source.reading_altered": noted(
        "What {reader} read of source {source} was changed past the ledger; run «huiyin ledger verify»."
    ),
    "demo.none": noted(
        "{path} holds no demo of Huiyin yet; start it once with huiyin demo, or name its folder with --home."
    ),
    "demo.role": noted("The tour knows no role {role}; it has {known}."),
    "demo.not_a_demo": noted("{path} holds no demo of Huiyin and was left as it is; give another folder with --home."),
    "output.unwritable": noted("{path} cannot be written: {reason}. Give another place with --out."),
    "output.failed": noted("The output could not be written: {reason}."),
    "output.is_input": noted("{path} is one of the inputs and was left as it is; give another place with --out."),
    "output.not_a_file": noted(
        "{path} is no plain file (but a folder, a device, a pipe or a broken link); give another place with --out."
    ),
    "output.not_a_folder": noted("{path} is a file and cannot be the folder; give another place with --out."),
    "output.ending": noted(
        "The ending of {path} names no format; use one of {endings}, or add --format (a folder's name ends in /)."
    ),
    "work.lost": noted(
        "The process that read {path} was ended by the system or crashed, most likely for want of memory; "
        "split the file, or read it alone."
    ),
    "work.memory": noted("Not enough memory to read {path}; split the file, or read it alone."),
    "score.no_gold": noted("There is no gold reading (NAME.json) in {path}."),
    "score.file_invalid": noted("{path} is no reading in JSON: {reason}."),
    "score.file_unreadable": noted("{path} cannot be read: {reason}."),
    "score.span_outside": noted("{document} ({side}): the place {start} to {end} does not lie in the text."),
    "score.text_differs": noted("{document} ({side}): at {start} to {end} the text says something else."),
    "score.value_invalid": noted("{document} ({side}): the value of the figure at {start} to {end} is no number."),
    "engine.unknown": noted("{name} is no reader; use one of {known}."),
    "engine.not_configured": noted("No other engine is set up: {variable} is missing."),
    "engine.setting_invalid": noted("{variable} has a value that cannot be used; correct it."),
    "engine.extra_missing": noted("Other engines need a part that is missing: pip install 'huiyin[{extra}]'."),
    "engine.unreachable": noted("The engine at {host} cannot be reached ({tries} tries)."),
    "engine.timeout": noted(
        "The engine at {host} did not answer in time ({tries} tries); HUIYIN_ENGINE_TIMEOUT sets the seconds."
    ),
    "engine.busy": noted("The engine at {host} is overloaded or at fault (status {status}, {tries} tries); try later."),
    "engine.unauthorised": noted("The engine at {host} refuses the key (status {status}); check HUIYIN_ENGINE_KEY."),
    "engine.rejected": noted("The engine at {host} refuses the request (status {status}); check address and model."),
    "engine.redirect": noted(
        "The engine at {host} sends us elsewhere (status {status}); give the right address in HUIYIN_ENGINE_URL."
    ),
    "engine.too_large": noted("The answer of the engine at {host} is larger than {limit} bytes; it was not taken."),
    "engine.malformed": noted(
        "What the engine answered about characters {start} to {end} is not what was asked for; try another model."
    ),
    "engine.truncated": noted(
        "The engine's answer about characters {start} to {end} breaks off; let it give longer answers."
    ),
    "engine.invalid": noted("A reading by the engine did not hold to its text ({fault}); please report it."),
}


REASONS = {  # what the system refuses with; anything else is shown in the system's own words
    errno.ENOSPC: noted("the disk is full"),
    errno.EDQUOT: noted("the disk quota is used up"),
    errno.EACCES: noted("no permission"),
    errno.EPERM: noted("no permission"),
    errno.EROFS: noted("the disk is read-only"),
    errno.EEXIST: noted("a file of the same name is there"),
    errno.ENOTDIR: noted("part of the path is a file, not a folder"),
    errno.EISDIR: noted("it is a folder"),
    errno.ENOENT: noted("there is no such file or folder"),
    errno.ENAMETOOLONG: noted("the name is too long"),
    errno.ELOOP: noted("its links lead in a circle"),
    errno.EMFILE: noted("too many files are open"),
    errno.EFBIG: noted("the file is too large for this disk"),
    errno.EIO: noted("the disk or device is at fault"),
}
SAID_BY_SYSTEM = {said: words for code, words in REASONS.items() for said in (os.strerror(code), errno.errorcode[code])}
SORTS = {  # of forms that are not read, by what to do with them
    **dict.fromkeys(("ole", "xls", "ppt"), "ole"),
    **dict.fromkeys(("zip", "rar", "7z", "gzip", "bzip2", "xz"), "archive"),
    **dict.fromkeys(("png", "jpeg", "gif", "tiff", "webp"), "picture"),
}

LIMITS = {"pages": noted("{n} pages"), "characters": noted("{n} characters")}


class _Known(dict[str, object]):
    """Values of an error; one that is missing shows as an ellipsis instead of raising."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(error: HuiyinError, language: Language | None = None) -> str:
    """Return what an error says to people; a code without a sentence is shown as it is."""
    narrower = (f"{error.code}.{error.values.get(name)}" for name in ("reason", "format"))
    template = next(filter(None, map(SENTENCES.get, narrower)), None) or SENTENCES.get(error.code)
    if error.code == "source.unsupported" and (sort := SORTS.get(str(error.values.get("format")))):
        template = SENTENCES[f"source.unsupported.{sort}"]
    if template is None:
        return str(error)
    known = {key: _shown(value) for key, value in error.values.items()}
    reason = SAID_BY_SYSTEM.get(known.get("reason", ""))
    if reason is not None:
        known["reason"] = gettext(reason, language)
    if "limit" in known and "what" in known:
        known["limit"] = _limit(error.values, language)
    return gettext(template, language).format_map(_Known(known))


def told(error: HuiyinError, language: Language | None = None) -> str:
    """Return the sentence with the file before it, where there is one that the sentence does not name itself."""
    where = error.values.get("path") or error.values.get("name")
    said = sentence(error, language)
    if error.code.startswith("policy.") and error.values.get("before") is not None:
        placed = gettext("{file}, at the top, before line {line}: {message}", language)
        return placed.format(file=where or "…", line=error.values["before"], message=said)
    if error.code.startswith("policy.") and error.values.get("line") is not None:
        placed = gettext("{file}, line {line}: {message}", language)
        return placed.format(file=where or "…", line=error.values["line"], message=said)
    if not where or not error.code.startswith("source."):
        return said
    return gettext("{file}: {message}", language).format(file=where, message=said)


def fault(error: BaseException, language: Language | None = None) -> str:
    """Return the sentence for a fault of the program itself."""
    message = noted(
        "a fault in Huiyin itself ({kind}: {reason}); please report it. HUIYIN_DEBUG=1 shows where it happened."
    )
    return gettext(message, language).format(kind=type(error).__name__, reason=str(error)[:200])


def _limit(values: Mapping[str, object], language: Language | None) -> str:
    """Return a limit with its unit in words; bytes as MB."""
    size, what = int(str(values["limit"])), str(values["what"])
    if what == "bytes":
        return f"{size // 2**20:,} MB"
    return gettext(LIMITS.get(what, "{n}"), language).format(n=f"{size:,}")


def _shown(value: object) -> str:
    """Return a value in words: lists with commas, large numbers with separators."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(str(each) for each in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
