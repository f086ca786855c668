"""What a clinic installs: every file of it known by its hash, its licences, and a list of all in CycloneDX.

`python -m tests.security.supply` (`make sbom`) writes var/sbom.json and var/licences.txt, from what is installed here.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.security import ROOT, run

PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", re.MULTILINE)
SHIPPED = ("requirements-hashed.txt", "requirements-postgres.txt")
# What a clinic may install besides: by hash too, and not looked into where it is not installed.
HASHED = (*SHIPPED, "requirements-s3.txt")
# Free to use in an installation, whatever the clinic does with its own code.
ACCEPTED = {
    *("MIT", "MIT-0", "MIT-CMU", "MIT License", "BSD", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC"),
    *("ISC License (ISCL)", "Apache-2.0", "Apache Software License", "MPL-2.0", "PSF-2.0", "PSFL", "Zlib", "CC0-1.0"),
    # Used as a library, unchanged, which it asks for.
    "LGPL-3.0-only",
}
# Whose metadata say more or less than the licences that come with them, which somebody has read.
READ = {"fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0", "qrcode": "BSD-3-Clause AND MIT"}
# What is in this folder and no package.
KEPT_HERE = [("Atkinson Hyperlegible Next", "OFL-1.1, clinic/static/clinic/fonts/OFL.txt")]


def shipped():
    """{name: version} of all packages of an installation."""
    return pins_in(*SHIPPED)


def pinned():
    """{name: version} as requirements.txt and constraints.txt have them."""
    return pins_in("requirements.txt", "constraints.txt")


def pins_in(*files):
    found = (pin for file in files for pin in PINNED.findall((ROOT / file).read_text()))
    return {canonicalize_name(name): version for name, version in found}


def hashes():
    """What is installed for the clinic has a hash, and is the version that was tested."""
    known, tested = shipped(), pinned()
    without = [name for name in needed(pins_in("requirements.txt")) if name not in known]
    other = [name for name, version in known.items() if tested.get(name, version) != version]
    bare = [name for file in HASHED for name in bare_pins((ROOT / file).read_text())]
    wrong = [f"{name} has none" for name in without + bare] + [f"{name} is another version" for name in other]
    return "hashes", "failed" if wrong else "passed", "; ".join(wrong) or f"{len(known)} packages, all by hash"


def bare_pins(text):
    """Names in a file of requirements behind which no hash comes."""
    entries = re.split(r"\n(?=[\w#])", text)
    return [name for entry in entries for name, _ in PINNED.findall(entry) if "--hash=sha256:" not in entry]


def needed(names):
    """These packages and all they ask for on this machine, found in what is installed."""
    waiting, found = list(names), set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += asked_by(name)
    return sorted(found)


def asked_by(name):
    """What a package asks for, extras aside: those stand in requirements.txt by the name of what they bring."""
    try:
        asked = [Requirement(line) for line in requires(name) or []]
    except PackageNotFoundError:
        return []
    return [canonicalize_name(one.name) for one in asked if not one.marker or one.marker.evaluate({"extra": ""})]


def licence(name):
    """As the package says: its expression, else the short name, else the kinds it names."""
    if name in READ:
        return READ[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return "not installed here"
    kinds = [kind.rpartition(" :: ")[2] for kind in told.get_all("Classifier") or [] if kind.startswith("License ::")]
    short = told["License"] if told["License"] and len(told["License"]) < 30 else ""
    choices = (told["License-Expression"], short in ACCEPTED and short, " AND ".join(kinds), short, "not said")
    return next(choice for choice in choices if choice)


def licences():
    said = {name: licence(name) for name in shipped()}
    if missing := [name for name, words in said.items() if words == "not installed here"]:
        return "licences", "failed", f"not installed here, so not read: {', '.join(missing)}"
    odd = [f"{name}: {words}" for name, words in said.items() if not accepted(words)]
    return "licences", "failed" if odd else "passed", "; ".join(odd) or f"{len(said)} packages, free to use"


def accepted(words):
    """Of several that may be chosen from, one is enough."""
    return any(all(part in ACCEPTED for part in re.split(" AND |, ", choice)) for choice in words.split(" OR "))


def bill_of_materials():
    try:
        made = sbom()
    except ImportError:
        return "sbom", "skipped", "not installed: pip install -r requirements-test.txt"
    listed = {line.partition("pkg:pypi/")[2].partition("@")[0] for line in re.findall(r'"purl": "([^"]+)"', made)}
    missing = sorted(shipped().keys() - listed)
    return "sbom", "failed" if missing else "passed", ", ".join(missing) or f"{len(listed)} packages, CycloneDX 1.6"


def sbom():
    """The list as JSON: each package with its version, licence and what it asks for."""
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    named = LicenseFactory().make_from_string
    clinic = Component(name="clinic", type=ComponentType.APPLICATION, bom_ref="clinic", version=commit())
    parts = {
        name: Component(
            name=name, version=version, type=ComponentType.LIBRARY, purl=PackageURL("pypi", name=name, version=version),
            bom_ref=name, licenses=[named(licence(name))],
        )
        for name, version in shipped().items()
    }  # fmt: skip
    bom = Bom(components=parts.values())
    bom.metadata.component = clinic
    bom.register_dependency(clinic, parts.values())
    for name, part in parts.items():
        bom.register_dependency(part, [parts[asked] for asked in asked_by(name) if asked in parts])
    return JsonV1Dot6(bom).output_as_string(indent=1)


def commit():
    return run(["git", "rev-parse", "--short", "HEAD"]).stdout.strip() or "unknown"


def main():
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    lines = [f"{name} {version}: {licence(name)}" for name, version in sorted(shipped().items())]
    lines += [f"{name}: {words}" for name, words in KEPT_HERE]
    (folder / "licences.txt").write_text("\n".join(lines) + "\n")
    (folder / "sbom.json").write_text(sbom())
    rows = [hashes(), licences(), bill_of_materials()]
    for name, state, told in rows:
        print(f"{name:10}{state:8}{told}")
    print("var/sbom.json and var/licences.txt are written.")
    sys.exit(any(state == "failed" for _, state, _ in rows))


if __name__ == "__main__":
    main()
