-- Every row of every Send log.
-- Grain: one log row, in _rows as in events.
-- Columns: server, service, connector_id, session_id, sequence_number, time (UTC), local_endpoint, remote_endpoint,
--   event (+ - > < *), data (invalid UTF-8 shows as U+FFFD), context, data_raw (the bytes where data is not exact),
--   file_id, line_number (1-based), byte_offset, family (of a refusal of one line, see reply_families, else NULL),
--   session_split tells sessions apart that share a placeholder id.
-- Texts that differ in a few places only are put together from the literals of the text and the parameters of the row. The view says it
-- without the macro: other engines read it.
CREATE OR REPLACE TEMP MACRO _filled_text(text, is_filled, parameter_1, literal_2, parameter_2, literal_3, parameter_3, literal_4) AS
CASE WHEN is_filled THEN text || parameter_1 || literal_2 || parameter_2 || literal_3 || parameter_3 || literal_4 ELSE text END;

CREATE OR REPLACE TEMP VIEW _rows AS
SELECT
    e.part_id, e.session_number, e.sequence_number, e.time, e.overrides, t.event,
    CASE WHEN t.parameters_in = 'data'
        THEN t.data || e.parameter_1 || t.literal_2 || e.parameter_2 || t.literal_3 || e.parameter_3 || t.literal_4
        ELSE t.data
    END AS data,
    CASE WHEN t.parameters_in = 'context'
        THEN t.context || e.parameter_1 || t.literal_2 || e.parameter_2 || t.literal_3 || e.parameter_3 || t.literal_4
        ELSE t.context
    END AS context,
    t.data_raw, t.family, e.file_number, e.line_number, e.byte_offset
FROM _events AS e
-- Less one on both sides, here and where files are joined: from plain equalities the optimizer concludes that texts, files and sessions
-- have one part, and joins those first, by the part alone.
JOIN _texts AS t ON t.part_id - 1 = e.part_id - 1 AND t.text_number = e.text_number;

CREATE OR REPLACE TEMP VIEW events AS
SELECT
    s.server, s.service,
    -- What is constant in a session stands in its row once; overrides holds connector and endpoints of a row that differs.
    CASE WHEN r.overrides IS NULL THEN coalesce(s.connector_id, '') ELSE split_part(r.overrides, chr(10), 1) END AS connector_id,
    s.session_id, r.sequence_number, r.time,
    CASE
        WHEN r.overrides IS NOT NULL THEN split_part(r.overrides, chr(10), 2)
        -- Empty until the connection stands.
        WHEN r.sequence_number >= s.local_from_sequence THEN coalesce(s.local_endpoint, '')
        ELSE ''
    END AS local_endpoint,
    CASE WHEN r.overrides IS NULL THEN coalesce(s.remote_endpoint, '') ELSE split_part(r.overrides, chr(10), 3) END AS remote_endpoint,
    r.event, r.data, r.context, r.data_raw, f.file_id, r.line_number, r.byte_offset, r.family, s.session_split
FROM _rows AS r
JOIN _sessions AS s ON s.part_id = r.part_id AND s.session_number = r.session_number
JOIN _part_files AS f ON f.part_id - 1 = r.part_id - 1 AND f.file_number = r.file_number;
