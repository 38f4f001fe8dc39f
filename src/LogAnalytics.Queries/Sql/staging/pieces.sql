-- Which piece of the lake a unit belongs to, so that what is joined by session is read a piece at a time and fits into memory: a session,
-- its messages and its recipients lie in one unit.
-- Grain: _pieces one piece and unit (server, day and service, as their folders are called); a unit may be in several pieces. _lake_units
--   one file of the lake.
CREATE OR REPLACE TEMP MACRO _unit_of(path) AS
    regexp_replace(path, '^.*server=([^/\\]*)[/\\]date=([^/\\]*)[/\\]service=([^/\\]*)[/\\][^/\\]*$', '\1/\2/\3');

CREATE OR REPLACE TEMP TABLE _lake_units AS SELECT table_name, ordinal, path, _unit_of(path) AS unit FROM _lake_files;

CREATE OR REPLACE TEMP TABLE _pieces (piece INTEGER, unit VARCHAR);
