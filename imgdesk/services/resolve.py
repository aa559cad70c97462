"""From the words of a paper to the records that they stand for: organizations, categories, focus areas.

One directory is read per change and grows while a paper lands, so that an organization written two ways in one paper
is one organization. The words themselves stay on the activity, untouched.
"""

from __future__ import annotations

import re
from typing import Final

from sqlmodel import Session, col, select

from imgdesk.domain.leads import organization_keys, same_organization
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
        self._by_key: dict[str, list[int]] = {}
        self._spellings: dict[int, set[str]] = {}
        self._asked: dict[str, int] = {}
        self._categories: dict[str, int] = {}
        self._category_spellings: set[str] = set()
        self._areas: dict[int, dict[int, int]] = {}
        for row in session.exec(select(Organization)):
            full = f"{row.name} ({row.acronym})" if row.acronym and row.acronym != row.name else ""
            self._know(row.id or 0, row.name, row.acronym, full)
        for alias in session.exec(select(OrganizationAlias)):
            self._know(alias.organization_id, alias.text)
        for category in session.exec(select(Category)):
            self._know_category(category.id or 0, category.name)
        for spelling in session.exec(select(CategoryAlias)):
            self._know_category(spelling.category_id, spelling.text)

    def organization(self, text: str) -> int:
        """Return the organization that `text` names, adding it, or a new spelling of it, where needed."""
        text = one_line(text)
        known = self._asked.get(text)
        if known is None:
            known = self._asked[text] = self._find(text) or self._add(text)
        return known

    def known(self, text: str) -> int | None:
        """Return the organization that `text` names, or None; nothing is added but a new spelling."""
        text = one_line(text)
        return self._asked.get(text) or self._find(text)

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
        if section_id not in self._areas:
            same_plan = select(PlanSection.workplan_id).where(PlanSection.id == section_id)
            rows = self._session.exec(select(FocusArea).where(col(FocusArea.workplan_id).in_(same_plan)))
            self._areas[section_id] = {row.number: row.id or 0 for row in rows}
        return self._areas[section_id].get(number)

    def _find(self, text: str) -> int | None:
        """Return the organization that shares a name with `text` and contradicts none of its spellings."""
        for key in sorted(organization_keys(text), key=lambda name: (-len(name), name)):
            for known in self._by_key.get(key, ()):
                alike = [spelt for spelt in self._spellings[known] if key in organization_keys(spelt)]
                if all(same_organization(text, spelt) for spelt in alike):
                    if text not in self._spellings[known]:
                        self._session.add(OrganizationAlias(organization_id=known, text=text))
                        self._know(known, text)
                    return known
        return None

    def _add(self, text: str) -> int:
        name, acronym = split_name(text)
        added = records.added(self._session, Organization(name=name, acronym=acronym))
        self._know(added, name, acronym)
        if text not in (name, acronym):
            self._session.add(OrganizationAlias(organization_id=added, text=text))
        self._know(added, text)
        return added

    def _know(self, organization_id: int, *texts: str) -> None:
        for text in filter(None, texts):
            self._spellings.setdefault(organization_id, set()).add(text)
            for key in organization_keys(text):
                ids = self._by_key.setdefault(key, [])
                if organization_id not in ids:
                    ids.append(organization_id)

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
