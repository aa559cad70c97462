-- Progress: reporting periods, the reports of focus areas with their lines, and the results framework with its values.
-- A value in numbers stands beside the words that say it; where the words leave it open there is no number.

CREATE TABLE reporting_period (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workplan_id INTEGER NOT NULL REFERENCES workplan (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (title <> ''),
    kind TEXT NOT NULL DEFAULT 'named' CHECK (kind IN ('quarter', 'half', 'year', 'named')),
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
    closed_at TEXT NOT NULL DEFAULT '',
    background TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL DEFAULT 0,
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
    CHECK (earliest IS NULL OR latest IS NULL OR earliest <= latest),
    CHECK (closed_at = '' OR status = 'closed')
) STRICT;
CREATE INDEX reporting_period_workplan ON reporting_period (workplan_id, earliest);

-- percent_how: found from the activities, or set by hand (percent_reason says why).
CREATE TABLE focus_area_report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES reporting_period (id) ON DELETE CASCADE,
    focus_area_id INTEGER NOT NULL REFERENCES focus_area (id) ON DELETE CASCADE,
    rag TEXT NOT NULL DEFAULT ''
        CHECK (rag IN ('', 'on track', 'constrained', 'off track', 'complete', 'not started')),
    rag_reason TEXT NOT NULL DEFAULT '',
    percent INTEGER CHECK (percent BETWEEN 0 AND 100),
    percent_how TEXT NOT NULL DEFAULT 'computed' CHECK (percent_how IN ('computed', 'set')),
    percent_reason TEXT NOT NULL DEFAULT '',
    UNIQUE (period_id, focus_area_id)
) STRICT;
CREATE INDEX focus_area_report_focus_area ON focus_area_report (focus_area_id);

CREATE TABLE framework (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL CHECK (title <> ''),
    period TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE result (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    framework_id INTEGER NOT NULL REFERENCES framework (id) ON DELETE CASCADE,
    parent_id INTEGER REFERENCES result (id) ON DELETE CASCADE,
    kind TEXT NOT NULL DEFAULT 'result'
        CHECK (kind IN ('pillar', 'goal', 'impact', 'outcome', 'output', 'result')),
    code TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL CHECK (title <> ''),
    position REAL NOT NULL DEFAULT 0,
    CHECK (parent_id <> id)
) STRICT;
CREATE INDEX result_framework ON result (framework_id, position);
CREATE INDEX result_parent ON result (parent_id);

CREATE TABLE indicator (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    result_id INTEGER NOT NULL REFERENCES result (id) ON DELETE CASCADE,
    code TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL CHECK (title <> ''),
    measure TEXT NOT NULL DEFAULT 'unit'
        CHECK (measure IN ('unit', 'percentage', 'nominal', 'ordinal', 'qualitative')),
    direction TEXT NOT NULL DEFAULT 'ascending' CHECK (direction IN ('ascending', 'descending', 'maintain')),
    cumulative INTEGER NOT NULL DEFAULT 0 CHECK (cumulative IN (0, 1)),
    unit TEXT NOT NULL DEFAULT '',
    calculation TEXT NOT NULL DEFAULT 'last' CHECK (calculation IN ('last', 'sum', 'max', 'average')),
    baseline_value REAL CHECK (abs(baseline_value) < 1e15),
    baseline_text TEXT NOT NULL DEFAULT '',
    baseline_year INTEGER CHECK (baseline_year BETWEEN 1 AND 9999),
    baseline_when TEXT NOT NULL DEFAULT '',
    target_value REAL CHECK (abs(target_value) < 1e15),
    target_text TEXT NOT NULL DEFAULT '',
    target_when TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL DEFAULT 0,
    CHECK (measure <> 'percentage' OR calculation <> 'sum')
) STRICT;
CREATE INDEX indicator_result ON indicator (result_id, position);

CREATE TABLE indicator_value (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    indicator_id INTEGER NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
    period_id INTEGER NOT NULL REFERENCES reporting_period (id) ON DELETE CASCADE,
    kind TEXT NOT NULL DEFAULT 'actual' CHECK (kind IN ('target', 'actual')),
    value REAL CHECK (abs(value) < 1e15),
    text TEXT NOT NULL DEFAULT '',
    numerator REAL CHECK (abs(numerator) < 1e15),
    denominator REAL CHECK (abs(denominator) < 1e15 AND denominator <> 0),
    comment TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    position REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX indicator_value_indicator ON indicator_value (indicator_id);
CREATE INDEX indicator_value_period ON indicator_value (period_id);

CREATE TABLE activity_result (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    result_id INTEGER NOT NULL REFERENCES result (id) ON DELETE CASCADE,
    UNIQUE (activity_id, result_id)
) STRICT;
CREATE INDEX activity_result_result ON activity_result (result_id);

-- state: collected from the record and untouched, edited since, written by hand, or dropped: kept so that it is not
-- collected again.
CREATE TABLE report_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id INTEGER NOT NULL REFERENCES focus_area_report (id) ON DELETE CASCADE,
    part TEXT NOT NULL DEFAULT 'key result' CHECK (part IN ('key result', 'challenge', 'way forward')),
    position REAL NOT NULL DEFAULT 0,
    heading TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    collected TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'written' CHECK (state IN ('collected', 'edited', 'written', 'dropped')),
    what TEXT NOT NULL DEFAULT ''
        CHECK (what IN ('', 'finished', 'begun', 'slipped', 'cancelled', 'decided', 'action closed', 'action overdue',
                        'indicator moved', 'ahead')),
    activity_id INTEGER REFERENCES activity (id) ON DELETE SET NULL,
    decision_id INTEGER REFERENCES decision (id) ON DELETE SET NULL,
    action_id INTEGER REFERENCES action_point (id) ON DELETE SET NULL,
    indicator_id INTEGER REFERENCES indicator (id) ON DELETE SET NULL,
    CHECK ((state = 'written') = (what = '')),
    CHECK ((what = '') = (collected = ''))
) STRICT;
CREATE INDEX report_line_report ON report_line (report_id, part, position);
CREATE INDEX report_line_activity ON report_line (activity_id);
CREATE INDEX report_line_decision ON report_line (decision_id);
CREATE INDEX report_line_action ON report_line (action_id);
CREATE INDEX report_line_indicator ON report_line (indicator_id);
