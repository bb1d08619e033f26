"""What only looks like a word of effect, change or rank: other senses, denials, names."""

from __future__ import annotations

import re

from netweave.claims.folded import small
from netweave.claims.words import COHORT, KIND, compiled

# A denial says nothing of an effect, unless it goes on: "not the effect of chance but of us".
_FULL_STOP = (
    r"(?![^.!?;¶]{0,80}?\b(?:but|chance|luck|coincidence|accident|rather|only|merely|alone)\b)"
)
_TO_THE_END = r"[^.,;:!?¶]{0,200}?(?=[.,;:!?¶]|$|\bbut\b|\byet\b|\bhowever\b|\band\b)"
_ANSWERS = (
    "(?:rounding|answers?|response|nonresponse|non-response|refusals?|data|sampling"
    "|observations?|sample|wording)"
)
_CHANGING = (
    "(?:chang(?:e|es|ed|ing)|gr(?:ow|ew|own|owth)|(?:in|de)creas(?:e|es|ed)|declined?|rose|risen"
    "|fell|fallen|dropped|gain(?:s|ed)|expand(?:ed)?)"
)
_ABOUT = (
    "(?:hands?|questions?|concerns?|issues?|points?|topics?|doubts?|objections?|money|funds"
    "|child(?:ren)?|voices?|eyebrows|flags?)"
)
# How a question was put: nothing is said of whoever is asked for, nor of the cohort.
_QUESTION = (
    f"(?![^.;:?!¶]{{0,60}}?\\b(?:most|least|best|worst|top|key|{COHORT}))[^.,;:!?¶]{{0,60}}"
    "(?=[.,;:!?¶]|$)"
)
_STEER = "(?:increase|decrease|raise|improve|widen|expand|narrow|reduce|change|strengthen|enhance)"
_SURVEY = (
    "(?:response|answers?|return|coverage|survey|questions?|questionnaire|wording|sample|roster"
    "|number of (?:people who answer|answers|responses))"
)
_NAMELIKE = "(?:Foster|Fell|Rose|Impact|Improvement|Growth|Rising|Star|Key|Gains|Cause|Raise)"
_HOUSE = (
    "(?:Elementary|Middle|Primary|High|School|Academy|Hub|Partnership|Hill|College|University"
    "|Institute|District|Center|Centre|Foundation|Collaborative|Alliance|Fund|Consortium|Council)"
)
NAMES = re.compile(
    rf"\b(?:(?:[Mm][sr]|[Mm]rs|[Mm]x|[Dd]r|[Pp]rof)\.? {_NAMELIKE}"
    rf"|(?:[A-Z][a-z]+ )?{_NAMELIKE}(?: [A-Z][a-z]+)? {_HOUSE}(?: [A-Z][a-z]+)?"
    r"|R(?:ose|OSE))(?!\w)"
)
HARMLESS = compiled((
    # other senses
    "effect sizes?", "(?:fixed|random|mixed|side) effects?", "positive affect",
    "collective impact",  # the name of a way to work together
    "(?:continuous |quality |school )?improvement (?:science|communit(?:y|ies))",
    "networked improvement", "continuous improvement", "growth mindset(?:s)?", "grown-?ups?",
    "(?:common|shared?|good|same) causes?", "share a cause", "cause for [a-z]+",
    "the lead to", "due to be", "rank correlations?", "correlations? of ranks?", "rank order",
    f"rais(?:es?|ed|ing) (?:[a-z']+ ){{0,3}}?{_ABOUT}", f"{_ABOUT} (?:was |were )?raised",
    "(?:f[ae]ll|falls|falling|fallen) (?:short|into|within|outside|silent|ill|apart|through)",
    "dropped (?:out|pins?)", "declined to", "(?:went|gone|moved|came) from [a-z]+",
    "(?:people|persons?|members?|teachers?|organizations?|schools?|invitations?|who|that|they"
    "|nobody|somebody|everybody|\\d+|one|two|three)(?: has| have| had)? declined",
    "(?:wave|session|question|item|meeting|table|figure) number one",
    # reasons that lie in the answers
    f"(?:due to|because of|owing to|as a result of|caused by|affected by)(?: [a-z-]+){{0,3}}?"
    f" {_ANSWERS}",
    # reasons that lie in the task: whoever convenes has to be a hub
    "because (?:the|this|that|its|our|her|his|their|an?)"
    f"(?! {COHORT})(?: [\\w-]+)?? (?:roles?|positions?|places?|tasks?|posts?|jobs?)"
    "(?: [\\w-]+){0,2}? (?:is|was|are|were|been)"
    " (?:assigned|given|asked for|appointed|required|imposed)",
    # what to do about the survey
    f"(?:(?<=[.!?¶:;] )|^){_STEER} (?:the |your |our )?(?:[\\w-]+ )?{_SURVEY}",
    f"(?:to|should|must|please|can|could) {_STEER} (?:the |your |our )?(?:[\\w-]+ )?{_SURVEY}",
    "because the (?:intervals?|answers?|response|data|questions?|waves?|surveys?|sample|numbers?)",
    # denials
    f"(?:not|nor|never)(?: as)?(?: an?| the)? (?:effects?|impacts?|causal){_FULL_STOP}",
    "(?:not|nor|never|cannot|can't) (?:be )?(?:claimed|read|meant|taken|presented|shown|understood"
    "|interpreted|described|reported|called|seen|counted)(?: here)?(?: as| for| to be)?"
    f"(?: an?| the)? (?:effects?|impacts?|causes?|causal){_FULL_STOP}",
    f"(?:not|nor|never) (?:be )?(?:caused by|due to|because of|attributed to){_FULL_STOP}",
    "no (?:causal )?(?:effect|impact|cause)s? (?:can|could|may|is|are|should) (?:not )?(?:be )?"
    f"(?:claimed|said|told|inferred|concluded|stated|asserted){_FULL_STOP}",
    f"no (?:clear |sign of |sure )?(?:a )?{_CHANGING}(?: in)?{_FULL_STOP}",
    f"nothing (?:has |had |much )?{_CHANGING}{_FULL_STOP}",
    f"(?:has|have|had|did|does|do) not (?:been )?{_CHANGING}{_FULL_STOP}",
    f"(?:is|are|was|were) not {_CHANGING}{_FULL_STOP}",
    "(?:not|nor|never|without)(?: an?| any| the)? (?:rankings?|ranked)",
    "(?:no|none of the) (?:person|people|member|one|teacher)s?(?: is| are| was| were)? ranked",
    f"(?:nobody|no one|none) (?:is|was) (?:an? |the ){KIND}",
    "(?:nobody|no one)(?: is| was)? ranked", "(?:no|never a) rankings?",
    "(?:cannot|can not|can't|could not|do not|does not|did not|don't|doesn't) (?:be )?"
    "(?:said|say|told|tell|known?|claimed?|shown?)(?: of us)? (?:whether|if|what|why|how|that)"
    f"{_TO_THE_END}",
    "whether [^.,;:!?¶]{0,100}? (?:(?:cannot|can not|can't|could not) be (?:said|told|known|shown"
    "|claimed|decided|judged)|(?:is|was|remains) (?:not known|unknown|unclear|undecided))",
    f"asked(?: [\\w-]+)? (?:from |with |to |about )?(?:who|whom|whose){_QUESTION}",
    f"(?:says?|said|tells?) nothing (?:of|about) (?:whether|what|why|how){_TO_THE_END}",
    f"(?:nobody|no one) (?:knows|can say) (?:whether|if|what|why|how){_TO_THE_END}",
    f"(?:is|are|it is) (?:not known|unknown) (?:whether|if|what|why|how){_TO_THE_END}",
))  # fmt: skip
# In a sentence with small letters a capital says that this is a name: "with Jane Foster".
_RUN = re.compile(r"(?<!\w)[A-Z][\w'-]*(?: [A-Z][\w'-]*)+")
_ONE_NAMELIKE = re.compile(_NAMELIKE)
_SENTENCE = re.compile(r"[^.!?¶]+(?:[.!?¶]+|$)")
BLANK = " · "
NAME = "ⴰ"  # a letter that no text here uses: what is said of a name is still said of somebody


