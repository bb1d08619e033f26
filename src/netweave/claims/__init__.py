"""What may be said: words that a text may use only where a result supports them."""

from netweave.claims.checking import check_claim as check_claim
from netweave.claims.checking import refuse_bold_words as refuse_bold_words
from netweave.claims.levels import CANNOT_TELL as CANNOT_TELL
from netweave.claims.levels import CHANGE as CHANGE
from netweave.claims.naming import says_a_name as says_a_name
