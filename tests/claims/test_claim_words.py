"""The words, as sentences: what must be refused without a result, and what may be said."""

import contextlib
import time

import pandas as pd
import pytest

import netweave as nw
from netweave.results import Result

EFFECT = """
The cohort made people connect.
The program produced more ties.
The cohort's influence on ties is clear.
Our work strengthened the network.
People have more ties as a consequence of the cohort.
The cohort triggered new ties.
The cohort enabled new ties.
The cohort helped people connect.
The cohort helped members build ties.
The programme worked.
It was effective.
The intervention is effective.
effectiveness of the programme
The cohort contributed to more ties.
The cohort drove ties.
The sessions created ties.
The cohort created 12 new ties.
The sessions generated ties
Members have ties because the cohort met.
Members have ties since the cohort met.
It gave rise to new ties.
The year brought more ties.
The cohort enhanced learning.
It accelerated learning.
It stimulated ties.
The cohort led people to connect.
made possible by the grant
thanks\u00a0to us
the im\u00adpact
the impact's size
the i\u200bmpact
the e\ufb00ect
the \u0435ff\u0435ct of the cohort
C\u0430used by us
the _effect_ of the cohort
*Thanks to* the cohort
It is not the effect of chance but of us.
This is not due to chance alone.
It is no effect, but it caused ties.
collective impact raised
Impact Report
Foster ties
The cohort's growth, because of us
Sessions make ties.
The sessions make more ties.
Asked who helped them, members named the cohort, which caused ties.
Members were asked who the cohort helped.
Results are not claimed as impact of chance but of us.
Ties are many because the cohort met.
"""
CHANGE = """
There are more ties now than in 2021.
Ties declined.
Ties climbed.
rising ties
falling numbers
dropping density
a shrinking network
a doubling of ties
The network expanded.
Members gained 3 ties.
Members lost ties.
The gap widened.
Ties soared.
Reach jumped.
Density is up.
It is higher than last year.
more ties after the cohort
Ties multiplied.
Ties went from 3 to 6.
There are now 12 more ties than a year ago.
Members have more ties now.
It is less dense than at the start.
Ties fell in spring.
It cannot be said why, but ties grew.
Schools became much more connected.
Ties are becoming denser.
The network became a stronger one.
Learning gets better.
Twice as many ties as before.
Twice the ties there were in 2021.
Members now have more ties.
Today, members have far more ties.
The network has matured.
The network evolved.
Whether ties grew cannot be told, but density rose.
Increase ties
"""
RANK = """
Ana is the most connected.
Ana is the best connected.
the top 3
Ana is number one in brokerage.
Ana ranks 1st.
Ana is in first place.
the highest-scoring member
the least engaged teacher
the biggest hub
Ana is the biggest broker.
the poorest connector
Ana has the most ties.
Teachers score lowest.
the most central people
weak performers
The top three members
Nobody was asked, and Ana is ranked.
Ana leads.
Ana Ruiz leads in ties.
In both waves Ana leads the field.
Ben clearly lags behind.
She comes first.
Ana is ahead of all.
Elm is the least connected organization.
the weakest school
the most isolated district
Ana is a key member.
Ana is one of the key staff.
the key members of the network
the key connectors
Ana has more ties than anyone else.
Ana, Ben and Cleo are the three best connected.
Ana outranks Ben.
Nobody has more ties than Ana.
Ana has fewer contacts than all the others.
Members were asked who is the most influential person.
"""
PERSON = """
Ana lacks a network mindset.
Ben has the network mindset.
Ana has a network mindset.
Ana lacks humility.
people without generosity
Ana is the hub person because she wants power.
Ben does it because he likes to.
Ana is generous.
She acts out of ambition.
Members became more network-minded.
an open-minded teacher
Ana is network minded.
Ana is a natural weaver.
Ana is a hub person.
Ben acts as a gatekeeper.
Ben is the gatekeeper.
Ben lacks openness.
Ben shows little empathy.
The network mindset of Ana is low.
Ana has a low network mindset.
Ben does not want to share.
Ben is unwilling to work with others.
Ben is not open to others.
She is closed to new ideas.
Ben is isolated because he is shy.
Ana is a stubborn person.
The network is healthy.
The network is healthier.
The network is thriving.
The network of eight schools is not healthy.
a healthy network
Our cohort is in good shape.
The network thrives.
Ben is a sole broker.
The network became healthier.
It is a healthier network.
"""
FINE = """
Foster Elementary has 12 ties.
Foster Elementary
Ms. Foster learned from Ana.
Ana learned from Jane Foster in May.
Rose Hill School takes part.
Fell School takes part.
Impact Hub takes part.
The School Improvement Partnership takes part.
the growth mindset
grown-ups
improvement science
a networked improvement community
Due to low response, nothing is said.
Three people are left out due to missing answers.
as a result of rounding
Ana raised her hand.
Members raised questions.
raised a question
a raised hand
The survey response fell short.
the lead to follow
common cause
side effects
No change in ties
Nothing changed.
It cannot be said whether ties increased.
We do not know what caused it.
no effect can be claimed
The difference is not caused by the cohort.
It is a change, never an effect.
no person is ranked
Members are not ranked.
There is no ranking of people.
Two organizations declined.
Two people declined to answer.
Members worked together in the sessions.
Members produced three guides.
That is more than in 97 of 100 networks.
more than in 2000 random networks
Members had more ties at the end.
12 in 100 shortest paths lead through the convener.
It says nothing of what came first.
The effective size of Ana's place is 2.
up to 4 people are there
The ties fall into four groups.
The position is assigned: a hub is asked for.
Key staff of the project were asked.
key members
Our key partners took part.
like-minded people
Nobody minded the gap.
Ana leads the sessions.
A path leads through Ana.
Who leads?
Nobody leads.
Ana became a member.
Ana became partner of Elm.
Ana turned to other schools.
The most central organization is Elm.
Rose learned from Jane Fell and Ben.
The most central organization is Hill.
Whether ties grew cannot be told.
It cannot be said whether ties grew.
Whether the cohort raised ties is not known.
Members were asked who helped them.
Sole brokers may be brokers because the role was assigned.
Results are not claimed as impact.
The change cannot be read as an effect.
Increase the response rate next time.
Next time, the team should raise the response rate.
Hill has more ties than any other organization.
Nobody has more than five ties.
Members now have more than 40 ties.
Everybody has as many ties as here.
Nobody is a gatekeeper.
Birch is a broker organization.
Two members did not want to answer.
Two members refused to answer.
The session was open to others.
The survey lacks openness items.
Members with more openness have more ties.
It cannot be said whether the network is healthy.
The public health network met twice.
Healthy Schools Partnership
They stay as long as they were members.
Whoever convenes has to be a hub.
Members in two sessions make a guide.
Three bridge builders were asked.
The network of schools is small.
"""


