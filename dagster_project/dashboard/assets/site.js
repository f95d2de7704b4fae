// What pages do beyond showing: draw charts, filter lists, say how old the data are. Every page reads well without it.
(function () {
  "use strict";

  // ---- charts: specs and rows stand in the page as JSON; colours come from the style sheet ----
  const read = (element) => JSON.parse(element.textContent);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function look() {
    const ink = colour("--ink"), quiet = colour("--quiet"), grid = colour("--grid"), first = colour("--first");
    return {
      background: null,
      font: "system-ui, sans-serif",
      aria: false,
      view: { stroke: null },
      axis: { labelColor: quiet, titleColor: quiet, gridColor: grid, domainColor: quiet, tickColor: quiet, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
      axisX: { grid: false },
      axisY: { tickCount: 5, domain: false, ticks: false, tickMinStep: 1, format: "d" },
      legend: { labelColor: ink, labelFontSize: 13, symbolStrokeWidth: 2, symbolSize: 80, symbolOpacity: 1 },
      range: { category: [first, colour("--second"), colour("--third")] },
      area: { color: first }, line: { color: first }, point: { color: first }, rule: { color: first },
    };
  }

  // Data come as columns; a column of texts as its different texts and which of them stands in each row.
  function rowsOf(table) {
    const columns = Object.entries(table.columns);
    return Array.from({ length: table.n }, (_, i) =>
      Object.fromEntries(columns.map(([name, c]) => [name, Array.isArray(c) ? c[i] : c.of[c.at[i]]])),
    );
  }

  const charts = Array.from(document.querySelectorAll(".chart[data-spec]"), (place) => {
    const key = place.dataset.spec;
    const frame = document.getElementById("frame-" + key);
    return {
      place,
      spec: read(document.getElementById("spec-" + key)),
      rows: rowsOf(read(place.parentElement.querySelector('script[type="application/json"]'))),
      frame: frame && read(frame),
      none: place.parentElement.querySelector("[data-none]"),
      knobs: document.querySelector('[data-knobs="' + key + '"]'),
      drawing: 0,
      view: null,
    };
  });

  // The rows to draw, and the corners that both sides share, so that equal heights mean equal numbers. Copies: the
  // runtime turns dates into numbers in place.
  function chosen(chart) {
    if (!chart.knobs) return { rows: chart.rows.map((row) => ({ ...row })), days: 0 };
    const unit = chart.knobs.elements.unit.value, time = chart.knobs.elements.time.value;
    if (chart.frame.keyed) {
      const rows = chart.rows.filter((row) => row.unit === unit && row.time === time).sort((a, b) => b.best - a.best);
      return { rows: rows.map((row) => ({ ...row })), top: chart.frame.tops[time][unit], view: chart.frame.views[chart.knobs.elements.view.value] };
    }
    const [first, last, left, right] = chart.frame.times[time];
    return {
      rows: chart.rows.filter((row) => row.unit === unit && row.date >= first && row.date <= last).map((row) => ({ ...row })),
      frame: [{ date: left, value: 0 }, { date: right, value: (chart.frame.tops[time][unit] || 1) * 1.08 }],
      days: (Date.parse(last) - Date.parse(first)) / 86400000,
    };
  }

  // The map: outlines and the part of the world to show; circles by area, the same scale for best and high.
  const outlines = document.getElementById("outlines");
  const land = outlines && read(outlines);

  function onMap(chart, rows, top, view, config) {
    config.text = { fill: colour("--ink"), stroke: null, fontWeight: 600 };
    config.geoshape = { stroke: colour("--coast") };
    const layer = JSON.parse(JSON.stringify(chart.spec.layer));
    for (const one of layer) {
      if (one.encoding.size) one.encoding.size.scale = { domain: [0, top], range: [10, 1600] };
      if (one.encoding.fill) one.encoding.fill.scale.range = [colour("--land"), colour("--land-too"), colour("--far")];
      if (one.encoding.color) one.encoding.color.scale = { domain: SIDES, range: [colour("--second"), colour("--first"), colour("--quiet")] };
    }
    fill(chart.knobs.dataset.knobs, rows);
    const wide = chart.place.clientWidth, [west, south, east, north] = view;
    named(rows, (east - west) / wide, (north - south) / wide);
    return { layer, height: Math.round(Math.max(300, Math.min(620, wide * 0.62))), projection: mercator(view), datasets: { rows, outlines: land } };
  }

  // Mercator's projection with the box `view` (degrees) just inside the picture.
  function mercator([west, south, east, north]) {
    const radians = Math.PI / 180, rise = (latitude) => Math.log(Math.tan(Math.PI / 4 + (latitude * radians) / 2));
    const across = (east - west) * radians, up = rise(north) - rise(south), middle = (rise(north) + rise(south)) / 2;
    return {
      type: "mercator",
      center: [(west + east) / 2, (2 * Math.atan(Math.exp(middle)) - Math.PI / 2) / radians],
      scale: { expr: "min(width / " + across + ", height / " + up + ")" },
      translate: { expr: "[width / 2, height / 2]" },
    };
  }

  // The greatest places get their names, as far as these don't run into each other; rows come greatest first.
  function named(rows, across, up) {
    const done = [];
    for (const row of rows) {
      const reach = row.place.length * 4 * across;
      const isFree = row.best > 0 && done.length < 10 && done.every((other) =>
        Math.abs(other.longitude - row.longitude) > reach + other.place.length * 4 * across || Math.abs(other.latitude - row.latitude) > 22 * up);
      row.name = isFree ? row.place : "";
      if (isFree) done.push(row);
    }
  }
  const SIDES = ["areas held by Russia", "areas held by Ukraine", "areas held by others"];

  // The table that says in numbers what the map shows.
  function fill(key, rows) {
    const body = document.querySelector('[data-table="' + key + '"]');
    body.replaceChildren(...rows.map((row) => {
      const line = document.createElement("tr"), head = document.createElement("th"), link = document.createElement("a");
      head.scope = "row";
      link.href = row.href;
      link.textContent = row.place;
      head.append(link);
      if (row.level === "region") {
        const note = document.createElement("span");
        note.className = "quiet";
        note.textContent = " region";
        head.append(note);
      }
      const cell = (text, label, name) => {
        const one = document.createElement("td");
        one.textContent = text;
        if (label) one.dataset.label = label;
        if (name) one.className = name;
        return one;
      };
      line.append(head, cell(row.side), cell(row.best.toLocaleString("en").replace(/,/g, "\u202f"), "best", "num"), cell(row.range, "low–high"), cell(row.rests));
      return line;
    }));
  }

  async function draw(chart) {
    const turn = (chart.drawing += 1);
    const { rows, frame, days, top, view } = chosen(chart);
    const crowded = days > 400 && rows.length > 150;
    const config = look();
    config.rule.strokeWidth = crowded ? 1.5 : 5;
    config.point.size = crowded ? 9 : 38;
    const spec = { ...chart.spec, datasets: { rows, frame: frame || [] } };
    if (view) Object.assign(spec, onMap(chart, rows, top, view, config));
    const result = await window.vegaEmbed(chart.place, spec, {
      mode: "vega-lite", renderer: "svg", ast: true, actions: false, defaultStyle: false, logLevel: 1, config,
      tooltip: { disableDefaultStyle: true },
    });
    if (turn !== chart.drawing) return result.view.finalize();
    if (chart.view) chart.view.finalize();
    chart.view = result.view;
    // One picture with one label; its parts would be read out one by one.
    chart.place.querySelector("svg").setAttribute("aria-hidden", "true");
    chart.place.setAttribute("role", "img");
    chart.place.setAttribute("aria-label", chart.place.dataset.label);
    chart.place.dataset.drawn = "";
    if (chart.none) chart.none.hidden = rows.length > 0;
  }

  function drawAll(which) {
    for (const chart of which) {
      draw(chart).catch((error) => {
        chart.place.textContent = "This picture could not be drawn; the table below has the numbers.";
        console.error(error);
      });
    }
  }

  if (charts.length && window.vegaEmbed) {
    for (const knobs of document.querySelectorAll("form[data-knobs]")) {
      knobs.hidden = false;
      knobs.addEventListener("submit", (event) => event.preventDefault());
      knobs.addEventListener("change", () => drawAll(charts.filter((chart) => chart.knobs === knobs)));
    }
    drawAll(charts);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll(charts));
  }

  // ---- lists: a form with data-filter hides the items of its list that don't fit ----
  for (const form of document.querySelectorAll("form[data-filter]")) {
    const items = Array.from(document.getElementById(form.dataset.filter).querySelectorAll("[data-item]"), (element) => ({
      element,
      text: element.textContent.toLowerCase().replace(/\s+/g, " "),
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
      output.textContent = shown + " of " + items.length + " " + form.dataset.noun;
      const index = document.getElementById("index");
      if (index) tellParts(rowsOf(read(index)).filter((of) => chosen.every((field) => fitsIn(field, of, ""))), chosen);
    };
    // Pages of a list that was cut up: how many fit in each, and links that keep what was chosen.
    const tellParts = (fitting, chosen) => {
      const query = new URLSearchParams(chosen.map((field) => [field.name, field.value])).toString();
      for (const link of document.querySelectorAll("[data-part]")) {
        const count = fitting.filter((of) => of.part === Number(link.dataset.part)).length;
        link.href = link.getAttribute("href").split("?")[0] + (query && "?" + query);
        link.textContent = Number(link.dataset.part) + 1 + (query ? " (" + count + ")" : "");
      }
    };
    // an address such as events.html?text=Kyiv opens filtered
    for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  }

  // ---- as known on: the state of each figure at the end of a day; those that stand as now are left out ----
  for (const form of document.querySelectorAll("form[data-known]")) {
    const { day, slide } = form.elements, output = form.querySelector("output");
    const firsts = read(document.getElementById("firsts")), none = document.getElementById("moved-none");
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
      const known = firsts.filter((first) => first <= at).length;
      output.textContent = known.toLocaleString("en").replace(/,/g, "\u202f") + " of " + Number(form.dataset.all).toLocaleString("en").replace(/,/g, "\u202f") + " figures were known by then; " + shown + " stood otherwise than now";
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

  // ---- age: pages never go stale without saying so ----
  for (const time of document.querySelectorAll("time[data-age]")) {
    const days = Math.floor((Date.now() - Date.parse(time.dateTime)) / 86400000);
    if (days >= 2) time.insertAdjacentText("afterend", " (" + days.toLocaleString("en").replace(/,/g, "\u202f") + " days ago)");
  }
})();
