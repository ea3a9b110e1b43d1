"""A standard as one reader is shown it: with which words around it, with whose English, its codes leading where."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ...standard.companion import NAME, gloss
from ...standard.model import Standard
from ...standard.relations import Item, Relations


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """`word` gives an entry of the interface, `glosses` the project's English.

    `root`: the address of the app, with a stroke at its end; empty where it is not known.
    `english`: the reader reads English, so that glosses stand beside the wording.
    `home`: the standard that its codes lead into, where it is not the reader's own.
    """

    relations: Relations
    word: Callable[..., str]
    glosses: Mapping[str, str]
    root: str = ""
    english: bool = False
    home: str = ""

    @property
    def standard(self) -> Standard:
        """The standard itself."""
        return self.relations.standard

    def address(self, code: str) -> str:
        """The address that opens a code in the app; empty where that of the app is not known."""
        return self.view("", ref=code)

    def view(self, page: str, **named: str) -> str:
        """The address of a page about this standard, which it names: links outlive the day a second one is added.

        :param named: what it shows.
        """
        asked = {name: value for name, value in named.items() if value} | {"standard": self.standard.code}
        return f"{self.root}{page}?{urlencode(asked, quote_via=quote, safe=',')}" if self.root else ""

    @property
    def title(self) -> str:
        """The name of the standard in English, for readers of English; empty where there is none."""
        return self.glosses.get(NAME, "") if self.english else ""

    @property
    def cited(self) -> str:
        """The standard as people cite it: code, version and date, name, and its name in English."""
        standard = self.standard
        printed = (standard.version.version, standard.version.date) if standard.version else ()
        return " ".join(filter(None, (standard.code, *printed, standard.name, self.title)))

    def gloss(self, item: Item) -> str:
        """The project's English for an item; empty where there is none."""
        return gloss(self.glosses, item)

    def under(self, item: Item) -> str:
        """What stands under an item's wording: its gloss, for readers of English."""
        return self.gloss(item) if self.english else ""

    def named(self, item: Item) -> str:
        """An item named in passing, where there is room for one name: in English as far as there is one."""
        return self.under(item) or item.text

    def levels(self, item: Item) -> tuple[int, ...]:
        """The levels of an item: its own, or those of what it hangs on."""
        above = {level for code in item.parents for level in self.relations.get(code).levels}
        return item.levels or tuple(sorted(above))
