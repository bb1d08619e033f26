// The legend in words: what a line, an arrow, a size, a colour and a shape mean.

import { count, drawn, make } from "./dom.js";
import { FAINT, INK, LINE, arrowsShown, dashesOf, diameters, sizesOf, widths } from "./looks.js";
import { outline } from "./shapes.js";
import { nearOf } from "./visible.js";

const CHANGE_SHAPES = { joined: "^", left: "v" };

/** Say what is on the map, row by row: {sign, text}; a row with a group can be switched. */
export function rows(data, state, found, base) {
  return [
    ...lineRows(data, state, found),
    ...sizeRows(data, state, base),
    ...personRows(data, state, found),
  ];
}

function lineRows(data, state, found) {
  const view = data.views[state.view];
  if (view.sort === "change") return changeRows(data, view, found);
  const { lines } = found;
  if (!lines.length) return [{ text: "no ties are shown" }];
  const kinds = [...state.kinds].map((place) => data.kinds[place]);
  const used = new Set(lines.flatMap((line) => line.kinds.map((one) => one.kind)));
  const meanings = [...new Set([...used].map((place) => data.kinds[place].text))];
  const said = [];
  const arrows = arrowsShown(lines);
  const directed = lines.some((one) => one.forth || one.back);
  if (arrows || (directed && nearOf(state, found)))
    said.push({ sign: "arrow", text: "arrow: learner → learned from" });
  const why = directed && !arrows;
  const bare = !arrows || lines.some((line) => !line.forth && !line.back);
  if (bare)
    said.push({
      sign: "line",
      text: `line: ${meanings.join(" or ")}${why ? " (too many for arrows; focus shows them)" : ""}`,
    });
  const { low, high } = widths(lines);
  if (high > low) said.push({ sign: "wide", text: widerRow(kinds, low, high) });
  return said;
}

function widerRow(kinds, low, high) {
  if (kinds.length > 1) return `the wider, the more ties: ${number(low)} to ${number(high)}`;
  const [kind] = kinds;
  const words = kind.words ?? [];
  if (words.length) return `the wider, the more ties: ${words[low - 1]} to ${words[high - 1]}`;
  const unit = kind.unit ? ` ${kind.unit}` : "";
  const what = kind.unit === "ties" ? "ties" : "weight";
  return `the wider, the more ${what}: ${number(low)} to ${number(high)}${what === "ties" ? "" : unit}`;
}

export const number = (value) =>
  value.toLocaleString("en", { maximumSignificantDigits: 3, useGrouping: true });

function changeRows(data, view, found) {
  const noun = data.level === "people" ? ["tie", "ties"] : ["pair", "pairs"];
  const lines = view.states
    .map((state) => ({
      sign: "line",
      state,
      many: found.lines.filter((line) => line.state.name === state.name).length,
    }))
    .filter(({ state, many }) => many || state.name !== "unknown")
    .map(({ sign, state, many }) => ({ sign, state, text: `${state.text}: ${count(many, ...noun)}` }));
  const shapes = Object.entries(CHANGE_SHAPES).flatMap(([word, marker]) => {
    const many = found.people.filter((place) => found[word].has(place)).length;
    return many ? [{ sign: "dot", marker, text: `${word}: ${many.toLocaleString("en")}` }] : [];
  });
  const kinds = view.kinds.length ? [{ text: `compared: ${view.kinds.join(", ")}` }] : [];
  return [...kinds, ...lines, ...shapes];
}

function sizeRows(data, state, base) {
  const sizes = diameters(data, state, base);
  if (!sizes.title || !sizes.high) return [];
  const shown = sizes.id === "between" ? `${number(100 * sizes.high)}%` : number(sizes.high);
  return [{ sign: "dot", size: 14, text: `area of a dot: ${sizes.title}, at most ${shown}` }];
}

