-- A lake without a log of runs: the table of staging/runs without rows.
-- Grain: as there.
CREATE OR REPLACE TEMP TABLE _runs (
    run_id VARCHAR, verb VARCHAR, version VARCHAR, command_line VARCHAR[], started_at VARCHAR, ended_at VARCHAR, exit_code INTEGER,
    counts MAP(VARCHAR, BIGINT), reasons VARCHAR[], warnings VARCHAR[]
);
