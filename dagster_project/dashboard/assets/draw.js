// Draws the charts, and of them what a choice changes. A chart is laid out once; a choice only hands it other rows.
(function () {
  "use strict";
  if (!window.vegaEmbed) return;

  const DAY = 86400000;
  const STEPS = { day: 1, week: 7, month: 30.4 }; // days that a mark stands for
  const HEADROOM = 1.15; // for the triangle above the greatest value
  const SAID = {
    day: "Each mark is a day.",
    week: "Each mark is a week from Monday on, its days added up.",
    month: "Each mark is a month, its days added up.",
  };
  const read = (element) => JSON.parse(element.textContent);
  const spaced = (n) => n.toLocaleString("en").replace(/,/g, "\u202f");

  // Rows by what they are chosen by; a row is unpacked when it is asked for.
  function shelf(table, keys) {
    const columns = window.crosstally.unpacked(table), numbers = new Map();
    for (let i = 0; i < table.n; i += 1) {
      const key = keys.map((name) => columns[name][i]).join("\t");
      if (numbers.has(key)) numbers.get(key).push(i);
      else numbers.set(key, [i]);
    }
    const row = (i) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[i]]));
    return { has: (...key) => numbers.has(key.join("\t")), rows: (...key) => (numbers.get(key.join("\t")) || []).map(row) };
  }

  const KEYS = { time: ["place", "step", "unit"], map: ["unit", "time"], steps: [] };
  const charts = Array.from(document.querySelectorAll(".chart[data-spec]"), (place) => {
    const figure = place.parentElement;
    return {
      place,
      form: document.querySelector('form[data-knobs="' + place.dataset.knobs + '"]'),
      data: shelf(read(figure.querySelector('script[type="application/json"]')), KEYS[place.dataset.kind]),
      none: figure.querySelector("[data-none]"),
      table: figure.querySelector("details:has([data-rows])"),
      view: null,
    };
  });

  const written = (options) => new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC", ...options });
  const [ofDay, ofMonth] = [written({ day: "numeric" }), written({})];
  const NAMED = { day: (first) => ofDay.format(first), week: (first) => "week of " + ofDay.format(first), month: (first) => ofMonth.format(first) };

  // ---- over time: what each side's chart gets for the choices of its form; both sides share the corners ----
  function overTime(form, group) {
    const { unit, from, until } = form.elements, place = form.elements.place ? form.elements.place.value : "";
    const start = Date.parse(from.value), end = Date.parse(until.value);
    const days = (end - start) / DAY + 1;
    const step = days <= 120 ? "day" : days <= 1200 ? "week" : "month";
    const length = STEPS[step] * DAY;
    const chosen = group.map((chart) =>
      chart.data.rows(place, step, unit.value).flatMap((row) => {
        const first = Date.parse(row.first);
        return first <= end && first + length > start ? [{ ...row, day: NAMED[step](first), date: first + (length - DAY) / 2, href: eventsOf(chart, first, length, place) }] : [];
      }),
    );
    const top = Math.max(1, ...chosen.flat().map((row) => row.high));
    const air = Math.max(2, days / 40) * DAY;
    const [what, where] = [unit, form.elements.place].map((field) => field && field.selectedOptions[0].textContent);
    for (const said of document.querySelectorAll('[data-chosen="' + form.dataset.knobs + '"]')) {
      said.textContent = what + (where ? ", " + where : "") + ", " + ofDay.format(start) + " – " + ofDay.format(end); // paper shows no fields
    }
    for (const said of document.querySelectorAll('[data-step="' + form.dataset.knobs + '"]')) said.textContent = SAID[step];
    return chosen.map((rows) => ({ rows, data: { rows, frame: [{ date: start - air, value: 0 }, { date: end + air, value: top * HEADROOM }] } }));
  }

  // The events behind a mark.
  function eventsOf(chart, first, length, place) {
    const day = (time) => new Date(time).toISOString().slice(0, 10);
    const chosen = { from: day(first), until: day(first + length - DAY / 2), side: chart.place.dataset.side, ...(place && { region: place }) };
    return "events.html?" + new URLSearchParams(chosen);
  }

  // Only what somebody counted at this place can be chosen.
  function offer(form, group) {
    const { place, unit } = form.elements;
    if (!place) return;
    for (const option of unit.options) option.disabled = !group.some((chart) => chart.data.has(place.value, "day", option.value));
    const known = Array.from(unit.options).find((option) => !option.disabled);
    if (known && unit.selectedOptions[0].disabled) unit.value = known.value;
  }

  function setTime(form, first, last, key) {
    const { time, from, until } = form.elements;
    from.value = first;
    until.value = last;
    time.value = key;
  }

  // A change of the stretch of time sets the dates, a change of a date leaves the stretch unnamed.
  function settle(form, field, group) {
    const { time, from, until, place } = form.elements;
    if (field === place) offer(form, group);
    if (field === time && time.value) setTime(form, time.selectedOptions[0].dataset.first, time.selectedOptions[0].dataset.last, time.value);
    if (field !== from && field !== until) return true;
    if (!field.value) return false; // a date half typed
    if (from.value > until.value) (field === from ? until : from).value = field.value;
    time.value = "";
    return true;
  }

  // Drawing a span in the chart goes to it; a double click goes back.
  function zooming(chart) {
    const { view, form } = chart;
    let span = null;
    view.addSignalListener("span", (_, value) => (span = (value && value.date) || null));
    window.addEventListener("pointerup", () => {
      if (!span) return;
      const day = (time) => new Date(time).toISOString().slice(0, 10);
      const [left, right] = span, middle = (+left + +right) / 2, half = Math.max((right - left) / 2, 3 * DAY);
      span = null;
      view.signal("span_x", [0, 0]);
      setTime(form, day(middle - half), day(middle + half), "");
      redraw(form);
    });
    chart.place.addEventListener("dblclick", () => {
      const whole = form.elements.time.querySelector("[data-first]");
      setTime(form, whole.dataset.first, whole.dataset.last, whole.value);
      redraw(form);
    });
  }

  // ---- the map: circles by area at one scale for best and high, and the part of the world to show ----
  const frame = document.getElementById("frame-places");
  const world = frame && { ...read(frame), land: read(document.getElementById("outlines")) };

  function onMap(form, [chart]) {
    const { unit, time, view } = form.elements;
    const rows = chart.data.rows(unit.value, time.value).sort((a, b) => b.best - a.best || (a.place < b.place ? -1 : 1));
    const [west, south, east, north] = world.views[view.value];
    const { clientWidth: wide, clientHeight: high } = chart.place;
    named(rows, Math.max((east - west) / wide, (north - south) / high / NARROWING), wide < 600 ? 5 : 10);
    return [{ rows, data: { rows }, once: { outlines: world.land }, signals: { west, south, east, north, top: world.tops[time.value][unit.value] } }];
  }

  // The greatest places get their names, as far as these don't run into each other; rows come greatest first.
  const NARROWING = 0.65; // of a degree of longitude against one of latitude, about 49° N
  function named(rows, degrees, most) {
    const done = [];
    const clash = (row, other) =>
      Math.abs(other.longitude - row.longitude) < (other.place.length + row.place.length) * 4 * degrees && Math.abs(other.latitude - row.latitude) < 18 * degrees * NARROWING;
    for (const row of rows) {
      const isFree = row.best > 0 && done.length < most && !done.some((other) => clash(row, other));
      row.name = isFree ? row.place : "";
      if (isFree) done.push(row);
    }
  }

  // ---- tables that say in numbers what is drawn ----
  function cell(text, { label, name, head, href } = {}) {
    const one = document.createElement(head ? "th" : "td");
    if (head) one.scope = "row";
    if (label) one.dataset.label = label;
    if (name) one.className = name;
    const inner = href ? one.appendChild(document.createElement("a")) : one;
    if (href) inner.href = href;
    inner.textContent = text;
    return one;
  }

  function line(...cells) {
    const one = document.createElement("tr");
    one.append(...cells);
    return one;
  }

  function fillMap(body, rows) {
    body.replaceChildren(...rows.map((row) => {
      const head = cell(row.place, { head: true, href: row.href });
      if (row.level === "region") {
        const note = head.appendChild(document.createElement("span"));
        note.className = "quiet";
        note.textContent = " region";
      }
      return line(head, cell(row.side), cell(spaced(row.best), { label: "best", name: "num" }), cell(row.range, { label: "low–high" }), cell(row.rests));
    }));
  }

  function fillTime(details, rows, unit) {
    const best = (row) => (row.best === null ? "indeterminate" : spaced(row.best));
    const newest = rows.slice().sort((a, b) => (a.first < b.first ? 1 : a.first > b.first ? -1 : 0));
    details.querySelector("tbody").replaceChildren(...newest.map((row) =>
      line(cell(row.day, { href: row.href }), cell(unit + " " + row.measure), cell(best(row), { name: "num" }), cell(row.range), cell(row.basis))));
  }

  // The table under a chart is filled when it is open, or is opened.
  function inNumbers(chart, rows) {
    const body = chart.form && document.querySelector('[data-table="' + chart.form.dataset.knobs + '"]');
    if (body) return fillMap(body, rows);
    if (!chart.table) return;
    const unit = chart.form.elements.unit.selectedOptions[0].textContent;
    chart.table.querySelector("summary").textContent = "Table of what is drawn: " + (rows.length === 1 ? "1 row" : spaced(rows.length) + " rows");
    chart.fill = () => {
      if (!chart.table.open || !chart.fill) return;
      chart.fill = null;
      fillTime(chart.table, rows, unit);
    };
    chart.fill();
  }

  // ---- drawing ----
  async function embed(chart, { data = {}, once = {}, signals = {} }) {
    const spec = { ...window.crosstally.charts[chart.place.dataset.spec] };
    const given = { ...data, ...once };
    spec.data = spec.data.map((set) => (given[set.name] ? { ...set, values: given[set.name] } : set));
    spec.signals = spec.signals.map((signal) => (signal.name in signals ? { ...signal, value: signals[signal.name] } : signal));
    const result = await window.vegaEmbed(chart.place, spec, {
      mode: "vega", renderer: "svg", ast: true, actions: false, defaultStyle: false, logLevel: 1, tooltip: { disableDefaultStyle: true },
    });
    chart.view = result.view;
    // One picture with one label; its parts would be read out one by one.
    chart.place.querySelector("svg").setAttribute("aria-hidden", "true");
    chart.place.setAttribute("role", "img");
    chart.place.setAttribute("aria-label", chart.place.dataset.label);
    if (chart.place.dataset.kind === "time") zooming(chart);
    if (chart.table) chart.table.addEventListener("toggle", () => chart.fill && chart.fill());
  }

  async function draw(chart, chosen) {
    if (chart.none) chart.none.hidden = chosen.rows.length > 0;
    try {
      if (!chart.view) await embed(chart, chosen);
      else {
        for (const [name, rows] of Object.entries(chosen.data)) chart.view.data(name, rows);
        for (const [name, value] of Object.entries(chosen.signals || {})) chart.view.signal(name, value);
        await chart.view.runAsync();
      }
      chart.place.dataset.drawn = String(Number(chart.place.dataset.drawn || 0) + 1); // how often
    } catch (error) {
      chart.place.textContent = "This picture could not be drawn; the table below has the numbers.";
      console.error(error);
    }
  }

  const turns = new Map();
  const choosing = { time: overTime, map: onMap };

  // The charts of a form, one after the other; a later choice goes first.
  async function redraw(form) {
    const turn = (turns.get(form) || 0) + 1, group = charts.filter((chart) => chart.form === form);
    turns.set(form, turn);
    const chosen = choosing[group[0].place.dataset.kind](form, group);
    for (const [i, chart] of group.entries()) if (turn === turns.get(form)) await draw(chart, chosen[i]);
    setTimeout(() => turn === turns.get(form) && group.forEach((chart, i) => inNumbers(chart, chosen[i].rows)));
  }

  async function start() {
    for (const form of document.querySelectorAll("form[data-knobs]")) {
      const group = charts.filter((chart) => chart.form === form);
      if (!group.length) continue;
      form.hidden = false;
      for (const legend of document.querySelectorAll('[data-legend="' + form.dataset.knobs + '"]')) legend.hidden = false;
      form.addEventListener("submit", (event) => event.preventDefault());
      const isTime = group[0].place.dataset.kind === "time";
      form.addEventListener("change", (event) => (!isTime || settle(form, event.target, group)) && redraw(form));
      if (isTime) {
        offer(form, group);
        settle(form, form.elements.time, group); // a reload may have kept a choice
      }
      await redraw(form);
    }
    for (const chart of charts.filter((one) => !one.form)) {
      const rows = chart.data.rows();
      await draw(chart, { rows, data: { rows } });
    }
  }
  start();
})();
