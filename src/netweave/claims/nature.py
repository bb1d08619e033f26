"""The words of what somebody is like or wants, and of how well a network is.

No result bears them: ties show who learned from whom, neither character, nor motives, nor health.
"""

from __future__ import annotations

from netweave.claims.words import GROUP, KIND, PERSON, compiled

_VIRTUE = "(?:mindset|humility|generosity|humbleness|selflessness|altruism|greed|ambition|vanity)"
# What scales of an attitude are called as well: only somebody's lack of it is a judgement.
_TRAIT = (
    "(?:openness|curiosity|empathy|courage|honesty|kindness|modesty|warmth|willingness|goodwill"
    "|motivation|commitment|initiative|team spirit)"
)
_ASKED = "(?: (?:items?|statements?|scores?|questions?|answers?|scales?|data|ratings?))"
_NATURE = (
    "(?:humble|generous|selfless|selfish|arrogant|lazy|greedy|ambitious|altruistic|self-serving"
    "|power-hungry|vain|jealous|stingy|shy|timid|introvert(?:ed)?|extrovert(?:ed)?|outgoing"
    "|stubborn|uncooperative|unfriendly|bossy|aloof|unmotivated|self-centered|narcissistic"
    "|conceited|egoistic|egocentric|dishonest|manipulative)"
)
_WISH = (
    "(?:wants?|wanted|likes?|liked|loves?|loved|seeks?|sought|hopes?|hoped|fears?|feared|enjoys?"
    "|enjoyed|wish(?:es|ed)?|prefers?|preferred|craves?|craved|cares?|cared)"
)
# What people do with each other: not to want to answer a survey is no lack of anything.
_ACT = (
    "(?:share|help|learn|teach|connect|collaborate|cooperate|exchange|give|network|listen|trust"
    "|reach out|open up|(?:work|talk|engage) with|let go|(?:be|get) (?:involved|connected|open))"
)
_NETWORK = "(?:network|cohort|community|collaboration|collaborative|partnership|ecosystem)"
_WELL = (
    "(?:(?:un)?healthy|(?:un)?healthier|healthiest|thriving|flourishing|vibrant|dysfunctional"
    "|ailing|in (?:good|great|bad|poor|excellent) (?:health|shape))"
)

NATURE = (
    f"(?:has|have|had|having|lacks?|lacked|lacking|without|shows?|showed|needs?|no)"
    f"(?: [\\w-]+){{0,2}}?(?: network)? {_VIRTUE}",
    f"{_VIRTUE}(?: (?:of|in|among)(?: [\\w'-]+){{1,3}}?)? (?:is|was|remains)"
    "(?: (?:too|very|quite|rather|still))?"
    " (?:missing|lacking|absent|weak|strong|low|high|poor|limited|lower|higher|small|great)",
    f"(?:lacks?|lacked|lacking)(?: (?:in|any|all|the|real|true|her|his|their|much|enough))*"
    f" {_TRAIT}(?!{_ASKED})",
    f"(?:has|have|had|shows?|showed) (?:no|little|not much|too little|no real) {_TRAIT}"
    f"(?!{_ASKED})",
    f"(?:is|are|was|were)(?: (?:more|less|very|too|so|not|most|quite|rather))? {_NATURE}",
    f"an?(?: (?:very|rather|quite|most))? {_NATURE} {PERSON}",
    f"because(?: \\w+){{0,3}}? {_WISH}", f"out of(?: \\w+)? {_VIRTUE}",
    "wants?(?: more| the)? (?:power|control|attention|influence|fame)",
    "wants to (?:be (?:at the|in the|the) (?:cent(?:er|re)|hub|top|middle|first|boss)|be in control"
    "|control|dominate|impress|shine)",
    f"(?:do|does|did)(?: not|n't) (?:want|wish|care|like|bother|dare|intend) to {_ACT}",
    f"(?:refuses?|refused|(?:is|are|was|were) (?:not willing|unwilling|reluctant)) to {_ACT}",
    "hoard(?:s|ed|ing)?", "motivated by",
    "(?!like)[a-z]+-minded(?:ness)?",  # like-minded people are only alike
    "(?:network|open|closed|narrow|broad|small) minded(?:ness)?",
    # who is what, by nature
    "(?:is|was|becomes|became|remains|(?:acts?|acted|serves?"
    f"|served|functions?|functioned|behaves?|behaved) as)(?: not)? (?:an? |the )"
    f"{KIND}(?! (?:{GROUP}|if|when|where)\\b)",
    f"(?:natural|born) (?:{KIND}|hub|leader)s?", "(?:is|are|was|were) hub (?:person|people)",
    # how well the network is
    f"{_NETWORK}(?: (?:of|in|among|between|across)(?: [\\w'-]+){{1,4}}?)?"
    " (?:is|was|looks|looked|seems|seemed|became|becomes|remains|feels|has become|grew)"
    f"(?: (?:not|more|less|very|quite|now|still|already|much|an?|the|so))*? {_WELL}",
    f"(?:an?|our|this|the)(?: (?:very|more|truly|less|much))? {_WELL} {_NETWORK}",
    f"{_NETWORK} (?:has |have )?(?:thrives?|thrived|flourish(?:es|ed)?)",
)  # fmt: skip

NATURE_WORDS = compiled(NATURE)
