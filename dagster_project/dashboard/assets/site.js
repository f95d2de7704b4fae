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
      range: { category: [first, colour("--second")] },
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
      key,
      spec: read(document.getElementById("spec-" + key)),
      rows: rowsOf(read(place.parentElement.querySelector('script[type="application/json"]'))),
      frame: frame ? read(frame) : [],
      none: place.parentElement.querySelector("[data-none]"),
      knobs: document.querySelector('[data-knobs="' + key + '"]'),
      view: null,
    };
  });

  const setting = (chart) => chart.knobs && { unit: chart.knobs.elements.unit.value, year: chart.knobs.elements.year.value };

  function noteEmpty(chart) {
    const chosen = setting(chart);
    if (!chosen || !chart.none) return;
    chart.none.hidden = chart.rows.some((row) => row.unit === chosen.unit && (chosen.year === "all" || row.year === chosen.year));
  }

  async function draw(chart) {
    const spec = structuredClone(chart.spec);
    const chosen = setting(chart);
    if (chosen) for (const param of spec.params) if (param.name in chosen) param.value = chosen[param.name];
    spec.datasets = { rows: chart.rows, frame: chart.frame };
    if (chart.view) chart.view.finalize();
    const result = await window.vegaEmbed(chart.place, spec, {
      mode: "vega-lite", renderer: "svg", ast: true, logLevel: 1, actions: false, defaultStyle: false, config: look(),
      tooltip: { disableDefaultStyle: true, theme: "own" },
    });
    chart.view = result.view;
    chart.place.setAttribute("role", "img");
    chart.place.setAttribute("aria-label", chart.place.dataset.label);
    chart.place.dataset.drawn = "";
    noteEmpty(chart);
  }

  function drawAll() {
    for (const chart of charts) {
      draw(chart).catch((error) => {
        chart.place.textContent = "This picture could not be drawn; the table below has the numbers.";
        console.error(error);
      });
    }
  }

  if (charts.length && window.vegaEmbed) {
    drawAll();
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  }

  for (const knobs of document.querySelectorAll("form[data-knobs]")) {
    knobs.hidden = false;
    knobs.addEventListener("submit", (event) => event.preventDefault());
    knobs.addEventListener("change", () => {
      for (const chart of charts) {
        if (chart.knobs !== knobs || !chart.view) continue;
        const chosen = setting(chart);
        chart.view.signal("unit", chosen.unit).signal("year", chosen.year).runAsync();
        noteEmpty(chart);
      }
    });
  }

  // ---- lists: a form with data-filter hides the items of its list that don't fit ----
  for (const form of document.querySelectorAll("form[data-filter]")) {
    const items = Array.from(document.getElementById(form.dataset.filter).querySelectorAll("[data-item]"), (element) => ({
      element,
      text: element.textContent.toLowerCase().replace(/\s+/g, " "),
    }));
    const output = form.querySelector("output");
    const apply = () => {
      const chosen = Array.from(form.elements).filter((field) => field.name && field.value.trim());
      let shown = 0;
      for (const item of items) {
        const fits = chosen.every((field) =>
          field.name === "text"
            ? field.value.toLowerCase().trim().split(/\s+/).every((word) => item.text.includes(word))
            : item.element.dataset[field.name] === field.value,
        );
        item.element.hidden = !fits;
        if (fits) shown += 1;
      }
      output.textContent = shown + " of " + items.length + " " + form.dataset.noun;
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  }

  // ---- age: pages never go stale without saying so ----
  for (const time of document.querySelectorAll("time[data-age]")) {
    const days = Math.floor((Date.now() - Date.parse(time.dateTime)) / 86400000);
    if (days >= 2) time.insertAdjacentText("afterend", " (" + days.toLocaleString("en") + " days ago)");
  }
})();
