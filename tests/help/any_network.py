"""Networks of every sort for hypothesis: hostile names, missing cells, several kinds and waves."""

import pandas as pd
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

import netweave as nw

# Each example writes and reads a file; the networks are small as they come.
lawful = settings(
    max_examples=max(settings.default.max_examples // 3, 1),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)

HOSTILE = [
    "=cmd()", "@sum", "-1", "O'Brien", 'the "boss"', "a,b;c", "line\nbreak", "tab\tstop",
    "back\\slash", "<b>&amp;</b>", "]]>", "\u202eright to left", "\u200bzero", "😀 party",
    "x" * 400, " space ", "007", "1e5", "NA", "true", "{}", "100%", "% no comment", "*vertices",
    "a|b", "e\u0301",
]  # fmt: skip
PLAIN = ["ana", "ben", "cleo", "dan", "José", "O'Brien", "van der Meer", "李", "007", "=a()"]
ROLES = pd.CategoricalDtype(pd.Index(["lead", "coach"], dtype="str"))
MARKS = st.characters(blacklist_categories=("Cs", "Cc"))
ANY_TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(MARKS, min_size=1, max_size=6))
PLAIN_TEXT = st.sampled_from(PLAIN)
DAYS = st.datetimes(pd.Timestamp("1950-01-01"), pd.Timestamp("2050-01-01"))


def maybe(cells):
    return st.one_of(st.none(), cells)


def column(cells, dtype, size):
    made = st.lists(maybe(cells), min_size=size, max_size=size)
    return made.map(lambda found: pd.Series(found, dtype=dtype))


@st.composite
def people_tables(draw, ids, texts):
    who = draw(st.lists(ids, unique=True, max_size=6))
    size = len(who)
    table = pd.DataFrame({
        "name": draw(column(texts, "str", size)),
        "organization": draw(column(texts, "str", size)),
        "role": draw(column(st.sampled_from(list(ROLES.categories)), ROLES, size)),
        "years": draw(column(st.floats(0, 50), "float64", size)),
        "cohort": draw(column(st.integers(1, 9), "Int64", size)),
        "joined": draw(column(DAYS, "datetime64[us]", size)),
        "responded": draw(column(st.booleans(), "boolean", size)),
    })
    keep = draw(st.lists(st.sampled_from(list(table)), unique=True))
    flags = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    table = table[[name for name in table if name in keep]].assign(convener=flags)
    table.index = pd.Index(who, dtype="int64" if ids is NUMBERS else "str", name="person")
    return table


NUMBERS = st.integers(0, 10**9)


@st.composite
def networks(draw, ids=ANY_TEXT, texts=ANY_TEXT, words=PLAIN_TEXT, most_waves=3):
    people = draw(people_tables(ids, texts))
    kinds = draw(st.lists(words, unique=True, min_size=1, max_size=3))
    waves = draw(st.lists(words, unique=True, max_size=most_waves))
    facts = pd.DataFrame(
        {
            "evidence": draw(st.lists(st.sampled_from(["reported", "opportunity", "coproduced"]),
                                      min_size=len(kinds), max_size=len(kinds))),
            "threshold": draw(column(st.floats(0.5, 3), "float64", len(kinds))).to_numpy(),
            "unit": ["hours"] * len(kinds),
            "mutual": draw(st.lists(st.booleans(), min_size=len(kinds), max_size=len(kinds))),
        },
        index=pd.Index(kinds, name="kind", dtype="str"),
    )  # fmt: skip
    ties = draw(tie_tables(list(people.index), facts["mutual"].to_dict(), waves, texts))
    for role in ("learner", "learned_from"):
        ties[role] = ties[role].astype(people.index.dtype)
    unasked = None
    if len(people) > 1 and draw(st.booleans()):
        unasked = pd.DataFrame({"learner": [people.index[0]], "learned_from": [people.index[1]],
                                "kind": kinds[:1]})  # fmt: skip
        unasked = unasked.assign(wave=waves[0]) if waves else unasked
    labels = None
    if waves:
        starts = pd.to_datetime([f"20{place + 10}-01-01" for place in range(len(waves))])
        labels = pd.DataFrame({"wave": waves, "start": starts, "end": starts + pd.Timedelta("9D")})
    return nw.Network(people, ties, facts, labels, roster_of(people, waves, ties, draw), unasked)


@st.composite
def tie_tables(draw, who, mutual, waves, texts):
    rows = []
    pairs = [(one, other) for one in who for other in who if one != other]
    for one, other in draw(st.lists(st.sampled_from(pairs), max_size=8)) if pairs else []:
        kind = draw(st.sampled_from(list(mutual)))
        row = {
            "learner": one,
            "learned_from": other,
            "kind": kind,
            "weight": draw(st.one_of(st.just(1.0), st.floats(0.01, 1e6))),
            "time": draw(maybe(DAYS)),
            "context": draw(maybe(texts)),
        }
        if waves:
            row["wave"] = draw(st.sampled_from(waves))
        rows.append(row)
        if mutual[kind]:
            rows.append({**row, "learner": other, "learned_from": one})
    columns = [
        "learner",
        "learned_from",
        "kind",
        "weight",
        "time",
        "context",
        *["wave"] * bool(waves),
    ]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"time": "datetime64[us]", "context": "str", "weight": "float64"})


def roster_of(people, waves, ties, draw):
    """Somebody without ties may be absent from a wave, or have declined in it."""
    if len(waves) < 2:
        return None
    tied = {(row.wave, who) for row in ties.itertuples() for who in (row.learner, row.learned_from)}
    states = st.sampled_from(["there", "there", "away", "declined"])
    rows = []
    for wave in waves:
        for who in people.index:
            state = "there" if (wave, who) in tied else draw(states)
            consent = "declined" if state == "declined" else "not_asked"
            rows.append((wave, who, state != "away", consent, draw(maybe(st.just("Fernhill")))))
    table = pd.DataFrame(rows, columns=["wave", "person", "eligible", "consent", "organization"])
    return table.astype({"organization": "str", "wave": "str", "consent": "str"}).set_index([
        "wave",
        "person",
    ])
