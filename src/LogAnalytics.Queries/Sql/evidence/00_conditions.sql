-- How the evidence queries read the conditions of a slice.
-- Grain: none; a macro.
-- Parameters: none.
-- Columns: _is_one_of(value, list): is the value among those of a condition; list holds them parted by chr(31), NULL as chr(30).
CREATE OR REPLACE TEMP MACRO _is_one_of(value, list) AS list_contains(string_split(list, chr(31)), coalesce(value, chr(30)));
