// Search in an export of the public pages: pairs of signs lead to items. Without this file every list is still there.
"use strict";
(() => {
  const form = document.getElementById("find"), found = document.getElementById("found");
  const list = document.getElementById("results"), box = document.getElementById("q");
  const root = document.documentElement.lang === "en" ? "../../search/" : "";
  const kept = new Map();
  const load = (name) => {
    if (!kept.has(name)) kept.set(name, fetch(name).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))));
    return kept.get(name);
  };
  const fold = (words) => words.normalize("NFKC").toLowerCase();
  const shard = (pair, n) => (pair.charCodeAt(0) * 31 + pair.charCodeAt(1)) % n;
  const whole = (pair) => !/[\ud800-\udfff]/.test(pair); // a sign beyond the first plane is in no pair of the index
  const pairs = (word) => Array.from({ length: word.length - 1 }, (_none, at) => word.slice(at, at + 2)).filter(whole);

  async function matching(words, table) {
    let left = null;
    const keep = (rows) => { left = left === null ? new Set(rows) : new Set(rows.filter((row) => left.has(row))); };
    for (const word of words) {
      if (word.length < 2) { keep(table.items.flatMap((item, at) => (fold(item[1]).includes(word) ? [at] : []))); continue; }
      for (const pair of pairs(word)) {
        const part = await load(`${root}pairs/${shard(pair, table.shards)}.json`);
        keep(part[pair] || []);
      }
    }
    return [...(left || [])].sort((a, b) => a - b);
  }

  function row([key, title, about]) {
    const line = document.createElement("li"), link = document.createElement("a"), said = document.createElement("span");
    link.href = `../p/${key}/index.html`;
    link.lang = "zh-CN";
    link.textContent = title;
    said.className = "sub";
    said.textContent = ` ${about}`;
    line.append(link, said);
    return line;
  }

  async function search() {
    const words = fold(box.value).split(/\s+/u).filter(Boolean).slice(0, 6);
    if (!words.length) return;
    try {
      const table = await load("items.json"), rows = await matching(words, table);
      list.replaceChildren(...rows.slice(0, 50).map((at) => row(table.items[at])));
      found.textContent = rows.length ? `${form.dataset.some} ${rows.length}` : form.dataset.none;
    } catch {
      found.textContent = form.dataset.fault;
    }
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
})();
