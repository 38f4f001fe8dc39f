"use strict";

// node compare.js TOOL LAKE: the views of a lake in chDB, and what the tool says, as CSV byte for byte.
const { execFileSync } = require("node:child_process");
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { Session } = require("chdb");
const { entries, translate } = require("./dialect.js");

// Absent is NULL, also where a join finds nothing; folders' names are read by the views themselves.
const settings = "SETTINGS join_use_nulls = 1, prefer_column_name_to_alias = 1, use_hive_partitioning = 0";

// View → what orders its rows completely.
const views = {
    sessions: "server, service, session_id, session_split, started_at, first_file_id, first_line_number",
    recipients: "server, service, session_id, session_split, message_index, file_id, line_number, recipient, replied_at",
    events: "server, service, session_id, session_split, sequence_number, time, file_id, line_number",
    messages: "server, service, session_id, session_split, message_index, file_id, line_number",
    files: "server, service, path, file_id",
    rejects: "file_id, line_number",
    certificates: "thumbprint, role",
    certificate_endpoints: "sent_certificate_thumbprint NULLS FIRST, remote_endpoint NULLS FIRST",
    reply_families: "ordinal",
};

// Bytes that are no text are shown in hexadecimal by the tool.
const bytes = { events: "data_raw", rejects: "raw" };

// CSV as the tool writes it: NULL bare, empty text "", instants in ISO 8601 with Z, lists as JSON, outer blanks quoted.
function field(value, type) {
    if (value === null)
        return "";
    let text = typeof value === "string" ? value : Array.isArray(value) ? JSON.stringify(value) : String(value);
    if (type.includes("DateTime64"))
        text = text.replace(" ", "T").replace(/000$/, "") + "Z";
    return text === "" ? '""' : /^ | $|[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(session, sql) {
    const [names, types, ...rows] = session.query(`${sql} ${settings}`, "JSONCompactEachRowWithNamesAndTypes").trimEnd().split("\n").map(line => JSON.parse(line));
    return [names.join(","), ...rows.map(row => row.map((value, i) => field(value, types[i])).join(","))].join("\n") + "\n";
}

function firstDifference(expected, actual) {
    const [a, b] = [expected.split("\n"), actual.split("\n")];
    const line = a.findIndex((text, i) => text !== b[i]);
    return `line ${line + 1}\n  DuckDB ${a[line]}\n  chDB   ${b[line]}`;
}

const [tool, lake] = process.argv.slice(2);
const run = (...args) => execFileSync(tool, args, { encoding: "utf8", maxBuffer: 1 << 30 });
const statements = run("connect", "--lake", lake).split(/;\n/).map(text => text.replace(/^\s*--.*\n/gm, "").trim());
const folder = mkdtempSync(join(tmpdir(), "chdb-"));
const session = new Session(folder);
let failed = 0;
try {
    console.log(`chDB: ClickHouse ${session.query("SELECT version()", "TSV").trim()}, DuckDB ${run("query", "--lake", lake, "SELECT version()", "--format", "csv").trim().split("\n")[1]}`);
    const wanted = /^CREATE OR REPLACE TEMP VIEW (\w+)/;
    const unused = new Set(entries.map((_, i) => i));
    const needed = [];
    for (const statement of statements) {
        const name = wanted.exec(statement)?.[1];
        // What was done with the lake is kept as JSON beside its tables; no view compared here asks for it.
        if (!name || statement.includes("read_json(") || needed.includes("certificate_endpoints"))
            continue;
        entries.forEach(([, pattern], i) => statement.search(pattern) >= 0 && unused.delete(i));
        session.query(`${translate(statement, lake)} ${settings}`);
        needed.push(name);
    }

    for (const i of unused) {
        console.error(`not needed any more: ${entries[i][0]}`);
        failed++;
    }

    for (const [view, order] of Object.entries(views)) {
        const from = `FROM ${view} ORDER BY ${order}`;
        const expected = run("query", "--lake", lake, `SELECT * ${from}`, "--format", "csv");
        const actual = csv(session, `SELECT * ${bytes[view] ? `REPLACE (hex(${bytes[view]}) AS ${bytes[view]})` : ""} ${from}`);
        const same = expected === actual;
        failed += same ? 0 : 1;
        console.log(`${same ? "same" : "DIFFERENT"}: ${view}, ${expected.trimEnd().split("\n").length - 1} rows, ${expected.length} bytes${same ? "" : `; ${firstDifference(expected, actual)}`}`);
    }
} finally {
    session.cleanup?.();
    rmSync(folder, { recursive: true, force: true });
}

process.exit(failed ? 1 : 0);
