"""Three papers in our own words, built as the group's own papers are: a report, and a concept note of each shape.

Each has the headings, counted items, lists, footnotes, links and boxes of one of the real papers, in the same order and
number, so that whoever enters such a paper loses nothing. What is said in them is made up.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from imgdesk.services import paper_sections, papers
from imgdesk.store.desk import Desk
from imgdesk.views.papers import sections


class SourcePaper(NamedTuple):
    """A paper as it is entered, and what a reader finds in it.

    `headings` stand there with their counts, `signs` are those of headings and of entries in the order of reading,
    `notes` the footnotes, `links` the addresses in the running text, `facts` the labels of the box; `source` is the
    file with the words of the real paper.
    """

    kind: str
    title: str
    subtitle: str
    dated: str
    entered: tuple[dict[str, Any], ...]
    headings: tuple[str, ...]
    signs: tuple[str, ...]
    notes: tuple[str, ...]
    links: tuple[str, ...]
    facts: tuple[str, ...]
    source: str


def enter(desk: Desk, given: SourcePaper) -> int:
    """Write a paper on the desk section by section, as a person does, and return its id."""
    paper_id = papers.add_paper(desk, given.kind, title=given.title)
    papers.edit_paper(desk, paper_id, subtitle=given.subtitle, dated=given.dated)
    for row in sections(desk, paper_id):
        paper_sections.delete_section(desk, row.id)
    for fields in given.entered:
        paper_sections.add_section(desk, paper_id, **{"level": 1, **fields})
    return paper_id


REPORT = SourcePaper(
    kind="progress",
    title="Progress report",
    subtitle="Reporting period: October 2021-May 2022",
    dated="",
    entered=(
        {
            "heading": "Background",
            "text": """\
The group exists to bring rights and the environment together in the daily work of the United Nations, so that country \
teams can answer governments that ask for help.

In the first year the ground was prepared: a survey of all country teams; a list of what each member has published; a \
course in three languages; and a page on which everything can be found. What follows builds upon that.

On 26 October 2021 a small fund was opened for the work of the group. Its books are kept by a member, and its first \
report was welcomed by a wide range of States.""",
        },
        {
            "heading": "Key activities and results",
            "text": "With the means at hand, the group reached the following in the period:",
        },
        {
            "level": 2,
            "numbering": "number",
            "heading": "New page of the group",
            "text": """\
On Environment Day the group opened its new page, <https://rights.example.org>, which one member runs for all. It has \
manuals, courses and cases, and replaces four older pages that nobody could keep up to date.""",
        },
        {
            "level": 2,
            "numbering": "number",
            "heading": "Strategy for advisers at country level",
            "text": """\
Advisers are what country teams ask for most. In 2020 the group was asked to say “what an adviser does, and where one \
is needed most”.

On 2 February 2022 the members agreed on a strategy. Its main points are: (a) terms of reference that say to whom an \
adviser reports; (b) help from all members in knowledge and tools; (c) criteria for where to go first, among them that \
the country team asks and pays its share; and (d) an adviser for several countries where one alone cannot be paid.""",
        },
        {
            "level": 2,
            "numbering": "number",
            "heading": "One voice in three negotiations",
            "text": """\
On 16 February 2022 the group met for a day to agree what it says in the three large negotiations of the year. Some \
twenty people from eleven members took part.

They were frank. What came out is a page of messages for each of the three, and the wish to go on.

Two things followed at once: a briefing for delegations on 20 March, and a public panel on 26 April, at which \
representatives of civil society spoke first.

A joint paper went to the task team on 16 April. Its messages were explained to delegations at three breakfasts.""",
        },
        {
            "level": 2,
            "numbering": "number",
            "heading": "Panel at the Council, Geneva, 27 February 2022",
            "text": """\
The Council held its first yearly panel on the subject. The chair of the group opened it and asked for support.

Speakers of six members told what works in countries. Delegations called the panel a step forward and asked for \
another one.""",
        },
        {
            "level": 2,
            "numbering": "number",
            "heading": "Cases from countries",
            "text": """\
In March the group called for cases that show how rights and the environment were brought together and what came of it.

Twenty came in. In one country a law was changed after advice of the team; in another a visit of a rapporteur led to a \
programme of the government; in a third the review by other States put the matter on the agenda of parliament.

The best will be told at length in a booklet, to be shown at an event in the autumn of 2022.""",
        },
        {
            "level": 2,
            "numbering": "number",
            "heading": "Working with the mechanisms",
            "text": """\
Talks began on how country teams can be helped to work with the bodies that watch over rights. Teams say that the \
recommendations of these bodies are a good base for their own analysis.

An exchange by mail (22 April-24 May) drew sixty replies. They ask for a short guide, for examples, and for somebody \
whom they can call.""",
        },
        {
            "heading": "Challenges",
            "text": """\
All members gave time and most gave money. Country teams answered faster and more warmly than anybody expected.

