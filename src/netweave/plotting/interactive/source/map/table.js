// The same as a table: everybody who is shown, with the numbers, for those who read by ear.

import { make } from "./dom.js";
import { number } from "./legend.js";
import { aboutOf } from "./panel.js";
import { numbersOf } from "./visible.js";

/** Build the table of who is shown. */
export function tablePart(data, state, found, told) {
  const numbers = numbersOf(data, state);
  const [one] = data.noun;
  const people = [...found.people].sort((a, b) =>
    data.nodes[a].name.localeCompare(data.nodes[b].name, "en"));
  const about = data.level === "people";
  const head = [one, ...(about ? ["about"] : []), "lines shown", ...numbers.map((each) => each.title)];
  return make("table", {},
    make("caption", {}, `${data.title}: ${data.views[state.view].label}`),
    make("thead", {}, make("tr", {}, head.map((title) => make("th", { scope: "col" }, title)))),
    make("tbody", {}, people.map((place) => make("tr", { "data-place": place },
      make("th", { scope: "row" }, make("button", {
        type: "button",
        class: "person",
        "aria-pressed": state.focus === place ? "true" : "false",
        click: (event) => told(place, event.shiftKey || event.ctrlKey),
      }, data.nodes[place].name)),
      about ? make("td", {}, aboutOf(data, state, found, place).join(", ")) : null,
      make("td", { class: "number" }, String(found.degree.get(place) ?? 0)),
      numbers.map((each) => make("td", { class: "number" }, cell(each, place)))))));
}

function cell(numbers, place) {
  const value = numbers.value[place];
  if (value !== null) return numbers.id === "between" ? `${(100 * value).toFixed(1)}%` : number(value);
  const text = numbers.text[place];
  return text ?? "–";
}
