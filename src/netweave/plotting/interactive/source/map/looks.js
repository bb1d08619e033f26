// Sizes, widths and colours in pixels, so that the page and a saved picture agree.

import { numbersOf } from "./visible.js";

export const INK = "#1f2933";
export const FAINT = "#6b7280";
export const LINE = "#4b5563";
export const ARROWS_UP_TO = 150;
export const DIM_DOT = 0.18;

/** The diameter at which so many dots fill a map without covering each other. */
export function diameter(count, width, height) {
  const room = 0.4 * Math.sqrt((0.5 * width * height) / Math.max(count, 1));
  return Math.min(Math.max(room, 5), 18);
}

/** The sizes that can be chosen: alike, what was asked for, the numbers of this view. */
export function sizesOf(data, state) {
  const alike = { id: "alike", title: `all ${data.noun[1]} alike`, value: null };
  const asked = data.sizes.map((one) => one.id);
  const numbers = numbersOf(data, state).filter(
    (one) => !asked.includes(one.id) && one.value.some((value) => value !== null),
  );
  return [alike, ...data.sizes, ...numbers];
}

/** The diameter of everybody: the area grows with the number, over all waves alike. */
export function diameters(data, state, base) {
  const chosen = sizesOf(data, state).find((one) => one.id === state.size);
  const values = chosen ? chosen.value : null;
  if (!values) return { of: () => base, high: null, title: "" };
  const high = Math.max(...everywhere(data, chosen), 0);
  const [least, most] = [0.6 * base, 2.3 * base];
  const across = (value) => {
    const share = high > 0 ? Math.max(value ?? 0, 0) / high : 0;
    return Math.sqrt(least ** 2 + (most ** 2 - least ** 2) * share);
  };
  return { of: (place) => across(values[place]), across, high, title: chosen.title, id: chosen.id };
}

function everywhere(data, chosen) {
  const found = data.views.flatMap((view) =>
    [view.numbers.with, view.numbers.without ?? []].flatMap((numbers) =>
      numbers.filter((one) => one.id === chosen.id).flatMap((one) => one.value),
    ),
  );
  return [...found, ...chosen.value].filter((value) => value !== null);
}

/** The width of lines: the heavier the wider, thinner where there are many. */
export function widths(lines) {
  if (!lines.length) return { of: () => 1, low: 0, high: 0 };
  const base = Math.min(Math.max(12 / Math.sqrt(lines.length), 0.5), 1.2);
  let [low, high] = [Infinity, -Infinity];
  for (const line of lines) {
    low = Math.min(low, line.weight);
    high = Math.max(high, line.weight);
  }
  const of = (line) => {
    if (line.state) return Math.max(line.state.width * base, 0.8);
    return base * (1 + 1.9 * (high > low ? (line.weight - low) / (high - low) : 0.15));
  };
  return { of, low, high };
}

/** How visible a line is: fainter where there are many, faintest beside somebody in focus. */
export function seenAs(found, line, near, lit) {
  if (near) return lit ? 0.85 : 0.04;
  const thin = 1 / Math.sqrt(Math.max(found.lines.length, 1));
  if (!line.state) return Math.min(Math.max(6 * thin, 0.1), 0.6);
  const most = line.state.name === "kept" ? 8 : 16;
  return Math.min(Math.max(most * thin, 0.3), 0.95);
}

/** The dashes of a line of change. */
export function dashesOf(state) {
  if (!state?.dash.length) return [];
  return state.name === "unknown" ? [2, 3] : [6, 4];
}

/** Whether arrowheads can be followed. */
export const arrowsShown = (lines) =>
  lines.length <= ARROWS_UP_TO && lines.some((line) => line.forth || line.back);

/** The marker of a dot: in a view of change it says who joined and who left. */
export function markerOf(data, state, found, place) {
  if (data.views[state.view].sort !== "change") return data.nodes[place].marker;
  if (found.joined.has(place)) return "^";
  return found.left.has(place) ? "v" : "o";
}
