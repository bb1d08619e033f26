// What is known of the person (or organization) in focus, beside the map.

import { count, make } from "./dom.js";
import { around, numbersOf } from "./visible.js";

/** The numbers in words, as the library gave them. */
export function wordsOf(data, state, place) {
  return numbersOf(data, state)
    .map((one) => one.text[place])
    .filter((text) => text);
}

/** Who it is: organization, role, and how they stand in this view. */
export function aboutOf(data, state, found, place) {
  const node = data.nodes[place];
  const view = data.views[state.view];
  return [
    node.organization,
    node.role,
    node.convener ? "convener" : null,
    found.joined.has(place) ? "joined" : null,
    found.left.has(place) ? "left" : null,
    found.hollow.has(place) ? view.hollow_text : null,
  ].filter(Boolean);
}

/** Build the panel of whom the map is focused on, or how to choose somebody. */
export function panelPart(data, state, found, told) {
  const [one] = data.noun;
  if (state.focus < 0)
    return [
      make("h2", {}, `Choose ${one === "organization" ? "an" : "a"} ${one}`),
      make("p", {}, `Click a dot, search for a name, or walk over the map with the arrow keys.`),
    ];
  const node = data.nodes[state.focus];
  const head = [
    make("h2", {}, node.name),
    make("p", { class: "about" }, aboutOf(data, state, found, state.focus).join(" · ")),
  ];
  const leave = make("button", { type: "button", "data-control": "leave", click: () => told(-1) },
    "Show all again");
  if (!found.shown.has(state.focus))
    return [...head, make("p", {}, whyAway(data, state, state.focus)), leave];
  const words = wordsOf(data, state, state.focus);
  return [
    ...head,
    make("ul", { class: "numbers" }, words.map((text) => make("li", {}, text))),
    make("p", { class: "hint" }, basis(data, state)),
    ...neighbours(data, state, found, told),
    leave,
  ];
}

function whyAway(data, state, place) {
  const view = data.views[state.view];
  if (!view.here.includes(place)) return `Not in this view (${view.label}).`;
  if (!state.conveners && data.nodes[place].convener) return "Left out, as a convener.";
  return "Left out by a filter.";
}

/** Say what the numbers count, since filters do not change them. */
function basis(data, state) {
  const view = data.views[state.view];
  const conveners = data.nodes.some((node) => node.convener)
    ? state.conveners ? ", with the conveners" : ", without the conveners"
    : "";
  const kinds = view.sort === "change" ? view.kinds
    : data.kinds.filter((kind) => kind.on).map((kind) => kind.name);
  const of = data.level === "people" && kinds.length ? ` (${kinds.join(", ")})` : "";
  return `Counted over all ties of this view${of}${conveners}, whatever is filtered.`;
}

function neighbours(data, state, found, told) {
  const lists = around(data, state, found, state.focus);
  const size = found.degree.get(state.focus) ?? 0;
  const noun = count(size, ...data.noun);
  const head = make("h3", {}, `Shown on the map now: ${noun}`);
  if (!size) return [head, make("p", {}, "No tie of this view is shown.")];
  return [head, ...[...lists.entries()].flatMap(([title, list]) => [
    make("h4", {}, `${title} (${list.length})`),
    make("ul", { class: "people" }, list
      .sort((a, b) => data.nodes[a.place].name.localeCompare(data.nodes[b.place].name, "en"))
      .map(({ place, note }) => make("li", {},
        make("button", { type: "button", class: "person", click: () => told(place) },
          data.nodes[place].name), note ? ` ${note}` : null))),
  ])];
}