Yet the fund has one donor. Without more of them the advisers cannot go out, and what was prepared will be of little \
use.""",
        },
    ),
    headings=(
        "Background",
        "Key activities and results",
        "1. New page of the group",
        "2. Strategy for advisers at country level",
        "3. One voice in three negotiations",
        "4. Panel at the Council, Geneva, 27 February 2022",
        "5. Cases from countries",
        "6. Working with the mechanisms",
        "Challenges",
    ),
    signs=("1.", "2.", "3.", "4.", "5.", "6."),
    notes=(),
    links=("https://rights.example.org",),
    facts=(),
    source="progress-report-2011-12.txt",
)


THEMES = SourcePaper(
    kind="concept-note",
    title="Second informal meeting of partners (Bergen+1)",
    subtitle="How partners can help countries to do what they were recommended to do",
    dated="9 May 2029, Uppsala",
    entered=(
        {
            "level": 0,
            "text": """\
On 9 May a host country, with a group of researchers, will hold a second informal meeting of partners on help for \
countries with the recommendations they receive.

The first meeting was held in Bergen a year ago. Its [report](https://reports.example.org/bergen) has a number of \
lessons and is the point from which this meeting begins.

The second one looks at what is new, brings in those who were not in Bergen, and prepares what shall be said at the \
forum in July.""",
        },
        {
            "heading": "A new agenda of ‘doing’",
            "text": """\
The bodies of the United Nations look at every State and recommend what to do next. Taken together, this is a plan for \
reform that the State itself has agreed to.

Governments, banks, agencies, institutes and parliaments all want to know how such recommendations become laws and \
budgets, what stands in the way, and who can help.

The new agenda has these parts:""",
        },
        {
            "level": 2,
            "numbering": "number",
            "heading": "The goals for 2030",
            "text": """\
Nine in ten of the targets say the same as a treaty. Who reports on both at once saves half of the work.

In January, as asked for in [resolution 1/24](https://docs.example.org/1-24), the Council met on this for a day. What \
it found (report [1/40/34](https://docs.example.org/1-40-34)) goes to the forum in July.

The forum looks at the goal on institutions. How can that goal be put first, and why is it more than a means?""",
        },
        {
            "level": 2,
            "numbering": "number",
            "heading": "Help from abroad",
            "text": """\
More and better help is needed for the agenda to work; but help in other sectors matters as much, where it is given \
with rights in mind.

The Council was set up to find such help. Next year it will ask: How can it be made to last? Who else has to be heard?

After the reform of the United Nations, who makes sure that rights stay at the heart of the work in countries?

Often what is missing is the will. One sign is that there is less room to speak and to meet (e.g. online). What works \
against that? Another sign is corruption: what do we know of measures that helped?""",
        },
        {
            "level": 2,
            "numbering": "number",
            "heading": "At home",
            "text": """\
In many countries one office now keeps all recommendations and asks every ministry what it did. It can be seen at any \
time how far things are, and reports are written once.

Some of these offices use software: [ALPHA](https://alpha.example.org), [BETA OSS](https://beta.example.org), and one \
that a United Nations office gives away.

Parliaments, courts, institutes and civil society belong to it as well, and a growing number of offices work with \
them.""",
        },
        {
            "level": 2,
            "numbering": "number",
            "heading": "Measuring and reporting",
            "text": """\
A hundred billion is spent in a year and less than one in the name of rights. How do we count what the rest does for \
them? How do we know that it did no harm? Can existing indicators be used? Who in a country shall check?""",
        },
        {
            "level": 2,
            "numbering": "number",
            "heading": "Partners",
            "text": """\
Parliaments, institutes and universities are asking what their part is; partnership is also what the goals rest on. \
How can the two movements learn from each other?""",
        },
    ),
    headings=(
        "A new agenda of ‘doing’",
        "1. The goals for 2030",
        "2. Help from abroad",
        "3. At home",
        "4. Measuring and reporting",
        "5. Partners",
    ),
    signs=("1.", "2.", "3.", "4.", "5."),
    notes=(),
    links=(
        "https://reports.example.org/bergen",
        "https://docs.example.org/1-24",
        "https://docs.example.org/1-40-34",
        "https://alpha.example.org",
        "https://beta.example.org",
    ),
    facts=(),
    source="concept-note-oslo1-2019.txt",
)


WORKSHOP = SourcePaper(
    kind="concept-note",
    title="Workshop on working together for rights, with a focus on companies",
    subtitle="",
    dated="",
    entered=(
        {
            "level": 0,
            "kind": "facts",
            "text": """\
OBJECTIVE | To find new ways in which regional bodies and those of the United Nations work together, and to draft \
proposals.
PARTICIPANTS | Experts of the bodies, past and present, people from institutes, from civil society and from member \
States.
VENUE | Room XX, Palais des Nations, Geneva
DATE | 17-18 October 2029""",
        },
        {
            "heading": "Background",
            "numbering": "roman",
            "text": """\
Since 2007 the Council has asked for a meeting of regional bodies and those of the United Nations, so that they tell \
each other what works[^1].

The workshops so far discussed:

A. What regional bodies add, and what is hard for them (2008);
B. How to work together where something stands in the way (2010);
C. Sharing what is known, and following up together, with a look at three groups of people (2012);
D. Rights to food, housing and health (2014);
E. Those who defend the rights of others (2016); and
F. Racism and what can be done about it (2019).

In January 2020 the Council was given a summary of the last workshop. It asked for another one, to take stock and to \
look at companies[^2].

Three regional meetings prepared this one, all of them online: on 22 March, on 18-19 July and on 26 July. They named \
what matters in each region.

[^1]: See the resolutions 1/20 of 28 September 2007; 2/15 of 1 October 2009; 3/14 of 29 September 2011; and 4/19 of 27 \
September 2013.
[^2]: Resolution 5/17 of 1 July 2020.""",
        },
        {
            "heading": "Specific objectives",
            "numbering": "roman",
            "text": """\
A. To take stock of what happened since the last workshop.

B. To tell each other what regional bodies can do about companies.

C. To see how the standards are kept, among them the Guiding Principles[^1].

D. To compare what works at home and abroad. To discuss what helps those who were harmed.

E. To find new ways of working together.

[^1]: https://standards.example.org/principles.pdf""",
        },
        {"heading": "Methodology", "numbering": "roman"},
        {
            "level": 2,
            "numbering": "capital",
            "heading": "Participants",
            "text": "Regional bodies, those of the United Nations, institutes, civil society, universities and States.",
        },
        {
            "level": 2,
            "numbering": "capital",
            "heading": "Format",
            "text": "Panels on two days, each followed by a discussion, with a moderator and somebody who takes notes.",
        },
        {
            "level": 2,
            "numbering": "capital",
            "heading": "Topics",
            "text": """\
Companies can do good and harm. The Guiding Principles say who has to do what: States protect, companies respect, and \
those who were harmed find a remedy.

After ten years a working group looked back and reported[^1]. Much was begun; much has to go faster.

Laws that bind are taking the place of promises. Some regions have one, others draft one.

Tools were made for judges and for makers of software. Still there are reports of harm from everywhere.

None of it works alone: workers, neighbours and defenders have to be heard.

Every panel has speakers from all sides.

[^1]: https://reports.example.org/47/39""",
        },
        {
            "level": 2,
            "heading": "Agenda items",
            "text": """\
1. **Taking stock of what was done together since 2019.** What became of the recommendations? What stood in the way? \
What was learned? What was done jointly?

2. **Guiding Principles: what works and what does not.** The panel looks at standards and bodies, at laws that bind, \
and at the talks on a treaty[^1]. Participants tell how they deal with companies.

3. **What regional bodies do for remedy.** Whoever was harmed has a right to it, and a project[^2] has shown how \
different bodies help. The session asks:

   - How far regional bodies deal with cases against companies;
   - What is hard for those who bring a case;
   - Whether the Principles play a part in their decisions;
   - In which other ways they help; and
   - How they could do more together.

4. **Those at greater risk: indigenous peoples, minorities, migrants.** Participants tell of harm by group, age and \
gender, and of laws and programmes that helped.

   Speakers name lessons for each group and how working together would help.

5. **Two fields: technology and conflict.**

   - *Technology:* New tools have done good, and have been used to watch, to incite and to harm children. The session \
draws on a project for makers of software.
   - *Conflict:* There are three times as many wars as ten years ago, and companies get drawn into them even where \
they mean well.

   The session looks for ways in which regional bodies can step in. Recommendations will be made.

6. **The way forward: recommendations on working together.**

[^1]: https://bodies.example.org/treaty
[^2]: https://projects.example.org/remedy""",
        },
        {
            "heading": "Expected outcome",
            "numbering": "roman",
            "text": "A report with recommendations goes to the Council at its session in February 2030.",
        },
    ),
    headings=(
        "I. Background",
        "II. Specific objectives",
        "III. Methodology",
        "A. Participants",
        "B. Format",
        "C. Topics",
        "Agenda items",
        "IV. Expected outcome",
    ),
    signs=(
        *("I.", "A.", "B.", "C.", "D.", "E.", "F."),
        *("II.", "A.", "B.", "C.", "D.", "E."),
        *("III.", "A.", "B.", "C."),
        *("1.", "2.", "3.", "•", "•", "•", "•", "•", "4.", "5.", "•", "•", "6."),
        "IV.",
    ),
    notes=(
        "See the resolutions 1/20 of 28 September 2007; 2/15 of 1 October 2009; 3/14 of 29 September 2011; and 4/19 of "
        "27 September 2013.",
        "Resolution 5/17 of 1 July 2020.",
        "https://standards.example.org/principles.pdf",
        "https://reports.example.org/47/39",
        "https://bodies.example.org/treaty",
        "https://projects.example.org/remedy",
    ),
    links=(),
    facts=("OBJECTIVE", "PARTICIPANTS", "VENUE", "DATE"),
    source="concept-note-workshop-2022.txt",
)

ALL = (REPORT, THEMES, WORKSHOP)
