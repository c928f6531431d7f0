"""The code systems that articles are found by: their names, and what a code of each looks like.

A table of what HL7 and the owners of the systems laid down. It imports nothing of ours; anybody may read it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeSystem:
    """A system by its name for people, HL7 FHIR's name for it, and the OIDs that requests say instead.

    In a `nested` one a code is a kind of what it says without its last character.
    """

    name: str
    uri: str
    oids: tuple[str, ...]
    shape: re.Pattern[str]
    example: str
    write: Callable[[str], str] = str
    nested: bool = False

    def spell(self, code: str) -> str | None:
        """The one spelling of a code, or none if this cannot be one of this system's."""
        written = self.write(code.strip().upper())
        return written if self.shape.fullmatch(written) else None

    def values(self, spelled: str) -> list[str]:
        """What documents may be found by, as `system|code`: the code itself first, then what is broader.

        A document may have been published with a code as somebody typed it, without its dot.
        """
        codes = [spelled]
        while self.nested and "." in codes[-1]:
            codes.append(codes[-1][:-1].rstrip("."))
        spellings = [each for code in codes for each in (code, code.replace(".", ""))]
        return [f"{self.uri}|{each}" for each in dict.fromkeys(spellings)]


def _with_dot(code: str) -> str:
    """Records often leave the dot of an ICD code out."""
    return code if "." in code or len(code) < 4 else f"{code[:3]}.{code[3:]}"


def _with_late_dot(code: str) -> str:
    """ICD-9-CM has its dot a place later in codes of external causes."""
    if code.startswith("E") and "." not in code and len(code) > 4:
        return f"{code[:4]}.{code[4:]}"
    return code if code.startswith("E") else _with_dot(code)


def _eleven_digits(code: str) -> str:
    """Labels write an NDC in three groups, one of which may lack a zero; records write eleven digits."""
    groups = code.split("-")
    if len(groups) != 3:
        return code
    return "".join(group.rjust(size, "0") for group, size in zip(groups, (5, 4, 2), strict=True))


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_HL7 = "2.16.840.1.113883"
_FHIR = "http://hl7.org/fhir/sid"
CODE_SYSTEMS = (
    CodeSystem(
        "ICD-10-CM",
        f"{_FHIR}/icd-10-cm",
        (f"{_HL7}.6.90",),
        _shape(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?"),
        "M54.50",
        _with_dot,
        nested=True,
    ),
    CodeSystem(
        "ICD-10 (WHO)",
        f"{_FHIR}/icd-10",
        (f"{_HL7}.6.3",),
        _shape(r"[A-Z]\d\d(\.\d{1,2})?"),
        "M54.5",
        _with_dot,
        nested=True,
    ),
    CodeSystem(
        "ICD-9-CM",
        f"{_FHIR}/icd-9-cm",
        (f"{_HL7}.6.103",),
        _shape(r"(\d{3}|V\d\d)(\.\d{1,2})?|E\d{3}(\.\d)?"),
        "724.2",
        _with_late_dot,
        nested=True,
    ),
    CodeSystem(
        "SNOMED CT", "http://snomed.info/sct", (f"{_HL7}.6.96",), _shape(r"[1-9]\d{5,17}"), "161891005"
    ),
    CodeSystem(
        "LOINC", "http://loinc.org", (f"{_HL7}.6.1", f"{_HL7}.11.79"), _shape(r"\d{1,7}-\d"), "3187-2"
    ),
    CodeSystem(
        "RxNorm",
        "http://www.nlm.nih.gov/research/umls/rxnorm",
        (f"{_HL7}.6.88",),
        _shape(r"[1-9]\d{0,7}"),
        "197361",
    ),
    CodeSystem("NDC", f"{_FHIR}/ndc", (f"{_HL7}.6.69",), _shape(r"\d{11}"), "00071-0155-23", _eleven_digits),
    CodeSystem(
        "CPT", "http://www.ama-assn.org/go/cpt", (f"{_HL7}.6.12",), _shape(r"\d{4}[0-9AFTU]"), "97110"
    ),
)
_BY_NAME = {name: system for system in CODE_SYSTEMS for name in (system.uri, *system.oids)}


def find_system(name: str) -> CodeSystem | None:
    """The system of an address or an OID, plain or as `urn:oid:`."""
    return _BY_NAME.get(name.strip().lower().removeprefix("urn:oid:").rstrip("/"))
