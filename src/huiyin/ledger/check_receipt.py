#!/usr/bin/env python3
"""Check a history of Huiyin without Huiyin 脱离系统核验回音的办理经过

    python3 check_receipt.py BUNDLE.jsonl [--receipt RECEIPT.json] [--roots PUBLISHED.txt]
    python3 check_receipt.py --receipt RECEIPT.json --roots PUBLISHED.txt

BUNDLE 核验包：events as JSON lines, as `huiyin ledger bundle` writes them.
RECEIPT 回执：what you were given when you filed or answered something.
ROOTS 公布的日封：lines «day count root hash», as they were published that day: in a newspaper, on a notice board, on
another site. Take them from there and not from us: a history without an outside anchor proves little.

What is checked 核验内容：
 1. every event hashes to its hash, and names the hash before it in its stream  逐条重算散列、逐条相扣
 2. the seals chain, and each day's events add up to its root  日封相扣，每日事件合成当日之根
 3. the receipt's event is in the bundle, unaltered  回执所指事件在包内、未被改动
 4. the receipt's path leads to its day's root, and that root is the published one  回执之路径通向公布之根

Exit code 退出码: 0 all that could be checked is in order 无误; 1 something is wrong 有误; 2 cannot read 无法读取.
Needs Python 3.8 or newer and nothing else; no network. This file is in the public domain (CC0).
"""

import argparse
import hashlib
import json
import sys

START = "0" * 64
BUNDLE, RECEIPT = "huiyin.bundle/1", "huiyin.receipt/1"
COVERED = (  # what the hash of an event covers, in this order
    "stream", "stream_key", "position", "type", "payload_version", "payload", "actor", "acting_for", "at",
    "previous_hash",
)  # fmt: skip


