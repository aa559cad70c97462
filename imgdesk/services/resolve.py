"""From the words of a paper to the records that they stand for: organizations, categories, focus areas.

One directory is read per change and grows while a paper lands, so that an organization written two ways in one paper
is one organization. The words themselves stay on the activity, untouched.
"""

from __future__ import annotations

import re
from typing import Final

from sqlmodel import Session, select

from imgdesk.domain.leads import organization_keys
from imgdesk.domain.people import Organization, OrganizationAlias
from imgdesk.domain.plan import Category, CategoryAlias, FocusArea, PlanSection
from imgdesk.services import records
from imgdesk.text import one_line

_ACRONYM: Final = re.compile(r"(?P<name>.+?)\s*\((?P<acronym>[A-Z][A-Za-z0-9&-]{1,11})\)\s*$")
_SHORT: Final = re.compile(r"[A-Z][A-Z0-9&-]{1,11}$")
_ASIDE: Final = re.compile(r"\([^)]*\)")
_LETTERS: Final = re.compile(r"[\W_]+")


class Directory:
    """The organizations, categories and focus areas that a desk knows, by every way of writing them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._organizations: dict[str, int] = {}
        self._spellings: set[tuple[int, str]] = set()
        self._categories: dict[str, int] = {}
        self._category_spellings: set[str] = set()
        self._areas: dict[int, dict[int, int]] = {}
        for row in session.exec(select(Organization)):
            self._know(row.id or 0, row.name, row.acronym)
        for alias in session.exec(select(OrganizationAlias)):
            self._know(alias.organization_id, alias.text)
        for category in session.exec(select(Category)):
            self._know_category(category.id or 0, category.name)
        for spelling in session.exec(select(CategoryAlias)):
            self._know_category(spelling.category_id, spelling.text)

    def organization(self, text: str) -> int:
        """Return the organization that `text` names, adding it, or a new spelling of it, where needed."""
        text = one_line(text)
        keys = organization_keys(text)
        known = next((self._organizations[key] for key in sorted(keys, key=len) if key in self._organizations), None)
        if known is None:
            name, acronym = split_name(text)
            known = records.added(self._session, Organization(name=name, acronym=acronym))
            self._know(known, name, acronym, text)
            if text in (name, acronym):
                return known
        if (known, text) not in self._spellings:
            self._session.add(OrganizationAlias(organization_id=known, text=text))
        self._know(known, text)
        return known

    def category(self, text: str) -> int | None:
        """Return the category that `text` names, adding it, or a new spelling of it, where needed."""
        text = one_line(text)
        key = category_key(text)
        if not key:
            return None
        known = self._categories.get(key)
        if known is None:
            name = one_line(_ASIDE.sub(" ", text)) or text
            position = records.last_position(self._session, Category.position)
            known = records.added(self._session, Category(name=name, position=position))
            self._know_category(known, name)
        if text not in self._category_spellings:
            self._session.add(CategoryAlias(category_id=known, text=text))
            self._know_category(known, text)
        return known

    def focus_area(self, section_id: int, number: int) -> int | None:
        """Return the focus area of that number in the workplan of a section, or None."""
        workplan_id = records.found(self._session, PlanSection, section_id).workplan_id
        if workplan_id not in self._areas:
            rows = self._session.exec(select(FocusArea).where(FocusArea.workplan_id == workplan_id))
            self._areas[workplan_id] = {row.number: row.id or 0 for row in rows}
        return self._areas[workplan_id].get(number)

    def _know(self, organization_id: int, *texts: str) -> None:
        for text in filter(None, texts):
            self._spellings.add((organization_id, text))
            for key in organization_keys(text):
                self._organizations.setdefault(key, organization_id)

    def _know_category(self, category_id: int, text: str) -> None:
        self._category_spellings.add(text)
        self._categories.setdefault(category_key(text), category_id)


def split_name(text: str) -> tuple[str, str]:
    """Return name and acronym of an organization as written: "Name (ACR)", "ACR", or a name without acronym."""
    if match := _ACRONYM.match(text):
        return match["name"], match["acronym"]
    return (text, text) if _SHORT.match(text) else (text, "")


def category_key(text: str) -> str:
    """Return what two spellings of one category share: letters only, case and words in parentheses left out."""
    return _LETTERS.sub("", _ASIDE.sub(" ", text).casefold())


