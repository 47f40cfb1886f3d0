// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the charts and the map of a report from the data in the page. It asks for nothing from elsewhere.
(() => {
  "use strict";

  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const element = (id) => document.getElementById(id);
  const charts = read("charts");
  const data = read("data");
  const views = {};
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** Returns a number with so many decimals and commas between thousands. */
  const number = (value, decimals = 1) =>
    value.toLocaleString("en-GB", { maximumFractionDigits: decimals, minimumFractionDigits: 0 });

  // --- charts ---------------------------------------------------------------------------------------------

  /** Draws every chart, at the width of where it stands; resolves when all are there. */
  async function drawCharts() {
    for (const plot of document.querySelectorAll(".plot[data-chart]")) {
      const name = plot.dataset.chart;
      const specification = { ...charts[name], width: "container" };
      if (plot.clientWidth < 480) {
        specification.config = {
          ...specification.config,
          axis: { ...specification.config.axis, labelLimit: 110, labelFontSize: 11 },
          legend: { ...specification.config.legend, columns: 1 },
        };
      }
      const result = await window.vegaEmbed(plot, specification, {
        ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: { disableDefaultStyle: true },
      });
      views[name] = result.view;
      // The plot as a whole has its words, and the numbers stand in a table.
      plot.querySelector("svg").setAttribute("aria-hidden", "true");
    }
    document.body.dataset.charts = "drawn";
  }

  // --- hours of the week ----------------------------------------------------------------------------------

  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

  /** Each hour's part of the whole, in per cent. */
  function shares(values) {
    const sum = values.reduce((a, b) => a + b, 0);
    return values.map((value) => (sum > 0 ? (100 * value) / sum : 0));
  }

  function showHours() {
    const row = Number(element("hours-place").value);
    const figures = data.hours[data.strategies.indexOf(element("hours-strategy").value)];
    const [crime, presence] = [figures.crime[row], figures.presence[row]];
    const [crimeShares, presenceShares] = [shares(crime), shares(presence)];
    const sets = {
      "hours-crime": crime, "hours-presence": presence,
      "hours-mismatch": presenceShares.map((share, hour) => share - crimeShares[hour]),
    };
    for (const [name, values] of Object.entries(sets)) {
      const rows = values.map((value, hour) => ({ day: days[Math.floor(hour / 24)], hour: hour % 24, value }));
      if (views[name]) views[name].data("hours", rows).runAsync();
    }
  }

  // --- map ------------------------------------------------------------------------------------------------

  const sequential = ["#fff7ec", "#fee8c8", "#fdd49e", "#fdbb84", "#fc8d59", "#ef6548", "#d7301f", "#990000"];
  const diverging = ["#8c510a", "#bf812d", "#dfc27d", "#f6e8c3", "#f3f3f3", "#c7eae5", "#80cdc1", "#35978f", "#01665e"];
  const measures = {
    crime: "offences", harm: "days of harm", crimeAverted: "offences averted", harmAverted: "days of harm averted",
    landedHere: "displaced offences", visits: "visits", presentHours: "hours",
  };
  const weekly = { crime: "weeklyCrime", harm: "weeklyHarm", crimeAverted: "weeklyCrime", harmAverted: "weeklyHarm" };

  /** Returns the numbers of a measure by place under a strategy, in a week or over the campaign (-1). */
  function values(measure, strategy, week) {
    const figures = data.figures[data.strategies.indexOf(strategy)];
    const isAverted = measure.endsWith("Averted");
    if (week < 0) return isAverted ? figures[measure].map((estimate) => estimate[0]) : figures[measure];
    const key = weekly[measure];
    if (!key) return figures[measure];
    const own = figures[key].map((weeks) => weeks[week]);
    if (!isAverted) return own;
    const without = data.figures[data.strategies.indexOf(element("map-without").value)];
    return own.map((value, place) => without[key][place][week] - value);
  }

  /** The map with what is drawn on it. */
  const sheet = { map: null, places: [], cells: [], wardOf: [], points: null, day: null };

  const inMetres = (metres, latitude) =>
    metres / ((40075016.7 * Math.cos((latitude * Math.PI) / 180)) / 2 ** (sheet.map.getZoom() + 8));

  function drawMap() {
    const canvas = L.canvas({ padding: 0.3 });
    const map = L.map("map-canvas", {
      renderer: canvas, attributionControl: false, zoomSnap: 0.5, zoomAnimation: !reduced, fadeAnimation: !reduced,
    });
    sheet.map = map;
    const near = data.places.filter((place) => ["target", "buffer", "candidate"].includes(place.role));
    map.fitBounds(L.latLngBounds((near.length ? near : data.places).map((place) => place.at)).pad(0.1));
    L.control.scale({ imperial: false }).addTo(map);
    if (data.background) {
      for (const line of data.background) {
        L.polyline(line, { color: "#b8bfc7", weight: 1, interactive: false }).addTo(map);
      }
    }
    sheet.cells = data.places.map((place) =>
      L.polygon(place.cell, { color: "#ffffff", weight: 1, fillOpacity: 0.8 }).addTo(map));
    sheet.points = L.layerGroup();
    for (const place of data.places) {
      for (const point of place.points) {
        L.circleMarker(point.at, { radius: 4, color: "#1b1f24", weight: 1, fillColor: "#fff", fillOpacity: 1 })
          .bindTooltip(text(`${point.name} (${point.kind})`)).addTo(sheet.points);
      }
    }
    for (const base of data.bases) {
      L.circleMarker(base.at, { radius: 6, color: "#1b1f24", weight: 2, fillColor: "#f0e442", fillOpacity: 1 })
        .bindTooltip(text(`base of ${base.team}`)).addTo(map);
    }
    sheet.places = data.places.map((place) =>
      L.circleMarker(place.at, { weight: place.role === "target" ? 2 : 0.7, color: "#1b1f24", fillOpacity: 1 })
        .addTo(map));
    sheet.points.addTo(map);
    sheet.day = L.layerGroup().addTo(map);
    const size = () => sheet.places.forEach((circle, index) => {
      const place = data.places[index];
      const least = place.role === "target" ? 5 : 2;
      circle.setRadius(Math.max(least, inMetres(place.radius, place.at[0])));
    });
    sheet.wardOf = data.places.map((_, index) => data.wards.findIndex((ward) => ward.places.includes(index)));
    map.on("zoomend", size);
    size();
    showEffect();
  }

  /** Returns an element that holds a text, since what Leaflet is given as text it takes as markup. */
  function text(words, ...more) {
    const box = document.createElement("div");
    for (const line of [words, ...more]) {
      const row = document.createElement("div");
      row.textContent = line;
      box.append(row);
    }
    return box;
  }

  /** The shades of a scale, from the least value to the most; by square root, since a few places have most crime. */
  function colour(value, reach, isDiverging) {
    const scale = isDiverging ? diverging : sequential;
    const root = Math.sqrt(Math.min(1, Math.abs(value) / reach)) * Math.sign(value);
    const share = isDiverging ? (root + 1) / 2 : root;
    return scale[Math.max(0, Math.min(scale.length - 1, Math.floor(share * scale.length)))];
  }

  function showEffect() {
    const measure = element("map-measure").value;
    const strategy = element("map-strategy").value;
    const against = element("map-against").value;
    const byWard = element("map-unit").value === "wards";
    const slider = element("map-week");
    slider.disabled = !weekly[measure];
    element("map-play").disabled = slider.disabled;
    const week = slider.disabled ? -1 : Number(slider.value);
    let shown = values(measure, strategy, week);
    if (against) {
      const others = values(measure, against, week);
      shown = shown.map((value, index) => value - others[index]);
    }
    const sums = data.wards.map((ward) => ward.places.reduce((sum, place) => sum + shown[place], 0));
    const isDiverging = against !== "" || measure.endsWith("Averted");
    const reach = Math.max(1e-9, ...(byWard && sums.length ? sums : shown).map(Math.abs));
    const words = against ? `${measures[measure]}, ${strategy} less ${against}` : `${measures[measure]}, ${strategy}`;
    data.places.forEach((place, index) => {
      const ward = data.wards[sheet.wardOf[index]];
      const isSummed = byWard && ward;
      const value = isSummed ? sums[sheet.wardOf[index]] : shown[index];
      const shade = colour(value, reach, isDiverging);
      sheet.cells[index].setStyle({ fillColor: shade, color: isSummed ? shade : "#ffffff", fillOpacity: 0.8 });
      sheet.places[index].setStyle({ fillColor: byWard ? "#ffffff" : shade });
      const where = `${place.ward}${place.borough ? ", " + place.borough : ""}`;
      const lines = isSummed
        ? [where, `${number(value, 2)} ${words}`]
        : [place.name, `${where} · ${place.role}`, `${number(value, 2)} ${words}`,
          interval(measure, strategy, against, week, index)];
      for (const layer of [sheet.cells[index], sheet.places[index]]) {
        layer.unbindTooltip().bindTooltip(text(...lines), { sticky: true });
      }
    });
    const start = new Date(`${data.campaignStart}T00:00:00Z`);
    start.setUTCDate(start.getUTCDate() + 7 * Math.max(0, week));
    const after = week >= data.campaignWeeks ? ", after the campaign" : "";
    element("map-week-text").textContent = week < 0
      ? "whole campaign" : `week ${week + 1}, from ${start.toISOString().slice(0, 10)}${after}`;
    legend(reach, isDiverging, words);
  }

  function interval(measure, strategy, against, week, index) {
    if (!measure.endsWith("Averted") || against || week >= 0) return "";
    const [, lower, upper] = data.figures[data.strategies.indexOf(strategy)][measure][index];
    return `95% from ${number(lower, 2)} to ${number(upper, 2)}`;
  }

  /** Shows the shades, with the values at the ends and at every other step between. */
  function legend(reach, isDiverging, words) {
    const scale = isDiverging ? diverging : sequential;
    const bar = document.createElement("span");
    bar.className = "bar";
    for (const shade of scale) {
      const patch = document.createElement("span");
      patch.style.background = shade;
      bar.append(patch);
    }
    const parts = isDiverging ? [-1, -0.5, 0, 0.5, 1] : [0, 0.5, 1];
    const steps = parts.map((part) => number(Math.sign(part) * part * part * reach, reach < 10 ? 2 : 0));
    const label = document.createElement("span");
    label.textContent = `${steps.join(" · ")} ${words} (shades by square root)`;
    element("legend").replaceChildren(bar, label);
  }

  // --- one day of patrol ----------------------------------------------------------------------------------

  const clock = (minute) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(Math.floor(minute % 60)).padStart(2, "0")}`;

  /** Returns where a unit is at a minute, and the points that it has passed; null where it is off duty. */
  function whereabouts(points, minute) {
    let index = -1;
    while (index + 1 < points.length && points[index + 1][0] <= minute) index += 1;
    if (index < 0) return null;
    const [from, latitude, longitude, activity, place] = points[index];
    const name = data.day.activities[activity];
    if (name === "off duty") return null;
    const next = points[index + 1];
    const isMoving = name === "travelling" || name === "on the way to a call";
    const share = isMoving && next && next[0] > from ? (minute - from) / (next[0] - from) : 0;
    const at = share > 0
      ? [latitude + share * (next[1] - latitude), longitude + share * (next[2] - longitude)] : [latitude, longitude];
    const passed = points.slice(0, index + 1).filter((point) => point[0] >= minute - 120)
      .map((point) => [point[1], point[2]]);
    return { at, name, place, path: [...passed, at] };
  }

  function showDay() {
    const minute = Number(element("day-minute").value);
    const day = data.day.strategies[data.day.names.indexOf(element("day-strategy").value)];
    element("day-minute-text").textContent = clock(minute);
    sheet.day.clearLayers();
    for (const [at, place, type] of day.offences) {
      if (at > minute || at < minute - 60 || place === null) continue;
      const fade = 1 - (minute - at) / 60;
      L.circleMarker(data.places[place].at, { radius: 3, stroke: false, fillColor: "#a11a1a", fillOpacity: 0.3 + 0.7 * fade })
        .bindTooltip(text(`${clock(at)} ${data.day.types[type]}`, data.places[place].name)).addTo(sheet.day);
    }
    day.tracks.forEach((track, index) => {
      const here = whereabouts(track.points, minute);
      if (!here) return;
      const shade = data.colours.range[(index % (data.colours.range.length - 1)) + 1];
      L.polyline(here.path, { color: shade, weight: 3, opacity: 0.55, interactive: false }).addTo(sheet.day);
      const where = here.place === null ? "" : data.places[here.place].name;
      L.circleMarker(here.at, { radius: 9, color: "#fff", weight: 2, fillColor: shade, fillOpacity: 1 })
        .bindTooltip(text(track.unit, `${here.name}${where ? ": " + where : ""}`)).addTo(sheet.day);
    });
    for (const note of day.redirections) {
      if (note.minute > minute || note.minute < minute - 240 || note.place === null) continue;
      const words = text(`${clock(note.minute)} ${note.unit} redirected to ${note.to}`, note.reason);
      L.polyline([note.at, data.places[note.place].at], { color: "#a11a1a", weight: 4, dashArray: "6 6" })
        .bindTooltip(words, { sticky: true }).addTo(sheet.day);
      L.circleMarker(note.at, { radius: 5, color: "#a11a1a", weight: 2, fillColor: "#fff", fillOpacity: 1 })
        .bindTooltip(words.cloneNode(true)).addTo(sheet.day);
    }
  }

  function listRedirections() {
    const day = data.day.strategies[data.day.names.indexOf(element("day-strategy").value)];
    const items = day.redirections.map((note) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = clock(note.minute);
      button.addEventListener("click", () => {
        element("day-minute").value = String(Math.ceil(note.minute));
        showDay();
      });
      const words = document.createElement("span");
      words.textContent = ` ${note.unit} to ${note.to}: ${note.reason}`;
      item.append(button, words);
      return item;
    });
    if (items.length === 0) {
      const item = document.createElement("li");
      item.textContent = "None under this strategy.";
      items.push(item);
    }
    element("redirections").replaceChildren(...items);
  }

  /** Shows one of the two sides of the map. */
  function choose(isDay) {
    element("show-effect").setAttribute("aria-pressed", String(!isDay));
    element("show-day").setAttribute("aria-pressed", String(isDay));
    element("effect-controls").hidden = isDay;
    element("day-controls").hidden = !isDay;
    element("day-notes").hidden = !isDay;
    element("legend").hidden = isDay;
    stopPlaying();
    if (isDay) {
      sheet.places.forEach((circle) => circle.setStyle({ fillColor: "#ffffff" }));
      sheet.cells.forEach((cell) => cell.setStyle({ fillColor: "#8a9099", color: "#c5cad0", fillOpacity: 0.1 }));
      listRedirections();
      showDay();
    } else {
      sheet.day.clearLayers();
      showEffect();
    }
  }

  // --- playing --------------------------------------------------------------------------------------------

  let timer = null;

  function stopPlaying() {
    clearInterval(timer);
    timer = null;
    for (const id of ["map-play", "day-play"]) {
      const button = element(id);
      if (!button) continue;
      button.setAttribute("aria-pressed", "false");
      button.textContent = "Play";
    }
  }

  /** Moves a slider on, again and again, until its end. */
  function play(buttonID, sliderID, step, milliseconds, show) {
    const [button, slider] = [element(buttonID), element(sliderID)];
    button.addEventListener("click", () => {
      const isPlaying = button.getAttribute("aria-pressed") === "true";
      stopPlaying();
      if (isPlaying) return;
      button.setAttribute("aria-pressed", "true");
      button.textContent = "Pause";
      if (Number(slider.value) >= Number(slider.max)) slider.value = slider.min;
      timer = setInterval(() => {
        slider.value = String(Number(slider.value) + step);
        show();
        if (Number(slider.value) >= Number(slider.max)) stopPlaying();
      }, milliseconds);
    });
  }

  // --- start ----------------------------------------------------------------------------------------------

  /** Calls a function whenever a control changes. */
  function listen(ids, show) {
    for (const id of ids) {
      const control = element(id);
      if (control) control.addEventListener("input", show);
    }
  }

  if (element("map-canvas")) {
    drawMap();
    listen(["map-measure", "map-strategy", "map-against", "map-unit", "map-week"], showEffect);
    play("map-play", "map-week", 1, 800, showEffect);
    if (data.day) {
      listen(["day-minute"], showDay);
      listen(["day-strategy"], () => { listRedirections(); showDay(); });
      element("show-effect").addEventListener("click", () => choose(false));
      element("show-day").addEventListener("click", () => choose(true));
      play("day-play", "day-minute", 5, 120, showDay);
    }
  }
  listen(["hours-place", "hours-strategy"], showHours);
  listen(["cards-strategy"], () => {
    for (const set of document.querySelectorAll(".cards")) {
      set.hidden = set.dataset.strategy !== element("cards-strategy").value;
    }
  });
  drawCharts();
})();
