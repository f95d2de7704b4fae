// What pages do beyond showing: filter and search lists, go back to an earlier day, say how old the data are. Every page reads
// well without it.
(function () {
  "use strict";

  const read = (element) => JSON.parse(element.textContent);
  const spaced = (n) => n.toLocaleString("en").replace(/,/g, "\u202f");

  // Data come as columns; a column of texts as its different texts and which of them stands in each row, or in each run of rows.
  function column(packed) {
    if (Array.isArray(packed)) return packed;
    if (packed.at) return packed.at.map((n) => packed.of[n]);
    return packed.runs.flatMap((n, i) => (i % 2 ? [] : Array(packed.runs[i + 1]).fill(packed.of[n])));
  }
  const unpacked = (table) => Object.fromEntries(Object.entries(table.columns).map(([name, one]) => [name, column(one)]));

  function rowsOf(table) {
    const columns = Object.entries(unpacked(table));
    return Array.from({ length: table.n }, (_, i) => Object.fromEntries(columns.map(([name, values]) => [name, values[i]])));
  }
  (window.crosstally ||= {}).unpacked = unpacked;

  const LISTED = 30; // most lines on what stands in other parts
  function make(tag, text, name, ...inner) {
    const one = document.createElement(tag);
    if (name) one.className = name;
    one.append(...(text ? [text] : []), ...inner);
    return one;
  }

  // ---- lists: a form with data-filter hides the items of its list that don't fit ----
  for (const form of document.querySelectorAll("form[data-filter]")) {
    const items = Array.from(document.getElementById(form.dataset.filter).querySelectorAll("[data-item]"), (element) => ({
      element,
      text: form.elements.text ? element.textContent.toLowerCase().replace(/\s+/g, " ") : "",
    }));
    const output = form.querySelector("output");
    const fitsIn = (field, of, text) => {
      const value = field.value.trim();
      if (field.name === "text") return value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
      if (field.name === "from") return of.date >= value;
      if (field.name === "until") return of.date !== "" && of.date <= value;
      return (of[field.name] || "").split(" ").includes(value);
    };
    const apply = () => {
      const chosen = Array.from(form.elements).filter((field) => field.name && field.value.trim());
      let shown = 0;
      for (const item of items) {
        const fits = chosen.every((field) => fitsIn(field, item.element.dataset, item.text));
        item.element.hidden = !fits;
        if (fits) shown += 1;
      }
      output.textContent = shown + " of " + items.length + " " + form.dataset.noun + (index ? " of this part" : "");
      if (index) tellParts(index.filter((of) => chosen.every((field) => fitsIn(field, of, ""))), chosen);
    };
    // A list cut into pages: how many fit in each, links that keep what was chosen, and what fits elsewhere.
    const index = form.dataset.index && rowsOf(window.crosstally[form.dataset.index]);
    const tellParts = (fitting, chosen) => {
      const query = new URLSearchParams(chosen.map((field) => [field.name, field.value])).toString();
      const files = [];
      for (const link of document.querySelectorAll("a[data-part]")) {
        const part = Number(link.dataset.part), count = fitting.filter((of) => of.part === part).length;
        files[part] = link.href = link.getAttribute("href").split("?")[0] + (query && "?" + query);
        link.textContent = part + 1 + (query ? " (" + count + ")" : "");
        link.hidden = Boolean(query) && !count && part !== Number(form.dataset.part);
      }
      const others = query ? fitting.filter((of) => of.part !== Number(form.dataset.part)) : [];
      const elsewhere = document.getElementById(form.dataset.elsewhere), more = elsewhere.querySelector("[data-more]");
      elsewhere.hidden = !others.length;
      elsewhere.querySelector("ul").replaceChildren(...others.slice(0, LISTED).map((of) => elsewhereLine(of, files[of.part])));
      more.hidden = others.length <= LISTED;
      more.textContent = "and " + spaced(others.length - LISTED) + " more; the numbers of the parts above lead to them.";
    };
    const elsewhereLine = (of, file) => {
      const link = make("a", Array.from(form.elements.rule.options).find((option) => option.value === of.rule).textContent);
      link.href = file + "#d-" + of.id;
      return make("li", "", "", link, make("span", [of.subject && ": " + of.subject, of.of && ", " + of.of].filter(Boolean).join("") + " ", ""), make("span", of.severity + ", " + of.status, "quiet"));
    };
    // an address such as events.html?text=Kyiv opens filtered
    for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  }

  // ---- search: through the data of all years, which are loaded when they are first asked for ----
  const FOUND = 100; // most events listed
  const years = new Map();

  function load(name) {
    if (!years.has(name)) {
      years.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = "assets/" + name + ".js";
        script.onload = () => done(rowsOf(window.crosstally[name]).map((row) => ({ ...row, text: [row.place, row.when, row.figures].join(" ").toLowerCase().replace(/\s+/g, " ") })));
        script.onerror = () => failed(new Error(script.src + " is missing"));
        document.head.append(script);
      }));
    }
    return years.get(name);
  }

  function eventLine(row, sides) {
    const link = make("a", row.place), head = make("th", "", "", link, make("span", sides[row.side] || row.side, "quiet block"));
    link.href = "events/" + row.event_id + ".html";
    head.scope = "row";
    const figures = row.figures.split("\n").filter(Boolean).map((figure) => {
      const [subject, best, rest] = figure.split("\t");
      return rest ? make("span", "", "fig", make("span", subject, "what"), " ", make("b", best), " ", make("span", "(" + rest + ")", "quiet")) : make("span", subject, "quiet");
    });
    const claims = make("td", String(row.claims), "num"), open = make("td", String(row.open || "–"), "num");
    claims.dataset.label = "claims";
    open.dataset.label = "open disagreements";
    return make("tr", "", "", make("td", row.when), head, make("td", "", "", ...(figures.length ? figures : [make("span", "no figure, see its claims", "quiet")])), claims, open);
  }

  for (const form of document.querySelectorAll("form[data-search]")) {
    const { text, side, region, from, until } = form.elements, output = form.querySelector("output");
    const found = document.getElementById(form.dataset.search), instead = document.getElementById(form.dataset.instead);
    const sides = Object.fromEntries(Array.from(side.options, (option) => [option.value, option.textContent]));
    const total = spaced(Number(form.dataset.all));
    let turn = 0;
    const search = async () => {
      const now = (turn += 1), wanted = text.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const isAll = !wanted.length && ![side, region, from, until].some((field) => field.value);
      found.hidden = isAll;
      instead.hidden = !isAll;
      if (isAll) return void (output.textContent = total + " events");
      const within = form.dataset.years.split(" ").filter((year) => (!from.value || year >= from.value.slice(0, 4)) && (!until.value || year <= until.value.slice(0, 4)));
      const lists = await Promise.all(within.map((year) => load("events-" + year)));
      if (now !== turn) return;
      const fits = (row) =>
        (!side.value || row.side === side.value) && (!region.value || row.region === region.value) &&
        (!from.value || row.date >= from.value) && (!until.value || row.date <= until.value) && wanted.every((word) => row.text.includes(word));
      const rows = lists.flat().filter(fits);
      found.querySelector("tbody").replaceChildren(...rows.slice(0, FOUND).map((row) => eventLine(row, sides)));
      found.querySelector("table").hidden = !rows.length;
      found.querySelector("[data-nothing]").hidden = rows.length > 0;
      const more = found.querySelector("[data-more]");
      more.hidden = rows.length <= FOUND;
      more.textContent = "These are the newest " + FOUND + ". Narrow the search to see the other " + spaced(rows.length - FOUND) + ".";
      output.textContent = spaced(rows.length) + " of " + total + " events";
    };
    for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", search);
    form.addEventListener("reset", () => setTimeout(search));
    form.addEventListener("focusin", () => form.dataset.years.split(" ").forEach((year) => load("events-" + year)), { once: true });
    search();
  }

  // ---- as known on: the state of each figure at the end of a day; those that stand as now are left out ----
  for (const form of document.querySelectorAll("form[data-known]")) {
    const { day, slide } = form.elements, output = form.querySelector("output");
    const firsts = Object.entries(read(document.getElementById("firsts"))), none = document.getElementById("moved-none");
    const start = Date.parse(day.min), length = Math.max(Date.parse(day.max) - start, 1);
    const lines = Array.from(document.getElementById(form.dataset.known).rows, (line) => ({
      line, states: JSON.parse(line.dataset.states), then: line.querySelector("[data-then]"), now: line.cells[3].textContent,
    }));
    const show = () => {
      const at = day.value || day.max;
      let shown = 0;
      for (const { line, states, then, now } of lines) {
        const state = states.filter(([from, until]) => from <= at && (!until || until > at)).at(-1);
        const text = state ? state[2] : states[0][0] > at ? "" : "not stated then";
        line.hidden = !text || text === now || (!state && now === "no longer stated");
        then.textContent = text;
        if (!line.hidden) shown += 1;
      }
      const known = firsts.reduce((sum, [first, n]) => sum + (first <= at ? n : 0), 0);
      output.textContent = spaced(known) + " of " + spaced(Number(form.dataset.all)) + " figures were known by then; " + shown + " stood otherwise than now";
      none.hidden = shown > 0;
    };
    document.querySelector("[data-then-title]").textContent = "Then";
    day.addEventListener("input", () => {
      slide.value = Math.round(((Date.parse(day.value || day.max) - start) / length) * 1000);
      show();
    });
    slide.addEventListener("input", () => {
      day.value = new Date(start + (slide.value / 1000) * length).toISOString().slice(0, 10);
      show();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    day.dispatchEvent(new Event("input"));
  }

  // ---- age: pages never go stale without saying so. They are made anew each day; a run that fails leaves the last good ones ----
  const DAY = 86400000, LATE = 1.5; // days after which a daily page is late
  const ago = (days) => spaced(Math.floor(days)) + (Math.floor(days) === 1 ? " day ago" : " days ago");
  const age = (moment) => (Date.now() - Date.parse(moment)) / DAY;
  for (const time of document.querySelectorAll("time[data-age]")) {
    if (age(time.dateTime) >= 2) time.insertAdjacentText("afterend", " (" + ago(age(time.dateTime)) + ")");
  }
  const { at: built, as_of: known } = window.crosstally.built;
  if (built) {
    const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: "UTC" }).format(new Date(built));
    for (const place of document.querySelectorAll("[data-built]")) place.textContent = (place.dataset.built && known ? " Data as of " + known + "." : "") + " Pages made " + day.replace(" at ", ", ") + " UTC.";
    const stale = document.querySelector("[data-stale]");
    if (stale && age(built) >= LATE) {
      stale.textContent = "These pages are late: they are made anew each day, and were last made " + ago(age(built)) + ", on " + day.replace(" at ", ", ") + " UTC. What was reported or read since then is not in them.";
      stale.hidden = false;
    }
  }
})();
