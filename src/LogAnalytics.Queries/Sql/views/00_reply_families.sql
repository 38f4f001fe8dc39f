-- The reply families that the sessions were classified by; what a refusal says about attribution is data.
-- Grain: reply_families one row of the table, _attribution_families one family that counts as failed attribution.
-- Columns: ordinal (rows are tried in this order, the first that fits wins), id (the family; rows may share it), class (A = attribution
--   failed, counted; B = companion, shown beside; C = look-alike, never counted), code, enhanced, words (NULL = any), meaning, source.
CREATE OR REPLACE TEMP VIEW reply_families AS
SELECT ordinal, id, class, code, enhanced, words, meaning, source
FROM _reply_families;

CREATE OR REPLACE TEMP VIEW _attribution_families AS
SELECT DISTINCT id
FROM _reply_families
WHERE class = 'A';
