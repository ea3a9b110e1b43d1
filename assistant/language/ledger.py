"""What the ledger of a source says of it, in the language of whoever reads it."""

from ..standard.model import Erratum
from .catalogue.area import ANSWERS, LEDGER
from .tag import Language


def said(erratum: Erratum, language: Language) -> str:
    """An entry of the ledger; the wording of the source in it stays as printed.

    :raises KeyError: when the catalogue has no such entry: a defect.
    """
    mark = ANSWERS.say("list.mark", language)
    values = {name: mark.join(value) if isinstance(value, tuple) else value for name, value in erratum.values.items()}
    if "kind" in values:
        values["kind"] = LEDGER.say(f"kind.{values['kind']}", language)
    return LEDGER.say(f"{erratum.kind}.{erratum.form}", language, code=erratum.code or "", **values)
