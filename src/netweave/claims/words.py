"""The words: of effect, of change, and of rank; what somebody is like stands in nature.py.

A list of words is never complete. What each list finds, and what it must leave alone, stands in
two tables of tests/claims/.
"""

from __future__ import annotations

import re

OUTCOME = (
    "(?:ties?|links?|connections?|contacts?|relationships?|bridges?|collaborations?|networks?"
    "|networking|changes?|growth|trust|learning|exchange|reach|density)"
)
COHORT = (
    "(?:cohort|project|program(?:me)?|initiative|intervention|sessions?|workshops?|convenings?"
    "|facilitat(?:or|ion)|training|coaching|funding|grant|investment|participation"
    "|our (?:work|team|efforts?))"
)
PEOPLE = (
    "(?:people|members?|teachers?|staff|us|them|participants?|educators?|leaders?|colleagues?"
    "|schools?|districts?|organizations?)"
)
PERSON = (
    "(?:person|people|persons|members?|individuals?|participants?|colleagues?|teachers?|leaders?"
    "|educators?|coach(?:es)?|brokers?|connectors?|networkers?|influencers?|learners?|performers?"
    "|bridge ?builders?|hubs?|hub person|staff|principals?)"
)
# What somebody is by the ties, not by the job.
PLACE = (
    "(?:person|people|persons|individuals?|brokers?|connectors?|networkers?|influencers?"
    "|performers?|bridge ?builders?|hubs?|hub person)"
)
# A place in the ties as if it were a trade; "broker organizations" and definitions are left alone.
KIND = (
    "(?:(?:natural|born|true|real|typical|sole|strong|good|great|classic|clear) )?(?:weaver"
    "|gatekeeper|broker|bridge ?builder|connector|networker|influencer|bottleneck"
    "|lone wol(?:f|ves)|hub person)"
)
GROUP = (
    "(?:organi[sz]ations?|schools?|districts?|teams?|partners?|agenc(?:y|ies)|departments?"
    "|groups?|institutions?|compan(?:y|ies)|nonprofits?)"
)
BEING = "(?:is|are|was|were|be|being|as|remains?|remained)"
SOME = "(?:one of |among |some of )?(?:an? |the |our |their |its )?"
PRAISE = (
    "(?:influential|important|central|(?:well-)?connected|powerful|popular|valuable|active"
    "|trusted|prominent|isolated|sought-after|networked|helpful|collaborative|engaged|committed"
    "|productive|successful|peripheral)"
)
MANY = r"(?:\d+ |two |three |four |five |six |seven |eight |nine |ten |few )?"
MORE = "(?:more|fewer|less|higher|lower|larger|smaller|greater|denser|stronger|weaker|better|worse)"
SPAN = "(?:year|month|week|term|semester|decade)s?"
BY = r"(?: [\w',-]+){0,5}? "  # up to five words between

# Verbs that speak of making something: only with what was made, or with the cohort before them.
MADE = (
    "(?:produc(?:ed|es|ing)|creat(?:ed|es|ing)|generate[ds]|generating|yield(?:s|ing)?"
    "|contribut(?:ed|es|ing) to|brought|brings|drove|drives|builds?|built|sparked|shaped|promoted"
    "|deepened|transformed|enabl(?:es|ing)|strengthens|encouraged|inspired)"
)

