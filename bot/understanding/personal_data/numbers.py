"""Numbers and codes that point to one person: telephone, e-mail, BSN, IBAN, licence plate and postcode."""

import re
from collections.abc import Callable, Iterator

from bot.understanding.personal_data.found import Found, Kind, cut, near_digits
from bot.understanding.personal_data.places import Places
from bot.understanding.personal_data.word_rows import word_row, word_set

_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w+%-]{1,64}(?:\.[\w+%-]{1,64}){0,8}"
    r"(?:@|\s?[\[(](?:at|apenstaartje)[\])]\s?)"
    r"[^\W_](?:[\w-]{0,62})(?:\.[\w-]{1,63}){0,6}\.[^\W\d_]{2,24}(?![\w@])",
    re.IGNORECASE,
)
_GAP = r"[ .\u00a0\u202f\u2009\-\u2010-\u2013/]"
_PHONE = re.compile(
    rf"(?<![\w.,/€-])(?:(?:\+|00){_GAP}?[1-9]\d{{0,2}}{_GAP}{{0,2}}(?:\(0\){_GAP}?)?(?:{_GAP}{{0,3}}\d){{7,12}}"
    rf"|\(0[1-9]\d{{0,3}}\)(?:{_GAP}{{0,3}}\d){{6,8}}"
    rf"|0[1-9](?:{_GAP}{{0,3}}\d){{8}})(?![\w€%]|[-.,/]\d)"
)
_NINE = re.compile(r"(?<![\w.,/+€-])\d(?:[ .\u00a0\-]?\d){8}(?![\w€%]|[-.,/]\d)")
_IBAN = re.compile(r"(?<![^\W_])[A-Za-z]{2}\s?\d{2}(?:[ \u00a0.-]?[A-Za-z0-9]){11,30}(?![^\W_])")
_POSTCODE = re.compile(r"(?<![\w.€-])[1-9]\d{3}(?P<gap>[ \u00a0]{0,2})(?P<letters>[A-Za-z]{2})(?![^\W_]|['’-]\w)")
_PLATE = re.compile(
    r"(?<![\w-])(?=[A-Za-z \-\u2010\u2011\u00b7]{0,9}\d)"
    r"[A-Za-z0-9]{1,3}(?P<gap>[- \u2010\u2011\u00b7]?)[A-Za-z0-9]{1,3}(?P=gap)[A-Za-z0-9]{1,3}(?![\w-])"
)

