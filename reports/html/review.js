// What the pages of a report share: decisions and where they are kept, the dialogs, the filters in the address.
"use strict";

const sourceAudit = (() => {
  const NONE = "undecided";
  const REVIEWER = "source-audit reviewer";
  const REASONS = "source-audit reasons";
  const BATCH = 300; // decisions that are sent to the server at once
  const SMALL = 50000; // bytes of a request that outlives its page; browsers let it have 64 KiB
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);

  // Decisions belong to the report, that is to its place; a page that is all of its report is one itself.
  const isFolder = one('script[src="review.js"]') !== null;
  const report = isFolder ? new URL(".", location.href).pathname : location.pathname;
  const prefix = `source-audit decisions ${report} `;
  const keyOf = (rule, fingerprint) => `${rule} ${fingerprint}`;
  const nameOf = (path, record) => JSON.stringify([path, record]);

  // A path as the server’s folder has it: the baseline and the report may have been made in different ones.
  function resolved(path) {
    if (!session) return path;
    const parts = [];
    for (const part of (path.startsWith("/") ? path : `${session.folder}/${path}`).split("/")) {
      if (part === "..") parts.pop();
      else if (part && part !== ".") parts.push(part);
    }
    return `/${parts.join("/")}`;
  }

  let session = null; // what the server says, where there is one
  const listeners = [];
  const changed = () => listeners.forEach((listener) => listener());

  // The browser's memory, or this page's own where the browser has none.
  const memory = (() => {
    const own = new Map();
    try {
      localStorage.setItem(`${prefix}?`, "");
      localStorage.removeItem(`${prefix}?`);
      return localStorage;
    } catch {
      return {
        getItem: (key) => own.get(key) ?? null,
        setItem: (key, value) => own.set(key, value),
        removeItem: (key) => own.delete(key),
        key: (number) => [...own.keys()][number] ?? null,
        get length() { return own.size; },
      };
    }
  })();

  function remember(key, value) {
    try {
      memory.setItem(key, value);
      return true;
    } catch {
      tell("The browser’s memory is full: export the decisions, apply them, and go on with a new report.");
      return false;
    }
  }

  function recalled(key) {
    try {
      const found = JSON.parse(memory.getItem(key) ?? "[]");
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  }

  const mapped = (entries) => new Map(entries.map((entry) => [keyOf(entry.rule, entry.fingerprint), entry]));

  // The decisions on a document, by rule and fingerprint.
  function decisions(path, record) {
    const kept = mapped(recalled(prefix + nameOf(path, record)));
    return session ? new Map([...(session.documents.get(nameOf(resolved(path), record)) ?? []), ...kept]) : kept;
  }

  // What was said of a finding: here, or in the baseline that the report was made with.
  function decision(of, finding) {
    const entry = of.get(keyOf(finding.rule, finding.fingerprint));
    if (entry) return entry;
    if (session || finding.state === NONE) return null;
    return { ...finding.decision, status: finding.state };
  }

  // Everything that was decided on this report and that no server has.
  function kept() {
    const keys = Array.from({ length: memory.length }, (_, number) => memory.key(number));
    return keys.filter((key) => key?.startsWith(prefix)).flatMap(recalled);
  }

  function keep(entries) {
    const documents = Map.groupBy(entries, (entry) => nameOf(entry.path, entry.record));
    return [...documents].every(([name, some]) => {
      const found = mapped(recalled(prefix + name));
      for (const entry of some) {
        const key = keyOf(entry.rule, entry.fingerprint);
        if (entry.status === NONE) found.delete(key);
        else found.set(key, entry);
      }
      if (found.size) return remember(prefix + name, JSON.stringify([...found.values()]));
      memory.removeItem(prefix + name);
      return true;
    });
  }

  // What was kept of these findings when the server did not take it: they are decided anew.
  function forget(entries) {
    if (!kept().length) return;
    keep(entries.map((entry) => ({ ...entry, status: NONE })));
    changed();
  }

  let sending = Promise.resolve();

  function send(entries) {
    for (let first = 0; first < entries.length; first += BATCH) {
      const some = entries.slice(first, first + BATCH);
      sending = sending.then(() => {
        forget(some);
        return post(some);
      }).catch((problem) => {
        tell(unwritten(some, keep(some), problem));
        changed();
      });
    }
  }

  function unwritten(entries, isKept, problem) {
    const words = [`Not written to the baseline (${problem.message}).`];
    if (!isKept) words.push("The browser’s memory is full too: decide again when the server is back.");
    else if (entries.some(({ status }) => status !== NONE)) words.push("Kept in this browser: export the decisions.");
    // An entry that is to go cannot be kept, so it is back when the page is loaded again.
    if (entries.some(({ status }) => status === NONE)) words.push("What was taken back may still stand there: take it back again.");
    return words.join(" ");
  }

  async function post(entries) {
    const body = JSON.stringify({
      entries: entries.filter((entry) => entry.status !== NONE),
      withdrawn: entries.filter((entry) => entry.status === NONE)
        .map(({ path, record, rule, fingerprint }) => ({ path, record, rule, fingerprint })),
    });
    const answer = await fetch("decisions", {
      method: "POST", body, keepalive: new Blob([body]).size < SMALL, headers: { "Content-Type": "application/json" },
    });
    if (!answer.ok) throw new Error((await answer.text()).trim() || `status ${answer.status}`);
  }

  function join(entries) {
    for (const entry of entries) {
      const name = nameOf(resolved(entry.path), entry.record);
      const found = session.documents.get(name) ?? new Map();
      if (entry.status === NONE) found.delete(keyOf(entry.rule, entry.fingerprint));
      else found.set(keyOf(entry.rule, entry.fingerprint), entry);
      session.documents.set(name, found);
    }
  }

  // Say something of findings: each is {path, record, rule, fingerprint, excerpt, message, state}.
  function decide(findings, status, reason, by, expires) {
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    const entries = findings.map((finding) => {
      const { path, record, rule, fingerprint, excerpt, message } = finding;
      const entry = { path, record, rule, fingerprint, status, reason, by, at, expires, excerpt, message };
      // A decisions file cannot take an entry out of a baseline; it can ask that somebody look again.
      const isElsewhere = !session && status === NONE && finding.state !== NONE && finding.state !== "second-look";
      return isElsewhere ? { ...entry, status: "second-look", reason: "decision taken back" } : entry;
    });
    if (session) {
      join(entries);
      send(entries);
    } else if (!keep(entries)) {
      return;
    }
    changed();
  }

  // Reasons that were given, the last first.
  function reasons(given) {
    const known = recalled(REASONS).filter((reason) => typeof reason === "string");
    if (!given) return known;
    const now = [given, ...known.filter((reason) => reason !== given)].slice(0, 12);
    remember(REASONS, JSON.stringify(now));
    return now;
  }

  const reviewer = () => (memory.getItem(REVIEWER) ?? session?.by ?? "").trim();

  function setReviewer(name) {
    remember(REVIEWER, name.trim());
    all("[data-reviewer]").forEach((field) => { if (field.value.trim() !== name.trim()) field.value = name; });
  }

  const order = (entry) => [entry.path, entry.record === null ? "" : `#${entry.record}`, entry.rule, entry.fingerprint].join("\u0000");

  function exported() {
    const ordered = kept().map((entry) => [order(entry), entry]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `${JSON.stringify({ schema_version: 1, entries: ordered.map(([, entry]) => entry) }, null, 1)}\n`;
  }

  function download() {
    if (!kept().length) {
      tell(session ? "There is nothing to export: every decision stands in the baseline." : "There is nothing to export yet.");
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([exported()], { type: "application/json" }));
    link.download = "decisions.json";
    link.click();
    URL.revokeObjectURL(link.href);
    tell("Exported. Put it into the baseline with: source-audit review apply decisions.json");
  }

  let silence = 0;

  function tell(words) {
    const toast = one("[data-toast]");
    if (!toast) return;
    toast.textContent = words;
    clearTimeout(silence);
    silence = setTimeout(() => { toast.textContent = ""; }, 9000);
  }

  // Ask for what a decision needs: a ruling where it is open, a reason, a name. Gives null if nothing is to be done.
  function ask({ title, what, status }) {
    const dialog = byId("decide");
    const form = byId("decide-form");
    const fields = form.elements;
    const problem = one("[data-problem]", dialog);
    const isOpen = status === undefined;
    byId("decide-title").textContent = title;
    one("[data-what]", dialog).textContent = what;
    one("[data-rulings]", dialog).hidden = !isOpen;
    one("[data-by-field]", dialog).hidden = reviewer() !== "";
    byId("reasons").replaceChildren(...reasons().map((reason) => new Option(reason, reason)));
    fields.by.value = reviewer();
    fields.reason.value = reasons()[0] ?? "";
    fields.expires.value = "";
    problem.textContent = "";
    const chosen = () => (isOpen ? fields.status.value : status);
    const fit = () => {
      one("[data-reason-field]", dialog).hidden = chosen() === NONE || status === "confirmed";
      one("[data-expires-field]", dialog).hidden = chosen() !== "dismissed";
    };
    fit();
    return new Promise((resolve) => {
      let answer = null;
      const saved = (event) => {
        event.preventDefault();
        const ruling = chosen();
        const reason = one("[data-reason-field]", dialog).hidden ? "" : fields.reason.value.trim();
        const by = fields.by.value.trim();
        if (ruling === "dismissed" && !reason) {
          problem.textContent = "Say why: whoever reads the baseline later has only this.";
          fields.reason.focus();
          return;
        }
        if (!by && ruling !== NONE) {
          problem.textContent = "Say who decides.";
          one("[data-by-field]", dialog).hidden = false;
          fields.by.focus();
          return;
        }
        if (by) setReviewer(by);
        if (reason) reasons(reason);
        answer = { status: ruling, reason, by, expires: ruling === "dismissed" && fields.expires.value ? fields.expires.value : null };
        dialog.close();
      };
      const cancel = () => dialog.close();
      form.addEventListener("submit", saved);
      form.addEventListener("change", fit);
      one("[data-cancel]", dialog).addEventListener("click", cancel);
      dialog.addEventListener("close", () => {
        form.removeEventListener("submit", saved);
        form.removeEventListener("change", fit);
        one("[data-cancel]", dialog).removeEventListener("click", cancel);
        resolve(answer);
      }, { once: true });
      dialog.showModal();
      const first = [fields.reason, fields.by].find((field) => field.offsetParent !== null);
      if (first && !isOpen) {
        first.focus();
        first.select();
      }
    });
  }

  // Decide with as few questions as there are answers to.
  async function rule(findings, status, title, what) {
    if (!findings.length) return false;
    const isPlain = status === NONE || (status !== undefined && status !== "dismissed" && reviewer() !== "");
    const answer = isPlain ? { status, reason: "", by: reviewer(), expires: null } : await ask({ title, what, status });
    if (answer === null) return false;
    decide(findings, answer.status, answer.reason, answer.by, answer.expires);
    return true;
  }

  // The address: an anchor, then filters as name=value, all joined by "&".
  function address() {
    const found = { anchor: "", filters: {} };
    for (const part of location.hash.slice(1).split("&")) {
      const [name, ...value] = part.split("=");
      try {
        if (value.length) found.filters[decodeURIComponent(name)] = decodeURIComponent(value.join("="));
        else found.anchor = name;
      } catch {
        // What is no address of ours is none.
      }
    }
    return found;
  }

  function setAddress(anchor, filters) {
    const pairs = Object.entries(filters).filter(([, value]) => value !== "" && value !== undefined);
    const parts = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    const hash = [anchor, ...parts].filter(Boolean).join("&");
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  // The controls of a page's filters, and what they are set to.
  function filters(anchor, listener) {
    const controls = new Map(all("[data-filter]").map((control) => [control.dataset.filter, control]));
    const values = {};
    const take = () => {
      for (const [name, control] of controls) {
        values[name] = control.value.trim();
        control.classList.toggle("on", values[name] !== "");
      }
    };
    const read = () => {
      const given = address().filters;
      for (const [name, control] of controls) {
        control.value = given[name] ?? "";
        if (control.value !== (given[name] ?? "")) control.value = ""; // no such choice
      }
      take();
    };
    let waiting = 0;
    for (const control of controls.values()) {
      control.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
          take();
          setAddress(anchor(), values);
          listener();
        }, control.type === "search" ? 120 : 0);
      });
    }
    read();
    return {
      values,
      read,
      set(some) {
        for (const [name, control] of controls) control.value = some[name] ?? "";
        take();
        setAddress(anchor(), values);
        listener();
      },
      get isSet() { return Object.values(values).some(Boolean); },
    };
  }

  // Keys, unless somebody writes, a dialog is open, or the browser is meant.
  function keys(actions) {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
      const target = event.target;
      const isWriting = target instanceof HTMLElement && target.matches("input, textarea, select");
      if (isWriting && event.key === "Escape") target.blur();
      if (isWriting) return;
      const action = actions[event.key];
      if (action && action(event) !== false) event.preventDefault();
    });
  }

  const help = () => byId("help").showModal();

  function search() {
    const field = one('[data-filter="q"]');
    field.focus();
    field.select();
  }

  const waiting = new Map();

  // Load a script that is seldom needed; it calls what is given to it.
  function load(name) {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = name;
        script.addEventListener("load", resolve);
        script.addEventListener("error", () => reject(new Error(`${name} is missing`)));
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  function start() {
    document.documentElement.classList.add("js");
    all("[data-tools]").forEach((tools) => {
      tools.hidden = false;
      tools.addEventListener("submit", (event) => event.preventDefault());
    });
    all("[data-help]").forEach((button) => button.addEventListener("click", help));
    all("[data-export]").forEach((button) => button.addEventListener("click", download));
    all("[data-reviewer]").forEach((field) => {
      field.value = reviewer();
      field.addEventListener("input", () => setReviewer(field.value));
    });
    all("[data-kept]").forEach((words) => { words.hidden = (words.dataset.kept === "server") !== (session !== null); });
    const count = () => all("[data-decided]").forEach((place) => { place.textContent = String(kept().length); });
    listeners.push(count);
    count();
    window.addEventListener("storage", changed); // another tab has decided something
  }

  return {
    NONE, all, byId, decision, decisions, filters, help, keyOf, keys, load, one, rule, search, setAddress, address, start, tell,
    changed,
    onchange: (listener) => listeners.push(listener),
    get isServed() { return session !== null; },
    // What the other scripts of a report call.
    documents: () => {}, names: () => {}, texts: () => {}, explanations: () => {},
    session(found) {
      session = { by: found.by, folder: found.folder, documents: new Map() };
      join(found.entries);
    },
  };
})();
