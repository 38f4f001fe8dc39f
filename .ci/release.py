"""What dotnet does not make: archives with the same bytes each time, and bills of material.

    release.py zip FOLDER FILE.zip
    release.py sbom FILE.deps.json VERSION FILE.cdx.json
"""

import base64
import json
import pathlib
import re
import sys
import zipfile

# The first instant that a zip can hold: the archive depends on the content alone.
EPOCH = (1980, 1, 1, 0, 0, 0)
PACKAGES = pathlib.Path.home() / ".nuget" / "packages"


def write_zip(folder: str, target: str) -> None:
    root = pathlib.Path(folder)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(root).as_posix(), EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, which keeps the right to execute
            entry.external_attr = (0o755 if path.suffix in ("", ".exe") and path.name != "LICENSE" else 0o644) << 16
            archive.writestr(entry, path.read_bytes())


def licence(name: str, version: str) -> list:
    """As the package's own description says it; its name for a licence file is no licence."""
    nuspec = PACKAGES / name.lower() / version.lower() / f"{name.lower()}.nuspec"
    if not nuspec.exists():
        return []
    text = nuspec.read_text(encoding="utf-8-sig")
    if found := re.search(r'<license type="expression">([^<]+)</license>', text):
        return [{"expression": found[1]}]
    if found := re.search(r"<licenseUrl>([^<]+)</licenseUrl>", text):
        return [{"license": {"name": "see url", "url": found[1]}}]
    return []


def component(key: str, library: dict) -> dict:
    name, version = key.rsplit("/", 1)
    name = name.removeprefix("runtimepack.")
    purl = f"pkg:nuget/{name}@{version}"
    found = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    if sha512 := library.get("sha512", "").removeprefix("sha512-"):
        found["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(sha512).hex()}]
    if licences := licence(name, version):
        found["licenses"] = licences
    return found


def write_sbom(deps: str, version: str, target: str) -> None:
    """Of what the build says it ships: packages and the runtime, with the hashes that NuGet checked."""
    document = json.loads(pathlib.Path(deps).read_text(encoding="utf-8-sig"))
    packages = {key: library for key, library in document["libraries"].items() if library["type"] in ("package", "runtimepack")}
    refs = {key: component(key, packages[key])["bom-ref"] for key in packages}
    tool = f"pkg:generic/loganalytics@{version}"
    dependencies = [{"ref": tool, "dependsOn": sorted(refs.values())}]
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": tool, "name": "loganalytics", "version": version, "licenses": [{"license": {"id": "MIT"}}]}},
        "components": sorted((component(key, library) for key, library in packages.items()), key=lambda found: found["purl"]),
        "dependencies": dependencies,
    }
    if not bom["components"]:
        raise SystemExit(f"{deps} names no package")
    pathlib.Path(target).write_text(json.dumps(bom, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    {"zip": write_zip, "sbom": write_sbom}[sys.argv[1]](*sys.argv[2:])
