// Everything that chooses: views, conveners, search, filters, pictures.

import { count, freshId, make } from "./dom.js";

const MOST_FOUND = 12;
const MANY_VIEWS = 3;

const pressed = (on) => (on ? "true" : "false");

function button(words, control, click, more = {}) {
  return make("button", { type: "button", "data-control": control, click, ...more }, words);
}

/** A row of buttons of which one is pressed. */
function either(name, options, chosen, told) {
  return make("div", { class: "either", role: "group", "aria-label": name },
    options.map(({ value, words, control }) =>
      button(words, control, () => told(value), { "aria-pressed": pressed(value === chosen) })));
}

/** Views side by side up to three, as a list above. */
export function viewPart(data, state, told) {
  const views = data.views.map((view, value) => ({ value, words: view.label, control: `view-${value}` }));
  if (views.length < 2) return null;
  if (views.length <= MANY_VIEWS) return either("View", views, state.view, told);
  return make("label", { class: "field" }, make("span", {}, "View"),
    make("select", { "data-control": "view", change: (event) => told(Number(event.target.value)) },
      views.map(({ value, words }) =>
        make("option", { value, selected: value === state.view }, words))));
}

export function convenerPart(data, state, told) {
  if (!data.nodes.some((node) => node.convener)) return null;
  return either("Conveners", [
    { value: true, words: "with conveners", control: "with" },
    { value: false, words: "without conveners", control: "without" },
  ], state.conveners, told);
}

export function tablePart(state, told) {
  return either("Shown as", [
    { value: false, words: "map", control: "map" },
    { value: true, words: "table", control: "table" },
  ], state.table, told);
}

/** Search by name, whatever case and accents. */
export function searchPart(data, told) {
  const [one, many] = data.noun;
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");
  const names = data.nodes.map((node) => bare(node.name));
  const list = make("ul", { class: "people found" });
  const answer = make("p", { class: "hint", "aria-live": "polite" });
  const say = (words) => { answer.textContent = words; };
  const find = (words) => {
    const wanted = bare(words.trim());
    const hits = wanted ? names.flatMap((name, place) => (name.includes(wanted) ? [place] : [])) : [];
    list.replaceChildren(...hits.slice(0, MOST_FOUND).map((place) =>
      make("li", {}, make("button", { type: "button", class: "person", click: () => told(place) },
        data.nodes[place].name))));
    if (!wanted) return say("");
    const more = hits.length > MOST_FOUND ? `, the first ${MOST_FOUND} are listed` : "";
    return say(hits.length ? `${count(hits.length, one, many)} found${more}` : `no ${one} found`);
  };
  const id = freshId();
  return make("div", { class: "field" },
    make("label", { for: id }, `Search ${many}`),
    make("input", {
      id,
      type: "search",
      autocomplete: "off",
      "data-control": "search",
      input: (event) => find(event.target.value),
      keydown: (event) => {
        if (event.key === "Enter") list.querySelector("button")?.click();
      },
    }),
    answer,
    list);
}

function chooser(words, control, values, chosen, told) {
  return make("label", { class: "field" }, make("span", {}, words),
    make("select", { "data-control": control, change: (event) => told(event.target.value) },
      values.map(([value, text]) =>
        make("option", { value, selected: String(value) === String(chosen) }, text))));
}

const distinct = (data, column) =>
  [...new Set(data.nodes.map((node) => node[column]).filter(Boolean))]
    .sort((a, b) => a.localeCompare(b, "en"));

/** Which people and ties are let through. */
export function filterPart(data, state, told) {
  const parts = [kindPart(data, state, told), leastPart(data, state, told)];
  for (const [column, all] of [["organization", "all organizations"], ["role", "all roles"]]) {
    const values = distinct(data, column);
    if (values.length > 1)
      parts.push(chooser(column === "role" ? "Role" : "Organization", column,
        [["", all], ...values.map((value) => [value, value])], state[column],
        (value) => told({ [column]: value })));
  }
  parts.push(button("Clear filters", "clear", () => told(null)));
  return parts;
}

function kindPart(data, state, told) {
  if (data.kinds.length < 2) return null;
  const change = data.views[state.view].sort === "change";
  const flip = (place) => {
    const kinds = new Set(state.kinds);
    if (!kinds.delete(place)) kinds.add(place);
    told({ kinds, least: 0 });
  };
  const hint = change ? "A view of change compares the ties named in the legend." : null;
  return make("div", { class: "field", role: "group", "aria-label": "Kinds of tie" },
    make("span", {}, "Kinds of tie"),
    data.kinds.map((kind, place) => button(kind.name, `kind-${place}`, () => flip(place), {
      class: "switch", "aria-pressed": pressed(state.kinds.has(place)), disabled: change,
      title: kind.text,
    })),
    hint ? make("p", { class: "hint" }, hint) : null);
}

function leastPart(data, state, told) {
  if (data.views[state.view].sort === "change") return null;
  if (state.kinds.size !== 1) {
    if (data.kinds.length < 2) return null;
    return make("p", { class: "hint" }, "Choose a single kind of tie to filter by weight.");
  }
  const kind = data.kinds[[...state.kinds][0]];
  if (kind.levels.length < 2) return null;
  const words = kind.words ?? [];
  const unit = kind.unit ? ` (${kind.unit})` : "";
  const levels = kind.levels.slice(1).map((level, place) =>
    [level, words.length ? words[place + 1] : `${level.toLocaleString("en")} or more`]);
  return chooser(`Least weight${unit}`, "least", [["0", "any"], ...levels], state.least || "0",
    (value) => told({ least: Number(value) }));
}

export function savePart(told) {
  return make("div", { class: "either", role: "group", "aria-label": "Save a picture" },
    button("Save SVG", "svg", () => told("svg")), button("Save PNG", "png", () => told("png")));
}

export function zoomPart(told) {
  return make("div", { class: "zoom", role: "group", "aria-label": "Zoom" },
    button("+", "closer", () => told(1.4), { "aria-label": "Closer" }),
    button("−", "farther", () => told(1 / 1.4), { "aria-label": "Farther" }),
    button("Whole", "whole", () => told(0), { "aria-label": "Whole map" }));
}