def canonical(value):
    """The one JSON form: sorted keys, no white space, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("utf-8")


def digest(value):
    return hashlib.sha256(value).hexdigest()


def event_hash(event):
    return digest(canonical([event[name] for name in COVERED]))


def leaf(value):
    return hashlib.sha256(b"\x00" + bytes.fromhex(value)).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def merkle_root(hashes):
    """The root over hashes in order; a last one without a neighbour goes up as it is."""
    if not hashes:
        return digest(b"")
    level = [leaf(value) for value in hashes]
    while len(level) > 1:
        pairs = [node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0].hex()


def root_of_path(value, path):
    found = leaf(value)
    for side, sibling in path:
        other = bytes.fromhex(sibling)
        found = node(other, found) if side == "left" else node(found, other)
    return found.hex()


def read_bundle(name, wrong):
    """Return events, seals and notes of a bundle."""
    events, seals, notes = [], [], {}
    with open(name, encoding="utf-8") as file:
        head = json.loads(file.readline())
        if head.get("schema") != BUNDLE:
            raise ValueError("not a bundle 不是核验包: " + str(head.get("schema")))
        for line in file:
            row = json.loads(line)
            if "event" in row:
                events.append(row["event"])
            elif "seal" in row:
                seals.append(row["seal"])
            elif "note" in row:
                notes[row["note"]["key"]] = row["note"]
            else:
                wrong.append("unknown line 无法识别的行")
    return events, seals, notes


def check_events(events, notes, wrong):
    """Check hashes and chains; return the hashes by stream, key and position."""
    found, last = {}, {}
    for event in sorted(events, key=lambda e: (e["stream"], e["stream_key"], e["position"])):
        where = "%s:%s#%d" % (event["stream"], event["stream_key"], event["position"])
        stream = (event["stream"], event["stream_key"])
        if event_hash(event) != event["hash"]:
            wrong.append(where + " was altered 已被改动")
        position, before = last.get(stream, (event["position"] - 1, event["previous_hash"]))
        if event["position"] == 1 and event["previous_hash"] != START:
            wrong.append(where + " is not a beginning 不是起点")
        if event["position"] != position + 1:
            wrong.append(where + " one is missing before it 之前有缺")
        elif event["previous_hash"] != before:
            wrong.append(where + " does not follow the one before 与前一条不相扣")
        last[stream] = (event["position"], event["hash"])
        found[stream + (event["position"],)] = event["hash"]
        check_notes(event["payload"], notes, where, wrong)
    return found


def check_notes(value, notes, where, wrong):
    if isinstance(value, dict):
        if "note" in value and "digest" in value:
            note = notes.get(value["note"])
            if note and digest((note["salt"] + "\n" + note["body"]).encode("utf-8")) != value["digest"]:
                wrong.append(where + " a text was altered 文字已被改动")
            return
        for inner in value.values():
            check_notes(inner, notes, where, wrong)
    elif isinstance(value, list):
        for inner in value:
            check_notes(inner, notes, where, wrong)


def check_seals(events, seals, whole, wrong):
    """Check the chain of seals, and the roots of those days whose events are all here."""
    before, checked = START, 0
    by_id = sorted(events, key=lambda e: e["id"])
    for seal in sorted(seals, key=lambda s: s["day"]):
        where = "seal 日封 " + seal["day"]
        covered = [seal[name] for name in ("day", "first_event", "last_event", "count", "root", "previous_hash")]
        if digest(canonical(covered)) != seal["hash"]:
            wrong.append(where + " was altered 已被改动")
        if seal["previous_hash"] != before:
            wrong.append(where + " does not follow the one before 与前一日不相扣")
        before = seal["hash"]
        hashes = [e["hash"] for e in by_id if seal["first_event"] <= e["id"] <= seal["last_event"]]
        if len(hashes) == seal["count"]:
            checked += 1
            if merkle_root(hashes) != seal["root"]:
                wrong.append(where + " events do not add up to the root 事件合不成当日之根")
        elif whole:
            wrong.append(where + " events are missing 缺少事件 %d/%d" % (len(hashes), seal["count"]))
    return checked


def read_roots(name):
    """Return published roots by day: lines «day count root hash»."""
    roots = {}
    with open(name, encoding="utf-8") as file:
        for line in file:
            parts = line.split()
            if len(parts) >= 3:
                roots[parts[0]] = parts[2]
    return roots


def check_receipt(name, found, roots, wrong, said):
    with open(name, encoding="utf-8") as file:
        receipt = json.load(file)
    if receipt.get("schema") != RECEIPT:
        raise ValueError("not a receipt 不是回执: " + str(receipt.get("schema")))
    where = "receipt 回执 " + receipt["code"]
    if found is not None:
        hash_here = found.get((receipt["stream"], receipt["key"], receipt["position"]))
        if hash_here is None:
            wrong.append(where + " its event is not in the bundle 所指事件不在包内")
        elif hash_here != receipt["event_hash"]:
            wrong.append(where + " its event was altered 所指事件已被改动")
        else:
            said.append(where + ": its event is in the bundle, unaltered 所指事件在包内、未被改动")
    sealed = receipt.get("sealed")
    if not sealed:
        said.append(where + ": its day was not sealed when it was fetched; fetch it again 当日尚未封存，请改日重新领取")
        return
    if root_of_path(receipt["event_hash"], sealed["path"]) != sealed["root"]:
        wrong.append(where + " its path does not lead to the root 路径不通向当日之根")
    elif roots is None:
        compare = ": leads to the root of %s; compare it with the published one 请与公布之根比对: %s"
        said.append(where + compare % (sealed["day"], sealed["root"]))
    elif sealed["day"] not in roots:
        wrong.append(where + " no published root of 没有公布之根 " + sealed["day"])
    elif roots[sealed["day"]] != sealed["root"]:
        wrong.append(where + " its root is not the published one 与公布之根不符 " + sealed["day"])
    else:
        said.append(where + ": leads to the published root of 通向公布之根 " + sealed["day"])


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", nargs="?")
    parser.add_argument("--receipt")
    parser.add_argument("--roots")
    options = parser.parse_args(arguments)
    if not options.bundle and not options.receipt:
        parser.error("give a bundle or a receipt 请给出核验包或回执")
    wrong, said, found = [], [], None
    try:
        roots = read_roots(options.roots) if options.roots else None
        if options.bundle:
            events, seals, notes = read_bundle(options.bundle, wrong)
            found = check_events(events, notes, wrong)
            checked = check_seals(events, seals, False, wrong)
            said.append("%d events in %d streams 事件、经过链" % (len(events), len({e["stream_key"] for e in events})))
            said.append("%d seals, %d of them with all their events 日封，其中事件齐全" % (len(seals), checked))
            for seal in seals:
                if roots is not None and roots.get(seal["day"], seal["root"]) != seal["root"]:
                    wrong.append("seal 日封 " + seal["day"] + " is not the published one 与公布之根不符")
        if options.receipt:
            check_receipt(options.receipt, found, roots, wrong, said)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print("cannot read 无法读取: %s: %s" % (type(error).__name__, error), file=sys.stderr)
        return 2
    for line in said:
        print(line)
    for line in wrong:
        print("WRONG 有误: " + line)
    print("%d wrong 处有误" % len(wrong) if wrong else "in order 无误")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