EFFECT = (
    "effects?", "impacts?", "impacted", "impactful", "affect(?:s|ed|ing)?", "effectiveness",
    "(?:is|are|was|were|be|been|proved|highly|very) effective(?:ly)?",
    "caus(?:e|es|ed|ing|al|ally)", "because of", "because (?:the|our|this|that|its|we|of)",
    f"since the {COHORT}", "due to", "owing to", "thanks? to",
    f"(?:led|leading)(?: {PEOPLE})? to", f"leads?(?: {PEOPLE})? to",
    f"results? of (?:the|our|this) {COHORT}", "result(?:ed|ing) (?:in|from)",
    "results in (?:an?|new|more|better)",
    "as a result of",
    "(?:as a|in) consequence of", "attributable", "attributed to",
    "rais(?:es?|ed|ing)", "boost(?:s|ed|ing)?", "improv(?:es?|ed|ing|ements?)",
    "foster(?:s|ed|ing)?", "(?:brought|brings|bringing) about", "driven by",
    "(?:ma(?:de|kes?)|making) a difference", "ma(?:de|kes?|king) possible by", "possible by",
    f"ma(?:de|kes?|king) {PEOPLE} [a-z]+", "(?:gave|gives?|giving|given) rise to",
    "trigger(?:s|ed|ing)?", "enabled", "strengthened", "enhanc(?:es?|ed|ing|ements?)",
    "accelerat(?:es?|ed|ing|ion)", "stimulat(?:es?|ed|ing|ion)", "spurr?(?:s|ed|ing)?",
    "induc(?:es?|ed|ing)", "yielded", "cataly[sz](?:es?|ed|ing)",
    "influenc(?:ed|ing)", "influence (?:on|over|upon)", f"help(?:s|ed|ing)? {PEOPLE}",
    f"help(?:s|ed|ing)? (?:to )?(?:build|make|form|create|grow){BY}{OUTCOME}",
    f"{MADE}(?: a| an| the)?{BY}{OUTCOME}", f"{MADE} {OUTCOME}",
    f"{COHORT} (?:has |have |had |clearly |really )?(?:{MADE}|helped|works|worked)"
    "(?! (?:with|in|on|together|as|for|across|at|through)\\b)",
    # What is said of every time: "sessions make ties".
    f"{COHORT} (?:can |will |may |do |did )?(?:makes?|made|creates?|produces?|generates?|builds?"
    f"|forge[sd]?|multipl(?:y|ies|ied))(?! use\\b)(?: [\\w-]+){{0,2}} {OUTCOME}",
)  # fmt: skip

_ONCE = (
    "before|earlier|then|ever|in (?:19|20)\\d\\d(?! (?:of|random|networks|draws))"
    f"|(?:last|the previous|the first|the year|the) (?:{SPAN}|wave|survey|round|start|baseline)"
    f"|(?:an?|one|two|three|some|\\d+) {SPAN} (?:ago|before|earlier)"
    "|at (?:the (?:start|beginning|outset)|baseline|first)"
)
EARLIER = f"(?:{_ONCE}|(?:it|they|there) (?:was|were|had|did))"
BECOME = "(?:bec(?:ame|omes?|oming)|grows?|growing|turn(?:s|ed|ing))"
LARGER = (  # comparatives, and not the words that only end like one
    "(?!(?:members?|teacher|leader|learner|partner|broker|manager|officer|facilitator|mother|father"
    "|sister|brother|farmer|principal|other|another|never|ever|either|neither|together|over|under"
    "|after|rather|however|number|order|answer|offer|paper|letter|user|later|earlier|sooner)\\b)"
    "[a-z-]{2,}er"
)
_MUCH = "(?: (?:much|even|far|ever|lot|somewhat|slightly|also|both|still|clearly|visibly)){0,3}"
CHANGE = (
    "gr(?:ew|own|owth|owing)", "(?:in|de)creas(?:es?|ed|ing)", "rose", "risen", "rising",
    "fell", "fallen", "falling", "dropp(?:ed|ing)", "shr[au]nk", "shrinking", "shrunken",
    "(?:doubl|tripl|halv|quadrupl)(?:ed|ing)", "multiplied", "multiplying",
    "chang(?:e|es) in", "chang(?:ed|ing)", "(?:up|down) from",
    "(?:went|gone|going) (?:up|down)", "(?:went|gone|moved|shifted|came|jumped) from",
    "(?:is|are|was|were)(?: \\w+)? (?:up|down)(?! (?:to|for|on|with|in|at|there)\\b)",
    f"than {EARLIER}",
    f"as (?:many|much|few|often|dense|large|big|high|low)(?: [\\w-]+){{0,3}} as (?:{_ONCE})",
    "(?:twice|double|triple|half|\\d+ times|(?:two|three|four|five) times) (?:the|what)"
    f"(?: [\\w-]+){{0,4}} (?:{_ONCE}|(?:it|they|there) (?:was|were|had))",
    # "now have more ties", but not "now have more than 40 ties"
    "(?:now|nowadays|today),?(?: members| people| there| they| we| it| schools)?"
    " (?:ha(?:s|ve)|is|are|shares?|reach(?:es)?|knows?|names?|learns?|meets?|works?|talks?)"
    f"{_MUCH} {MORE}(?! than (?:\\d|half|one|two|three|chance|random))",
    "matur(?:ed|ing)", "evolv(?:es|ed|ing)", "progress(?:es|ed|ing)", "worsen(?:s|ed|ing)",
    "dwindl(?:es|ed|ing)", "diminish(?:es|ed)", "deteriorat(?:es|ed|ing)", "intensified",
    f"{MORE}(?: [\\w-]+){{0,4}} (?:after|since|following) (?:the|our|this|these|it)",
    f"{MORE}(?: [\\w-]+){{0,3}} (?:now|nowadays|today|by now)",
    "declin(?:ed|ing)", "climb(?:s|ed|ing)", "soar(?:s|ed|ing)", "surg(?:es|ed|ing)",
    "plummet(?:s|ed|ing)", "plung(?:es|ed|ing)", "jump(?:s|ed|ing)", "expand(?:s|ed|ing)",
    "expansion", "gain(?:s|ed|ing)", "widen(?:s|ed|ing)", "narrow(?:ed|ing)", "weakened",
    "(?:lost|losing)(?: \\w+){0,2} (?:ties?|links?|connections?|contacts?)",
    # to become more of something
    f"{BECOME}{_MUCH} (?:more|less|fewer|{LARGER})",
    f"(?:got|gets?|getting|gotten){_MUCH} {LARGER}",
    f"{BECOME} an?{_MUCH} (?:more|less|larger|bigger|denser|stronger|closer|wider|better)",
    "healthier",
)  # fmt: skip

