-- Adds what the recipients of one piece of the lake say about the connectors; see staging/piece.
-- Grain: as in views/relevance, once for each piece.
INSERT INTO _piece_domains SELECT * FROM _connector_domains;
INSERT INTO _piece_several SELECT * FROM _connector_several;