def lines(text):
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (line, code)
        for code, text in {
            "E-CAUSAL": EFFECT, "E-CHANGE": CHANGE, "E-RANK": RANK, "E-PERSON": PERSON,
        }.items()
        for line in lines(text)
    ],
)  # fmt: skip
def test_refused_without_a_result(text, code):
    with pytest.raises(nw.errors.RefusalError) as caught:
        nw.check_claim(text)
    assert caught.value.code == code


@pytest.mark.parametrize("text", lines(FINE))
def test_no_claim(text):
    assert nw.check_claim(text) is text


LONG = 200_000


@pytest.mark.parametrize(
    "text",
    ["most" + " " * 20_000, "the ", "because ", "raised ", "not the effect ", "produced a ", "Aa ",
     "é ö ñ ", "It cannot be said whether ties ", "learned from Ada Foster ", "Ana leads ",
     "Members were asked who helped ", "has a low ", "is a natural ", "whether ties ",
     "more a-b-c ", "became much ", "\n \n", "İ"],
    ids=lambda text: text[:12].strip(),
)  # fmt: skip
def test_a_long_text_is_read_in_a_moment(text):
    whole = text * (LONG // len(text))
    began = time.process_time()
    with contextlib.suppress(nw.errors.RefusalError):
        nw.check_claim(whole, names=["Ada Bell"])
    assert time.process_time() - began < 1


def test_a_thousand_names_take_no_longer():
    plain = "People in three schools met, and Person 7 Bell wrote a plan. "
    text = plain * (LONG // len(plain))
    began = time.process_time()
    assert nw.check_claim(text, names=[f"Person {n} Bell" for n in range(1_000)]) is text
    assert time.process_time() - began < 1


def test_a_long_sentence_about_an_effect_is_read_in_a_moment():
    found = Result(pd.DataFrame(), "It is so.", claim=5)
    object.__setattr__(found, "verdict", "up")
    began = time.process_time()
    with pytest.raises(nw.errors.RefusalError, match="E-CAUSAL"):
        nw.check_claim("The cohort caused links " * 20_000, found)
    assert time.process_time() - began < 1
