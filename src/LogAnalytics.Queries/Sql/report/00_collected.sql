-- Where a report's references are collected while its incidents are built: the trials of one incident stand in scope only until the next.
-- Grain: report_failures one failed message of one incident; report_sessions one session that an incident's report shows.
-- Columns: role (good, bad: set side by side; else the bound that cites a row of it), cited_line.
CREATE OR REPLACE TEMP TABLE report_failures (incident VARCHAR, part_id BIGINT, session_number INTEGER, message_index INTEGER);
CREATE OR REPLACE TEMP TABLE report_sessions (incident VARCHAR, role VARCHAR, session_id VARCHAR, part_id BIGINT, session_number INTEGER, cited_line BIGINT);
