"""The script in R that loads what was written for RSiena and statnet."""

from __future__ import annotations

from collections.abc import Sequence

from netweave.exchange.covariates import Covariate

_HEAD = """\
# Ties of the kind {kind}, one matrix per wave.
# Row: the learner. Column: the person learned from. The order is that of people.csv.
# 0 and 1: no tie and a tie. NA: not observed. 10: one of the two was not there.

people <- read.csv("people.csv", colClasses = "character")
codes <- read.csv("codes.csv", colClasses = "character")
waves <- list({waves})
waves <- lapply(waves, function(file) as.matrix(read.table(file)))
waves <- lapply(waves, unname)
"""
_SIENA = """
# ---- RSiena ---------------------------------------------------------------------------
if (requireNamespace("RSiena", quietly = TRUE) && length(waves) > 1) {{
  n <- nrow(waves[[1]])
  ties <- RSiena::sienaDependent(array(unlist(waves), dim = c(n, n, length(waves))))
{covariates}
  # The codes 10 say who was not there. To use the intervals instead, read the matrices with 10
  # replaced by 0 and add this to the data:
  # there <- RSiena::sienaCompositionChangeFromFile("{present}")
  data <- RSiena::sienaDataCreate({arguments})
  effects <- RSiena::getEffects(data)
  print(data)
}}
"""
_STATNET = """
# ---- statnet --------------------------------------------------------------------------
if (requireNamespace("network", quietly = TRUE)) {{
  networks <- lapply(waves, function(wave) {{
    away <- rowSums(wave == 10, na.rm = TRUE) == nrow(wave) - 1
    wave <- wave[!away, !away, drop = FALSE]
    net <- network::network(wave, directed = TRUE)  # NA stays NA
    network::set.vertex.attribute(net, "person", people$person[!away])
    net
  }})
  print(networks)
}}
"""


def script(kind: str, made: Sequence[str], found: Sequence[Covariate], present: str) -> str:
    """Write the script; names of files hold nothing that R could read as code."""
    named = ascii(kind).encode("ascii").decode("ascii")
    lines, names = [], ["ties"]
    for one in found:
        read = f'read.table("{one.name}.txt")'
        if one.varies and len(made) > 2:  # a column per period: the last wave begins none
            lines.append(f"  {one.name} <- RSiena::varCovar(as.matrix({read})[, -length(waves)])")
        else:
            lines.append(f"  {one.name} <- RSiena::coCovar({read}[[1]])")
        names.append(one.name)
    return (
        _HEAD.format(kind=named, waves=", ".join(f'"{name}"' for name in made))
        + _SIENA.format(covariates="\n".join(lines), present=present, arguments=", ".join(names))
        + _STATNET.format()
    )
