"""Does this quotation stand in the pile, and which passages of this text came from which pages. Pile -> answers."""

from copydesk.verify.answers import QuotationAnswer, TextAnswer
from copydesk.verify.pasted import verify_text
from copydesk.verify.pile import Pile, make_pile
from copydesk.verify.quotation import verify_quotation

__all__ = ["Pile", "QuotationAnswer", "TextAnswer", "make_pile", "verify_quotation", "verify_text"]
