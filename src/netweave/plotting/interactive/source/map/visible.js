// What is on the map now: the people and lines that every switch and filter lets through.

/** How the map begins. */
export function beginning(data) {
  return {
    view: data.views.length - 1,
    conveners: true,
    kinds: new Set(data.kinds.flatMap((kind, place) => (kind.on ? [place] : []))),
    least: 0,
    organization: "",
    role: "",
    groupsOff: new Set(),
    size: data.sizes.length ? data.sizes[0].id : "alike",
    focus: -1,
    chosen: [],
    table: false,
  };
}

/** The numbers beside people in this view, with the conveners or without them. */
export function numbersOf(data, state) {
  const numbers = data.views[state.view].numbers;
  return state.conveners || !numbers.without ? numbers.with : numbers.without;
}

/** Find the people and lines that are shown, and count who is not. */
export function visible(data, state) {
  const view = data.views[state.view];
  const here = view.here.filter((place) => state.conveners || !data.nodes[place].convener);
  const people = here.filter((place) => passes(data.nodes[place], state));
  const shown = new Set(people);
  const lines = view.sort === "change" ? changed(view, shown) : joined(data, view, state, shown);
  const degree = new Map(people.map((place) => [place, 0]));
  for (const line of lines)
    for (const end of [line.one, line.other]) degree.set(end, degree.get(end) + 1);
  return {
    people,
    shown,
    lines,
    degree,
    alone: people.filter((place) => !degree.get(place)),
    absent: data.nodes.length - view.here.length,
    conveners: view.here.length - here.length,
    filtered: here.length - people.length,
    hollow: new Set(view.hollow),
    joined: new Set(view.joined ?? []),
    left: new Set(view.left ?? []),
  };
}

function passes(person, state) {
  return (
    (!state.organization || person.organization === state.organization) &&
    (!state.role || person.role === state.role) &&
    !state.groupsOff.has(person.group)
  );
}

function changed(view, shown) {
  return view.lines
    .filter(([one, other]) => shown.has(one) && shown.has(other))
    .map(([one, other, state]) => ({ one, other, state: view.states[state], weight: 1, kinds: [] }));
}

function joined(data, view, state, shown) {
  const lines = new Map();
  const single = state.kinds.size === 1;
  view.lines.forEach(([one, other, kind, forth, back], place) => {
    const weight = Math.max(forth, back);
    if (!state.kinds.has(kind) || !shown.has(one) || !shown.has(other)) return;
    if (single && weight < state.least) return;
    const key = `${one} ${other}`;
    if (!lines.has(key))
      lines.set(key, { one, other, forth: false, back: false, weight: 0, ties: 0, kinds: [] });
    const line = lines.get(key);
    const arrows = data.kinds[kind].arrows;
    line.forth ||= arrows && forth > 0;
    line.back ||= arrows && back > 0;
    const ties = arrows ? (forth > 0) + (back > 0) : 1;
    line.ties += ties;
    line.weight += single ? weight : ties;
    line.kinds.push({ kind, forth, back, text: view.texts ? view.texts[place] : "" });
  });
  return [...lines.values()];
}

/** Ties of a person as they are shown: whom, and how. */
export function around(data, state, found, person) {
  const arrows = data.kinds.filter((kind) => kind.arrows);
  const lists = new Map(["learned from", "taught"].flatMap((word) =>
    arrows.map((kind) => [`${word}: ${kind.name}`, []])));
  const add = (title, other, note) => {
    if (!lists.has(title)) lists.set(title, []);
    lists.get(title).push({ place: other, note });
  };
  for (const line of found.lines) {
    if (line.one !== person && line.other !== person) continue;
    const first = line.one === person;
    const other = first ? line.other : line.one;
    if (line.state) {
      add(line.state.text, other, "");
      continue;
    }
    for (const { kind, forth, back, text } of line.kinds) {
      const { arrows: both, name } = data.kinds[kind];
      if (!both) {
        add(name, other, text);
        continue;
      }
      const [learned, taught] = first ? [forth, back] : [back, forth];
      if (learned) add(`learned from: ${name}`, other, "");
      if (taught) add(`taught: ${name}`, other, "");
    }
  }
  return new Map([...lists].filter(([, list]) => list.length));
}

/** Whoever is in focus and those tied to them as it is shown; null if nobody is. */
export function nearOf(state, found) {
  if (state.focus < 0 || !found.shown.has(state.focus)) return null;
  const near = new Set([state.focus]);
  for (const line of found.lines)
    if (line.one === state.focus || line.other === state.focus) near.add(line.one).add(line.other);
  return near;
}
