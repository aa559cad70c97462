-- Versions of the plan and the life of its brackets: the plan as it was agreed, frozen; what was decided about a doubt;
-- what is proposed for a next agenda.

CREATE TABLE plan_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workplan_id INTEGER NOT NULL REFERENCES workplan (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (title <> ''),
    decided_by TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL CHECK (made_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
    when_text TEXT NOT NULL DEFAULT '',
    earliest TEXT CHECK (earliest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    latest TEXT CHECK (latest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    precision TEXT NOT NULL DEFAULT 'none',
    grain TEXT NOT NULL DEFAULT 'none',
    when_tbc INTEGER NOT NULL DEFAULT 0 CHECK (when_tbc IN (0, 1)),
    when_tbd INTEGER NOT NULL DEFAULT 0 CHECK (when_tbd IN (0, 1)),
    when_provisional INTEGER NOT NULL DEFAULT 0 CHECK (when_provisional IN (0, 1)),
    when_approximate INTEGER NOT NULL DEFAULT 0 CHECK (when_approximate IN (0, 1)),
    when_recurring INTEGER NOT NULL DEFAULT 0 CHECK (when_recurring IN (0, 1)),
    when_understood INTEGER NOT NULL DEFAULT 1 CHECK (when_understood IN (0, 1)),
    CHECK (earliest IS NULL OR latest IS NULL OR earliest <= latest)
) STRICT;
CREATE INDEX plan_version_workplan ON plan_version (workplan_id);

-- One record of the plan as a paper shows it, as JSON; written once. The record itself may be gone by now: record_id is
-- no reference, and names it for ever, because an id is never used twice. Position counts from 1 in the order of reading.
CREATE TABLE plan_version_row (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_version_id INTEGER NOT NULL REFERENCES plan_version (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('plan', 'section', 'activity', 'focus area', 'indicative activity', 'role',
                                       'narrative', 'coverage gap')),
    record_id INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    image TEXT NOT NULL CHECK (json_type(image) = 'object')
) STRICT;
CREATE INDEX plan_version_row_version ON plan_version_row (plan_version_id, kind, position);
CREATE INDEX plan_version_row_record ON plan_version_row (kind, record_id);

-- What was decided about a doubt in an activity or in a whole section, by whom and when. It outlives the record: hence
-- the words as they stood, and no reference.
CREATE TABLE standing_decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workplan_id INTEGER NOT NULL REFERENCES workplan (id) ON DELETE CASCADE,
    activity_id INTEGER,
    plan_section_id INTEGER,
    text TEXT NOT NULL DEFAULT '',
    what TEXT NOT NULL CHECK (what IN ('confirmed', 'unbracketed', 'dropped')),
    decided_by TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL CHECK (made_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
    when_text TEXT NOT NULL DEFAULT '',
    earliest TEXT CHECK (earliest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    latest TEXT CHECK (latest GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    precision TEXT NOT NULL DEFAULT 'none',
    grain TEXT NOT NULL DEFAULT 'none',
    when_tbc INTEGER NOT NULL DEFAULT 0 CHECK (when_tbc IN (0, 1)),
    when_tbd INTEGER NOT NULL DEFAULT 0 CHECK (when_tbd IN (0, 1)),
    when_provisional INTEGER NOT NULL DEFAULT 0 CHECK (when_provisional IN (0, 1)),
    when_approximate INTEGER NOT NULL DEFAULT 0 CHECK (when_approximate IN (0, 1)),
    when_recurring INTEGER NOT NULL DEFAULT 0 CHECK (when_recurring IN (0, 1)),
    when_understood INTEGER NOT NULL DEFAULT 1 CHECK (when_understood IN (0, 1)),
    CHECK ((activity_id IS NULL) <> (plan_section_id IS NULL)),
    CHECK (earliest IS NULL OR latest IS NULL OR earliest <= latest)
) STRICT;
CREATE INDEX standing_decision_workplan ON standing_decision (workplan_id);
CREATE INDEX standing_decision_activity ON standing_decision (activity_id);
CREATE INDEX standing_decision_plan_section ON standing_decision (plan_section_id);

CREATE TABLE agenda_proposal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER REFERENCES activity (id) ON DELETE CASCADE,
    plan_section_id INTEGER REFERENCES plan_section (id) ON DELETE CASCADE,
    why TEXT NOT NULL DEFAULT '',
    proposed_at TEXT NOT NULL CHECK (proposed_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'taken', 'withdrawn')),
    CHECK ((activity_id IS NULL) <> (plan_section_id IS NULL))
) STRICT;
CREATE INDEX agenda_proposal_activity ON agenda_proposal (activity_id);
CREATE INDEX agenda_proposal_plan_section ON agenda_proposal (plan_section_id);
CREATE INDEX agenda_proposal_state ON agenda_proposal (state);
