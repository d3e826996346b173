// A document's page: findings beside their words, filtered, gone through and decided by mouse and by keyboard.
"use strict";

(() => {
  const { NONE, all, byId, one } = sourceAudit;
  const GAP = 10; // pixels between two findings in the margin
  const MOST_RECOLOURED = 200; // pieces of the text that change their colour with a decision
  const data = JSON.parse(byId("data").textContent);
  const text = one("article.text");
  const margin = one("[data-margin]");
  const wide = matchMedia("(min-width: 64rem)");
  const pieces = text ? all("mark", text).map((element) => ({ element, at: Number(element.dataset.at) })) : [];
  // Of many findings at one place the first has the mark to which the others lead.
  const markOf = (card) => byId(one("a.n", card)?.hash.slice(1) ?? "");
  const findings = data.findings.map((finding, index) => ({
    ...finding,
    path: data.path,
    record: data.record,
    number: index + 1,
    card: byId(`f${index + 1}`),
    mark: markOf(byId(`f${index + 1}`)),
    words: `${finding.message}\n${finding.excerpt}\n${finding.rule}`.toLowerCase(),
    anchor: 0,
    height: 0,
    top: null,
  }));
  const inMargin = findings.filter((finding) => margin?.contains(finding.card));
  let shown = findings;
  let current = null;
  let ruled = new Map();
  let size = ""; // of the text, when it was last measured

  const ruling = (finding) => sourceAudit.decision(ruled, finding);
  const stateOf = (finding) => ruling(finding)?.status ?? NONE;

  // --- Decisions

  const tools = (() => {
    const element = document.createElement("div");
    element.className = "decide";
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", "Decide this finding");
    const button = (label, key, action) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "button";
      made.append(`${label} `);
      const hint = document.createElement("kbd");
      hint.textContent = key;
      made.append(hint);
      made.addEventListener("click", (event) => {
        event.stopPropagation();
        action();
      });
      element.append(made);
      return made;
    };
    button("Confirm", "c", () => decide("confirmed"));
    button("Dismiss", "d", () => decide("dismissed"));
    button("Second look", "n", () => decide("second-look"));
    button("Undecided", "u", () => decide(NONE));
    const bulk = button("All of this rule", "b", decideRule);
    bulk.dataset.bulk = "";
    button("Explain", "e", explain);
    return element;
  })();

  async function decide(status) {
    const finding = current;
    if (!finding) return;
    const before = stateOf(finding);
    if (status === NONE && before === NONE) return;
    if (await sourceAudit.rule([finding], status, status === "dismissed" ? "Dismiss" : "Decide", finding.message)) {
      sourceAudit.tell(`Finding ${finding.number}: ${stateOf(finding).replace("-", " ")}.`);
    }
  }

  async function decideRule() {
    if (!current) return;
    const { rule } = current;
    const same = findings.filter((finding) => finding.rule === rule);
    const open = same.filter((finding) => stateOf(finding) === NONE);
    const some = open.length ? open : same;
    const what = open.length
      ? `${rule}: the ${some.length} undecided of ${same.length} in this document.`
      : `${rule}: all ${same.length} in this document are decided; this replaces what was said.`;
    if (await sourceAudit.rule(some, undefined, "Decide all of a rule", what)) sourceAudit.tell(`${some.length} decided.`);
  }

  function told(entry) {
    const who = entry.by ? ` by ${entry.by}` : "";
    const when = entry.at ? ` on ${String(entry.at).slice(0, 10)}` : "";
    const until = entry.expires ? `, until ${entry.expires}` : "";
    return `${who}${when}${until}${entry.reason ? `: ${entry.reason}` : ""}`;
  }

  function showRulings() {
    ruled = sourceAudit.decisions(data.path, data.record);
    let decided = 0;
    for (const finding of findings) {
      const entry = ruling(finding);
      const state = entry?.status ?? NONE;
      if (state !== NONE) decided += 1;
      // Most findings of a long document have not changed.
      const now = JSON.stringify([state, entry?.reason, entry?.by, entry?.at]);
      if (finding.shownRuling === now) continue;
      if (finding.shownRuling === undefined && state === finding.state && !ruled.has(sourceAudit.keyOf(finding.rule, finding.fingerprint))) {
        finding.shownRuling = now;
        finding.card.dataset.state = state;
        if (entry) write(finding, state, entry);
        continue;
      }
      finding.shownRuling = now;
      finding.card.dataset.state = state;
      write(finding, state, entry);
      recolour(finding, state === "dismissed" ? "dismissed" : finding.severity);
    }
    const left = findings.length - decided;
    const some = shown.length === findings.length ? "" : `${shown.length} of `;
    const noun = findings.length === 1 ? "finding" : "findings";
    one("[data-progress]").textContent = findings.length
      ? `${some}${findings.length} ${noun}, ${decided} decided, ${left} to go`
      : "No rule has found anything: there is nothing to decide.";
  }

  function write(finding, state, entry) {
    const line = one("[data-ruling]", finding.card) ?? finding.card.appendChild(document.createElement("p"));
    line.className = "ruling";
    line.dataset.ruling = "";
    line.replaceChildren();
    one(".decision", finding.card)?.toggleAttribute("hidden", true); // the line says the same, and is up to date
    if (!entry) return;
    const status = document.createElement("span");
    status.className = `status ${state}`;
    status.textContent = state.replace("-", " ");
    const rest = document.createElement("bdi");
    rest.textContent = told(entry);
    line.append(status, rest);
  }

  function recolour(finding, kind) {
    for (const number of [finding.mark, one(".n", finding.card)]) if (number) number.className = `n ${kind}`;
    for (const { element } of ofFinding(finding).slice(0, MOST_RECOLOURED)) {
      if (element.classList.contains("d1")) element.className = `${kind} d1${element.classList.contains("current") ? " current" : ""}`;
    }
  }

  // --- The text

  // The number of the first piece that begins at or after a place.
  function firstPiece(at) {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle].at < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function ofFinding(finding) {
    if (!finding.shown) return [];
    const found = [];
    // Half a line end is never marked, so that a mark can begin one before its finding.
    for (let number = firstPiece(finding.shown[0] - 1); number < pieces.length && pieces[number].at < finding.shown[1]; number += 1) {
      found.push(pieces[number]);
    }
    return found;
  }

  function clicked(event) {
    const link = event.target.closest("a.n");
    const target = link && /^#f(\d+)$/.exec(link.getAttribute("href"));
    if (target) {
      event.preventDefault();
      select(findings[Number(target[1]) - 1], { scroll: !wide.matches });
      return;
    }
    const mark = event.target.closest("mark");
    if (!mark || link || !getSelection().isCollapsed) return;
    const at = Number(mark.dataset.at);
    const over = shown.filter((finding) => finding.shown && finding.shown[0] <= at && at < finding.shown[1]);
    if (!over.length) return;
    over.sort((a, b) => (a.shown[1] - a.shown[0]) - (b.shown[1] - b.shown[0]));
    select(over[(over.indexOf(current) + 1) % over.length], { scroll: !wide.matches });
  }

  // --- The margin

  function measure() {
    if (!margin || !wide.matches) return;
    const base = margin.getBoundingClientRect().top;
    for (const finding of inMargin) {
      if (finding.card.hidden) continue;
      finding.anchor = finding.mark ? finding.mark.getBoundingClientRect().top - base - 8 : 0;
      finding.height = finding.card.offsetHeight;
    }
  }

  // Each finding beside its words, or under the one before; the current one exactly there, and the others give way.
  function place() {
    if (!margin) return;
    margin.classList.toggle("placed", wide.matches);
    if (!wide.matches) {
      margin.style.height = "";
      for (const finding of inMargin) {
        finding.card.style.top = "";
        finding.top = null; // to be set again when there is room again, after printing too
      }
      return;
    }
    const visible = inMargin.filter((finding) => !finding.card.hidden);
    const tops = new Array(visible.length);
    const chosen = visible.indexOf(current);
    if (chosen >= 0) {
      tops[chosen] = Math.max(0, visible[chosen].anchor);
      for (let number = chosen - 1; number >= 0; number -= 1) {
        tops[number] = Math.min(visible[number].anchor, tops[number + 1] - visible[number].height - GAP);
      }
    }
    let free = chosen >= 0 ? tops[chosen] + visible[chosen].height + GAP : 0;
    for (let number = chosen + 1; number < visible.length; number += 1) {
      tops[number] = Math.max(visible[number].anchor, free);
      free = tops[number] + visible[number].height + GAP;
    }
    visible.forEach((finding, number) => {
      const top = Math.round(tops[number]);
      if (finding.top === top) return;
      finding.top = top;
      finding.card.style.top = `${top}px`;
    });
    margin.style.height = `${Math.max(Math.round(free), text ? text.offsetHeight : 0)}px`;
  }

  function arrange() {
    measure();
    place();
    size = text ? `${text.offsetWidth} ${text.offsetHeight}` : "";
  }

  // --- Going through them

  function select(finding, { scroll = true, focus = false } = {}) {
    const before = current;
    current = finding ?? null;
    for (const { element } of before ? ofFinding(before) : []) element.classList.remove("current");
    before?.card.classList.remove("current");
    before?.card.removeAttribute("aria-current");
    before?.mark?.classList.remove("current");
    tools.remove();
    if (current) {
      for (const { element } of ofFinding(current)) element.classList.add("current");
      current.card.classList.add("current");
      current.card.setAttribute("aria-current", "true");
      current.mark?.classList.add("current");
      one("[data-bulk]", tools).hidden = findings.filter(({ rule }) => rule === current.rule).length < 2;
      current.card.insertBefore(tools, one(".more", current.card));
    }
    if (wide.matches) {
      for (const one of [before, current]) if (one) one.height = one.card.offsetHeight;
      place();
    }
    sourceAudit.setAddress(current ? `f${current.number}` : "", filters.values);
    if (!current) return;
    if (scroll) reveal(current);
    if (focus) current.card.focus({ preventScroll: true });
  }

  function reveal(finding) {
    const target = wide.matches && finding.mark ? finding.mark : finding.card;
    const box = target.getBoundingClientRect();
    const bar = one("[data-tools]");
    const top = (getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0) + 24;
    const bottom = innerHeight - Math.min(finding.card.offsetHeight + 24, innerHeight * 0.6);
    if (box.top >= top && box.top <= bottom) return;
    scrollBy({ top: box.top - Math.max(top, innerHeight * 0.3), behavior: "instant" });
  }

  function step(by) {
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = at < 0 ? (by > 0 ? following() : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1);
    select(shown[next], { focus: true });
  }

  // Where somebody who has chosen none begins: after the one that was chosen last, or at the first.
  function following() {
    const next = current ? shown.findIndex((finding) => finding.number > current.number) : 0;
    return Math.max(next, 0);
  }

  function show() {
    const { q, family, rule, severity, confidence, state } = filters.values;
    const words = q.toLowerCase();
    shown = findings.filter((finding) => (
      (!rule || finding.rule === rule) && (!family || finding.rule.startsWith(`${family}/`))
      && (!severity || finding.severity === severity) && (!confidence || finding.confidence === confidence)
      && (!state || stateOf(finding) === state) && (!words || finding.words.includes(words))
    ));
    const visible = new Set(shown);
    for (const finding of findings) {
      const isHidden = !visible.has(finding);
      if (finding.card.hidden === isHidden) continue;
      finding.card.hidden = isHidden;
      finding.mark?.classList.toggle("off", isHidden);
    }
    all("[data-none]").forEach((element) => element.remove());
    if (findings.length && !shown.length) {
      const words = document.createElement("p");
      words.className = "empty";
      words.dataset.none = "";
      words.textContent = "No finding of this document is what the filters ask for.";
      byId("reading").before(words);
    }
    showRulings();
    arrange();
  }

  // --- Explanations

  async function explain() {
    const finding = current;
    if (!finding) return;
    const present = one(".explanation", finding.card);
    if (present) {
      present.remove();
    } else {
      const box = document.createElement("div");
      box.className = "explanation";
      const own = all("[data-explains]").find((element) => element.dataset.explains === finding.rule);
      if (own) {
        box.append(...[...own.children].slice(1).map((child) => child.cloneNode(true)));
      } else {
        await sourceAudit.load("rules.js");
        box.append(...(explanations[finding.rule] ?? []).map(block));
      }
      if (!box.childElementCount) box.textContent = "This rule has no explanation here.";
      finding.card.insertBefore(box, one(".more", finding.card));
    }
    arrange();
  }

  let explanations = {};
  sourceAudit.explanations = (found) => { explanations = found; };

  function block([lead, words, isExample]) {
    if (isExample) {
      const figure = document.createElement("figure");
      figure.className = "example";
      const caption = document.createElement("figcaption");
      caption.textContent = lead;
      const example = document.createElement("pre");
      example.textContent = words;
      figure.append(caption, example);
      return figure;
    }
    const paragraph = document.createElement("p");
    if (lead) {
      const strong = document.createElement("strong");
      strong.textContent = lead;
      paragraph.append(strong, " ");
    }
    paragraph.append(words);
    return paragraph;
  }

  // --- The address

  function follow() {
    const { anchor } = sourceAudit.address();
    const target = /^[fm](\d+)$/.exec(anchor);
    const panel = byId(anchor)?.closest("details");
    if (panel) panel.open = true;
    filters.read();
    show();
    if (target && findings[Number(target[1]) - 1]) {
      const finding = findings[Number(target[1]) - 1];
      if (finding.card.hidden) filters.set({});
      select(finding);
    }
  }

  function neighbour(which) {
    const link = one(`a[rel="${which}"]`);
    if (!link) return false;
    link.click();
    return true;
  }

  sourceAudit.start();
  const filters = sourceAudit.filters(() => (current ? `f${current.number}` : ""), show);
  for (const finding of findings) {
    finding.card.tabIndex = -1;
    finding.card.addEventListener("click", (event) => {
      if (event.target.closest("a, button, summary") || !getSelection().isCollapsed) return;
      select(finding, { scroll: false });
    });
  }
  text?.addEventListener("click", clicked);
  addEventListener("hashchange", follow);
  // The filters go along to the documents beside this one.
  all('a[rel="prev"], a[rel="next"]').forEach((link) => link.addEventListener("click", () => {
    const pairs = Object.entries(filters.values).filter(([, value]) => value);
    link.hash = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
  }));
  sourceAudit.onchange(() => {
    showRulings();
    arrange();
  });
  sourceAudit.keys({
    j: () => step(1),
    k: () => step(-1),
    c: () => decide("confirmed"),
    d: () => decide("dismissed"),
    u: () => decide(NONE),
    n: () => decide("second-look"),
    b: decideRule,
    e: explain,
    "/": sourceAudit.search,
    "?": sourceAudit.help,
    "[": () => neighbour("prev"),
    "]": () => neighbour("next"),
    Escape: () => select(null),
  });
  follow();
  addEventListener("load", () => { if (current) reveal(current); }); // the browser has gone to the anchor by itself
  if (text && "ResizeObserver" in window) {
    new ResizeObserver(() => { if (size !== `${text.offsetWidth} ${text.offsetHeight}`) arrange(); }).observe(text);
  }
  wide.addEventListener("change", arrange);
})();