def without_harmless(text: str) -> str:
    """Take harmless words out of a folded text, and put one letter in place of each name."""
    cased = "".join(map(_without_surnames, sentences(NAMES.sub(NAME, text))))
    kept, end = list[str](), 0
    for found in HARMLESS.finditer(small(cased)):
        kept += [cased[end : found.start()], BLANK]
        end = found.end()
    return "".join([*kept, cased[end:]])


def sentences(text: str) -> list[str]:
    """Split a folded text at full stops, nothing lost."""
    return _SENTENCE.findall(text) if text else []


def _without_surnames(sentence: str) -> str:
    """Take out words that are capitals in a run of capitals, unless all words are."""
    if not _ONE_NAMELIKE.search(sentence):
        return sentence
    long = re.findall(r"\b[A-Za-z]{4,}\b", sentence)
    if all(word[0].isupper() for word in long[1:]):
        return sentence
    return _RUN.sub(_run_without_surnames, sentence)


def _run_without_surnames(run: re.Match[str]) -> str:
    """Take the surnames out of words with capitals: not the first words of a sentence."""
    words = run[0].split(" ")
    before = run.string[max(run.start() - 2, 0) : run.start()]
    inside = before[-1:] == " " and (before[:1].isalnum() or before[:1] in {",", "_"})
    for place, word in enumerate(words):
        first = place == 0 or (place == 1 and not inside)
        surname = (inside if place == 0 else True) and (not first or place < len(words) - 1)
        if _ONE_NAMELIKE.fullmatch(word) and surname:
            words[place] = NAME
    return " ".join(words)
