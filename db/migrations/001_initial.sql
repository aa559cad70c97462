-- The first schema: who (group, organizations, people, roles), what (workplan, sections, focus areas, activities),
-- around it (events, coverage gaps, links) and the journal of every change.
-- Every table has an id of its own that is never used twice, so that a record's history stays its own.
-- A date as agreed takes eleven columns, when_text to when_understood, alike wherever it stands.

CREATE TABLE working_group (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    acronym TEXT NOT NULL DEFAULT '',
    parent TEXT NOT NULL DEFAULT '',
    hemisphere TEXT NOT NULL DEFAULT 'north' CHECK (hemisphere IN ('north', 'south'))
) STRICT;

CREATE TABLE organization (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    acronym TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE organization_alias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX organization_alias_organization ON organization_alias (organization_id);

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    title TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    organization_id INTEGER REFERENCES organization (id) ON DELETE SET NULL,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX person_organization ON person (organization_id);

CREATE TABLE workplan (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL CHECK (title <> ''),
    objective TEXT NOT NULL DEFAULT '',
    duration TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'for approval', 'approved')),
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
    position REAL NOT NULL DEFAULT 0,
    CHECK (earliest IS NULL OR latest IS NULL OR earliest <= latest)
) STRICT;

CREATE TABLE plan_section (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workplan_id INTEGER NOT NULL REFERENCES workplan (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (title <> ''),
    heading TEXT NOT NULL DEFAULT '',
    year INTEGER CHECK (year BETWEEN 1 AND 9999),
    provisional INTEGER NOT NULL DEFAULT 0 CHECK (provisional IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX plan_section_workplan ON plan_section (workplan_id);

CREATE TABLE focus_area (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workplan_id INTEGER NOT NULL REFERENCES workplan (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number > 0),
    title TEXT NOT NULL CHECK (title <> ''),
    short_title TEXT NOT NULL DEFAULT '',
    UNIQUE (workplan_id, number)
) STRICT;

CREATE TABLE indicative_activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    focus_area_id INTEGER NOT NULL REFERENCES focus_area (id) ON DELETE CASCADE,
    year INTEGER CHECK (year BETWEEN 1 AND 9999),
    text TEXT NOT NULL CHECK (text <> ''),
    position REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX indicative_activity_focus_area ON indicative_activity (focus_area_id);

CREATE TABLE role_holding (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    role TEXT NOT NULL CHECK (role IN ('co-chair', 'focus area lead', 'secretariat', 'consultant',
                                       'contributing organization', 'partner')),
    organization_id INTEGER REFERENCES organization (id) ON DELETE CASCADE,
    person_id INTEGER REFERENCES person (id) ON DELETE CASCADE,
    focus_area_id INTEGER REFERENCES focus_area (id) ON DELETE CASCADE,
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
    position REAL NOT NULL DEFAULT 0,
    CHECK (organization_id IS NOT NULL OR person_id IS NOT NULL),
    CHECK (focus_area_id IS NULL OR role = 'focus area lead'),
    CHECK (earliest IS NULL OR latest IS NULL OR earliest <= latest)
) STRICT;
CREATE INDEX role_holding_organization ON role_holding (organization_id);
CREATE INDEX role_holding_person ON role_holding (person_id);
CREATE INDEX role_holding_focus_area ON role_holding (focus_area_id);

CREATE TABLE role_description (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workplan_id INTEGER NOT NULL REFERENCES workplan (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role <> ''),
    text TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX role_description_workplan ON role_description (workplan_id);

-- Running text of the workplan: of the whole plan, or of one of its sections.
CREATE TABLE narrative (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workplan_id INTEGER NOT NULL REFERENCES workplan (id) ON DELETE CASCADE,
    plan_section_id INTEGER REFERENCES plan_section (id) ON DELETE CASCADE,
    heading TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'paragraph' CHECK (kind IN ('paragraph', 'item')),
    label TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX narrative_workplan ON narrative (workplan_id);
CREATE INDEX narrative_plan_section ON narrative (plan_section_id);

CREATE TABLE category (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    position REAL NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE category_alias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    category_id INTEGER NOT NULL REFERENCES category (id) ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX category_alias_category ON category_alias (category_id);

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    place TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
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

CREATE TABLE coverage_gap (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workplan_id INTEGER NOT NULL REFERENCES workplan (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (title <> ''),
    note TEXT NOT NULL DEFAULT '',
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
CREATE INDEX coverage_gap_workplan ON coverage_gap (workplan_id);

CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_section_id INTEGER NOT NULL REFERENCES plan_section (id) ON DELETE CASCADE,
    position REAL NOT NULL DEFAULT 0,
    ref TEXT NOT NULL DEFAULT '',
    category_id INTEGER REFERENCES category (id) ON DELETE SET NULL,
    category_text TEXT NOT NULL DEFAULT '',
    output TEXT NOT NULL DEFAULT '',
    lead_text TEXT NOT NULL DEFAULT '',
    partner_text TEXT NOT NULL DEFAULT '',
    everyone INTEGER NOT NULL DEFAULT 0 CHECK (everyone IN (0, 1)),
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
    unconfirmed INTEGER NOT NULL DEFAULT 0 CHECK (unconfirmed IN (0, 1)),
    provisional INTEGER NOT NULL DEFAULT 0 CHECK (provisional IN (0, 1)),
    status TEXT NOT NULL DEFAULT 'planned'
        CHECK (status IN ('planned', 'under way', 'done', 'delayed', 'cancelled')),
    percent INTEGER NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
    event_id INTEGER REFERENCES event (id) ON DELETE SET NULL,
    note TEXT NOT NULL DEFAULT '',
    CHECK (earliest IS NULL OR latest IS NULL OR earliest <= latest)
) STRICT;
CREATE INDEX activity_plan_section ON activity (plan_section_id, position);
CREATE INDEX activity_category ON activity (category_id);
CREATE INDEX activity_event ON activity (event_id);

CREATE TABLE activity_lead (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    organization_id INTEGER NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (activity_id, organization_id)
) STRICT;
CREATE INDEX activity_lead_organization ON activity_lead (organization_id);

CREATE TABLE activity_partner (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    organization_id INTEGER NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (activity_id, organization_id)
) STRICT;
CREATE INDEX activity_partner_organization ON activity_partner (organization_id);

CREATE TABLE activity_focus_area (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    focus_area_id INTEGER NOT NULL REFERENCES focus_area (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (activity_id, focus_area_id)
) STRICT;
CREATE INDEX activity_focus_area_focus_area ON activity_focus_area (focus_area_id);

-- A footnote hangs on a place in one field of its activity: the mark stands before the character at the offset.
CREATE TABLE footnote (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    field TEXT NOT NULL DEFAULT 'output'
        CHECK (field IN ('output', 'when', 'leads', 'partners', 'category')),
    "offset" INTEGER NOT NULL DEFAULT 0 CHECK ("offset" >= 0),
    text TEXT NOT NULL CHECK (text <> ''),
    position REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX footnote_activity ON footnote (activity_id);

-- The four kinds of link of scheduling practice: finish-start, start-start, finish-finish, start-finish.
CREATE TABLE activity_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    from_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    to_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    kind TEXT NOT NULL DEFAULT 'FS' CHECK (kind IN ('FS', 'SS', 'FF', 'SF')),
    lag_days INTEGER NOT NULL DEFAULT 0,
    UNIQUE (from_id, to_id),
    CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX activity_link_to ON activity_link (to_id);

-- The journal: one step per user action, one step_row per row that it touched, images as JSON.
CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    label TEXT NOT NULL,
    origin TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'abandoned'))
) STRICT;
CREATE INDEX step_state ON step (state, id);

CREATE TABLE step_row (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX step_row_step ON step_row (step_id);
CREATE INDEX step_row_record ON step_row (table_name, row_id);