# Length of an IBAN per country: without it one Dutch sentence in a hundred would pass the check digits by chance.
_IBAN_LENGTHS = {
    code[:2]: int(code[2:])
    for code in word_row(
        "NL18 BE16 DE22 FR27 GB22 ES24 PT25 IT27 PL28 TR26 RO24 BG22 HU28 HR21 CZ24 SK24 SI19 AT20 CH21 LU20 IE22 DK18 SE24 "
        "NO15 FI18 EE20 LV21 LT20 GR27 CY28 MT31 MA28 TN24 DZ26 MD24 UA29 BA20 RS22 ME22 MK19 AL28 XK20 SA24 AE23 IL23 JO30 "
        "LB28 IQ23 PS29 QA29 KW30 BH22 EG29 PK24 GE22 AZ28 KZ20 BY28 IS26 LI21 MC27 SM27 VA22 GI23 FO18 GL18 AD24 BR29 CR22 "
        "DO28 GT28 SV28 VG24 MU30 MR27 SC31 ST25 TL23 LC32 LY25 SD18 SO23 BI27 DJ27 NI28 RU33 MN20 FK18 OM23 YE30 HN28 "
    )
}
_SIDECODES = word_set(
    "AA-99-99 99-99-AA 99-AA-99 AA-99-AA AA-AA-99 99-AA-AA 99-AAA-9 9-AAA-99 AA-999-A A-999-AA AAA-99-A A-99-AAA "
    "9-AA-999 999-AA-9 A-99-999 999-99-A "
)
_ABROAD_SHORTEST, _ABROAD_LONGEST, _NATIONAL_LENGTH, _IBAN_SHORTEST, _PLATE_LENGTH, _MANY_LETTERS = 9, 15, 10, 15, 6, 3
_JOINED = frozenset(code.replace("-", "") for code in _SIDECODES)
_SHAPE, _DIGIT, _MARK = re.compile(r"[A-Z]"), re.compile(r"\d"), re.compile(r"\W")
_LETTERS_OR_DIGITS = re.compile(r"[A-Z]+|\d+")
_PLATE_CONTEXT = re.compile(
    r"(?<!\[)kenteken|nummerbord|nummerplaat|plaat|\bauto|wagen|scooter|brommer|busje|\bbus\b|\bvan\b|motor|gepark|parkeer|taxi|opel|toyota|volkswagen|\bvw\b|"
    r"fiat|peugeot|renault|citro|\bkia\b|\bford\b|volvo|\baudi|\bbmw|seat|skoda|nissan|mazda|suzuki|hyundai|tesla|caravan|aanhanger|bestel|rijdt|golf",
    re.IGNORECASE,
)
_CODE_CONTEXT = re.compile(
    r"(?:code|wachtwoord|wifi|artikel\w*|zaal|type|vlucht|ruimte|kluis\w*|serienummer|model|bestelnummer)"
    r"\W{0,4}(?:\w{1,6}\W{1,3})?$",
    re.IGNORECASE,
)
_NOT_A_BSN = re.compile(
    r"(?:order|bestel|klant|factuur|reken|account|pakket|track|zending|dossier|zaak|lid(?:maatschap)?s?nummer|lidnr|polis|meter|serie|artikel|kvk|"
    r"referentie|ticket|kenmerk|bedrag|pas(?:je|nummer)|barcode|reserver|boeking|loonheff|rsin|bonnummer|kassabon|contract|inschrijf|registratie|"
    r"aanvraag|melding|product|isbn|imei|aansluit|offerte|batch|inventaris|bibliotheek)\w{0,24}\W{0,4}(?:\w{1,8}\W{1,3}){0,2}$",
    re.IGNORECASE,
)
_BSN_WORD = re.compile(r"(?<!\[)bsn|burgerservice|sofi", re.IGNORECASE)
_AFTER_ADDRESS = re.compile(r"(?<!\[)postcode\W{0,3}(?:is )?$|\d[\w-]{0,4}\s?,\s?$", re.IGNORECASE)
_UNITS = word_set("km kg wk ek mb gb kb tv pk kw eu ad")
_NOT_A_POSTCODE = word_set(
    "is en of om op in km kg ml mg gr cm mm jr al de er ik ja je ze we wk ek uu au ok te ca va zo nu aa bc vc na nl eu "
    "tv pk kw gb mb kb ha nr no hs pp st xl tl lp bv cd dvd mw dr aj hz lt nt pc px ad "
)


def find_numbers(text: str, help_numbers: frozenset[str]) -> list[list[Found]]:
    """Return the pieces per kind, the surest kind first; the groups may still overlap."""
    has_email = any(sign in text for sign in "@[(")
    emails = [cut(text, Kind.EMAIL, *match.span()) for match in _EMAIL.finditer(text)] if has_email else []
    return [
        emails,
        list(_find_ibans(text)),
        _find(text, _PHONE, Kind.PHONE, lambda match: _is_phone(match.group(), help_numbers)),
        _find(text, _NINE, Kind.BSN, _is_bsn),
        _find(text, _POSTCODE, Kind.POSTCODE, _is_postcode),
        list(_find_plates(text)),
    ]


def _find(text: str, pattern: re.Pattern[str], kind: Kind, accept: Callable[[re.Match[str]], bool]) -> list[Found]:
    return [cut(text, kind, *match.span()) for match in near_digits(pattern, text) if accept(match)]


def _digits(value: str) -> str:
    return "".join(str(int(sign)) for sign in value if sign.isdecimal())


