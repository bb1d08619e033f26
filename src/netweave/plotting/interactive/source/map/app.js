// One map: its state, what it is made of, and what follows from each choice.

import { Canvas } from "./canvas.js";
import * as controls from "./controls.js";
import { count, freshId, make } from "./dom.js";
import { legendPart } from "./legend.js";
import { panelPart, wordsOf } from "./panel.js";
import { handOver, painted, picture, written } from "./picture.js";
import { tablePart } from "./table.js";
import { beginning, visible } from "./visible.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class App {
  constructor(root, data, chosen = () => {}) {
    this.root = root;
    this.data = data;
    this.chosen = chosen;
    this.state = beginning(data);
    this.build(root);
    this.canvas = new Canvas(data, this.sheets, (place, more) => this.focus(place, more));
    this.refresh();
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(this.stage);
  }

  build(root) {
    const { data } = this;
    const [, many] = data.noun;
    const keys = freshId();
    this.stage = make("div", { class: "dots" });
    this.sheets = {
      below: make("canvas", { class: "sheet", "aria-hidden": "true" }),
      dots: this.stage,
      above: make("canvas", { class: "sheet", "aria-hidden": "true" }),
    };
    this.surface = make("div", {
      class: "surface",
      role: "application",
      tabindex: 0,
      "aria-label": `Map of ${many}`,
      "aria-describedby": keys,
      keydown: (event) => this.key(event),
    }, ...Object.values(this.sheets));
    this.board = make("div", { class: "board" }, this.surface, controls.zoomPart((by) => this.zoom(by)));
    this.tabular = make("div", { class: "tabular", tabindex: 0, role: "region",
      "aria-label": `Table of ${many}`, hidden: true });
    this.views = make("div", { class: "bar" });
    this.status = make("p", { class: "status", role: "status" });
    this.spoken = make("p", { class: "unseen", "aria-live": "polite" });
    this.filters = make("div", { class: "filters" });
    this.panel = make("section", { class: "panel", "aria-label": `The ${data.noun[0]} in focus` });
    this.legend = make("div");
    const hint = make("p", { class: "unseen", id: keys },
      "Arrow keys go to the nearest dot in that direction, Home to the one with most ties, plus and " +
      "minus zoom, Escape shows all again. The table holds the same in words.");
    root.classList.add("nw");
    root.append(
      ...(data.private ? [make("p", { class: "private" }, data.private)] : []),
      ...data.notes.map((note) => make("p", { class: "note" }, note)),
      this.views, this.status, this.spoken, hint,
      make("div", { class: "columns" },
        make("section", { class: "side", "aria-label": "Search and filters" },
          controls.searchPart(data, (place) => this.focus(place, false)), this.filters, controls.savePart((sort) => this.save(sort))),
        make("div", { class: "middle" }, this.board, this.tabular),
        make("div", { class: "side" }, this.panel,
          make("section", { class: "legend", "aria-label": "Legend" }, make("h2", {}, "Legend"),
            this.legend))));
  }

  /** Change what is chosen, and draw what follows. */
  set(changes) {
    const held = document.activeElement?.dataset?.control ?? document.activeElement?.dataset?.group;
    Object.assign(this.state, changes);
    this.refresh();
    if (held !== undefined && document.activeElement === document.body) this.hold(held);
  }

  /** Give the keyboard back to a control that was drawn anew. */
  hold(name) {
    const find = (attribute) => this.root.querySelector(`[data-${attribute}="${CSS.escape(name)}"]`);
    (find("control") ?? find("group"))?.focus();
  }

  refresh() {
    const { data, state } = this;
    const found = visible(data, state);
    this.found = found;
    if (!state.table) this.canvas.draw(state, found);
    else this.stale = true;
    this.views.replaceChildren(...[
      controls.viewPart(data, state, (view) => this.set({ view })),
      controls.convenerPart(data, state, (conveners) => this.set({ conveners })),
      controls.tablePart(state, (table) => this.turn(table)),
    ].filter(Boolean));
    this.filters.replaceChildren(
      ...controls.filterPart(data, state, (changes) => this.set(changes ?? this.cleared())).filter(Boolean));
    this.status.textContent = this.said().join(" ");
    this.panel.replaceChildren(...panelPart(data, state, found, (place) => this.focus(place, false)));
    this.legend.replaceChildren(...legendPart(data, state, found, this.canvas.base,
      (group, size) => this.set(size ? { size } : { groupsOff: this.flipped(group) })).filter(Boolean));
    if (state.table)
      this.tabular.replaceChildren(tablePart(data, state, found, (place, more) => this.focus(place, more)));
  }

  cleared() {
    const { kinds, least, organization, role, groupsOff } = beginning(this.data);
    return { kinds, least, organization, role, groupsOff };
  }

  flipped(group) {
    const groupsOff = new Set(this.state.groupsOff);
    if (!groupsOff.delete(group)) groupsOff.add(group);
    return groupsOff;
  }

  /** Say how much is shown, and who is not and why. */
  said() {
    const { data, found, state } = this;
    const noun = (number) => count(number, ...data.noun);
    const change = data.views[state.view].sort === "change";
    const pair = data.level === "people" ? "tie of either time" : "pair joined at either time";
    const pairs = pair.replace(" ", "s ");
    const lines = change ? count(found.lines.length, pair, pairs) : count(found.lines.length, "line");
    const said = [`${noun(found.people.length)} and ${lines} shown.`];
    if (found.alone.length && found.people.length > found.alone.length)
      said.push(`${noun(found.alone.length)} of these without a line.`);
    if (found.absent) said.push(`Not in this view: ${noun(found.absent)}.`);
    if (found.conveners) said.push(`Conveners left out: ${found.conveners}.`);
    if (found.filtered) said.push(`Left out by filters: ${noun(found.filtered)}.`);
    return said;
  }

  turn(table) {
    this.tabular.hidden = !table;
    this.board.hidden = table;
    if (!table) this.stale = false;
    this.set({ table });
    if (!table) this.resized();
  }

  /** Look at one person, or add one to those chosen; -1 is everybody. */
  focus(place, more) {
    const { state } = this;
    let chosen = place < 0 ? [] : [place];
    if (more && place >= 0) {
      const had = state.chosen.includes(place);
      chosen = had ? state.chosen.filter((one) => one !== place) : [...state.chosen, place];
    }
    this.set({ focus: chosen.length ? chosen.at(-1) : -1, chosen });
    if (state.focus >= 0 && !state.table) this.canvas.reveal(state.focus);
    this.spoken.textContent = this.aloud();
    this.chosen(chosen);
  }

  aloud() {
    const { data, state, found } = this;
    if (state.focus < 0) return "All are shown.";
    const { name } = data.nodes[state.focus];
    if (!found.shown.has(state.focus)) return `${name}: not shown.`;
    return `${name}: ${wordsOf(data, state, state.focus).join(", ")}.`;
  }

  key(event) {
    const { state, found, data } = this;
    const here = found.shown.has(state.focus);
    const first = [...found.people].sort(
      (a, b) => found.degree.get(b) - found.degree.get(a) || data.nodes[a].rank - data.nodes[b].rank);
    if (event.key in ARROWS && first.length)
      this.focus(here ? this.canvas.beside(state.focus, ARROWS[event.key]) : first[0], false);
    else if (event.key === "Home" && first.length) this.focus(first[0], false);
    else if (event.key === "Escape") this.focus(-1, false);
    else if (event.key === "+" || event.key === "=") this.canvas.zoomBy(1.25);
    else if (event.key === "-") this.canvas.zoomBy(0.8);
    else return;
    event.preventDefault();
  }

  zoom(by) {
    if (by) this.canvas.zoomBy(by);
    else this.canvas.whole();
  }

  resized() {
    const size = `${this.stage.clientWidth} ${this.stage.clientHeight}`;
    if (!this.stage.clientWidth || size === this.size) return;
    const first = this.size === undefined;
    this.size = size;
    if (!first) this.canvas.resize();
  }

  async save(sort) {
    if (this.state.table) this.canvas.draw(this.state, this.found);
    const svg = picture(this.data, this.state, this.found, this.canvas, this.said());
    const blob = sort === "svg" ? new Blob([written(svg)], { type: "image/svg+xml" }) : await painted(svg);
    handOver(blob, `map.${sort}`);
    this.spoken.textContent = `map.${sort} is saved.`;
  }

  destroy() {
    this.watch.disconnect();
    this.canvas.destroy();
  }
}
