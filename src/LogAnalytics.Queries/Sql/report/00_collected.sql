-- Where a report's references are collected while its incidents are built: the trials of one incident stand in scope only until the next.
-- Grain: one session that an incident's report shows.
-- Columns: role (good, bad: set side by side; else the bound that cites a row of it), cited_line.
CREATE OR REPLACE TEMP TABLE report_sessions (incident VARCHAR, role VARCHAR, session_id VARCHAR, part_id BIGINT, session_number INTEGER, cited_line BIGINT);