_LAST = r"(?=\s*(?:$|[.,;:!?)¶]|(?:of|in|among|on|at|and|or|is|was|are|were|by|with|from|here)\b))"
RANK = (
    f"(?:most|least) {PRAISE} {MANY}{PERSON}",
    f"(?:most|least) {PRAISE}{_LAST}",
    f"(?:top|best|worst|weakest|strongest|star|leading|biggest|largest|poorest|busiest)"
    f" {MANY}(?:{PRAISE} )?{PERSON}",
    # "Key staff" are those whose job it is; a rank is what the ties make of somebody.
    f"key {MANY}(?:{PRAISE} )?{PLACE}", f"key {PRAISE} {MANY}{PERSON}",
    f"{BEING} {SOME}key {MANY}{PERSON}",
    f"key {MANY}{PERSON} (?:of|in) (?:the|this|our|your|their)(?: \\w+)? (?:network|cohort|map)",
    # An organization is a handful of people: it may be the most central one, but not the least.
    f"least {PRAISE} {MANY}{GROUP}", f"most (?:isolated|peripheral) {MANY}{GROUP}",
    f"(?:worst|weakest|poorest) {MANY}(?:{PRAISE} )?{GROUP}",
    f"weak(?:er)? {PERSON}", f"the top (?:\\d+|two|three|four|five|ten){_LAST}",
    "best-connected", f"the {MANY}best connected{_LAST}", f"best connected {MANY}{PERSON}",
    # More than all the others: a superlative in other words. Of organizations it may be said.
    f"{MORE}(?: [\\w-]+){{0,3}} than (?:(?:any(?:one|body)|every(?:one|body)|no ?(?:one|body)) else"
    f"|(?:any|every) other {PERSON}|all (?:the |of the )?other(?:s{_LAST}| {PERSON})"
    f"|any(?:one|body){_LAST}|every(?:one|body){_LAST})",
    "outrank(?:s|ed|ing)?", "outdo(?:es|ne|ing)?", "outdid", "outsh(?:in(?:es?|ed|ing)|one)",
    "outclass(?:es|ed|ing)?", "outstrip(?:s|ped|ping)?",
    "number one(?! (?:of|in) \\d)", r"no\. ?1", "ranked", "rankings?",
    "ranks? (?:first|second|third|last|highest|lowest|top|#?\\d+(?:st|nd|rd|th)?)",
    "in (?:first|second|third|last|1st|2nd|3rd) place",
    "(?:highest|lowest|best|worst|top)[- ]scor(?:ing|ers?)",
    "scor(?:es?|ed|ing) (?:the )?(?:highest|lowest|best|worst)",
    f"(?:has|had|have|holds?|with) (?:by far )?the (?:most|fewest|highest|lowest)"
    f"(?: [\\w-]+){{0,2}} (?:{OUTCOME}|degree|betweenness|scores?)",
    "outperform(?:s|ed|ing)?", "outscor(?:es?|ed|ing)", "league tables?", "leaderboards?",
)  # fmt: skip


def compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Look for any of some words, whole ones, in a text of small letters.

    Without regard to case a search tries every word of the list at every place, which takes five
    times as long; so the text is made small first, as far as case says nothing.
    """
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?!\w)")


EFFECT_WORDS = compiled(EFFECT)
CHANGE_WORDS = compiled(CHANGE)
RANK_WORDS = compiled(RANK)