def _before(match: re.Match[str], length: int = 40) -> str:
    return match.string[max(0, match.start() - length) : match.start()]


def _is_phone(value: str, help_numbers: frozenset[str]) -> bool:
    digits = _digits(value.replace("(0)", ""))
    if value.startswith(("+", "00")):
        national = digits.removeprefix("00")
        if not national.startswith("31"):
            return _ABROAD_SHORTEST <= len(national) <= _ABROAD_LONGEST
        rest = national[2:].removeprefix("0")
        return len(rest) == _NATIONAL_LENGTH - 1 and f"0{rest}" not in help_numbers and not rest.startswith(("800", "900"))
    return (
        len(digits) == _NATIONAL_LENGTH and digits not in help_numbers and not digits.startswith(("0800", "0900", "0906", "0909"))
    )


def _is_bsn(match: re.Match[str]) -> bool:
    digits = _digits(match.group())
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    before = _before(match)
    if total % 11 or not total or before.rstrip().endswith(("€", "+31", "#")):
        return False
    return bool(_BSN_WORD.search(before)) or not _NOT_A_BSN.search(before)


def _find_ibans(text: str) -> Iterator[Found]:
    for match in near_digits(_IBAN, text):
        end = _iban_end(text, match.start(), match.end())
        if end:
            yield cut(text, Kind.IBAN, match.start(), end)


def _iban_end(text: str, start: int, end: int) -> int:
    """Return the longest end at which the check digits are right and a word ends, or 0."""
    while end - start >= _IBAN_SHORTEST:
        if (end == len(text) or not text[end].isalnum()) and _has_right_check_digits(text[start:end]):
            return end
        end -= 1
    return 0


def _has_right_check_digits(value: str) -> bool:
    plain = "".join(sign for sign in value if sign.isalnum()).upper()
    if len(plain) != _IBAN_LENGTHS.get(plain[:2]) or not plain.isascii():
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _is_postcode(match: re.Match[str]) -> bool:
    letters = match["letters"]
    if letters.upper() in {"SA", "SD", "SS"} or not (letters.isupper() or letters.islower()):
        return False
    if letters.lower() not in _NOT_A_POSTCODE or _AFTER_ADDRESS.search(_before(match, 20)):
        return True
    return letters.isupper() and letters.lower() not in _UNITS


def _find_plates(text: str) -> Iterator[Found]:
    cars = Places(_PLATE_CONTEXT, text)
    for match in near_digits(_PLATE, text):
        start, end = match.span()
        if _may_be_plate(match) and _is_plate(match, cars.between(start - 40, start) or cars.between(end, end + 30)):
            yield cut(text, Kind.LICENCE_PLATE, start, end)


def _may_be_plate(match: re.Match[str]) -> bool:
    plain = _MARK.sub("", match.group())
    return len(plain) == _PLATE_LENGTH and not plain.isdigit() and not plain.isalpha()


def _is_plate(match: re.Match[str], context: bool) -> bool:
    value, gap = match.group(), match["gap"]
    plain = _MARK.sub("", value).upper()
    parts = _MARK.split(value.upper()) if gap else _LETTERS_OR_DIGITS.findall(plain)
    shape = "-".join("A" * len(part) if part.isalpha() else "9" * len(part) if part.isdigit() else "?" for part in parts)
    if _CODE_CONTEXT.search(_before(match)):
        return False
    if gap and gap != " ":
        return shape in _SIDECODES and (context or value.isupper() or not re.search(r"[aeiouAEIOU]", value))
    if gap == " ":
        return shape in _SIDECODES and value.isupper() and (context or shape.count("A") >= _MANY_LETTERS)
    return _is_joined_plate(value, plain, context)


def _is_joined_plate(value: str, plain: str, context: bool) -> bool:
    shape = _SHAPE.sub("A", _DIGIT.sub("9", plain))
    if shape not in _JOINED:
        return False
    return context or (value.isupper() and shape not in {"9999AA", "AA9999"} and not re.search(r"[AEIOU]", plain))
