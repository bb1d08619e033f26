"""To and from other programs: files of networks, and networkx running on our kernels.

What is written here names everybody: it is for analysts. Arrows go from the learner to the person
learned from, and each file says so where its format has a place for words.
"""

from netweave.exchange.gexf import read_gexf, write_gexf
from netweave.exchange.graphml import read_graphml, write_graphml
from netweave.exchange.kumubook import read_kumu, write_kumu
from netweave.exchange.kumujson import read_kumu_json, write_kumu_json
from netweave.exchange.nodelink import read_json, write_json
from netweave.exchange.pajek import read_pajek, write_pajek
from netweave.exchange.siena import read_siena, write_siena
from netweave.exchange.ucinet import read_dl, write_dl
from netweave.exchange.vna import read_vna, write_vna

__all__ = [
    "read_dl",
    "read_gexf",
    "read_graphml",
    "read_json",
    "read_kumu",
    "read_kumu_json",
    "read_pajek",
    "read_siena",
    "read_vna",
    "write_dl",
    "write_gexf",
    "write_graphml",
    "write_json",
    "write_kumu",
    "write_kumu_json",
    "write_pajek",
    "write_siena",
    "write_vna",
]