function personRows(data, state, found) {
  const rows = [];
  const view = data.views[state.view];
  if (found.people.some((place) => data.nodes[place].convener))
    rows.push({ sign: "square", text: "square outline: convener" });
  const hollow = found.people.filter((place) => found.hollow.has(place)).length;
  if (hollow) rows.push({ sign: "hollow", text: `hollow: ${view.hollow_text} (${hollow})` });
  return rows;
}

/** The sign of a row as a small picture. */
export function sign(row) {
  const svg = drawn("svg", { width: 30, height: 18, viewBox: "0 0 30 18", "aria-hidden": "true" });
  svg.append(...signParts(row, 15, 9).map(([tag, attributes]) => drawn(tag, attributes)));
  return svg;
}

/** The parts of a sign around a point: [tag, attributes]. */
export function signParts(row, x, y) {
  const colour = row.colour ?? FAINT;
  const line = { x1: x - 13, y1: y, x2: x + 13, y2: y, stroke: LINE, "stroke-width": 1.4 };
  if (row.sign === "arrow")
    return [
      ["line", { ...line, x2: x + 7 }],
      ["polygon", { points: `${x + 13},${y} ${x + 5},${y - 4} ${x + 5},${y + 4}`, fill: LINE }],
    ];
  if (row.sign === "wide") return [["line", { ...line, "stroke-width": 3.6 }]];
  if (row.sign === "line") {
    const { state } = row;
    if (!state) return [["line", line]];
    const dash = state.dash.length ? { "stroke-dasharray": dashesOf(state).join(" ") } : {};
    return [["line", { ...line, stroke: state.colour, "stroke-width": 1 + state.width, ...dash }]];
  }
  if (row.sign === "square")
    return [["rect", { x: x - 7, y: y - 7, width: 14, height: 14, fill: "none", stroke: INK,
      "stroke-width": 1.6 }]];
  if (!row.sign) return [];
  const [tag, attributes] = outline(row.marker ?? "o", x, y, row.size ?? 13);
  const hollow = row.sign === "hollow";
  return [[tag, { ...attributes, fill: hollow ? "#ffffff" : colour, stroke: hollow ? FAINT : "none",
    "stroke-width": 1.8 }]];
}

/** Build the legend; groups are buttons that switch their people off and on. */
export function legendPart(data, state, found, base, told) {
  const list = make("ul", { class: "rows" },
    rows(data, state, found, base).map((row) => make("li", {}, sign(row), make("span", {}, row.text))));
  return [list, groupPart(data, state, told), sizePart(data, state, told)];
}

function groupPart(data, state, told) {
  const { title, rows: groups, scale } = data.groups;
  if (!title) return null;
  const plain = data.views[state.view].sort === "change";
  const head = make("h3", {}, scale.length ? `Colour: ${title}` : `Colour${plain ? "" : " and shape"}: ${title}`);
  if (scale.length)
    return make("section", {}, head, make("ul", { class: "rows" },
      scale.map((row) => make("li", {}, sign({ ...row, sign: "dot" }), make("span", {}, row.text)))));
  const buttons = groups.map((group, place) =>
    make("li", {}, make("button", {
      type: "button",
      class: "switch",
      "data-group": place,
      "aria-pressed": state.groupsOff.has(place) ? "false" : "true",
      click: () => told(place),
    }, sign({ ...group, marker: plain ? "o" : group.marker, sign: "dot" }),
    make("span", {}, `${group.name} (${group.count})`))));
  return make("section", {}, head,
    make("p", { class: "hint" }, "Press a group to leave it out, again to bring it back."),
    make("ul", { class: "rows groups" }, buttons));
}

function sizePart(data, state, told) {
  const options = sizesOf(data, state).map((one) =>
    make("option", { value: one.id, selected: one.id === state.size }, one.title));
  return make("label", { class: "field" }, make("span", {}, "Size of dots"),
    make("select", { "data-control": "size", change: (event) => told(null, event.target.value) }, options));
}
