// The index: every document of the report, filtered by what was found in it, sorted, a page at a time.
"use strict";

(() => {
  const { NONE, all, byId, one } = sourceAudit;
  const ROWS = 100;
  const PLACE = 3; // numbers of a finding: its rule, its severity with the rest, its place
  const VERDICTS = { accept: "accepted", review: "to review", reject: "rejected", error: "error" };
  const COLUMNS = [
    ["name", "Document", ""],
    ["verdict", "Verdict", ""],
    ["", "Where the findings lie", ""],
    ["errors", "Errors", "num errors"],
    ["warnings", "Warnings", "num warnings"],
    ["notes", "Notes", "num notes"],
    ["decided", "Decided", "num decided"],
    ["words", "Words", "num words"],
  ];
  const TEXT_COLUMNS = new Set(["name"]);
  const documents = [];
  const texts = []; // of each document its findings’ messages and excerpts, once somebody asks for them
  let names = null;
  let hits = [];
  let page = 0;
  let current = -1;
  let filters = null;
  let sorted = "";
  let searched = 0;

  sourceAudit.documents = (rows) => {
    for (const [file, path, record, name, title, verdict, words, found, fingerprints] of rows) {
      documents.push({
        number: documents.length, file, path, record, name, title, verdict, words, found, fingerprints,
        label: `${name}\n${title ?? ""}`.toLowerCase(), states: null,
      });
    }
  };

  sourceAudit.texts = (first, found) => {
    found.forEach((one, number) => { texts[first + number] = one; });
  };

  sourceAudit.names = (found) => {
    names = found;
    start();
  };

  // --- Findings: three numbers each

  const count = (row) => row.found.length / PLACE;
  const ruleOf = (row, number) => row.found[number * PLACE];
  const severityOf = (row, number) => Math.floor(row.found[number * PLACE + 1] / (names.confidences.length * names.states.length));
  const confidenceOf = (row, number) => Math.floor(row.found[number * PLACE + 1] / names.states.length) % names.confidences.length;
  const madeWith = (row, number) => row.found[number * PLACE + 1] % names.states.length; // the state in the report’s baseline
  const stateOf = (row, number) => (row.states ? row.states[number] : madeWith(row, number));

  // Decisions of this browser or of the server, over those that the report was made with.
  function readStates() {
    for (const row of documents) {
      const ruled = sourceAudit.decisions(row.path, row.record);
      if (!ruled.size && !sourceAudit.isServed) {
        row.states = null;
        continue;
      }
      const fingerprints = row.fingerprints.split(" ");
      row.states = fingerprints.slice(0, count(row)).map((fingerprint, number) => {
        const entry = ruled.get(sourceAudit.keyOf(names.rules[ruleOf(row, number)], fingerprint));
        if (entry) return names.states.indexOf(entry.status);
        return sourceAudit.isServed ? 0 : madeWith(row, number);
      });
    }
  }

  // --- Which documents

  function matcher(values) {
    const family = values.family && new Set(names.rules.flatMap((rule, number) => (rule.startsWith(`${values.family}/`) ? [number] : [])));
    const rule = values.rule ? names.rules.indexOf(values.rule) : null;
    const severity = values.severity ? names.severities.indexOf(values.severity) : null;
    const confidence = values.confidence ? names.confidences.indexOf(values.confidence) : null;
    const state = values.state ? names.states.indexOf(values.state) : null;
    return (row, number) => (
      (!family || family.has(ruleOf(row, number))) && (rule === null || ruleOf(row, number) === rule)
      && (severity === null || severityOf(row, number) === severity)
      && (confidence === null || confidenceOf(row, number) === confidence)
      && (state === null || stateOf(row, number) === state)
    );
  }

  function hit(row, values, matches, words) {
    const isNarrowed = ["family", "rule", "severity", "confidence", "state"].some((name) => values[name]);
    if (values.verdict && names.verdicts[row.verdict] !== values.verdict) return null;
    const isNamed = !words || row.label.includes(words);
    const own = texts[row.number];
    const found = [];
    for (let number = 0; number < count(row); number += 1) {
      if (matches(row, number) && (isNamed || (own && own[number].some((text) => text.toLowerCase().includes(words))))) found.push(number);
    }
    if (!found.length && (isNarrowed || !isNamed)) return null;
    const result = { row, found, errors: 0, warnings: 0, notes: 0, decided: 0 };
    for (const number of found) {
      const state = names.states[stateOf(row, number)];
      if (state !== NONE) result.decided += 1;
      if (state !== "dismissed" || values.state) result[`${names.severities[severityOf(row, number)]}s`] += 1;
    }
    return result;
  }

  const VALUES = {
    name: ({ row }) => row.label,
    verdict: ({ row }) => row.verdict,
    words: ({ row }) => row.words ?? -1,
    errors: (one) => one.errors,
    warnings: (one) => one.warnings,
    notes: (one) => one.notes,
    decided: (one) => (one.found.length ? one.decided / one.found.length : -1),
  };

  function choose() {
    const { values } = filters;
    const words = values.q.toLowerCase();
    const matches = matcher(values);
    hits = [];
    for (const row of documents) {
      const one = hit(row, values, matches, words);
      if (one) hits.push(one);
    }
    const [name, direction] = sorted.split("-");
    const value = VALUES[name];
    if (value) {
      const sign = direction === "down" ? -1 : 1;
      const compare = TEXT_COLUMNS.has(name) ? new Intl.Collator("en", { numeric: true }).compare : (a, b) => a - b;
      const valued = hits.map((one) => [value(one), one]);
      // Equals stay in the order of the input.
      hits = valued.sort(([a, one], [b, other]) => sign * compare(a, b) || one.row.number - other.row.number).map(([, one]) => one);
    }
  }

  // --- The table

  function cell(tag, words, className) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(words);
    return made;
  }

  function number(value, kind) {
    const made = document.createElement("span");
    made.className = value ? kind : "none";
    made.textContent = thousands(value);
    return made;
  }

  const thousands = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");

  function strip({ row, found }) {
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    picture.setAttribute("class", "strip");
    picture.setAttribute("viewBox", "0 0 1000 12");
    picture.setAttribute("preserveAspectRatio", "none");
    picture.setAttribute("aria-hidden", "true");
    const places = { dismissed: new Set(), note: new Set(), warning: new Set(), error: new Set() };
    for (const number of found) {
      const place = row.found[number * PLACE + 2];
      const isDismissed = names.states[stateOf(row, number)] === "dismissed";
      if (place >= 0) places[isDismissed ? "dismissed" : names.severities[severityOf(row, number)]].add(place - (place % 5));
    }
    for (const [kind, some] of Object.entries(places)) {
      if (!some.size) continue;
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("class", kind);
      path.setAttribute("d", [...some].map((place) => `M${place} 0v12`).join(""));
      picture.append(path);
    }
    return picture;
  }

  function rowOf(one) {
    const { row } = one;
    const made = document.createElement("tr");
    const head = cell("th", "", "");
    head.scope = "row";
    const link = document.createElement("a");
    link.href = row.file + passedOn();
    link.append(cell("bdi", row.name));
    head.append(link);
    if (row.title !== null) {
      const title = cell("span", "", "title");
      title.append(cell("bdi", row.title));
      head.append(title);
    }
    const verdict = names.verdicts[row.verdict];
    const decided = one.found.length ? `${thousands(one.decided)} of ${thousands(one.found.length)}` : cell("span", "–", "none");
    made.append(
      head,
      cell("td", cell("span", VERDICTS[verdict], `verdict ${verdict}`)),
      cell("td", one.found.length ? strip(one) : "", "lie"),
      cell("td", number(one.errors, "error"), "num errors"),
      cell("td", number(one.warnings, "warning"), "num warnings"),
      cell("td", number(one.notes, "note"), "num notes"),
      cell("td", decided, "num decided"),
      cell("td", row.words === null ? cell("span", "–", "none") : thousands(row.words), "num words"),
    );
    return made;
  }

  // What a document’s page can filter by goes along to it.
  function passedOn() {
    const { values } = filters;
    const pairs = ["family", "rule", "severity", "confidence", "state"].filter((name) => values[name]);
    return pairs.length ? `#${pairs.map((name) => `${name}=${encodeURIComponent(values[name])}`).join("&")}` : "";
  }

  function table() {
    const made = document.createElement("table");
    made.className = "documents";
    const caption = document.createElement("caption");
    caption.textContent = sorted ? "Sorted; choose a heading to sort by it" : "In the order of the input; choose a heading to sort by it";
    const line = document.createElement("tr");
    for (const [name, label, className] of COLUMNS) {
      const heading = cell("th", "", className.split(" ")[0]);
      heading.scope = "col";
      if (name) {
        const [column, direction] = sorted.split("-");
        const button = cell("button", label, "sort");
        button.type = "button";
        button.dataset.sort = name;
        if (column === name) heading.setAttribute("aria-sort", direction === "down" ? "descending" : "ascending");
        heading.append(button);
      } else {
        heading.append(label);
      }
      line.append(heading);
    }
    const head = document.createElement("thead");
    head.append(line);
    const body = document.createElement("tbody");
    body.append(...hits.slice(page * ROWS, (page + 1) * ROWS).map(rowOf));
    made.append(caption, head, body);
    return made;
  }

  function leaf() {
    const pages = Math.ceil(hits.length / ROWS);
    if (pages < 2) return [];
    const made = document.createElement("nav");
    made.className = "turn";
    made.setAttribute("aria-label", "Pages of the table");
    const button = (label, to) => {
      const turn = cell("button", label, "button");
      turn.type = "button";
      turn.disabled = to < 0 || to >= pages;
      turn.addEventListener("click", () => turnTo(to));
      made.append(turn);
    };
    button("← Previous", page - 1);
    made.append(cell("span", `page ${page + 1} of ${pages}`));
    button("Next →", page + 1);
    return [made];
  }

  function turnTo(to) {
    const pages = Math.ceil(hits.length / ROWS);
    if (to < 0 || to >= pages) return;
    page = to;
    keepAddress();
    draw();
    byId("documents").scrollIntoView({ behavior: "instant" });
  }

  function draw() {
    const place = one("[data-table]");
    const scroll = document.createElement("div");
    scroll.className = "scroll";
    if (hits.length) scroll.append(table());
    else scroll.append(cell("p", "No document is what the filters ask for.", "empty"));
    place.replaceChildren(scroll, ...leaf());
    const findings = hits.reduce((sum, { found }) => sum + found.length, 0);
    const decided = hits.reduce((sum, one) => sum + one.decided, 0);
    const of = hits.length === documents.length ? thousands(documents.length) : `${thousands(hits.length)} of ${thousands(documents.length)}`;
    one("[data-matches]").textContent = `${of} ${documents.length === 1 ? "document" : "documents"}, ${thousands(findings)} ${findings === 1 ? "finding" : "findings"}, ${thousands(decided)} decided`;
    one("[data-clear]").hidden = !filters.isSet;
    current = -1;
  }

  function keepAddress() {
    sourceAudit.setAddress("", { ...filters.values, sort: sorted, page: page ? String(page + 1) : "" });
  }

  async function update() {
    page = 0;
    keepAddress();
    choose();
    draw();
    if (filters.values.q.length > 1 && searched < names.parts) {
      one("[data-matches]").textContent += " (searching the findings …)";
      await words();
      choose();
      draw();
    }
  }

  // The words of all findings.
  async function words() {
    const parts = Array.from({ length: names.parts }, (_, number) => sourceAudit.load(`texts-${number + 1}.js`));
    await Promise.all(parts);
    searched = names.parts;
  }

  // --- All findings of a rule

  async function bulk(rule) {
    await words();
    const number = names.rules.indexOf(rule);
    const places = documents.flatMap((row) => (
      row.fingerprints.split(" ").slice(0, count(row)).map((fingerprint, at) => ({ row, at, fingerprint }))
        .filter(({ at }) => ruleOf(row, at) === number)
    ));
    const open = places.filter(({ row, at }) => names.states[stateOf(row, at)] === NONE);
    const some = (open.length ? open : places).map(({ row, at, fingerprint }) => ({
      path: row.path, record: row.record, rule, fingerprint,
      message: texts[row.number][at][0], excerpt: texts[row.number][at][1], state: names.states[madeWith(row, at)],
    }));
    const what = open.length
      ? `${rule}: the ${thousands(some.length)} undecided of ${thousands(places.length)} in all documents.`
      : `${rule}: all ${thousands(places.length)} are decided; this replaces what was said.`;
    if (await sourceAudit.rule(some, undefined, "Decide all of a rule", what)) sourceAudit.tell(`${thousands(some.length)} decided.`);
  }

  // --- Keys

  function step(by) {
    const rows = all("[data-table] tbody tr");
    if (!rows.length) return;
    rows[current]?.removeAttribute("aria-current");
    current = Math.min(Math.max(current + by, 0), rows.length - 1);
    rows[current].setAttribute("aria-current", "true");
    one("a", rows[current]).focus({ preventScroll: true });
    rows[current].scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function readAddress() {
    const given = sourceAudit.address().filters;
    const [name, direction] = (given.sort ?? "").split("-");
    sorted = VALUES[name] && ["up", "down"].includes(direction) ? given.sort : "";
    const wanted = Number.parseInt(given.page ?? "1", 10) - 1;
    page = wanted > 0 ? wanted : 0;
  }

  async function follow() {
    readAddress();
    filters.read();
    if (filters.values.q.length > 1) await words();
    choose();
    page = Math.max(0, Math.min(page, Math.ceil(hits.length / ROWS) - 1));
    draw();
  }

  function sortBy(name) {
    const first = name === "name" ? "up" : "down";
    const second = first === "up" ? "down" : "up";
    sorted = sorted === `${name}-${first}` ? `${name}-${second}` : sorted === `${name}-${second}` ? "" : `${name}-${first}`;
    page = 0;
    keepAddress();
    choose();
    draw();
    one(`[data-sort="${name}"]`).focus();
  }

  // Numbers that say how many there are lead to which they are.
  function link(place, some) {
    const words = place.textContent.trim();
    if (words === "0") return;
    const made = document.createElement("a");
    made.href = `#${Object.entries(some).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
    made.append(...place.childNodes);
    made.addEventListener("click", (event) => {
      event.preventDefault();
      filters.set(some);
      byId("documents").scrollIntoView();
    });
    place.append(made);
  }

  function start() {
    if (!one("[data-table]")) return;
    sourceAudit.start();
    filters = sourceAudit.filters(() => "", update);
    readStates();
    all("[data-family]").forEach((line) => {
      link(one("th", line), { family: line.dataset.family });
      all("[data-severity]", line).forEach((place) => link(place, { family: line.dataset.family, severity: place.dataset.severity }));
    });
    all(".rules tbody tr").forEach((line) => link(one("td.num", line), { rule: line.dataset.rule }));
    all("a[data-verdict]").forEach((place) => place.addEventListener("click", (event) => {
      event.preventDefault();
      filters.set({ verdict: place.dataset.verdict });
      byId("documents").scrollIntoView();
    }));
    all(".bulk").forEach((place) => { place.hidden = false; });
    all("[data-bulk]").forEach((button) => button.addEventListener("click", () => bulk(button.closest("tr").dataset.rule)));
    one("[data-clear]").addEventListener("click", () => filters.set({}));
    one("[data-table]").addEventListener("click", (event) => {
      const button = event.target.closest("[data-sort]");
      if (button) sortBy(button.dataset.sort);
    });
    addEventListener("hashchange", follow);
    // Pages that come back from the browser’s memory have been decided on elsewhere.
    addEventListener("pageshow", (event) => { if (event.persisted) sourceAudit.changed(); });
    sourceAudit.onchange(() => {
      readStates();
      choose();
      draw();
    });
    sourceAudit.keys({
      j: () => step(1),
      k: () => step(-1),
      "/": sourceAudit.search,
      "?": sourceAudit.help,
      "[": () => turnTo(page - 1),
      "]": () => turnTo(page + 1),
    });
    follow();
  }
})();
