"""Invented names: people, organizations, session topics, titles of products.

Given and family names are combined at random. Nobody is meant; any likeness is chance.
"""

from __future__ import annotations

import unicodedata

import numpy as np

# fmt: off
GIVEN = (
    "Abena", "Adaeze", "Aiyana", "Alba", "Anselm", "Anouk", "Aroha", "Bashir", "Beatriz", "Bram",
    "Calista", "Cosima", "Dagny", "Delphine", "Dimitra", "Eamon", "Ebony", "Edda", "Efraín",
    "Elowen", "Emeka", "Esperanza", "Farida", "Fenna", "Florian", "Gia", "Greta", "Hadiya",
    "Hollis", "Ignacio", "Ilse", "Imani", "Inés", "Isolde", "Jamila", "Jorunn", "José", "Jovan",
    "Kalani", "Keisha", "Kenji", "Kwabena", "Lale", "Leilani", "Linnea", "Lorcan", "Lucía",
    "Maëlle", "Malik", "Marisol", "Mehmet", "Meiling", "Mirela", "Nadezhda", "Nayeli", "Nikolai",
    "Nkechi", "Odalys", "Oluwaseun", "Orla", "Paloma", "Pradeep", "Quillon", "Ramona", "René",
    "Rosalind", "Samira", "Shanice", "Siobhán", "Tadeo", "Thandiwe", "Tomás", "Usha", "Valentina",
    "Wendeline", "Xiomara", "Yolanda", "Zainab", "Zoltan",
)
FAMILY = (
    "Abernethy", "Achterberg", "Adeyinka", "Alcántara", "Ambrosio", "Arkwright", "Asantewaa",
    "Balogun", "Bartholdy", "Begaye", "Birdsong", "Blackwater", "Bongani", "Brandvold", "Calloway",
    "Castellanos", "Chukwuma", "Cienfuegos", "Crowfoot", "Dandridge", "Delacroix", "Dlamini",
    "Dombrowski", "Eberhart", "Echeverría", "Elmendorf", "Fairweather", "Falconer", "Fernhout",
    "Galindo", "Gathoni", "Goldfinch", "Gyasi", "Hallström", "Hathaway", "Hawthorn", "Ibekwe",
    "Inclán", "Jankowska", "Jernigan", "Kaczmarek", "Kahananui", "Kalbfleisch", "Kovačević",
    "Lamplighter", "Larkspur", "Lindqvist", "Locklear", "Lovelady", "Mbeki-Strand", "McAllen",
    "Merriweather", "Montalvo", "Mukherji", "Nakashima", "Ndiaye", "Núñez", "Nightengale",
    "Odhiambo", "Okonjo", "Oyelaran", "Padilla", "Pennington", "Pham", "Quarshie", "Rajagopal",
    "Redfern", "Rosenthal", "Saldívar", "Sandoval", "Sørensen", "Stillwell", "Tallchief",
    "Tamboura", "Tremblay", "Umarov", "Valdés", "Vandermeer", "Villaseñor", "Wachira",
    "Weatherby", "Wojtowicz", "Yamazaki",
)
DOUBLE_SURNAME = "Quintana Robles"
ORGANIZATIONS = (
    "Harborlight Teachers Network", "Prairie Principals Exchange", "Copperfield Math Circle",
    "Cinder Creek Literacy League", "Northfold Coaches Alliance", "Ridgeline Science Educators",
    "Open Door Counselors Guild", "Saltmarsh Schools Union", "Juniper Street Arts Teachers",
    "Longbridge Early Learning Forum", "Tidewater Bilingual Network", "Stonewell Data Leaders",
)
CONVENER = "Loomwright Facilitation"
ROLES = (
    "Program director", "Instructional coach", "Research lead", "Communications lead",
    "Community engagement lead",
)
FIRST_ROLE = "Executive director"
CONVENER_ROLE = "Facilitator"
LOCALES = ("city", "suburb", "town", "rural")
TOPICS = (
    "sharing what works with busy teachers", "listening to families", "reaching rural schools",
    "measuring what members value", "coaching at a distance", "publishing for practitioners",
    "growing local chapters", "welcoming new members", "using evidence without jargon",
    "mentoring first-year teachers", "funding beyond one grant", "designing with students",
    "keeping a network together", "translating research", "peer observation",
    "leading without authority",
)
PRODUCTS = (
    "A guide to {}", "Notes from practice: {}", "What we learned about {}", "A toolkit for {}",
    "Case study: {}", "Brief: {}",
)
GUEST = "Ottoline Frostick"
# fmt: on

MOST_PEOPLE = len(GIVEN) * len(FAMILY)


def combine(count: int, rng: np.random.Generator) -> list[tuple[str, str]]:
    """Give different pairs of given and family name; the first has a double surname."""
    given, family = rng.permutation(GIVEN), rng.permutation(FAMILY)
    places = np.arange(count)
    turns = places // len(given)  # without it the pairs would come back after the longer list
    pairs = list(
        zip(
            given[places % len(given)].tolist(),
            family[(places + turns) % len(family)].tolist(),
            strict=True,
        )
    )
    if pairs:
        pairs[0] = (pairs[0][0], DOUBLE_SURNAME)
    return [pairs[place] for place in rng.permutation(count)]


def plain(text: str) -> str:
    """Give a text without accents and in small letters."""
    text = text.replace("ø", "o").replace("Ø", "O")
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def organization_names(count: int) -> list[str]:
    """Give as many organizations as are wanted, numbered once the list is used up."""
    listed = len(ORGANIZATIONS)
    return [
        ORGANIZATIONS[place % listed] + (f" {place // listed + 1}" if place >= listed else "")
        for place in range(count)
    ]


def alike(family: str) -> str:
    """Give a family name that differs in one vowel: Calloway, Callowey."""
    for place in range(len(family) - 1, 0, -1):
        if family[place] in "aeiou":
            other = "e" if family[place] != "e" else "a"
            return family[:place] + other + family[place + 1 :]
    return family + "e"
