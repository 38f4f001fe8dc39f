"use strict";

// What has to be said otherwise in ClickHouse, and why. Everything that is not listed is the SQL that `connect` prints, word for word.
// Each entry: what it is about, the pattern in DuckDB's words, ClickHouse's words.
const folder = key => `decodeURLComponent(extract(_path, '${key}=([^/]+)')) AS ${key}`;

// Tables that are not kept by server.
const physical = {
    reply_families: "file('{lake}/reply_families/*.parquet', Parquet)",
    file_versions: "file('{lake}/_state/file_versions.parquet', Parquet)",
};

exports.entries = [
    ["a session has no temporary views", /CREATE OR REPLACE TEMP VIEW/g, "CREATE OR REPLACE VIEW"],
    ["files by glob; values of the folders' names as text, decoded", /FROM read_parquet\(getvariable\('lake_(\w+)'\)[^)]*\)/g,
        (_, table) => `FROM ${physical[table] ?? `(SELECT *, ${folder("server")}, ${folder("service")} FROM file('{lake}/${table}/server=*/**/*.parquet', Parquet))`}`],
    ["columns left out of *", /\* EXCLUDE \(/g, "* EXCEPT ("],
    ["true and false are ordered", /\bbool_or\(/g, "max("],
    ["true and false are ordered", /\bbool_and\(/g, "min("],
    ["place of a text in a text", /\bstrpos\(/g, "position("],
    ["types of arrays", /CAST\(\[\] AS VARCHAR\[\]\)/g, "CAST([] AS Array(String))"],
    ["text to array: order of arguments, and no array of NULL", /string_split\(((?:max\()?[\w.]+\)?), '(.)'\)/g, "splitByString('$2', assumeNotNull($1))"],
    ["n-th part of a text", /split_part\(([\w.]+), chr\(10\), (\d)\)/g, "splitByString('\\n', assumeNotNull($1))[$2]"],
    ["distinct values as an ordered array", /list_sort\(list\(DISTINCT (\w+)\)\)/g, "arraySort(groupUniqArray($1))"],
];

// A column that both sides of a join have would be called s.server.
function nameColumns(sql) {
    let depth = 0;
    return sql.replace(/\(|\)|(?<=[,\n]\s*|SELECT )([a-z]\w*)\.(\w+)(?=\s*[,\n]|$)/g, (text, _, column) => {
        depth += text === "(" ? 1 : text === ")" ? -1 : 0;
        return column && depth === 0 ? `${text} AS ${column}` : text;
    });
}

exports.translate = (sql, lake) => nameColumns(exports.entries.reduce((text, [, pattern, words]) => text.replace(pattern, words), sql)).replaceAll("{lake}", lake);
